package io.peerloom.core.membership;

import io.peerloom.core.wire.IceServers;

/** Names the network's STUN and TURN servers to those whom a bridge admits. */
public interface IceServerSource {
  /** Of a network that has no such servers. */
  IceServerSource NONE = (identityKey, wallMillis) -> null;

  /**
   * The servers, with credentials made for one identity; null for none.
   *
   * @param identityKey the admitted one's public key
   * @param wallMillis the bridge's time
   */
  IceServers of(byte[] identityKey, long wallMillis);
}
