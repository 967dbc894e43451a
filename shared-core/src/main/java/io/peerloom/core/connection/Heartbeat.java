package io.peerloom.core.connection;

/**
 * Decides when a link must prove that it lives (DESIGN 10).
 *
 * <p>Whatever arrives is proof, so a link in use costs nothing. On an idle one the two ends speak
 * in turn, each half a minute after the other: two frames a minute, and never so long a silence
 * that whatever is between them gives the connection up (nginx does after 60 s). Who hears nothing
 * for longer pings, and one that does not answer is dead: found within 75 s (R4.2). A suspicion,
 * such as a request without an answer, asks at once.
 */
public final class Heartbeat {
  /** How long a connection is idle until it is the dialling side's turn to say something. */
  public static final int TURN_MILLIS = 28_000;

  /** How long it is idle until either side speaks, whose turn it may be. */
  public static final int IDLE_MILLIS = 45_000;

  /** Silence after which a ping goes out. */
  public static final int SILENCE_MILLIS = 64_000;

  /** The accepting side's turn comes this much later, so that the two do not speak at once. */
  public static final int ACCEPTOR_MILLIS = 4_000;

  /** How long a ping may go unanswered on an idle link. */
  public static final int ANSWER_MILLIS = 10_000;

  /** How long a ping may go unanswered on a link that is under suspicion. */
  public static final int SUSPECT_ANSWER_MILLIS = 4_000;

  /** What to do now. */
  public enum Verdict {
    WAIT,
    SPEAK,
    PING,
    DEAD
  }

  private final int turn;
  private long heardAt;
  private long spokeAt;
  private long pingedAt = -1;
  private int answerWithin = ANSWER_MILLIS;
  private double rttMillis = -1;

  public Heartbeat(long now, boolean dialler) {
    heardAt = now;
    spokeAt = now;
    turn = dialler ? TURN_MILLIS : TURN_MILLIS + ACCEPTOR_MILLIS;
  }

  /** Something arrived. */
  public void heard(long now) {
    heardAt = now;
    pingedAt = -1;
  }

  /** Something was sent. */
  public void spoke(long now) {
    spokeAt = now;
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
    if (now - heardAt >= SILENCE_MILLIS) {
      return Verdict.PING;
    }
    return now >= speakAt() ? Verdict.SPEAK : Verdict.WAIT;
  }

  /** The turn is this side's where the other spoke last. */
  private long speakAt() {
    return heardAt >= spokeAt ? heardAt + turn : spokeAt + IDLE_MILLIS;
  }

  /** Milliseconds until the verdict may change. */
  public long nextCheckMillis(long now) {
    long due =
        pingedAt >= 0 ? pingedAt + answerWithin : Math.min(heardAt + SILENCE_MILLIS, speakAt());
    return Math.max(1, due - now);
  }
}
