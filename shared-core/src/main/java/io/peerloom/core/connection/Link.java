package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.Message;

/**
 * A connection as the rest of the peer sees it: somebody proved at the other end, whatever
 * transport lies in between.
 */
public interface Link {
  /** How long an attempt may take until the link is open, in milliseconds (R12.4). */
  int OPEN_TIMEOUT_MILLIS = 10_000;

  /** Who is at the other end; null until it is proved. */
  ProvedPeer peer();

  /** The other end's id; only once it is proved. */
  default NodeId peerId() {
    return peer().id();
  }

  /** The peer at the other end as others learn of it; only once it is proved. */
  default ContactInfo info() {
    ProvedPeer peer = peer();
    return new ContactInfo(peer.id(), peer.kind(), isActive(), peer.addresses());
  }

  TransportKind transport();

  /** Whether this side dialled, or made the offer. */
  boolean isDialler();

  boolean isOpen();

  /** Whether the other side is in the foreground, as it said last. */
  boolean isActive();

  /** Whether the other side was slow, and owes a sign of life. */
  boolean isSuspect();

  /** Smoothed round-trip time in milliseconds, -1 before the first. */
  double rttMillis();

  /** When it became a link, on the wall clock; 0 where it never did. */
  long openedAt();

  /** When it last carried data or a topic, on the monotonic clock; -1 if never. */
  long usedAt();

  /**
   * Asks the other side. Fails with the code of its answer, TIMEOUT, OVERLOADED, or why the link
   * closed. A request that times out puts the link under suspicion at once.
   */
  Promise<Message> request(Message body, int timeoutMillis);

  /**
   * Asks the other side's application to take bytes, in the order of the calls; answered as any
   * request. What is in flight at once is bounded by the caller, not by what the link has queued.
   */
  Promise<Message> requestDirect(byte[] bytes, int timeoutMillis);

  /** Sends a message that wants no answer; dropped with a log line when the link is full. */
  void send(Message message);

  /** Asks for a sign of life now; the link closes within seconds when none comes. */
  void suspect();

  /**
   * A fresh challenge: fulfilled with whether the other side answered it. Over within {@link
   * Heartbeat#SUSPECT_ANSWER_MILLIS}, in which whoever lives answers.
   */
  Promise<Boolean> challenge();

  /** Ends the connection, telling the other side why. Idempotent. */
  void close(ErrorCode code, String reason);
}
