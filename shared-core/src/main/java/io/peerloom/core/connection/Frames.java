package io.peerloom.core.connection;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts messages into frames and puts them together again, a lane at a time.
 *
 * <p>A frame, in its final form: one byte of flags (bit 0 the lane, bit 1 set when more of this
 * message follows, the rest zero), two bytes of length, 1 to {@link #MAX_PAYLOAD_BYTES} bytes. One
 * transport message holds whole frames, as many as the sender had ready. A frame of either lane may
 * stand between two of the other, which is what keeps a heartbeat from waiting behind a file.
 */
public final class Frames {
  /** The most payload of one frame. */
  public static final int MAX_PAYLOAD_BYTES = 16 * 1024 - Frames.HEADER_BYTES;

  static final int HEADER_BYTES = 3;

  private static final int FLAG_BULK = 1;
  private static final int FLAG_MORE = 2;

  /**
   * What has arrived of a message; one array, so that tiny frames cost no more than their bytes.
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

  /** Cuts an encoded message into frames. */
  public static List<byte[]> cut(Lane lane, byte[] message) {
    List<byte[]> frames = new ArrayList<>(1 + message.length / MAX_PAYLOAD_BYTES);
    for (int at = 0; at < message.length; at += MAX_PAYLOAD_BYTES) {
      int length = Math.min(MAX_PAYLOAD_BYTES, message.length - at);
      boolean more = at + length < message.length;
      byte[] frame = new byte[HEADER_BYTES + length];
      frame[0] = (byte) ((lane == Lane.BULK ? FLAG_BULK : 0) | (more ? FLAG_MORE : 0));
      frame[1] = (byte) (length >> 8);
      frame[2] = (byte) length;
      System.arraycopy(message, at, frame, HEADER_BYTES, length);
      frames.add(frame);
    }
    return frames;
  }

  /**
   * Takes a transport message apart.
   *
   * @return the messages that are complete now, in order
   * @throws PeerloomException INVALID_REQUEST when it is malformed or empty, TOO_LARGE when a
   *     message grows past its bound; the connection must be closed then
   */
  public List<byte[]> take(byte[] transportMessage) {
    List<byte[]> complete = new ArrayList<>(1);
    int at = 0;
    do {
      if (transportMessage.length - at < HEADER_BYTES) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "truncated frame header");
      }
      int flags = transportMessage[at] & 0xff;
      int length = (transportMessage[at + 1] & 0xff) << 8 | transportMessage[at + 2] & 0xff;
      at += HEADER_BYTES;
      if (flags > (FLAG_BULK | FLAG_MORE)) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "frame flags " + flags);
      }
      if (length == 0 || length > MAX_PAYLOAD_BYTES || length > transportMessage.length - at) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "frame length " + length);
      }
      byte[] payload = Bytes.slice(transportMessage, at, at + length);
      at += length;
      boolean isBulk = (flags & FLAG_BULK) != 0;
      if (isBulk) {
        takenBulk += HEADER_BYTES + length;
      }
      byte[] message = add(isBulk ? bulk : control, (flags & FLAG_MORE) != 0, payload);
      if (message != null) {
        complete.add(message);
      }
    } while (at < transportMessage.length);
    return complete;
  }

  /** Bytes of bulk frames taken since the last call, for which the sender is owed credit. */
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
