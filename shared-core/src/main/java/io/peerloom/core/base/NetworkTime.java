package io.peerloom.core.base;

import java.util.ArrayList;
import java.util.List;

/**
 * A platform's {@link Env} with the network's time as its wall clock. Everything inside a peer uses
 * it, so that dates of tokens, records, leases and messages mean the same moment everywhere,
 * however wrong this machine's clock is.
 */
public final class NetworkTime implements Env {
  private final Env platform;
  private final NetworkClock clock;
  private final List<Promise<Void>> waiting = new ArrayList<>();
  private boolean reportedWrong;
  private Runnable onJump = () -> {};
  private Runnable onMove = () -> {};
  private long knownOffset;

  private NetworkTime(Env platform) {
    this.platform = platform;
    this.knownOffset = machineOffset();
    this.clock = new NetworkClock(knownOffset);
  }

  /** This one where it is a network time already, else a new one over it. */
  public static NetworkTime of(Env env) {
    return env instanceof NetworkTime known ? known : new NetworkTime(env);
  }

  /**
   * The machine's clock in milliseconds since 1970: to send to others, and to notice a sleep. A
   * time before 1970 counts as 1970.
   */
  public long machineMillis() {
    long wall = platform.wallMillis();
    return wall < 0 ? platform.monotonicMillis() : wall;
  }

  /** Whether this peer has agreed with others for a while; see {@link NetworkClock}. */
  public boolean isSettled() {
    return clock.isSettled(platform.monotonicMillis());
  }

  /** Runs something soon after the machine's clock has jumped. */
  public void onJump(Runnable then) {
    onJump = both(onJump, then);
  }

  /** Runs something soon after the time here has moved by {@link NetworkClock#MOVED_MILLIS}. */
  public void onMove(Runnable then) {
    onMove = both(onMove, then);
  }

  private static Runnable both(Runnable first, Runnable second) {
    return () -> {
      first.run();
      second.run();
    };
  }

  /** Another's clock was read; see {@link NetworkClock#addSample}. */
  public void addSample(
      byte[] identityKey,
      long askedAt,
      long receivedAt,
      long theirs,
      long machines,
      boolean settled) {
    wallMillis();
    clock.addSample(Bytes.wrap(identityKey), askedAt, receivedAt, theirs, machines, settled);
    updated();
  }

  /** Another's time was read from what it signed; see {@link NetworkClock#addSample}. */
  public void addSample(byte[] identityKey, long askedAt, long receivedAt, long theirs) {
    wallMillis();
    clock.addSample(Bytes.wrap(identityKey), askedAt, receivedAt, theirs);
    updated();
  }

  /** The link to another ended. */
  public void forget(byte[] identityKey) {
    clock.forget(Bytes.wrap(identityKey));
  }

  /** See {@link NetworkClock#assume}. */
  public void assume(long askedAt, long receivedAt, long theirs) {
    clock.assume(askedAt, receivedAt, theirs);
    updated();
  }

  /** See {@link NetworkClock#reconsider}. */
  public void reconsider(long askedAt, long receivedAt, long theirs, boolean linked) {
    clock.reconsider(askedAt, receivedAt, theirs, linked);
    updated();
  }

  /** How far the network's time is ahead of this machine's clock, in milliseconds. */
  public long correctionMillis() {
    wallMillis();
    return clock.correction();
  }

  /** Fulfilled once others have confirmed or corrected the time here, or after that long. */
  public Promise<Void> agreed(int withinMillis) {
    if (clock.isAgreed()) {
      return Promise.of(null);
    }
    Promise<Void> agreed = new Promise<>();
    waiting.add(agreed);
    platform.after(
        withinMillis,
        () -> {
          waiting.remove(agreed);
          agreed.complete(null);
        });
    return agreed;
  }

  private void updated() {
    long seconds = Math.round(clock.correction() / 1000.0);
    boolean wrong = seconds != 0;
    if (wrong != reportedWrong) {
      reportedWrong = wrong;
      log(
          LogLevel.WARN,
          wrong
              ? "this machine's clock is "
                  + Math.abs(seconds)
                  + (seconds > 0 ? " s behind" : " s ahead of")
                  + " the network's time, which is used instead"
              : "this machine's clock agrees with the network's time");
    }
    if (clock.isAgreed()) {
      List<Promise<Void>> due = new ArrayList<>(waiting);
      waiting.clear();
      due.forEach(promise -> promise.complete(null));
    }
  }

  private long machineOffset() {
    return machineMillis() - platform.monotonicMillis();
  }

  @Override
  public long monotonicMillis() {
    return platform.monotonicMillis();
  }

  /** Milliseconds since 1970 in the network. */
  @Override
  public long wallMillis() {
    long now = platform.monotonicMillis();
    long offset = clock.offset(machineMillis() - now, now);
    if (clock.hasJumped()) {
      platform.after(0, onJump);
    }
    if (Math.abs(offset - knownOffset) > NetworkClock.MOVED_MILLIS) {
      knownOffset = offset;
      platform.after(0, onMove);
    }
    return now + offset;
  }

  @Override
  public Timer after(long delayMillis, Runnable task) {
    return platform.after(delayMillis, task);
  }

  @Override
  public Rng rng() {
    return platform.rng();
  }

  @Override
  public void log(LogLevel level, String message) {
    platform.log(level, message);
  }

  @Override
  public Meter meter() {
    return platform.meter();
  }

  @Override
  public void log(LogLevel level, String event, Object... pairs) {
    platform.log(level, event, pairs);
  }
}
