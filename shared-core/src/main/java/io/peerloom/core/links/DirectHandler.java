package io.peerloom.core.links;

import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.Message;

/** Takes bytes that another peer's application sent to this one over a link. */
public interface DirectHandler {
  /** The answer once the application has taken them, or a failure whose code the sender is told. */
  Promise<Message> received(ProvedPeer from, byte[] bytes);
}
