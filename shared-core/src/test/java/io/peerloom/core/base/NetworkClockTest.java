package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.support.TestEnv;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What time a peer goes by, whatever its own clock and some of the others' say. */
@Label("NetworkClock")
class NetworkClockTest {
  private static final long YEARS = 10L * 365 * 24 * 3600 * 1000;

  /** The monotonic clock; everybody's right clock is this much ahead of it. */
  private static final long NOW = 50_000;

  private static final long RIGHT = 1_700_000_000_000L;

  /** Another's clock is read over a link of that round trip, at some moment of it. */
  private static void read(NetworkClock clock, int who, long ahead, int rtt, int at) {
    long theirs = RIGHT + NOW - rtt + at + ahead;
    clock.addSample(Bytes.wrap(Bytes.bigEndian(who)), NOW - rtt, NOW, theirs);
  }

  @Property
  void mostVoicesSetAClockThatIsWrong(
      @ForAll @LongRange(min = -YEARS, max = YEARS) long off,
      @ForAll @LongRange(min = -YEARS, max = YEARS) long lie,
      @ForAll @IntRange(min = 2, max = 20) int right,
      @ForAll @IntRange(min = 0, max = 20) int liars,
      @ForAll @IntRange(min = 0, max = 1_000) int rtt) {
    NetworkClock clock = new NetworkClock(RIGHT + off);
    int wrong = Math.min(liars, right - 2);
    for (int i = 0; i < wrong; i++) {
      read(clock, 100 + i, lie, rtt, rtt);
    }
    for (int i = 0; i < right; i++) {
      read(clock, i, 0, rtt, i * rtt / right);
    }
    long error = clock.offset(RIGHT + off, NOW) - RIGHT;
    assertThat(Math.abs(error)).isLessThanOrEqualTo(NetworkClock.SLACK_MILLIS + rtt);
    assertThat(clock.isAgreed()).isTrue();
  }

  @Property
  void oneOtherMovesNobody(@ForAll @LongRange(min = -YEARS, max = YEARS) long lie) {
    NetworkClock clock = new NetworkClock(RIGHT);
    for (int i = 0; i < 10; i++) {
      read(clock, 1, lie, 20, 10);
      assertThat(clock.offset(RIGHT, NOW)).isEqualTo(RIGHT);
    }
  }

  @Property
  void aSlowLinkMovesNobody(
      @ForAll @IntRange(min = 1, max = 10_000) int rtt,
      @ForAll @IntRange(min = 1, max = 10) int others) {
    NetworkClock clock = new NetworkClock(RIGHT);
    for (int i = 0; i < others; i++) {
      read(clock, i, 0, rtt, i % 2 == 0 ? 0 : rtt);
    }
    assertThat(clock.offset(RIGHT, NOW)).isEqualTo(RIGHT);
    assertThat(clock.isAgreed()).isTrue();
  }

  @Property
  void aClockThatJumpsMovesNothing(
      @ForAll @LongRange(min = -YEARS, max = YEARS) long jump,
      @ForAll @IntRange(min = 2, max = 8) int others) {
    NetworkClock clock = new NetworkClock(RIGHT);
    for (int i = 0; i < others; i++) {
      read(clock, i, 0, 20, 10);
    }
    long error = clock.offset(RIGHT + jump, NOW) - RIGHT;
    assertThat(Math.abs(error)).isLessThanOrEqualTo(NetworkClock.SLACK_MILLIS);
    assertThat(clock.offset(RIGHT, NOW)).isEqualTo(RIGHT);
  }

  /** The monotonic clock may stand still while a machine sleeps; all say so once they are asked. */
  @Property
  void afterASleepTheTimeIsThatOfTheOthers(
      @ForAll @LongRange(min = 5_000, max = YEARS) long slept,
      @ForAll @LongRange(min = -YEARS, max = YEARS) long off) {
    NetworkClock clock = new NetworkClock(RIGHT + off);
    for (int i = 0; i < 3; i++) {
      read(clock, i, 0, 20, 10);
    }
    clock.offset(RIGHT + off + slept, NOW);
    for (int i = 0; i < 3; i++) {
      read(clock, i, slept, 20, 10);
    }
    long error = clock.offset(RIGHT + off + slept, NOW) - RIGHT - slept;
    assertThat(Math.abs(error)).isLessThanOrEqualTo(NetworkClock.SLACK_MILLIS);
  }

  @Example
  void whoIsAloneGoesByItsOwnClock() {
    NetworkClock clock = new NetworkClock(RIGHT);
    assertThat(clock.offset(RIGHT + YEARS, NOW)).isEqualTo(RIGHT + YEARS);
    assertThat(clock.isAgreed()).isFalse();
    read(clock, 1, 0, 20, 10);
    clock.forget(Bytes.wrap(Bytes.bigEndian(1)));
    assertThat(clock.offset(RIGHT, NOW)).isEqualTo(RIGHT);
  }

  @Example
  void whatIsSupposedLastsUntilSeveralSayOtherwise() {
    NetworkClock clock = new NetworkClock(RIGHT);
    clock.assume(NOW - 20, NOW, RIGHT + YEARS + NOW);
    read(clock, 1, YEARS, 20, 10);
    assertThat(clock.offset(RIGHT, NOW)).isGreaterThan(RIGHT + YEARS - 100);
    assertThat(clock.isAgreed()).isFalse();
    read(clock, 2, 0, 20, 10);
    read(clock, 3, 0, 20, 10);
    assertThat(clock.offset(RIGHT, NOW)).isEqualTo(RIGHT);
  }

  @Example
  void whoHasNoLinkTriesTheBridgesTimeAndItsOwn() {
    NetworkClock clock = new NetworkClock(RIGHT + YEARS);
    int own = 0;
    for (int i = 0; i < 12; i++) {
      clock.reconsider(NOW, NOW, RIGHT + NOW, false);
      long time = clock.offset(RIGHT + YEARS, NOW);
      assertThat(time).isIn(RIGHT, RIGHT + YEARS);
      own += time == RIGHT ? 0 : 1;
    }
    assertThat(own).isEqualTo(3);
    for (int i = 0; i < 4; i++) {
      clock.reconsider(NOW, NOW, RIGHT + NOW, true);
      assertThat(clock.offset(RIGHT + YEARS, NOW)).isEqualTo(RIGHT);
    }
  }

  @Example
  void aBridgeAloneSetsNoClockBesideOthers() {
    NetworkClock clock = new NetworkClock(RIGHT);
    read(clock, 1, 0, 20, 10);
    read(clock, 2, YEARS, 20, 10);
    clock.reconsider(NOW, NOW, RIGHT + YEARS + NOW, true);
    assertThat(clock.offset(RIGHT, NOW)).isEqualTo(RIGHT);
  }

  @Example
  void whatIsNoTimeIsNotHeard() {
    NetworkClock clock = new NetworkClock(RIGHT);
    clock.assume(NOW, NOW, Long.MAX_VALUE);
    clock.reconsider(NOW, NOW, 1L << 60, false);
    for (int i = 0; i < 3; i++) {
      clock.addSample(Bytes.wrap(Bytes.bigEndian(i)), NOW, NOW, RIGHT + NOW, Long.MAX_VALUE, true);
      clock.addSample(Bytes.wrap(Bytes.bigEndian(i)), NOW, NOW, Long.MAX_VALUE, RIGHT + NOW, true);
    }
    assertThat(clock.offset(RIGHT, NOW)).isEqualTo(RIGHT);
    assertThat(clock.isAgreed()).isFalse();
  }

  @Example
  void aVoiceThatIsNotRenewedFallsSilent() {
    NetworkClock clock = new NetworkClock(RIGHT);
    read(clock, 1, YEARS, 20, 10);
    read(clock, 2, YEARS, 20, 10);
    assertThat(clock.offset(RIGHT, NOW)).isGreaterThan(RIGHT + YEARS - 100);
    long later = NOW + NetworkClock.KEPT_MILLIS + 1;
    clock.addSample(Bytes.wrap(Bytes.bigEndian(3)), later, later, RIGHT + later);
    assertThat(clock.offset(RIGHT, later)).isEqualTo(RIGHT);
  }

  /** What asks for the time inside a peer sees no step of the machine's clock. */
  @Example
  void thoseWhoWaitHearOfAgreement() {
    TestEnv env = new TestEnv(1);
    NetworkTime time = NetworkTime.of(env);
    assertThat(NetworkTime.of(time)).isSameAs(time);
    Promise<Void> agreed = time.agreed(2_000);
    long right = env.wallMillis() + 600_000;
    time.addSample(new byte[] {1}, env.monotonicMillis(), env.monotonicMillis(), right);
    assertThat(agreed.isDone()).isFalse();
    assertThat(time.wallMillis()).isEqualTo(env.wallMillis());
    time.addSample(new byte[] {2}, env.monotonicMillis(), env.monotonicMillis(), right);
    assertThat(agreed.isDone()).isTrue();
    assertThat(time.wallMillis()).isEqualTo(right);
    assertThat(time.correctionMillis()).isEqualTo(600_000);
    assertThat(env.log()).anyMatch(line -> line.contains("600 s behind the network's time"));
    env.pass(5_000);
    assertThat(time.wallMillis()).isEqualTo(right + 5_000);

    Promise<Void> late = NetworkTime.of(new TestEnv(2)).agreed(0);
    assertThat(late.isDone()).isFalse();
  }
}
