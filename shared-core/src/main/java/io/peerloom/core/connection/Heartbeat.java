package io.peerloom.core.connection;

/**
 * Decides when a link must prove that it is alive (DESIGN 10).
 *
 * <p>Anything received is proof, so a link in use costs nothing. On an idle one the two ends send
 * in turn, each half a minute after the other: two frames a minute, and never a silence long enough
 * for a middlebox to drop the connection (nginx does after 60 s). After a longer silence an end
 * pings, and without an answer the link is dead: detected within 75 s (R4.2). A suspicion, such as
 * a request without an answer, causes a ping at once.
 *
 * <p>A link in use whose network was replaced is found sooner: a request with nothing after it puts
 * the link under suspicion, and a suspicion that lasts, into doubt. Both take a few round trips. A
 * link in doubt is not given up: another one may be made to take its place.
 */
public final class Heartbeat {
  /** Idle time after which it is the dialling side's turn to send something. */
  public static final int TURN_MILLIS = 28_000;

  /** Idle time after which either side sends, whoever's turn it is. */
  public static final int IDLE_MILLIS = 45_000;

  /** Silence after which a ping is sent. */
  public static final int SILENCE_MILLIS = 64_000;

  /** The accepting side's turn is this much later, so that the two do not send at once. */
  public static final int ACCEPTOR_MILLIS = 4_000;

  /** How long a ping may go unanswered on an idle link. */
  public static final int ANSWER_MILLIS = 10_000;

  /** How long a ping may go unanswered on a link under suspicion. */
  public static final int SUSPECT_ANSWER_MILLIS = 4_000;

  /** Silence after a request that is suspicious, where the round-trip time is short. */
  static final int UNANSWERED_MILLIS = 1_000;

  /** Time under suspicion until a link is in doubt, where the round-trip time is short. */
  static final int DOUBT_MILLIS = 500;

  /** Both are at most this many times as long, where it is long or not known. */
  private static final int PATIENCE = 4;

  /** What was sent may take as long as over a link of 64 kbit/s. */
  private static final int SLOW_BYTES_PER_MILLI = 8;

  public enum Verdict {
    WAIT,
    SPEAK,
    PING,
    SUSPECT,
    DOUBT,
    DEAD
  }

  private final int turn;
  private long receivedAt;
  private long spokeAt;
  private long pingedAt = -1;
  private int answerWithin = ANSWER_MILLIS;
  private double rttMillis = -1;
  private long askedAt = -1;

  /** Bytes sent since something arrived. */
  private int unanswered;

  private long suspectedAt = -1;
  private boolean doubted;

  public Heartbeat(long now, boolean dialler) {
    receivedAt = now;
    spokeAt = now;
    turn = dialler ? TURN_MILLIS : TURN_MILLIS + ACCEPTOR_MILLIS;
  }

  public void received(long now) {
    receivedAt = now;
    pingedAt = -1;
    askedAt = -1;
    unanswered = 0;
    suspectedAt = -1;
    doubted = false;
  }

  /**
   * A request was sent.
   *
   * @return whether it is the first since something arrived
   */
  boolean asked(long now) {
    boolean first = askedAt < 0;
    askedAt = first ? now : askedAt;
    return first;
  }

  /** That the link is in doubt was acted on. */
  void doubted() {
    doubted = true;
  }

  /** So many bytes were sent. */
  public void spoke(long now, int bytes) {
    unanswered = Math.min(unanswered + bytes, ANSWER_MILLIS * SLOW_BYTES_PER_MILLI);
    spokeAt = now;
  }

  public void pinged(long now, boolean suspect) {
    if (suspect && suspectedAt < 0) {
      suspectedAt = now;
    }
    if (pingedAt < 0) {
      pingedAt = now;
      answerWithin = suspect ? SUSPECT_ANSWER_MILLIS : ANSWER_MILLIS;
    } else if (suspect) {
      answerWithin = (int) Math.min(answerWithin, now - pingedAt + SUSPECT_ANSWER_MILLIS);
    }
  }

  /** Whether a ping sent out of suspicion is still unanswered. */
  boolean isSuspect() {
    return suspectedAt >= 0;
  }

  /**
   * Adds a measured round-trip time, at most {@link #ANSWER_MILLIS}, because the other side decides
   * when it answers. Smoothed as in RFC 6298, section 2.
   */
  public void measured(double taken) {
    double millis = Math.min(taken, ANSWER_MILLIS);
    rttMillis = rttMillis < 0 ? millis : rttMillis + (millis - rttMillis) / 8;
  }

  /** Smoothed round-trip time in milliseconds, -1 before the first. */
  public double rttMillis() {
    return rttMillis;
  }

  /** When something last arrived. */
  public long receivedAt() {
    return receivedAt;
  }

  public Verdict verdict(long now) {
    if (pingedAt >= 0 && now - pingedAt >= answerWithin) {
      return Verdict.DEAD;
    }
    if (askedAt >= 0 && !isSuspect() && now >= unansweredAt()) {
      return Verdict.SUSPECT;
    }
    if (pingedAt >= 0) {
      return isSuspect() && !doubted && now >= doubtAt() ? Verdict.DOUBT : Verdict.WAIT;
    }
    if (now - receivedAt >= SILENCE_MILLIS) {
      return Verdict.PING;
    }
    return now >= speakAt() ? Verdict.SPEAK : Verdict.WAIT;
  }

  /** It is this side's turn when the other sent last. */
  private long speakAt() {
    return receivedAt >= spokeAt ? receivedAt + turn : spokeAt + IDLE_MILLIS;
  }

  private long unansweredAt() {
    return askedAt + patience(UNANSWERED_MILLIS);
  }

  private long doubtAt() {
    return suspectedAt + patience(DOUBT_MILLIS);
  }

  private int patience(int least) {
    double millis = rttMillis < 0 ? PATIENCE * least : PATIENCE * rttMillis;
    double sending = Math.min(ANSWER_MILLIS, unanswered / SLOW_BYTES_PER_MILLI);
    return (int) (Math.max(least, Math.min(PATIENCE * least, millis)) + sending);
  }

  /** Milliseconds until the verdict may change. */
  public long nextCheckMillis(long now) {
    long due =
        pingedAt >= 0 ? pingedAt + answerWithin : Math.min(receivedAt + SILENCE_MILLIS, speakAt());
    if (isSuspect()) {
      due = doubted ? due : Math.min(due, doubtAt());
    } else if (askedAt >= 0) {
      due = Math.min(due, unansweredAt());
    }
    return Math.max(1, due - now);
  }
}
