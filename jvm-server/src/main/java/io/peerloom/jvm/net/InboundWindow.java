package io.peerloom.jvm.net;

import io.peerloom.jvm.limits.ServerLimits;

/**
 * Limits how many messages of one socket may wait for the peer's loop. While the window is full
 * nothing is read, so TCP slows the sender down and memory stays bounded.
 *
 * <p>Used by the reading thread and the loop; exactly one of them demands the next message.
 */
final class InboundWindow {
  private int messages;
  private int bytes;
  private boolean stopped;

  /** A message was handed to the loop; returns whether the next may be read. */
  synchronized boolean added(int length) {
    messages++;
    bytes += length;
    stopped =
        messages >= ServerLimits.MAX_INBOUND_MESSAGES || bytes >= ServerLimits.MAX_INBOUND_BYTES;
    return !stopped;
  }

  /** The loop received a message; returns whether reading had stopped and is to continue. */
  synchronized boolean removed(int length) {
    messages--;
    bytes -= length;
    if (stopped
        && messages <= ServerLimits.MAX_INBOUND_MESSAGES / 2
        && bytes <= ServerLimits.MAX_INBOUND_BYTES / 2) {
      stopped = false;
      return true;
    }
    return false;
  }
}
