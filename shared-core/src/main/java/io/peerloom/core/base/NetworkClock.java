package io.peerloom.core.base;

import java.util.Arrays;

/**
 * Decides what time it is in the network (DESIGN 11). Pure. All peers need the same time more than
 * they need the right one; where most clocks are right it is the right one, too.
 *
 * <p>All times here are offsets from this peer's monotonic clock, so that a jump of one machine's
 * clock changes one sample only. Each other identity has one sample, however many links lead to it:
 * its machine's clock, and the network's time as it has it. Both are known as an interval, since
 * they were read at some moment between request and answer. Where this peer's own time lies in that
 * interval, the two agree; so a slow link moves nobody's time, and nobody's time drifts.
 *
 * <p>Where most machines' clocks agree with one another, they are the network's time; against a
 * time that most peers have already agreed on it takes two thirds. Where there is no such majority,
 * because most clocks are wrong by different amounts, the median of all peers' network times
 * counts, which is the same for all after a round or two. A single other peer never moves a peer's
 * time. A peer that has agreed with others for a while is settled: its time moves slowly, and peers
 * that are not settled follow those that are, where these are the majority.
 *
 * <p>Whoever controls more than half of a peer's samples can set its time; it then also decides
 * what else that peer sees.
 */
public final class NetworkClock {
  /** Clocks that differ by no more than this are equal; a machine so near keeps its own time. */
  public static final int SLACK_MILLIS = 2_000;

  /** Samples needed for a median, this peer's own among them. */
  private static final int QUORUM = 3;

  /** A peer whose time moves by more than this says so at once, as its samples are wrong now. */
  public static final int MOVED_MILLIS = 10_000;

  /** How long a sample counts unless it is renewed. */
  public static final int KEPT_MILLIS = 15 * 60_000;

  /** A peer that has agreed with others for so long, without a jump of its clock, is settled. */
  public static final int SETTLED_MILLIS = 15 * 60_000;

  /** Times so near are one time that has been adjusted in part. */
  private static final int ABOUT_MILLIS = 60_000;

  /** A settled peer's time moves by one millisecond in so many. */
  public static final int SLEW = 10;

  /**
   * The most samples of others: more than there can be links. The oldest is evicted, and returns
   * with its next answer; the median of 256 hardly changes without it.
   */
  private static final int MAX_SAMPLES = 256;

  /** Times with more bits are ignored: sums of them and lifetimes would overflow. */
  private static final int TIME_BITS = 53;

  /** A median nearer than this is no reason to adjust a time that was set already. */
  private static final int STEADY_MILLIS = 500;

  /** How many times in a row a peer without a link takes a bridge's time, plus one. */
  private static final int OWN_CLOCK_EVERY = 4;

  private record Sample(long from, long to, long machineAhead, boolean settled, long readAt) {
    /** This peer's time where it lies in the other's interval, else the middle of that interval. */
    long nearest(long own) {
      return own >= from && own <= to ? own : from + (to - from) / 2;
    }

    long nearestMachine(long own) {
      return nearest(own - machineAhead) + machineAhead;
    }
  }

  private final BoundedMap<Bytes, Sample> samples = new BoundedMap<>(MAX_SAMPLES);
  private long machine;
  private long offset;
  private boolean agreed;
  private boolean jumped;
  private int tried;
  private long settledAt;
  private long decidedAt;

  /**
   * Starts with the machine's own clock and no samples.
   *
   * @param machine the machine's clock minus the monotonic one
   */
  public NetworkClock(long machine) {
    this.machine = machine;
    this.offset = machine;
  }

  /**
   * Takes a sample: another's clock was read.
   *
   * @param who its identity
   * @param askedAt when it was asked, on the monotonic clock
   * @param receivedAt when the answer arrived
   * @param theirs the network's time as it has it
   * @param machines its machine's clock at the same time
   * @param settled whether it says that it is settled
   */
  public void addSample(
      Bytes who, long askedAt, long receivedAt, long theirs, long machines, boolean settled) {
    if (isNoTime(theirs) || isNoTime(machines)) {
      return;
    }
    Sample fresh =
        new Sample(theirs - receivedAt, theirs - askedAt, machines - theirs, settled, receivedAt);
    Sample known = samples.remove(who);
    boolean better =
        known == null
            || known.machineAhead != fresh.machineAhead
            || fresh.to - fresh.from <= known.to - known.from
            || fresh.from > known.to
            || fresh.to < known.from
            || receivedAt - known.readAt > KEPT_MILLIS / 2;
    // What was read more exactly holds on; it is as new as this, which agrees with it.
    samples.put(
        who,
        better ? fresh : new Sample(known.from, known.to, fresh.machineAhead, settled, receivedAt));
    decide(receivedAt);
  }

  /** The same for a peer that did not give its machine's clock: it is taken for equal. */
  public void addSample(Bytes who, long askedAt, long receivedAt, long theirs) {
    Sample known = samples.get(who);
    addSample(
        who,
        askedAt,
        receivedAt,
        theirs,
        known == null ? theirs : theirs + known.machineAhead,
        known != null && known.settled);
  }

  /** The link to another ended. */
  public void forget(Bytes who) {
    samples.remove(who);
  }

  /**
   * The time a newcomer uses until it has samples of more than one other. Once others have
   * confirmed the time here, a single one changes nothing.
   */
  public void assume(long askedAt, long receivedAt, long theirs) {
    if (!agreed && !isNoTime(theirs)) {
      adopt(theirs - receivedAt + (receivedAt - askedAt) / 2);
    }
  }

  /**
   * The same for a peer that has no link, or one to a bridge only, and no samples of two others: it
   * takes the bridge's time, whatever it agreed on before. Where nobody has confirmed any time and
   * it has no link, it tries its own clock every few times, for one of the two may be so wrong that
   * the tokens of all others seem to have expired.
   */
  public void reconsider(long askedAt, long receivedAt, long theirs, boolean linked) {
    if (isSettled(receivedAt) || samples.size() >= QUORUM - 1 || isNoTime(theirs)) {
      return;
    }
    tried += linked || agreed ? 0 : 1;
    boolean own = !linked && !agreed && tried % OWN_CLOCK_EVERY == 0;
    adopt(own ? machine : theirs - receivedAt + (receivedAt - askedAt) / 2);
  }

  private static boolean isNoTime(long millis) {
    return millis >>> TIME_BITS != 0;
  }

  private void adopt(long time) {
    if (Math.abs(time - offset) > SLACK_MILLIS) {
      offset = time;
    }
  }

  /**
   * The network's time minus the monotonic one.
   *
   * @param machineNow the machine's clock minus the monotonic one
   */
  public long offset(long machineNow, long now) {
    long moved = machineNow - machine;
    boolean wasMachines = isMachines();
    machine = machineNow;
    if (Math.abs(moved) > SLACK_MILLIS) {
      jumped = true;
      settledAt = now + SETTLED_MILLIS;
      if (wasMachines && (!agreed || samples.isEmpty())) {
        // Nobody else is there to ask: it may have slept, or been set right.
        offset = machine;
      } else if (samples.isEmpty() && moved > 0) {
        // The machine slept; a correction would have been of another size, and in either direction.
        offset += moved;
      }
      decide(now);
    } else if (wasMachines && isMachines()) {
      offset = machine;
    }
    return offset;
  }

  /** Whether the machine's clock has jumped since the last call. */
  public boolean hasJumped() {
    boolean has = jumped;
    jumped = false;
    return has;
  }

  /** Whether another peer has confirmed this machine's clock, or several have corrected it. */
  public boolean isAgreed() {
    return agreed;
  }

  /** Whether this peer has agreed with others for a while, and still has samples of them. */
  public boolean isSettled(long now) {
    return agreed && now >= settledAt && now - decidedAt <= KEPT_MILLIS;
  }

  /** How far the network's time is ahead of this machine's clock. */
  public long correction() {
    return offset - machine;
  }

  private boolean isMachines() {
    return Math.abs(offset - machine) <= SLACK_MILLIS;
  }

  private void decide(long now) {
    samples.values().removeIf(sample -> now - sample.readAt > KEPT_MILLIS);
    int count = samples.size() + 1;
    long[] machines = new long[count];
    long[] times = new long[count];
    long[] settled = new long[count];
    int settledCount = 0;
    int next = 0;
    for (Sample sample : samples.values()) {
      machines[next] = sample.nearestMachine(machine);
      times[next] = sample.nearest(offset);
      if (sample.settled) {
        settled[settledCount++] = times[next];
      }
      next++;
    }
    machines[next] = machine;
    times[next] = offset;
    long most = middle(machines, count);
    long steady = middle(settled, settledCount);
    if (!isSettled(now)
        && settledCount >= QUORUM - 1
        && near(times, steady, ABOUT_MILLIS) * 2 > count) {
      move(steady, SLACK_MILLIS, now);
    } else if (count > 1 && areMost(near(machines, most, SLACK_MILLIS), times)) {
      boolean own = Math.abs(most - machine) <= SLACK_MILLIS;
      move(own ? machine : most, own ? 0 : STEADY_MILLIS, now);
    } else if (count >= QUORUM) {
      move(middle(times, count), SLACK_MILLIS, now);
    }
  }

  /** A peer that agrees with most leaves their time only for one that two thirds confirm. */
  private boolean areMost(int same, long[] times) {
    boolean hasAgreed = near(times, offset, SLACK_MILLIS) * 2 > times.length;
    return hasAgreed ? same * 3 >= times.length * 2 : same * 2 > times.length;
  }

  /** The median, the lower one of two, so that peers with the same samples decide the same. */
  private static long middle(long[] times, int count) {
    Arrays.sort(times, 0, count);
    return times[Math.max(0, count - 1) / 2];
  }

  private static int near(long[] times, long what, int within) {
    int near = 0;
    for (long one : times) {
      near += Math.abs(one - what) <= within ? 1 : 0;
    }
    return near;
  }

  private void move(long to, long atLeast, long now) {
    long by = to - offset;
    if (isSettled(now)) {
      long most = (now - decidedAt) / SLEW;
      by = Math.max(-most, Math.min(most, by));
    } else if (!agreed || Math.abs(by) > SLACK_MILLIS || now - decidedAt > KEPT_MILLIS) {
      settledAt = now + SETTLED_MILLIS;
    }
    agreed = true;
    decidedAt = now;
    if (Math.abs(to - offset) > atLeast) {
      offset += by;
    }
  }
}
