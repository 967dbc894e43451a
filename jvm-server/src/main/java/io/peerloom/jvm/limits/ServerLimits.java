package io.peerloom.jvm.limits;

/**
 * The bounds of what only servers do, each with its unit; {@code Limits} has those of all peers.
 */
public final class ServerLimits {
  /**
   * The bytes that one frame which waits in a socket counts besides its own: about what Jetty's
   * objects for it take, an estimate. Without them short messages would cost many times their size.
   */
  public static final int WAITING_FRAME_BYTES = 256;

  /**
   * A socket that is closed because its other end reads too slowly is cut off when more bytes wait
   * than these; otherwise the reason is sent.
   */
  public static final int MAX_BYTES_BEFORE_CLOSE = 64 * 1024;

  private ServerLimits() {}
}
