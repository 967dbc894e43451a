package io.peerloom.core.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** How fast a peer is asked that limits the rate. */
@Label("Request pace")
class RequestPaceTest {
  /** A request on its way, and how long the peer will say to wait. */
  private record Asked(int at, int retryAfter) {}

  @Property(tries = 50)
  void nothingIsSentBeforeTheTimeARefusalNames(@ForAll @IntRange(min = 1, max = 60_000) int wait) {
    RequestPace pace = new RequestPace(1_000, wait);
    assertThat(pace.waitMillis(1_000)).isEqualTo(wait);
    assertThat(pace.waitMillis(1_000 + wait - 1)).isEqualTo(1);
    pace.waitMillis(1_000 + wait);
    assertThat(pace.waitMillis(1_000 + wait + 10)).isZero();
  }

  @Example
  void afterARefusalOneGoesAheadOfTheOthers() {
    RequestPace pace = new RequestPace(0, 5);
    pace.waitMillis(5);
    assertThat(pace.waitMillis(20)).isZero();
    pace.sent();
    assertThat(pace.waitMillis(20)).isEqualTo(-1);
    pace.answered();
    assertThat(pace.waitMillis(20)).isZero();
    pace.sent();
    pace.refused(20, 100);
    assertThat(pace.waitMillis(20)).isEqualTo(100);
  }

  /** Against a limit of its own, whatever the round trip. */
  @Property(tries = 50)
  void theLimitIsUsedAndSeldomPassed(
      @ForAll @IntRange(min = 500, max = 3_000) int limit, @ForAll @IntRange(max = 100) int rtt) {
    RateLimiter limiter = new RateLimiter(2 * limit, limit, 0);
    while (limiter.take(0) == 0) {
      // Its burst is used up.
    }
    RequestPace pace = new RequestPace(0, 1);
    Deque<Asked> underWay = new ArrayDeque<>();
    int served = 0;
    int refused = 0;
    for (int now = 0; now < 30_000; now++) {
      while (!underWay.isEmpty() && underWay.peek().at + rtt <= now) {
        int wait = underWay.poll().retryAfter;
        if (wait == 0) {
          pace.answered();
        } else {
          pace.refused(now, wait);
        }
      }
      while (pace.waitMillis(now) == 0) {
        pace.sent();
        Asked asked = new Asked(now, limiter.take(now));
        served += asked.retryAfter == 0 ? 1 : 0;
        refused += asked.retryAfter == 0 ? 0 : 1;
        underWay.add(asked);
      }
    }
    assertThat(refused).isLessThan(200 + served / 4);
    assertThat(served).isGreaterThan(30 * limit * 2 / 3);
  }

  @Example
  void withoutRefusalsItIsSoonOver() {
    RequestPace pace = new RequestPace(0, 5);
    assertThat(pace.isFree(RequestPace.FREE_MILLIS - 1)).isFalse();
    assertThat(pace.isFree(RequestPace.FREE_MILLIS)).isTrue();
  }
}
