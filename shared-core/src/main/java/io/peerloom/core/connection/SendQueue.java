package io.peerloom.core.connection;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Fifo;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RelayMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages waiting to be sent over one link. Control frames are sent at once; bulk frames as far as
 * the other side has given credit, so that a slow reader costs this peer at most {@link
 * Limits#MAX_LINK_OUTPUT_BYTES}.
 */
final class SendQueue {
  private static final int MAX_SHORT_MESSAGE_BYTES = 512;

  /** Milliseconds after which a refused message may be tried again. */
  private static final int RETRY_AFTER_MILLIS = 100;

  /** Bulk bytes that may be in flight before the other side must give credit. */
  static final int BULK_WINDOW_BYTES = 256 * 1024;

  /** Messages longer than this take the bulk lane. */
  static final int BULK_ABOVE_BYTES = 8 * 1024;

  private static final int MAX_WRITE_BYTES = 64 * 1024;

  private final Fifo<byte[]> control = new Fifo<>();
  private final Fifo<byte[]> bulk = new Fifo<>();
  private int queuedBytes;
  private int credit = BULK_WINDOW_BYTES;

  /**
   * Encodes and queues a message. Fails with TOO_LARGE, or with OVERLOADED and when to try again if
   * the link cannot take it now.
   *
   * @param bufferedBytes what the transport still has to send
   * @return the size of the encoded message
   */
  int add(Message message, int bufferedBytes) {
    byte[] encoded = MessageCodec.encode(message);
    if (encoded.length > MessageCodec.MAX_MESSAGE_BYTES) {
      throw new PeerloomException(ErrorCode.TOO_LARGE, "message of " + encoded.length);
    }
    LinkMessage.Request request = message instanceof LinkMessage.Request asked ? asked : null;
    if (request != null && request.body() instanceof LinkMessage.Direct) {
      addReserved(encoded);
    } else if (message instanceof RelayMessage.RelayFrame frame) {
      // By the lane of the link inside: each of its lanes keeps its order.
      add(frame.bulk() ? Lane.BULK : Lane.CONTROL, encoded, bufferedBytes, true);
    } else {
      Lane lane = encoded.length > BULK_ABOVE_BYTES ? Lane.BULK : Lane.CONTROL;
      add(lane, encoded, bufferedBytes, request != null);
    }
    return encoded.length;
  }

  /** Queues a message; OVERLOADED, and when to try again, if the link cannot take it now. */
  void add(Lane lane, byte[] message, int bufferedBytes, boolean isRequest) {
    int waiting = queuedBytes + bufferedBytes;
    boolean mayUseReserve = !isRequest && message.length <= MAX_SHORT_MESSAGE_BYTES;
    int room =
        mayUseReserve
            ? Limits.MAX_LINK_OUTPUT_BYTES + Limits.LINK_OUTPUT_RESERVE_BYTES
            : Limits.MAX_LINK_OUTPUT_BYTES;
    if (waiting + message.length > room) {
      throw new PeerloomException(
          ErrorCode.OVERLOADED, "link has " + waiting + " waiting", RETRY_AFTER_MILLIS);
    }
    queue(lane, message);
  }

  /**
   * Queues a bulk message whose sender limits what it has in flight by waiting for answers, so that
   * it need not be refused here.
   */
  void addReserved(byte[] message) {
    queue(Lane.BULK, message);
  }

  private void queue(Lane lane, byte[] message) {
    for (byte[] frame : Frames.cut(lane, message)) {
      (lane == Lane.BULK ? bulk : control).add(frame);
      queuedBytes += frame.length;
    }
  }

  /** Bytes that no transport has yet. */
  int queuedBytes() {
    return queuedBytes;
  }

  /** Adds credit given by the other side. */
  void credit(int bytes) {
    credit = Math.min(BULK_WINDOW_BYTES, credit + bytes);
  }

  /** Writes what may be sent now, several frames together. */
  void flush(Transport transport) {
    drain(transport, Lane.CONTROL, control);
    drain(transport, Lane.BULK, bulk);
  }

  private void drain(Transport transport, Lane lane, Fifo<byte[]> frames) {
    if (frames.isEmpty()) {
      return;
    }
    List<byte[]> write = new ArrayList<>(frames.size());
    int size = 0;
    while (!frames.isEmpty()) {
      byte[] next = frames.peek();
      if (lane == Lane.BULK && credit < next.length) {
        break;
      }
      if (size + next.length > MAX_WRITE_BYTES && size > 0) {
        send(transport, lane, write);
        size = 0;
      }
      frames.poll();
      queuedBytes -= next.length;
      if (lane == Lane.BULK) {
        credit -= next.length;
      }
      write.add(next);
      size += next.length;
    }
    if (size > 0) {
      send(transport, lane, write);
    }
  }

  private static void send(Transport transport, Lane lane, List<byte[]> frames) {
    transport.send(
        lane, frames.size() == 1 ? frames.get(0) : Bytes.concat(frames.toArray(new byte[0][])));
    frames.clear();
  }
}
