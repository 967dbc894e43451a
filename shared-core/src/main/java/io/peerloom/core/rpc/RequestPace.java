package io.peerloom.core.rpc;

import io.peerloom.core.base.Limits;

/**
 * Decides how fast a peer that limits the rate may be asked, learnt from its refusals alone.
 *
 * <p>A refusal says when the next request may come, which is soon; if all that wait came then, all
 * but one would be refused again. So they are spaced: a little slower after a refusal, a little
 * faster while there is none, and after each refusal one goes ahead of the others. What a request
 * costs is then about one message, however many wait.
 */
public final class RequestPace {
  /** How long without a refusal until requests need no pace any more. */
  public static final int FREE_MILLIS = 2_000;

  /** No limit is lower in a network of this version. */
  private static final int FIRST_PER_SECOND = Limits.REQUESTS_PER_SECOND;

  private static final int MIN_PER_SECOND = 10;
  private static final double SLOWER = 0.85;
  private static final int SLOWER_EVERY_MILLIS = 200;
  private static final double FASTER = 1.02;
  private static final int FASTER_EVERY_MILLIS = 100;
  private static final double MAX_PER_SECOND = 100_000;
  private static final int MAX_BURST = 8;
  private static final int MAX_WINDOW = 1 << 16;

  private double perSecond = FIRST_PER_SECOND;
  private double tokens;
  private long at;
  private long notBefore;
  private long refusedAt;
  private long slowedAt;
  private long spedUpAt;
  private int window = 1;
  private int pending;

  /** A pace for after the first refusal. */
  public RequestPace(long now, int retryAfterMillis) {
    at = now;
    slowedAt = now;
    spedUpAt = now;
    refusedAt = now;
    notBefore = now + retryAfterMillis;
  }

  /** Milliseconds until the next may be sent, 0 for now; -1 where an answer has to come first. */
  public int waitMillis(long now) {
    if (now < notBefore) {
      return (int) Math.min(Integer.MAX_VALUE, notBefore - now);
    }
    if (pending >= window) {
      return -1;
    }
    while (now - spedUpAt >= FASTER_EVERY_MILLIS) {
      perSecond = Math.min(MAX_PER_SECOND, perSecond * FASTER);
      spedUpAt += FASTER_EVERY_MILLIS;
    }
    tokens = Math.min(MAX_BURST, tokens + (now - at) * perSecond / 1000);
    at = now;
    return tokens >= 1 ? 0 : (int) Math.ceil((1 - tokens) * 1000 / perSecond);
  }

  /** One is sent. */
  public void sent() {
    tokens--;
    pending++;
  }

  /** What was sent has ended in any way but a refusal. */
  public void answered() {
    pending--;
    window = Math.min(MAX_WINDOW, 2 * window);
  }

  /** What was sent is refused. */
  public void refused(long now, int retryAfterMillis) {
    pending--;
    refusedEarlier(now, retryAfterMillis);
  }

  /** What was sent before this pace began is refused. */
  public void refusedEarlier(long now, int retryAfterMillis) {
    window = 1;
    tokens = Math.min(tokens, 1);
    refusedAt = now;
    spedUpAt = now;
    notBefore = Math.max(notBefore, now + retryAfterMillis);
    if (now - slowedAt >= SLOWER_EVERY_MILLIS) {
      slowedAt = now;
      perSecond = Math.max(MIN_PER_SECOND, perSecond * SLOWER);
    }
  }

  /** About how long so many take, in milliseconds. */
  public int estimateMillis(int requests, long now) {
    double millis = Math.max(0, notBefore - now) + requests * 1000 / perSecond;
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(millis));
  }

  /** Whether there was no refusal for so long that no pace is needed. */
  public boolean isFree(long now) {
    return pending == 0 && now - refusedAt >= FREE_MILLIS && now >= notBefore;
  }
}
