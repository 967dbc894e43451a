package io.peerloom.core;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.NetworkTime;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.data.RecordStore;

/**
 * Everything the platform gives a peer.
 *
 * @param rtc null where the platform has no WebRTC
 */
public record Ports(
    Env env, Crypto crypto, Hash hash, RecordStore store, WebSocketPort webSockets, RtcPort rtc) {
  /** The same with the network's time in place of the machine's. */
  Ports inNetworkTime() {
    return new Ports(NetworkTime.of(env), crypto, hash, store, webSockets, rtc);
  }
}
