package io.peerloom.core.pubsub;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides when a member pushes to one subscriber, and from which message on. The subscriber's
 * answer is its credit: at most {@link #WINDOW} pushes are in flight, and what is published
 * meanwhile is sent together with the next. So a slow subscriber is pushed to as fast as it accepts
 * messages, and costs the member a number, not a queue; nobody else waits for it.
 *
 * <p>A failed push is repeated from its first message. A subscriber drops duplicates.
 */
final class PushCursor {
  /** Pushes in flight to one subscriber: the second hides the round-trip time of the first. */
  static final int WINDOW = 2;

  /** Bytes of messages in one push. */
  static final int MAX_PUSH_BYTES = 64 * 1024;

  private static final int MIN_PUSH_BYTES = 2 * 1024;
  private static final int FIRST_PAUSE_MILLIS = 250;
  private static final int MAX_PAUSE_MILLIS = 10_000;

  private long next;

  /** The first numbers of the pushes in flight, oldest first. */
  private final List<Long> inFlight = new ArrayList<>(WINDOW);

  private int failures;
  private long notBefore = Long.MIN_VALUE / 2;
  private int pushBytes = MAX_PUSH_BYTES;

  PushCursor(long next) {
    this.next = next;
  }

  /** The number of the first message that has not been pushed. */
  long next() {
    return next;
  }

  /** Whether another push may be sent now. */
  boolean mayPush(long now) {
    return now >= notBefore && inFlight.size() < (failures == 0 ? WINDOW : 1);
  }

  /** Milliseconds until the pause after a failure ends. */
  int pauseMillis(long now) {
    return (int) Math.max(0, notBefore - now);
  }

  /** Bytes the next push may have: fewer after one that failed. */
  int pushBytes() {
    return pushBytes;
  }

  /** The number of the first message that may still have to be pushed, or pushed again. */
  long oldest() {
    long oldest = next;
    for (long from : inFlight) {
      oldest = Math.min(oldest, from);
    }
    return oldest;
  }

  /**
   * Records that a push was sent.
   *
   * @param before the number of the first message after it
   */
  void pushed(long before) {
    inFlight.add(next);
    next = before;
  }

  /** Records that the push beginning with that number was delivered. */
  void delivered(long from) {
    inFlight.remove((Long) from);
    failures = 0;
    pushBytes = Math.min(MAX_PUSH_BYTES, 2 * pushBytes);
  }

  /**
   * Records that the push beginning with that number failed: it is repeated after a pause.
   *
   * @param retryAfterMillis the pause the subscriber asked for, 0 if it named none
   */
  void failed(long from, int retryAfterMillis, long now) {
    inFlight.remove((Long) from);
    next = Math.min(next, from);
    pushBytes = Math.max(MIN_PUSH_BYTES, pushBytes / 4);
    int pause = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 8));
    failures++;
    notBefore = now + Math.max(pause, retryAfterMillis);
  }

  /** Skips the messages before that number: another member pushes them. */
  void skip(long before) {
    next = before;
  }
}
