package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.Heartbeat.Verdict;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** DESIGN 10: the dead are found in time, and the living are not asked for nothing. */
@Label("Heartbeat")
class HeartbeatTest {
  private static final int MINUTE = 60_000;

  /** How long nginx waits for something to read, by default. */
  private static final int NGINX_MILLIS = 60_000;

  @Property
  void aSilentLinkIsDeadWithin75Seconds(
      @ForAll @IntRange(max = 10 * MINUTE) int lastHeard, @ForAll boolean dialler) {
    Heartbeat heartbeat = new Heartbeat(0, dialler);
    heartbeat.received(lastHeard);
    long now = lastHeard;
    while (heartbeat.verdict(now) != Verdict.DEAD) {
      if (heartbeat.verdict(now) == Verdict.PING) {
        heartbeat.pinged(now, false);
      } else if (heartbeat.verdict(now) == Verdict.SPEAK) {
        heartbeat.spoke(now, 0);
      }
      now += heartbeat.nextCheckMillis(now);
      assertThat(now).isLessThanOrEqualTo(lastHeard + 75_000);
    }
    assertThat(now).isGreaterThanOrEqualTo(lastHeard + Heartbeat.SILENCE_MILLIS);
  }

  /** At 64 kbit/s, and a round trip that was short while nothing was sent. */
  @Property
  void slowUplinkIsNotSuspectedWhileItSends(@ForAll @IntRange(max = 65_536) int bytes) {
    Heartbeat heartbeat = new Heartbeat(0, true);
    heartbeat.measured(20);
    heartbeat.spoke(0, bytes);
    heartbeat.asked(0);
    assertThat(heartbeat.verdict(bytes / 8)).isEqualTo(Verdict.WAIT);
    assertThat(heartbeat.verdict(bytes / 8 + Heartbeat.UNANSWERED_MILLIS))
        .isEqualTo(Verdict.SUSPECT);
  }

  /** A suspicion that comes so late that it shortens the wait for a ping by nothing. */
  @Property
  void aSuspectedLinkIsDeadHoweverLateItIsSuspected(
      @ForAll @IntRange(max = Heartbeat.ANSWER_MILLIS) int later) {
    Heartbeat heartbeat = new Heartbeat(0, true);
    long now = Heartbeat.SILENCE_MILLIS;
    heartbeat.pinged(now, false);
    heartbeat.asked(now);
    now += later;
    heartbeat.pinged(now, true);
    now += Heartbeat.SUSPECT_ANSWER_MILLIS;
    assertThat(heartbeat.isSuspect()).isTrue();
    assertThat(heartbeat.verdict(now)).isEqualTo(Verdict.DEAD);
  }

  @Property
  void aLinkInUseIsNeverPinged(@ForAll int seed) {
    Rng rng = new Rng(seed);
    Heartbeat heartbeat = new Heartbeat(0, true);
    long now = 0;
    for (int i = 0; i < 200; i++) {
      now += 1 + rng.nextInt(Heartbeat.TURN_MILLIS - 1);
      assertThat(heartbeat.verdict(now)).isEqualTo(Verdict.WAIT);
      heartbeat.received(now);
    }
  }

  /** Both ends of an idle link, whatever the way between them takes in reason. */
  @Property(tries = 100)
  void anIdleLinkCostsTwoFramesAMinuteAndIsNeverLongSilent(
      @ForAll @IntRange(min = 1, max = 1_400) int oneWay) {
    Heartbeat[] ends = {new Heartbeat(0, true), new Heartbeat(oneWay, false)};
    long[] arrives = {-1, -1};
    int frames = 0;
    int minutes = 20;
    long lastFrame = 0;
    for (long now = 0; now < (long) minutes * MINUTE; now += 20) {
      for (int end = 0; end < 2; end++) {
        if (arrives[end] >= 0 && now >= arrives[end]) {
          arrives[end] = -1;
          ends[end].received(now);
        }
        assertThat(ends[end].verdict(now)).isIn(Verdict.WAIT, Verdict.SPEAK);
        if (ends[end].verdict(now) == Verdict.SPEAK) {
          ends[end].spoke(now, 0);
          arrives[1 - end] = now + oneWay;
          frames++;
          assertThat(now - lastFrame).isLessThanOrEqualTo(NGINX_MILLIS / 2 + 5_000);
          lastFrame = now;
        }
      }
    }
    assertThat(frames).isBetween(minutes, 2 * minutes);
  }

  /** The other side's timers may be late, as a hidden page's are, or it may be of before. */
  @Property
  void whoeverIsAtTheOtherEndTheConnectionIsNotGivenUp(
      @ForAll boolean dialler, @ForAll @IntRange(max = 50_000) int lastWords) {
    Heartbeat heartbeat = new Heartbeat(0, dialler);
    heartbeat.spoke(lastWords, 0);
    long now = lastWords;
    while (heartbeat.verdict(now) == Verdict.WAIT) {
      now += heartbeat.nextCheckMillis(now);
    }
    assertThat(now - lastWords).isLessThan(NGINX_MILLIS - 10_000);
  }

  @Property
  void aSuspectedLinkIsDeadWithinFiveSeconds(
      @ForAll @IntRange(max = Heartbeat.TURN_MILLIS - 5_001) int silence,
      @ForAll boolean pingedBefore) {
    Heartbeat heartbeat = new Heartbeat(0, true);
    if (pingedBefore) {
      heartbeat.pinged(silence, false);
    }
    heartbeat.pinged(silence, true);
    assertThat(heartbeat.verdict(silence + 1)).isEqualTo(Verdict.WAIT);
    assertThat(heartbeat.nextCheckMillis(silence)).isLessThanOrEqualTo(5_000);
    assertThat(heartbeat.verdict(silence + 5_000)).isEqualTo(Verdict.DEAD);
  }

  @Example
  void asDoubtsFollowEachOtherTheFirstDeadlineStands() {
    Heartbeat heartbeat = new Heartbeat(0, true);
    heartbeat.pinged(0, true);
    heartbeat.pinged(3_000, true);
    assertThat(heartbeat.verdict(4_000)).isEqualTo(Verdict.DEAD);
  }

  @Example
  void anythingHeardEndsTheSuspicion() {
    Heartbeat heartbeat = new Heartbeat(0, true);
    heartbeat.pinged(1_000, true);
    heartbeat.received(4_999);
    assertThat(heartbeat.verdict(6_000)).isEqualTo(Verdict.WAIT);
    assertThat(heartbeat.nextCheckMillis(6_000)).isEqualTo(4_999 + Heartbeat.TURN_MILLIS - 6_000);
  }

  @Property
  void aRequestAndNothingAfterItIsSuspicious(@ForAll @IntRange(min = 1, max = 9_000) int rtt) {
    Heartbeat heartbeat = new Heartbeat(0, true);
    heartbeat.measured(rtt);
    assertThat(heartbeat.asked(100)).isTrue();
    assertThat(heartbeat.asked(200)).isFalse();
    int patience = Math.max(1_000, Math.min(4_000, 4 * rtt));
    assertThat(heartbeat.verdict(100 + patience - 1)).isEqualTo(Verdict.WAIT);
    assertThat(heartbeat.nextCheckMillis(100)).isEqualTo(patience);
    assertThat(heartbeat.verdict(100 + patience)).isEqualTo(Verdict.SUSPECT);
    heartbeat.received(100 + patience);
    assertThat(heartbeat.verdict(200 + patience)).isEqualTo(Verdict.WAIT);
    assertThat(heartbeat.asked(10_000)).isTrue();
  }

  @Property
  void aSuspicionThatLastsIsADoubtOnceAndThenTheEnd(
      @ForAll @IntRange(min = 1, max = 9_000) int rtt, @ForAll boolean pingedBefore) {
    Heartbeat heartbeat = new Heartbeat(0, true);
    heartbeat.measured(rtt);
    if (pingedBefore) {
      heartbeat.pinged(0, false);
    }
    heartbeat.pinged(1_000, true);
    int patience = Math.max(500, Math.min(2_000, 4 * rtt));
    assertThat(heartbeat.verdict(1_000 + patience - 1)).isEqualTo(Verdict.WAIT);
    assertThat(heartbeat.nextCheckMillis(1_000)).isEqualTo(patience);
    assertThat(heartbeat.verdict(1_000 + patience)).isEqualTo(Verdict.DOUBT);
    heartbeat.doubted();
    assertThat(heartbeat.verdict(1_000 + patience)).isEqualTo(Verdict.WAIT);
    heartbeat.pinged(1_000 + patience, true);
    assertThat(heartbeat.verdict(2_000 + patience)).isEqualTo(Verdict.WAIT);
    assertThat(heartbeat.verdict(5_000)).isEqualTo(Verdict.DEAD);
    heartbeat.received(4_000);
    heartbeat.pinged(5_000, true);
    assertThat(heartbeat.verdict(5_000 + patience)).isEqualTo(Verdict.DOUBT);
  }

  @Property
  void theRoundTripStaysWithinWhatWasMeasured(@ForAll int seed) {
    Rng rng = new Rng(seed);
    Heartbeat heartbeat = new Heartbeat(0, true);
    assertThat(heartbeat.rttMillis()).isNegative();
    for (int i = 0; i < 50; i++) {
      heartbeat.measured(20 + rng.nextInt(61));
      assertThat(heartbeat.rttMillis()).isBetween(20.0, 80.0);
    }
  }
}
