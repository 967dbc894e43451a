package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;

/** Who a connection reports to: the keeper of all links of a peer. */
public interface LinkOwner {
  /**
   * Whether another process of the same peer is still there, which takes a moment to find out where
   * one was; fails with INSTANCE_TAKEN where it is.
   */
  default Promise<Void> checkInstance(Link link, ProvedPeer peer) {
    return Promise.of(null);
  }

  /**
   * Whether a proved peer may have this link.
   *
   * @return null to take it, or the code to end it with
   */
  ErrorCode refusal(Link link, ProvedPeer peer);

  /** The link is usable from now on. */
  void opened(Link link);

  /** The connection is gone, whether it ever was a link or not. Called once. */
  void closed(Link link, LinkEnd end);

  /** Answers a request of the other side. */
  Promise<Message> serve(Link link, Message request, int deadlineMillis);

  /** Takes a message that wants no answer. */
  void notification(Link link, Message message);

  /** What time it is here, for the other side. */
  LinkMessage.Pong clock(int nonce);

  /**
   * The other side's clock was read.
   *
   * @param askedAt when it was asked, on the monotonic clock
   * @param theirs what it said
   */
  void clockRead(Link link, long askedAt, LinkMessage.Pong theirs);

  /** Takes bytes for the application; the answer goes back once it has them. */
  Promise<Message> direct(Link link, byte[] bytes);
}
