package io.peerloom.jvm.net;

/**
 * How much of one socket may wait for its loop. While it is full nothing is read, so TCP slows the
 * sender down instead of this machine's memory filling up.
 *
 * <p>Used by the reading thread and the loop; exactly one of them goes on reading each time.
 */
final class InboundWindow {
  static final int MAX_WAITING_MESSAGES = 64;
  static final int MAX_WAITING_BYTES = 256 << 10;

  private int messages;
  private int bytes;
  private boolean stopped;

  /** A message was handed to the loop; true when the next may be read. */
  synchronized boolean handedIn(int length) {
    messages++;
    bytes += length;
    stopped = messages >= MAX_WAITING_MESSAGES || bytes >= MAX_WAITING_BYTES;
    return !stopped;
  }

  /** The loop took a message; true when reading had stopped and is to go on. */
  synchronized boolean taken(int length) {
    messages--;
    bytes -= length;
    if (stopped && messages <= MAX_WAITING_MESSAGES / 2 && bytes <= MAX_WAITING_BYTES / 2) {
      stopped = false;
      return true;
    }
    return false;
  }
}
