package io.peerloom.core.connection;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts messages into frames and reassembles them, lane by lane.
 *
 * <p>A frame is a {@link FrameHeader} and 1 to {@link #MAX_PAYLOAD_BYTES} bytes. One transport
 * message holds whole frames, as many as the sender had ready. Frames of the two lanes may
 * alternate, so that a heartbeat does not wait behind a file.
 */
public final class Frames {
  /** The most payload of one frame. */
  public static final int MAX_PAYLOAD_BYTES = 16 * 1024 - FrameHeader.BYTES;

  /**
   * The part of a message that has arrived, in one array, so that tiny frames cost no more than
   * their bytes.
   */
  private static final class Partial {
    private byte[] bytes = new byte[0];
    private int length;

    void add(byte[] payload) {
      if (bytes.length - length < payload.length) {
        byte[] larger = new byte[Math.max(2 * length, length + payload.length)];
        System.arraycopy(bytes, 0, larger, 0, length);
        bytes = larger;
      }
      System.arraycopy(payload, 0, bytes, length, payload.length);
      length += payload.length;
    }

    byte[] take() {
      byte[] whole = bytes.length == length ? bytes : Bytes.slice(bytes, 0, length);
      bytes = new byte[0];
      length = 0;
      return whole;
    }
  }

  private final Partial control = new Partial();
  private final Partial bulk = new Partial();
  private int takenBulk;

  /** Bytes that a stranger may still send; -1 once the other side is known. */
  private int strangerBytes = -1;

  /**
   * For a connection whose other side is not known yet: it may send {@link
   * Limits#MAX_STRANGER_BYTES} in all, on the control lane only, until {@link #proved}.
   */
  static Frames ofStranger() {
    Frames frames = new Frames();
    frames.strangerBytes = Limits.MAX_STRANGER_BYTES;
    return frames;
  }

  /** The other side is known: it may send whole messages on both lanes. */
  void proved() {
    strangerBytes = -1;
  }

  /** Cuts an encoded message into frames. */
  public static List<byte[]> cut(Lane lane, byte[] message) {
    List<byte[]> frames = new ArrayList<>(1 + message.length / MAX_PAYLOAD_BYTES);
    for (int at = 0; at < message.length; at += MAX_PAYLOAD_BYTES) {
      int length = Math.min(MAX_PAYLOAD_BYTES, message.length - at);
      byte[] frame = new byte[FrameHeader.BYTES + length];
      FrameHeader.write(frame, lane, at + length < message.length, length);
      System.arraycopy(message, at, frame, FrameHeader.BYTES, length);
      frames.add(frame);
    }
    return frames;
  }

  /**
   * Takes a transport message apart.
   *
   * @return the messages that are complete now, in order
   * @throws PeerloomException INVALID_REQUEST when it is malformed or empty, TOO_LARGE when a
   *     message exceeds its bound; the connection must be closed then
   */
  public List<byte[]> take(byte[] transportMessage) {
    if (strangerBytes >= 0 && (strangerBytes -= transportMessage.length) < 0) {
      throw new PeerloomException(ErrorCode.TOO_LARGE, "too long");
    }
    List<byte[]> complete = new ArrayList<>(1);
    int at = 0;
    do {
      if (transportMessage.length - at < FrameHeader.BYTES) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "truncated frame header");
      }
      int start = at + FrameHeader.BYTES;
      int length = FrameHeader.payloadBytes(transportMessage, at);
      if (!FrameHeader.isKnown(transportMessage, at)
          || length == 0
          || length > MAX_PAYLOAD_BYTES
          || length > transportMessage.length - start) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "frame flags or length " + length);
      }
      byte[] payload = Bytes.slice(transportMessage, start, start + length);
      boolean isBulk = FrameHeader.lane(transportMessage, at) == Lane.BULK;
      if (isBulk) {
        if (strangerBytes >= 0) {
          throw new PeerloomException(ErrorCode.INVALID_REQUEST, "out of turn");
        }
        takenBulk += FrameHeader.BYTES + length;
      }
      boolean more = FrameHeader.hasMore(transportMessage, at);
      at = start + length;
      byte[] message = add(isBulk ? bulk : control, more, payload);
      if (message != null) {
        complete.add(message);
      }
    } while (at < transportMessage.length);
    return complete;
  }

  /** Bytes of bulk frames read since the last call, for which the sender gets credit. */
  int takenBulkBytes() {
    int taken = takenBulk;
    takenBulk = 0;
    return taken;
  }

  private static byte[] add(Partial partial, boolean more, byte[] payload) {
    if (partial.length + payload.length > MessageCodec.MAX_MESSAGE_BYTES) {
      throw new PeerloomException(ErrorCode.TOO_LARGE, "message over its bound");
    }
    if (!more && partial.length == 0) {
      return payload;
    }
    partial.add(payload);
    return more ? null : partial.take();
  }
}
