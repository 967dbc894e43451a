package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;

/** Receives the events of connections; implemented by the table of a peer's links. */
public interface LinkOwner {
  /**
   * Checks whether another process with the same id is alive, which takes a moment if there was
   * one; fails with INSTANCE_TAKEN if so.
   */
  default Promise<Void> checkInstance(Link link, ProvedPeer peer) {
    return Promise.of(null);
  }

  /**
   * Whether a proved peer may have this link.
   *
   * @return null to accept it, or the code to close it with
   */
  ErrorCode refusal(Link link, ProvedPeer peer);

  /** The link is usable from now on. */
  void opened(Link link);

  /** The connection is closed, whether it ever was a link or not. Called once. */
  void closed(Link link, LinkEnd end);

  /**
   * A link may be dead; it goes on until another takes its place, or for some seconds.
   *
   * @param probed whether a probe went unanswered, and not only a request
   */
  default void doubtful(Link link, boolean probed) {}

  /** Answers a request of the other side. */
  Promise<Message> serve(Link link, Message request, int deadlineMillis);

  /** Receives a message that needs no answer. */
  void notification(Link link, Message message);

  /** This peer's time, for the other side. */
  LinkMessage.Pong clock(int nonce);

  /**
   * The other side's clock was read.
   *
   * @param askedAt when the request was sent, on the monotonic clock
   * @param theirs the answer
   */
  void clockRead(Link link, long askedAt, LinkMessage.Pong theirs);

  /** So many bytes more wait to be sent over one of the links. */
  default void queued(int bytes) {}

  /**
   * Receives bytes for the application; the answer is sent once it has accepted them.
   *
   * @param type DIRECT or STREAM of {@link io.peerloom.core.wire.MessageType}
   */
  Promise<Message> direct(Link link, int type, byte[] bytes);
}
