package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Bursts far above every rate limit, while members restart. */
@Label("Topics under load")
class TopicLoadPropertyTest {
  private static final int SUBSCRIBERS = 3;

  /**
   * Time for groups that have lost members to recover, and for subscribers to fetch missed
   * messages.
   */
  private static final int SETTLE_MILLIS = 120_000;

  @Property(tries = 12)
  void whatIsAcknowledgedReachesEverySubscriberThatStays(
      @ForAll int seed,
      @ForAll @IntRange(min = 200, max = 1_500) int aSecond,
      @ForAll boolean killed) {
    World world = FormationPropertyTest.network(seed, 7, 3);
    world.run(20_000);
    Rng rng = new Rng(seed);
    List<List<String>> received = new ArrayList<>();
    for (int i = 0; i < SUBSCRIBERS; i++) {
      List<String> mine = new ArrayList<>();
      received.add(mine);
      // The last machines are browser peers; only nodes are killed.
      Machine machine = world.machines().get(world.machines().size() - 1 - i);
      machine
          .peer()
          .topic("news")
          .subscribe(false, message -> mine.add(Bytes.utf8(message.value().bytes())));
    }
    world.run(5_000);
    Machine publisher = world.machines().get(1);
    Map<String, Promise<PublishResult>> published = new LinkedHashMap<>();
    for (int step = 0; step < 30; step++) {
      for (int i = 0; i < aSecond / 10; i++) {
        String text = "m" + published.size();
        published.put(text, publisher.peer().topic("news").publish(Value.text(text), 3_600));
      }
      if (killed && step % 10 == 5) {
        Machine victim = world.machines().get(2 + rng.nextInt(5));
        if (victim.peer() != null) {
          victim.kill();
          world.run(50);
          victim.start();
        }
      }
      world.run(100);
    }
    world.run(SETTLE_MILLIS);
    List<String> acknowledged = new ArrayList<>();
    published.forEach(
        (text, outcome) -> {
          assertThat(outcome.isDone()).isTrue();
          if (!outcome.isFailed()) {
            acknowledged.add(text);
          } else if (!killed) {
            assertThat(outcome.failure().code()).isEqualTo(ErrorCode.RATE_LIMITED);
          }
        });
    assertThat(acknowledged).isNotEmpty();
    for (List<String> mine : received) {
      assertThat(mine).doesNotHaveDuplicates().containsAll(acknowledged);
      if (!killed) {
        assertThat(mine).isEqualTo(acknowledged);
      }
    }
  }

  /** A browser peer in the background soon fetches missed messages by itself. */
  @Property(tries = 10)
  void hiddenPageHearsOfMessagesWithinItsInterval(@ForAll int seed) {
    World world = FormationPropertyTest.network(seed, 5, 2);
    world.run(20_000);
    Machine hidden = world.machines().get(world.machines().size() - 1);
    assertThat(hidden.kind()).isEqualTo(PeerKind.BROWSER);
    List<String> received = new ArrayList<>();
    hidden
        .peer()
        .topic("news")
        .subscribe(false, message -> received.add(Bytes.utf8(message.value().bytes())));
    world.run(5_000);
    hidden.peer().setActive(false);
    world.run(40_000);
    for (int i = 0; i < 10; i++) {
      world.machines().get(1).peer().topic("news").publish(Value.text("m" + i), 3_600);
    }
    world.run(1_000);
    int pushed = received.size();
    world.run(45_000);
    assertThat(received).hasSize(10).doesNotHaveDuplicates();
    assertThat(pushed).as("unless it happened to fetch just then").isIn(0, 10);
    hidden.peer().setActive(true);
    world.run(5_000);
    world.machines().get(1).peer().topic("news").publish(Value.text("live"), 3_600);
    // The slowest access networks are half a second away from everybody, and a message takes two
    // hops there.
    world.run(3_000);
    assertThat(received).as("pushed again").hasSize(11);
  }
}
