package io.peerloom.core.rpc;

import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.Message;

/**
 * Answers requests that may have to wait for their turn, and does not carry out those for whose
 * answer nobody waits any more.
 */
public interface TimedHandler<M extends Message> {
  /**
   * The answer, as of a {@link RequestHandler}; {@link Router#overdue} once it is too late.
   *
   * @param until how long the asker waits, by the monotonic clock
   */
  Promise<Message> handle(ProvedPeer from, M request, long until);
}
