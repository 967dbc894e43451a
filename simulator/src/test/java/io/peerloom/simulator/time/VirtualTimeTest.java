package io.peerloom.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The timing wheel behaves like a sorted list, however far apart its events are. */
class VirtualTimeTest {
  private record Planned(int at, int birth) {}

  @Property(tries = 200)
  void eventsHappenInTheOrderOfTimeThenOfBirth(@ForAll int seed) {
    Rng rng = new Rng(seed);
    VirtualTime time = new VirtualTime();
    List<Planned> expected = new ArrayList<>();
    List<Planned> happened = new ArrayList<>();
    int[] births = {0};
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 20; i++) {
        int delay = rng.nextInt(1 << rng.nextInt(23));
        Planned planned = new Planned(time.now() + delay, births[0]++);
        Timer timer =
            time.after(
                delay,
                () -> {
                  assertThat(time.now()).isEqualTo(planned.at);
                  happened.add(planned);
                });
        if (rng.chance(300)) {
          timer.cancel();
        } else {
          expected.add(planned);
        }
      }
      time.runUntil(time.now() + rng.nextInt(1 << rng.nextInt(21)));
    }
    time.runUntil(time.now() + (1 << 23));
    expected.sort(Comparator.comparingInt(Planned::at).thenComparingInt(Planned::birth));
    assertThat(happened).isEqualTo(expected);
  }

  @Example
  void whatAnEventPlansForNowHappensNow() {
    VirtualTime time = new VirtualTime();
    List<String> happened = new ArrayList<>();
    time.after(
        1_024,
        () -> {
          happened.add("first");
          time.after(0, () -> happened.add("planned by it"));
        });
    time.after(1_024, () -> happened.add("second"));
    time.runUntil(1_024);
    assertThat(happened).containsExactly("first", "second", "planned by it");
  }

  @Example
  void aPausedProcessGoesOnWhereItStoodAndMayStillCancel() {
    VirtualTime time = new VirtualTime();
    SimulatedEnv process = new SimulatedEnv(time, 1, "page", line -> {}, 0);
    List<String> happened = new ArrayList<>();
    Timer[] cancelled = new Timer[1];
    process.after(
        10,
        () -> {
          happened.add("first");
          cancelled[0].cancel();
        });
    cancelled[0] = process.after(20, () -> happened.add("cancelled by the first"));
    process.after(30, () -> happened.add("third"));
    process.pause();
    time.runUntil(1_000);
    assertThat(happened).isEmpty();
    process.resume();
    time.runUntil(1_000);
    assertThat(happened).containsExactly("first", "third");
  }

  @Example
  void aHiddenPagesTimersComeByTheSecondAndItsDiskDoesNot() {
    VirtualTime time = new VirtualTime();
    SimulatedEnv page = new SimulatedEnv(time, 1, "page", line -> {}, 0);
    List<Integer> at = new ArrayList<>();
    page.hidden(true);
    page.after(10, () -> at.add(time.now()));
    page.after(1_000, () -> at.add(time.now()));
    page.complete(7, () -> at.add(time.now()));
    time.runUntil(5_000);
    assertThat(at).containsExactly(7, 1_000, 1_000);
  }
}
