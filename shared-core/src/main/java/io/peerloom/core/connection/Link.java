package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RelayMessage;

/**
 * A connection as the rest of the peer sees it: a proved peer at the other end, over any transport.
 */
public interface Link {
  /** How long it may take until the link is open, in milliseconds (R12.4). */
  int OPEN_TIMEOUT_MILLIS = 10_000;

  /** The peer at the other end; null until it is proved. */
  ProvedPeer peer();

  /** The other end's id; only once it is proved. */
  default NodeId peerId() {
    return peer().id();
  }

  /** The other end's contact, as returned to other peers; only once it is proved. */
  default ContactInfo info() {
    ProvedPeer peer = peer();
    return new ContactInfo(peer.id(), peer.kind(), isActive(), peer.addresses());
  }

  TransportKind transport();

  /** The address that this side dialled; empty for any other connection. */
  default String origin() {
    return "";
  }

  /** Whether this side dialled, or made the offer. */
  boolean isDialler();

  boolean isOpen();

  /** Whether the other side is in the foreground, according to its last message. */
  boolean isActive();

  /** Whether the other side was slow, and has not yet answered a probe. */
  boolean isSuspect();

  /** Smoothed round-trip time in milliseconds, -1 before the first. */
  double rttMillis();

  /** When it became a link, on the wall clock; 0 if it never did. */
  long openedAt();

  /** When it last carried data or a topic, on the monotonic clock; -1 if never. */
  long usedAt();

  /** Bytes that were sent over it and have not left this machine, as far as is known. */
  int waitingBytes();

  /**
   * Sends a request to the other side. Fails with the code of its answer, TIMEOUT, OVERLOADED, or
   * why the link closed. A request that times out puts the link under suspicion at once.
   */
  Promise<Message> request(Message body, int timeoutMillis);

  /**
   * Sends bytes to the other side's application, in the order of the calls; answered like any
   * request. The caller bounds what is in flight; the limit of the link's queue does not apply.
   *
   * @param type DIRECT or STREAM of {@link io.peerloom.core.wire.MessageType}
   */
  Promise<Message> requestDirect(int type, byte[] bytes, int timeoutMillis);

  /** Sends a message that needs no answer; dropped with a log line when the link is full. */
  void send(Message message);

  /**
   * Sends a frame of a relayed link.
   *
   * @throws io.peerloom.core.base.PeerloomException OVERLOADED when the link is full
   */
  void sendFrame(RelayMessage.RelayFrame frame);

  /** Probes the other side now; the link closes within seconds without an answer. */
  void suspect();

  /**
   * A fresh challenge: fulfilled with whether the other side answered it, within {@link
   * Heartbeat#SUSPECT_ANSWER_MILLIS}, enough for any live peer.
   */
  Promise<Boolean> challenge();

  /** Closes the connection, sending the reason to the other side. Idempotent. */
  void close(ErrorCode code, String reason);
}
