package io.peerloom.core.connection;

/**
 * The header of a frame, in its final form: one byte of flags (bit 0 the lane, bit 1 set when more
 * of this message follows, the rest zero) and two bytes of length. Static, because a header is read
 * for every frame and never stored.
 */
public final class FrameHeader {
  /** The length of a header. */
  public static final int BYTES = 3;

  private static final int BULK = 1;
  private static final int MORE = 2;

  private FrameHeader() {}

  static void write(byte[] frame, Lane lane, boolean more, int length) {
    frame[0] = (byte) ((lane == Lane.BULK ? BULK : 0) | (more ? MORE : 0));
    frame[1] = (byte) (length >> 8);
    frame[2] = (byte) length;
  }

  /** Whether all flags of the frame that begins at {@code at} are known. */
  static boolean isKnown(byte[] bytes, int at) {
    return (bytes[at] & 0xff) <= (BULK | MORE);
  }

  /** The lane of the frame that begins at {@code at}. */
  public static Lane lane(byte[] bytes, int at) {
    return (bytes[at] & BULK) != 0 ? Lane.BULK : Lane.CONTROL;
  }

  /** Whether more of its message follows the frame that begins at {@code at}. */
  public static boolean hasMore(byte[] bytes, int at) {
    return (bytes[at] & MORE) != 0;
  }

  /** Bytes of the payload of the frame that begins at {@code at}. */
  public static int payloadBytes(byte[] bytes, int at) {
    return (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
  }
}
