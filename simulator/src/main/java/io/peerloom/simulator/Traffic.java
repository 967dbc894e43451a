package io.peerloom.simulator;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was carried, by kind of message: how many frames, how many bytes. Only the head of each
 * frame is read, because this runs for every one of some million.
 */
public final class Traffic {
  /** One kind's share. */
  public record Share(int frames, long bytes) {
    Share and(Share other) {
      return new Share(frames + other.frames, bytes + other.bytes);
    }
  }

  private static final int KINDS = 64;
  private static final int OTHER = 0;
  private static final int REQUEST = 10;
  private static final int RESPONSE = 11;
  private static final int FRAME_HEADER_BYTES = 3;
  private static final int MORE = 2;

  private final int[] frames = new int[KINDS];
  private final long[] bytes = new long[KINDS];
  private int at;

  /** Counts the frames of one transport message. */
  void add(byte[] message) {
    at = 0;
    while (at + FRAME_HEADER_BYTES < message.length) {
      int start = at;
      int length = (message[at + 1] & 0xff) << 8 | message[at + 2] & 0xff;
      at += FRAME_HEADER_BYTES;
      int kind = (message[start] & MORE) != 0 ? OTHER : kind(message, 2);
      frames[kind]++;
      bytes[kind] += FRAME_HEADER_BYTES + length;
      at = start + FRAME_HEADER_BYTES + length;
    }
  }

  /** The number of the message at hand; of a request or an answer, that of what it holds. */
  private int kind(byte[] message, int depth) {
    at++;
    int number = integer(message);
    if (depth > 0 && number == REQUEST) {
      integer(message);
      integer(message);
      return kind(message, depth - 1);
    }
    if (depth > 0 && number == RESPONSE) {
      integer(message);
      return kind(message, depth - 1);
    }
    return number < KINDS ? number : OTHER;
  }

  /** Reads an unsigned CBOR integer of up to four bytes. */
  private int integer(byte[] message) {
    if (at >= message.length) {
      return OTHER;
    }
    int head = message[at++] & 0x1f;
    int more = head < 24 ? 0 : 1 << head - 24;
    int value = head < 24 ? head : 0;
    for (int i = 0; i < more && at < message.length; i++) {
      value = value << 8 | message[at++] & 0xff;
    }
    return value & Integer.MAX_VALUE;
  }

  /** Begins to count anew. */
  void reset() {
    Arrays.fill(frames, 0);
    Arrays.fill(bytes, 0);
  }

  /** What was carried so far, by the name of the kind. */
  public Map<String, Share> byKind() {
    Map<String, Share> shares = new TreeMap<>();
    for (int kind = 0; kind < KINDS; kind++) {
      if (frames[kind] > 0) {
        shares.put(name(kind), new Share(frames[kind], bytes[kind]));
      }
    }
    return shares;
  }

  private static String name(int kind) {
    return switch (kind) {
      case 1 -> "Hello";
      case 2 -> "HelloAnswer";
      case 3 -> "HelloProof";
      case 4 -> "Ready";
      case 5 -> "Goodbye";
      case 6 -> "Ping";
      case 7 -> "Pong";
      case 8 -> "Presence";
      case 9 -> "Credit";
      case 12 -> "Failure";
      case 13 -> "Done";
      case 14 -> "Direct";
      case 20 -> "FindNode";
      case 21 -> "Found";
      case 22 -> "Route";
      case 23 -> "Routed";
      case 24 -> "Announce";
      case 26 -> "Signal";
      case 27 -> "InviteDial";
      case 30 -> "Store";
      case 31 -> "Stored";
      case 32 -> "Fetch";
      case 33 -> "Records";
      case 40 -> "Append";
      case 41 -> "Subscribe";
      case 42 -> "AskDigest";
      case 43 -> "Digest";
      case 44 -> "AskPage";
      case 45 -> "Items";
      case 46 -> "Push";
      case 47 -> "Unsubscribe";
      case 48 -> "Replicate";
      case 50 -> "Join";
      case 51 -> "Admission";
      default -> "kind" + kind;
    };
  }
}
