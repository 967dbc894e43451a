package io.peerloom.core.base;

import java.util.Arrays;

/**
 * Decides what time it is in the network: the middle of what this machine's clock and those of
 * authenticated others say (decision 11). Pure.
 *
 * <p>All times here are offsets from this peer's monotonic clock, so that a clock which jumps moves
 * one voice only. Each other machine has one voice, however many links lead to it. What it says is
 * known as an interval: its clock was read somewhere between question and answer. Where this
 * machine's own clock lies in that interval, the other agrees with it; so a slow link moves nobody.
 *
 * <p>One other alone never moves a peer: with fewer than three voices nothing changes, except that
 * somebody may confirm what this machine's own clock says. Whoever holds more than half of a peer's
 * voices can set its time, as it decides what else that peer sees.
 */
public final class NetworkClock {
  /** How far apart two clocks may be that are called equal; a machine so near goes by its own. */
  public static final int SLACK_MILLIS = 2_000;

  /** Voices from which on the middle counts, this machine's own among them. */
  private static final int QUORUM = 3;

  /** A voice that was not renewed says nothing any more. */
  public static final int KEPT_MILLIS = 15 * 60_000;

  /**
   * Voices of others: more than there can be links. The one heard first goes, and comes back with
   * its next answer; the middle of 256 is hardly another without it.
   */
  private static final int MAX_VOICES = 256;

  /** Within this the middle of others is no reason to set a clock that was set already. */
  private static final int STEADY_MILLIS = 500;

  private record Voice(long from, long to, long readAt) {
    /** The machine's own clock where it may be the same, else the middle of what it may be. */
    long nearest(long machine) {
      return machine >= from && machine <= to ? machine : from + (to - from) / 2;
    }
  }

  private final BoundedMap<Bytes, Voice> voices = new BoundedMap<>(MAX_VOICES);
  private long machine;
  private long offset;
  private boolean ownTime = true;
  private boolean agreed;

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
   * @param theirs what its clock said
   */
  public void heard(Bytes who, long askedAt, long heardAt, long theirs) {
    Voice fresh = new Voice(theirs - heardAt, theirs - askedAt, heardAt);
    Voice known = voices.remove(who);
    boolean better =
        known == null
            || fresh.to - fresh.from <= known.to - known.from
            || fresh.from > known.to
            || fresh.to < known.from
            || heardAt - known.readAt > KEPT_MILLIS / 2;
    // What was read more exactly holds on; it is as new as this, which agrees with it.
    voices.put(who, better ? fresh : new Voice(known.from, known.to, heardAt));
    decide(heardAt);
  }

  /** Another is linked no more. */
  public void forget(Bytes who) {
    voices.remove(who);
  }

  /**
   * What this peer goes by, until more than one other is heard, because its own clock contradicts
   * what is signed for it.
   */
  public void suppose(long askedAt, long heardAt, long theirs) {
    offset = theirs - heardAt + (heardAt - askedAt) / 2;
    ownTime = Math.abs(offset - machine) <= SLACK_MILLIS;
    agreed = false;
  }

  /**
   * The same for a peer that nobody takes as it is, and whose clock nobody confirms: one of the two
   * is wrong, so after the one the other is tried.
   */
  public void reconsider(long askedAt, long heardAt, long theirs) {
    if (agreed) {
      return;
    }
    if (ownTime) {
      suppose(askedAt, heardAt, theirs);
    } else {
      offset = machine;
      ownTime = true;
    }
  }

  /**
   * The network's time minus the monotonic one.
   *
   * @param machineNow the machine's clock minus the monotonic one
   */
  public long offset(long machineNow, long now) {
    long moved = Math.abs(machineNow - machine);
    machine = machineNow;
    if (moved > SLACK_MILLIS) {
      if (ownTime && (!agreed || voices.isEmpty())) {
        // Nobody else is there to ask: it may have slept, or been set right.
        offset = machine;
      }
      decide(now);
    } else if (ownTime && Math.abs(machine - offset) <= SLACK_MILLIS) {
      offset = machine;
    }
    return offset;
  }

  /** Whether somebody else has confirmed this machine's clock, or several have set it right. */
  public boolean isAgreed() {
    return agreed;
  }

  /** How far the network's time is ahead of this machine's clock. */
  public long correction() {
    return offset - machine;
  }

  private void decide(long now) {
    voices.values().removeIf(voice -> now - voice.readAt > KEPT_MILLIS);
    long[] said = new long[voices.size() + 1];
    int count = 0;
    for (Voice voice : voices.values()) {
      said[count++] = voice.nearest(machine);
    }
    said[count++] = machine;
    Arrays.sort(said);
    long low = said[(count - 1) / 2];
    long high = said[count / 2];
    boolean decided = count >= QUORUM || count == 2 && high - low <= SLACK_MILLIS;
    if (!decided) {
      return;
    }
    agreed = true;
    ownTime = machine >= low - SLACK_MILLIS && machine <= high + SLACK_MILLIS;
    if (ownTime) {
      offset = machine;
    } else if (offset < low - STEADY_MILLIS || offset > high + STEADY_MILLIS) {
      offset = low + (high - low) / 2;
    }
  }
}
