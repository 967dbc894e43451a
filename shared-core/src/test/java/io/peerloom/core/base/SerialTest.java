package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.support.TestEnv;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Steps of one key never overlap; those of another never wait for them. */
@Label("Serial")
class SerialTest {
  private final Serial<String> serial = new Serial<>();
  private final List<String> log = new ArrayList<>();

  private Promise<Void> step(String key, String name, Promise<Void> until) {
    return serial.run(
        key,
        () -> {
          log.add(name);
          return until;
        });
  }

  @Property(tries = 100)
  void noStepSeesHalfOfAnother(@ForAll int seed, @ForAll @IntRange(max = 60) int steps) {
    TestEnv env = new TestEnv(seed);
    int[] running = new int[3];
    List<List<Integer>> ended = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<List<Integer>> asked = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Serial<Integer> keys = new Serial<>();
    List<Promise<Integer>> results = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      int number = i;
      int key = env.rng().nextInt(3);
      asked.get(key).add(number);
      results.add(
          keys.run(
              key,
              () -> {
                assertThat(running[key]++).isZero();
                Promise<Integer> later = new Promise<>();
                env.after(
                    env.rng().nextInt(10),
                    () -> {
                      running[key]--;
                      ended.get(key).add(number);
                      if (number % 4 == 3) {
                        later.fail(new PeerloomException(ErrorCode.TIMEOUT, "this one fails"));
                      } else {
                        later.complete(number);
                      }
                    });
                return later;
              }));
      env.pass(env.rng().nextInt(5));
    }
    env.pass(1_000);
    assertThat(ended).isEqualTo(asked);
    for (int i = 0; i < steps; i++) {
      assertThat(results.get(i).isFailed()).isEqualTo(i % 4 == 3);
    }
  }

  @Example
  void anotherKeyDoesNotWait() {
    step("a", "first", new Promise<>());
    step("a", "waits", Promise.of(null));
    step("b", "other", Promise.of(null));
    assertThat(log).containsExactly("first", "other");
  }

  @Example
  void aStepThatFailsOrThrowsHoldsUpNobody() {
    Promise<Void> failing = new Promise<>();
    Promise<Void> failed = step("a", "fails", failing);
    Promise<Void> thrown =
        serial.run(
            "a",
            () -> {
              log.add("throws");
              throw new IllegalStateException("a bug");
            });
    Promise<Void> last = step("a", "last", Promise.of(null));
    assertThat(log).containsExactly("fails");
    failing.fail(new PeerloomException(ErrorCode.TIMEOUT, "for the test"));
    assertThat(log).containsExactly("fails", "throws", "last");
    assertThat(failed.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(thrown.failure().code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(last.isDone() && !last.isFailed()).isTrue();
  }

  /** Whoever waits for a result may start the next step of the same key. */
  @Example
  void aStepStartedByTheResultOfTheLastRuns() {
    Promise<Void> open = new Promise<>();
    step("a", "first", open).then(ok -> step("a", "from its result", Promise.of(null)), e -> {});
    step("a", "second", Promise.of(null));
    open.complete(null);
    assertThat(log).containsExactlyInAnyOrder("first", "from its result", "second");
  }
}
