package io.peerloom.core.connection;

/**
 * Decides when a link must prove that it lives (decision 10).
 *
 * <p>Whatever arrives is proof, so a link in use costs nothing. Only one that has been silent for a
 * minute is pinged, which is two frames a minute at most, and one that does not answer is dead:
 * found within 75 s (R4.2). A suspicion, such as a request without an answer, asks at once.
 */
public final class Heartbeat {
  /** Silence after which a ping goes out. */
  public static final int SILENCE_MILLIS = 60_000;

  /** The accepting side waits this much longer, so that one ping proves both ends. */
  public static final int ACCEPTOR_MILLIS = 4_000;

  /** How long a ping may go unanswered on an idle link. */
  public static final int ANSWER_MILLIS = 10_000;

  /** How long a ping may go unanswered on a link that is under suspicion. */
  public static final int SUSPECT_ANSWER_MILLIS = 4_000;

  /** What to do now. */
  public enum Verdict {
    WAIT,
    PING,
    DEAD
  }

  private final int silence;
  private long heardAt;
  private long pingedAt = -1;
  private int answerWithin = ANSWER_MILLIS;
  private double rttMillis = -1;

  public Heartbeat(long now, boolean dialler) {
    heardAt = now;
    silence = dialler ? SILENCE_MILLIS : SILENCE_MILLIS + ACCEPTOR_MILLIS;
  }

  /** Something arrived. */
  public void heard(long now) {
    heardAt = now;
    pingedAt = -1;
  }

  /** A ping went out. */
  public void pinged(long now, boolean suspect) {
    if (pingedAt < 0) {
      pingedAt = now;
      answerWithin = suspect ? SUSPECT_ANSWER_MILLIS : ANSWER_MILLIS;
    } else if (suspect) {
      answerWithin = (int) Math.min(answerWithin, now - pingedAt + SUSPECT_ANSWER_MILLIS);
    }
  }

  /** Whether a ping out of suspicion has had no answer yet. */
  boolean isSuspect() {
    return pingedAt >= 0 && answerWithin < ANSWER_MILLIS;
  }

  /**
   * A round trip took that long, {@link #ANSWER_MILLIS} at most: the other side decides when it
   * answers. Smoothed as in RFC 6298, section 2.
   */
  public void measured(double taken) {
    double millis = Math.min(taken, ANSWER_MILLIS);
    rttMillis = rttMillis < 0 ? millis : rttMillis + (millis - rttMillis) / 8;
  }

  /** Smoothed round trip in milliseconds, -1 before the first. */
  public double rttMillis() {
    return rttMillis;
  }

  /** When something arrived last. */
  public long heardAt() {
    return heardAt;
  }

  public Verdict verdict(long now) {
    if (pingedAt >= 0) {
      return now - pingedAt >= answerWithin ? Verdict.DEAD : Verdict.WAIT;
    }
    return now - heardAt >= silence ? Verdict.PING : Verdict.WAIT;
  }

  /** Milliseconds until the verdict may change. */
  public long nextCheckMillis(long now) {
    long due = pingedAt >= 0 ? pingedAt + answerWithin : heardAt + silence;
    return Math.max(1, due - now);
  }
}
