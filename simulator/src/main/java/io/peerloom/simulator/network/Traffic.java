package io.peerloom.simulator.network;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.connection.FrameHeader;
import io.peerloom.core.crypto.EnvelopeCompression;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RoutingMessage;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Frames and bytes that were carried, by kind of message. A routed message counts by what it
 * carries, and separately where it is forwarded. Only heads are read, because this runs for each of
 * some million frames.
 */
public final class Traffic {
  /** One kind's share. */
  public record Share(long frames, long bytes) {
    public Share and(Share other) {
      return new Share(frames + other.frames, bytes + other.bytes);
    }
  }

  private static final int KINDS = 64;
  private static final int OTHER = 0;

  /** Offset of the message in a ROUTED envelope: after heads, a key and a time. */
  private static final int ROUTED_MESSAGE = 7 + 67 + 9;

  /** Added to the number of a kind for messages forwarded by a peer other than their sender. */
  private static final int ONWARD = KINDS * KINDS;

  private final long[] frames = new long[2 * ONWARD];
  private final long[] bytes = new long[2 * ONWARD];
  private byte[] message;
  private int at;

  /** Counts the frames of one transport message. */
  void add(byte[] carried) {
    message = carried;
    at = 0;
    while (at + FrameHeader.BYTES < message.length) {
      int start = at;
      int length = FrameHeader.BYTES + FrameHeader.payloadBytes(message, start);
      at += FrameHeader.BYTES;
      int kind = FrameHeader.hasMore(message, start) ? OTHER : kind(2);
      frames[kind]++;
      bytes[kind] += length;
      at = start + length;
    }
  }

  /** The kind of the current message; for a request or response, the kind of its content. */
  private int kind(int depth) {
    int number = number();
    if (depth > 0 && number == MessageType.REQUEST) {
      integer();
      integer();
      return kind(depth - 1);
    }
    if (depth > 0 && number == MessageType.RESPONSE) {
      integer();
      return kind(depth - 1);
    }
    return switch (number) {
      case MessageType.FAILURE -> number * KINDS + Math.min(integer(), KINDS - 1);
      case MessageType.FIND_NODE -> number * KINDS + onward();
      case MessageType.ROUTE -> number * KINDS + onward() + routed();
      case MessageType.ROUTED -> number * KINDS + routed();
      default -> number * KINDS;
    };
  }

  private int number() {
    at++;
    int number = integer();
    return number < KINDS ? number : OTHER;
  }

  private int onward() {
    skip(2);
    return integer() == RoutingMessage.MAX_HOPS ? 0 : ONWARD;
  }

  /** The number of the message in the current envelope, in whatever way that is compressed. */
  private int routed() {
    int length = integer();
    byte[] carrier = message;
    try {
      int end = Math.min(message.length, at + length);
      byte[] form = Bytes.slice(message, Math.min(at, end), end);
      message = EnvelopeCompression.outline(form, RoutingMessage.MAX_ROUTED_BYTES);
      return inEnvelope();
    } catch (PeerloomException e) {
      return OTHER;
    } finally {
      message = carrier;
    }
  }

  /** What precedes the message always has the same length. */
  private int inEnvelope() {
    at = ROUTED_MESSAGE;
    integer();
    return number();
  }

  private void skip(int strings) {
    for (int i = 0; i < strings; i++) {
      int length = integer();
      at = Math.min(message.length, at + length);
    }
  }

  /** Reads the head of a CBOR item: an unsigned integer, or a length. */
  private int integer() {
    if (at >= message.length) {
      return OTHER;
    }
    int head = message[at++] & 0x1f;
    int more = head < 24 ? 0 : 1 << (head - 24 & 3);
    int value = head < 24 ? head : 0;
    for (int i = 0; i < more && at < message.length; i++) {
      value = value << 8 | message[at++] & 0xff;
    }
    return Math.min(value & Integer.MAX_VALUE, 1 << 24);
  }

  public void reset() {
    Arrays.fill(frames, 0);
    Arrays.fill(bytes, 0);
  }

  /** What was carried so far, by name of the kind. */
  public Map<String, Share> byKind() {
    Map<String, Share> shares = new TreeMap<>();
    for (int kind = 0; kind < frames.length; kind++) {
      if (frames[kind] > 0) {
        shares.put(title(kind), new Share(frames[kind], bytes[kind]));
      }
    }
    return shares;
  }

  private static String title(int kind) {
    int outer = kind % ONWARD / KINDS;
    int inner = kind % KINDS;
    String title = name(outer);
    if (outer == MessageType.FAILURE) {
      title += " " + ErrorCode.of(inner);
    } else if (inner != OTHER) {
      title += " " + name(inner);
    }
    return kind < ONWARD ? title : title + " onward";
  }

  private static String name(int kind) {
    return kind == OTHER ? "Fragment" : MessageType.nameOf(kind);
  }
}
