package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.support.TestEnv;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** One outcome, told to everybody who asked, in the order in which they asked. */
@Label("Promise")
class PromiseTest {
  private static final PeerloomException WHY =
      new PeerloomException(ErrorCode.CONFLICT, "for the test");

  private final List<String> told = new ArrayList<>();

  private <T> void observe(String name, Promise<T> promise) {
    promise.then(value -> told.add(name + "=" + value), e -> told.add(name + "!" + e.code()));
  }

  @Example
  void observersAreToldOnceInTheirOrder() {
    Promise<Integer> promise = new Promise<>();
    observe("first", promise);
    observe("second", promise);
    assertThat(promise.isDone()).isFalse();
    promise.complete(1);
    promise.complete(2);
    promise.fail(WHY);
    observe("late", promise);
    assertThat(told).containsExactly("first=1", "second=1", "late=1");
    assertThat(promise.value()).isEqualTo(1);
    assertThat(promise.isFailed()).isFalse();
    assertThat(promise.failure()).isNull();
  }

  @Example
  void aFailureIsAnOutcomeToo() {
    Promise<Integer> promise = new Promise<>();
    observe("first", promise);
    promise.fail(WHY);
    promise.complete(1);
    observe("late", promise);
    assertThat(told).containsExactly("first!CONFLICT", "late!CONFLICT");
    assertThat(promise.isDone() && promise.isFailed()).isTrue();
    assertThatThrownBy(promise::value).isSameAs(WHY);
    assertThatThrownBy(() -> new Promise<Integer>().value())
        .isInstanceOf(IllegalStateException.class);
  }

  /** An observer may add another while it is told. */
  @Example
  void whoAsksWhileBeingToldIsToldAtOnce() {
    Promise<Integer> promise = new Promise<>();
    promise.then(value -> observe("inner", promise), e -> {});
    observe("outer", promise);
    promise.complete(1);
    assertThat(told).containsExactly("inner=1", "outer=1");
  }

  @Example
  void whatAStepThrowsIsItsFailure() {
    Promise<Integer> promise = Promise.of(1);
    Promise<Integer> coded =
        promise.map(
            value -> {
              throw WHY;
            });
    assertThat(coded.failure()).isSameAs(WHY);
    Promise<Integer> bug =
        promise.flatMap(
            value -> {
              throw new IllegalStateException("a bug");
            });
    assertThat(bug.failure().code()).isEqualTo(ErrorCode.INTERNAL);
    Promise<Integer> rescued =
        coded.recover(
            e -> {
              throw new PeerloomException(ErrorCode.TIMEOUT, "again");
            });
    assertThat(rescued.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
  }

  @Example
  void stepsRunOnlyForTheOutcomeTheyAreFor() {
    Promise<Integer> failed = Promise.failed(WHY);
    assertThat(failed.map(value -> value + 1).failure()).isSameAs(WHY);
    assertThat(failed.flatMap(value -> Promise.of(value + 1)).failure()).isSameAs(WHY);
    assertThat(failed.recover(e -> Promise.of(7)).value()).isEqualTo(7);
    Promise<Integer> fine = Promise.of(1);
    assertThat(fine.recover(e -> Promise.of(7)).value()).isEqualTo(1);
    Promise<Integer> later = new Promise<>();
    Promise<Integer> chained = fine.flatMap(value -> later.map(more -> value + more));
    assertThat(chained.isDone()).isFalse();
    later.complete(2);
    assertThat(chained.value()).isEqualTo(3);
  }

  @Property(tries = 100)
  void allGivesValuesInTheOrderAsked(@ForAll int seed, @ForAll @IntRange(max = 20) int count) {
    List<Promise<Integer>> promises = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      promises.add(new Promise<>());
      expected.add(i);
    }
    Promise<List<Integer>> all = Promise.all(promises);
    List<Integer> order = new ArrayList<>(expected);
    new Rng(seed).shuffle(order);
    for (int i : order) {
      assertThat(all.isDone()).isFalse();
      promises.get(i).complete(i);
    }
    assertThat(all.value()).isEqualTo(expected);
  }

  @Example
  void allFailsWithTheFirstFailure() {
    Promise<Integer> one = new Promise<>();
    Promise<Integer> two = new Promise<>();
    Promise<List<Integer>> all = Promise.all(List.of(one, two));
    two.fail(WHY);
    one.fail(new PeerloomException(ErrorCode.TIMEOUT, "later"));
    assertThat(all.failure()).isSameAs(WHY);
  }

  @Property(tries = 100)
  void eachRunsOneAfterTheOtherInOrder(@ForAll int seed, @ForAll @IntRange(max = 30) int count) {
    TestEnv env = new TestEnv(seed);
    List<Integer> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(i);
    }
    int[] running = {0};
    List<Integer> ended = new ArrayList<>();
    Promise<Void> all =
        Promise.each(
            items,
            item -> {
              assertThat(running[0]++).isZero();
              Promise<String> step = new Promise<>();
              Runnable end =
                  () -> {
                    running[0]--;
                    ended.add(item);
                    step.complete("done");
                  };
              if (env.rng().chance(500)) {
                end.run();
              } else {
                env.after(env.rng().nextInt(20), end);
              }
              return step;
            });
    env.pass(1_000);
    assertThat(ended).isEqualTo(items);
    assertThat(all.isDone() && !all.isFailed()).isTrue();
  }

  @Property(tries = 100)
  void eachStopsAtTheFirstThatFails(
      @ForAll @IntRange(max = 9) int failing, @ForAll boolean throwing, @ForAll boolean late) {
    List<Integer> items = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    List<Integer> begun = new ArrayList<>();
    Promise<Void> open = new Promise<>();
    Promise<Void> all =
        Promise.each(
            items,
            item -> {
              begun.add(item);
              if (item < failing) {
                return Promise.of(item);
              }
              if (throwing) {
                throw WHY;
              }
              return late ? open : Promise.failed(WHY);
            });
    assertThat(all.isDone()).isEqualTo(throwing || !late);
    open.fail(WHY);
    assertThat(all.failure()).isSameAs(WHY);
    assertThat(begun).hasSize(failing + 1);
  }

  /** A topic may have ten thousand pages; the stack of a page in a browser is small. */
  @Example
  void eachNeedsNoDeeperStackForMoreSteps() {
    List<Integer> items = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      items.add(i);
    }
    assertThat(Promise.each(items, Promise::of).isFailed()).isFalse();
  }

  @Example
  void aTimeoutEndsWhatIsNotDoneAndNothingElse() {
    TestEnv env = new TestEnv(1);
    Promise<Integer> slow = new Promise<Integer>().orTimeout(env, 100, "too slow");
    Promise<Integer> quick = new Promise<Integer>().orTimeout(env, 100, "too slow");
    env.pass(99);
    quick.complete(1);
    assertThat(slow.isDone()).isFalse();
    env.pass(1);
    assertThat(slow.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    slow.complete(2);
    assertThat(slow.isFailed()).isTrue();
    assertThat(quick.value()).isEqualTo(1);
  }
}
