package io.peerloom.core.rpc;

import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.Message;

/** Answers requests of one type, whether they came over a link or through the overlay. */
public interface RequestHandler<M extends Message> {
  /** The answer, or a failure whose code the asker learns. {@code from} is proved. */
  Promise<Message> handle(ProvedPeer from, M request);
}
