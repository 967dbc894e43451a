package io.peerloom.core.base;

import java.util.Arrays;

/**
 * Decides what time it is in the network (decision 11). Pure. All peers need the same time more
 * than they need the right one; where most clocks are right it is the right one, too.
 *
 * <p>All times here are offsets from this peer's monotonic clock, so that a machine's clock which
 * jumps moves one voice only. Each other has one voice, however many links lead to it. It says what
 * its machine's clock shows, and by which time it goes. That is known as an interval: it was read
 * somewhere between question and answer. Where this peer's own time lies in that interval, the
 * other agrees with it; so a slow link moves nobody, and nobody drifts.
 *
 * <p>The clocks of most machines, where these agree with one another, are the network's time: two
 * in three where most peers have agreed on another. Where there is no such majority, because most
 * clocks are wrong, each in its own way, it is the middle of the times that all go by, which is one
 * and the same for all after a round or two. One other alone never moves a peer. Who has agreed
 * with others for a while moves slowly; who has not goes by the time of those who have, where most
 * do.
 *
 * <p>Whoever holds more than half of a peer's voices can set its time, as it decides what else that
 * peer sees.
 */
public final class NetworkClock {
  /** How far apart two clocks may be that are called equal; a machine so near goes by its own. */
  public static final int SLACK_MILLIS = 2_000;

  /** Voices from which on the middle counts, this peer's own among them. */
  private static final int QUORUM = 3;

  /** A voice that was not renewed says nothing any more. */
  public static final int KEPT_MILLIS = 15 * 60_000;

  /**
   * Who has agreed with others for so long, and whose machine's clock has not jumped, is settled.
   */
  public static final int SETTLED_MILLIS = 15 * 60_000;

  /** Times so near are one time, part of which moves. */
  private static final int ABOUT_MILLIS = 60_000;

  /** A settled peer's time moves by a millisecond in as many. */
  public static final int SLEW = 10;

  /**
   * Voices of others: more than there can be links. The one heard first goes, and comes back with
   * its next answer; the middle of 256 is hardly another without it.
   */
  private static final int MAX_VOICES = 256;

  /** Times with more bits are none: sums of them and lifetimes would overflow. */
  private static final int TIME_BITS = 53;

  /** Within this the middle of others is no reason to set a clock that was set already. */
  private static final int STEADY_MILLIS = 500;

  /** How many times in a row a peer without a link goes by what a bridge says, plus one. */
  private static final int TRIES = 4;

  private record Voice(long from, long to, long machineAhead, boolean settled, long readAt) {
    /** That time where it may be the other's, too, else the middle of what the other's may be. */
    long nearest(long own) {
      return own >= from && own <= to ? own : from + (to - from) / 2;
    }

    long nearestMachine(long own) {
      return nearest(own - machineAhead) + machineAhead;
    }
  }

  private final BoundedMap<Bytes, Voice> voices = new BoundedMap<>(MAX_VOICES);
  private long machine;
  private long offset;
  private boolean agreed;
  private boolean jumped;
  private int tried;
  private long settledAt;
  private long decidedAt;

  /**
   * Nobody has been heard: the machine's own clock is all there is.
   *
   * @param machine the machine's clock minus the monotonic one
   */
  public NetworkClock(long machine) {
    this.machine = machine;
    this.offset = machine;
  }

  /**
   * Another's clock was read.
   *
   * @param who its identity
   * @param askedAt when it was asked, on the monotonic clock
   * @param heardAt when the answer was here
   * @param theirs by which time it goes
   * @param machines what its machine's clock showed at the same time
   * @param settled whether it says that it has agreed with others for a while
   */
  public void heard(
      Bytes who, long askedAt, long heardAt, long theirs, long machines, boolean settled) {
    if (isNoTime(theirs) || isNoTime(machines)) {
      return;
    }
    Voice fresh =
        new Voice(theirs - heardAt, theirs - askedAt, machines - theirs, settled, heardAt);
    Voice known = voices.remove(who);
    boolean better =
        known == null
            || known.machineAhead != fresh.machineAhead
            || fresh.to - fresh.from <= known.to - known.from
            || fresh.from > known.to
            || fresh.to < known.from
            || heardAt - known.readAt > KEPT_MILLIS / 2;
    // What was read more exactly holds on; it is as new as this, which agrees with it.
    voices.put(
        who,
        better ? fresh : new Voice(known.from, known.to, fresh.machineAhead, settled, heardAt));
    decide(heardAt);
  }

  /**
   * The same where it did not say what its machine's clock shows: nothing else, as far as known.
   */
  public void heard(Bytes who, long askedAt, long heardAt, long theirs) {
    Voice known = voices.get(who);
    heard(
        who,
        askedAt,
        heardAt,
        theirs,
        known == null ? theirs : theirs + known.machineAhead,
        known != null && known.settled);
  }

  /** Another is linked no more. */
  public void forget(Bytes who) {
    voices.remove(who);
  }

  /**
   * What a newcomer goes by until more than one other is heard. Once others have confirmed the time
   * here, one alone changes nothing.
   */
  public void suppose(long askedAt, long heardAt, long theirs) {
    if (!agreed && !isNoTime(theirs)) {
      goBy(theirs - heardAt + (heardAt - askedAt) / 2);
    }
  }

  /**
   * The same for a peer that has no link, or to a bridge only, and hears no two others, whatever it
   * has agreed on: it goes by what the bridge says. Where nobody has confirmed any time and it has
   * no link, it tries its own clock every few times: one of the two may be so wrong that the tokens
   * of all others seem to have expired.
   */
  public void reconsider(long askedAt, long heardAt, long theirs, boolean linked) {
    if (isSettled(heardAt) || voices.size() >= QUORUM - 1 || isNoTime(theirs)) {
      return;
    }
    tried += linked || agreed ? 0 : 1;
    boolean own = !linked && !agreed && tried % TRIES == 0;
    goBy(own ? machine : theirs - heardAt + (heardAt - askedAt) / 2);
  }

  private static boolean isNoTime(long millis) {
    return millis >>> TIME_BITS != 0;
  }

  private void goBy(long time) {
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
      if (wasMachines && (!agreed || voices.isEmpty())) {
        // Nobody else is there to ask: it may have slept, or been set right.
        offset = machine;
      } else if (voices.isEmpty() && moved > 0) {
        // It slept; set right it would have been by any other span, either way.
        offset += moved;
      }
      decide(now);
    } else if (wasMachines && isMachines()) {
      offset = machine;
    }
    return offset;
  }

  /** Whether the machine's clock has jumped since this was asked last. */
  public boolean hasJumped() {
    boolean has = jumped;
    jumped = false;
    return has;
  }

  /** Whether somebody else has confirmed this machine's clock, or several have set it right. */
  public boolean isAgreed() {
    return agreed;
  }

  /** Whether it has agreed with others for a while, and still hears them. */
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
    voices.values().removeIf(voice -> now - voice.readAt > KEPT_MILLIS);
    int count = voices.size() + 1;
    long[] machines = new long[count];
    long[] times = new long[count];
    long[] settled = new long[count];
    int settledCount = 0;
    int next = 0;
    for (Voice voice : voices.values()) {
      machines[next] = voice.nearestMachine(machine);
      times[next] = voice.nearest(offset);
      if (voice.settled) {
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

  /** Who agrees with most already parts from them only for a time that two in three confirm. */
  private boolean areMost(int same, long[] times) {
    boolean hasAgreed = near(times, offset, SLACK_MILLIS) * 2 > times.length;
    return hasAgreed ? same * 3 >= times.length * 2 : same * 2 > times.length;
  }

  /** The lower one of two, so that all who hear the same decide the same. */
  private static long middle(long[] said, int count) {
    Arrays.sort(said, 0, count);
    return said[Math.max(0, count - 1) / 2];
  }

  private static int near(long[] said, long what, int within) {
    int near = 0;
    for (long one : said) {
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
