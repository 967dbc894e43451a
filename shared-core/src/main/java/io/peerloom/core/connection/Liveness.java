package io.peerloom.core.connection;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.NetworkClock;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.wire.LinkMessage;

/**
 * Carries out what {@link Heartbeat} decides for one link: pings when it is silent or under
 * suspicion, reads the other side's clock, and reports a missing answer.
 */
final class Liveness {
  /** A link that is never silent is pinged this often, to read the other side's clock. */
  private static final int CLOCK_READ_MILLIS = NetworkClock.KEPT_MILLIS / 3;

  /** A clock that is said to have moved is read again, this long after the last reading or ping. */
  private static final int REREAD_MILLIS = 1_000;

  /** The connection it watches. */
  interface Port {
    void send(LinkMessage message);

    /** This peer's time, for the other side. */
    LinkMessage.Pong clock(int nonce);

    /** The other side's clock was read; {@code askedAt} is on the monotonic clock. */
    void clockRead(long askedAt, LinkMessage.Pong theirs);

    /** A request has no answer: the other side, and who carries the messages, is to be probed. */
    void suspect();

    /** The link may be dead: time to make another, and to go on with this one until then. */
    void doubtful();

    /** No answer arrived in time. */
    void silent();
  }

  private final Env env;
  private final Port port;
  private final Heartbeat heartbeat;

  /**
   * The nonce of the last ping, -1 once answered. Any other Pong measures nothing, but it says what
   * the other side's clock shows.
   */
  private int pingNonce = -1;

  private long pingSentAt;
  private long clockReadAt;

  /** Whether the clock is about to be read because it is said to have moved. */
  private boolean isRereading;

  /** The other side's time minus the monotonic clock, when it was read last. */
  private long clockOffset;

  /** The same, as the other side said it last without being asked. */
  private long saidOffset;

  private Promise<Boolean> challenge;
  private Timer next;
  private long nextAt;
  private boolean stopped;

  Liveness(Env env, Port port, boolean dialler) {
    this.env = env;
    this.port = port;
    heartbeat = new Heartbeat(env.monotonicMillis(), dialler);
  }

  void received() {
    heartbeat.received(env.monotonicMillis());
  }

  void spoke(int bytes) {
    heartbeat.spoke(env.monotonicMillis(), bytes);
  }

  /** A request was sent that something should follow soon. */
  void asked() {
    long now = env.monotonicMillis();
    if (heartbeat.asked(now) && now + heartbeat.nextCheckMillis(now) < nextAt) {
      schedule();
    }
  }

  /** A request was answered: it updates the round-trip time only if it was faster. */
  void answered(long millis) {
    if (millis >= 0 && (heartbeat.rttMillis() < 0 || millis < heartbeat.rttMillis())) {
      heartbeat.measured(millis);
    }
  }

  void ponged(LinkMessage.Pong pong) {
    long now = env.monotonicMillis();
    if (pong.nonce() != pingNonce) {
      saidOffset = pong.wallMillis() - now;
      long due = Math.max(clockReadAt, pingSentAt) + REREAD_MILLIS;
      if (now > due) {
        reread();
      } else if (hasMoved() && !isRereading) {
        isRereading = true;
        env.after(due - now + 1, this::reread);
      }
      return;
    }
    clockReadAt = now;
    clockOffset = pong.wallMillis() - now;
    heartbeat.measured(clockReadAt - pingSentAt);
    pingNonce = -1;
    port.clockRead(pingSentAt, pong);
    if (challenge != null) {
      challenge.complete(true);
    }
  }

  /** Whether the other side's clock has moved since it was read, as it says unasked. */
  private boolean hasMoved() {
    return Math.abs(saidOffset - clockOffset) > NetworkClock.MOVED_MILLIS;
  }

  private void reread() {
    isRereading = false;
    if (hasMoved() && !stopped) {
      ping(false);
    }
  }

  /** A challenge of an open link, as {@link Link#challenge}. */
  Promise<Boolean> challenge() {
    if (challenge == null) {
      Promise<Boolean> asked = new Promise<>();
      challenge = asked;
      env.after(Heartbeat.SUSPECT_ANSWER_MILLIS, () -> asked.complete(false));
      asked.then(answered -> challenge = null, e -> {});
      ping(true);
    }
    return challenge;
  }

  boolean isSuspect() {
    return heartbeat.isSuspect();
  }

  double rttMillis() {
    return heartbeat.rttMillis();
  }

  /** Pings an open link now, and watches it from then on. */
  void ping(boolean suspect) {
    long now = env.monotonicMillis();
    heartbeat.pinged(now, suspect);
    pingNonce = (int) now & Integer.MAX_VALUE;
    pingSentAt = now;
    port.send(new LinkMessage.Ping(pingNonce));
    schedule();
  }

  private void schedule() {
    if (next != null) {
      next.cancel();
    }
    long now = env.monotonicMillis();
    long wait = heartbeat.nextCheckMillis(now);
    nextAt = now + wait;
    next = env.after(wait, this::check);
  }

  private void check() {
    if (stopped) {
      return;
    }
    Heartbeat.Verdict verdict = heartbeat.verdict(env.monotonicMillis());
    boolean clockIsDue = env.monotonicMillis() - clockReadAt >= CLOCK_READ_MILLIS && pingNonce < 0;
    if (verdict == Heartbeat.Verdict.DEAD) {
      port.silent();
    } else if (verdict == Heartbeat.Verdict.SUSPECT) {
      port.suspect();
    } else if (verdict == Heartbeat.Verdict.DOUBT) {
      heartbeat.doubted();
      schedule();
      port.doubtful();
    } else if (verdict == Heartbeat.Verdict.PING
        || verdict == Heartbeat.Verdict.WAIT && clockIsDue) {
      ping(false);
    } else {
      if (verdict == Heartbeat.Verdict.SPEAK) {
        port.send(port.clock(0));
      }
      schedule();
    }
  }

  void stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
    }
    if (challenge != null) {
      challenge.complete(false);
    }
  }
}
