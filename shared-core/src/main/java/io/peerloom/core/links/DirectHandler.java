package io.peerloom.core.links;

import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.Message;

/** Receives bytes that another peer's application sent to this one over a link. */
public interface DirectHandler {
  /** The answer once the application has accepted them, or a failure whose code the sender gets. */
  Promise<Message> received(ProvedPeer from, byte[] bytes);
}
