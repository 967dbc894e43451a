package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.workload.Ledger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every subscriber, early or late, receives everything published exactly once. */
class TopicPropertyTest {
  /**
   * In this world a browser peer that joined late once spent all its dials on browser peers, which
   * it could not reach yet.
   */
  @Example
  void aLatePageDialsServersWhereMostAreWithPages() {
    liveAndLateSubscribersGetEveryMessageOnceAndInOrder(-1, 2, 6);
  }

  /** Fails if a late subscriber gets only what is published after it subscribed. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 33: Historical Message Delivery")
  void liveAndLateSubscribersGetEveryMessageOnceAndInOrder(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 6) int nodes,
      @ForAll @IntRange(min = 1, max = 6) int pages) {
    World world = FormationPropertyTest.network(seed, nodes, pages);
    world.run(20_000);
    List<String> live = new ArrayList<>();
    int publishers = Math.min(5, nodes + pages);
    world
        .machines()
        .get(1)
        .peer()
        .topic("news")
        .subscribe(true, message -> live.add(Bytes.utf8(message.value().bytes())));
    world.run(5_000);
    Ledger ledger = new Ledger(world);
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < publishers; i++) {
        ledger.publish(world.machines().get(1 + i).peer(), "news", i + ":" + round);
      }
    }
    world.run(20_000);
    assertThat(ledger.writes().count()).isEqualTo(4 * publishers);
    assertThat(live).doesNotHaveDuplicates().hasSize(4 * publishers);
    for (int i = 0; i < publishers; i++) {
      String publisher = i + ":";
      assertThat(live.stream().filter(text -> text.startsWith(publisher)))
          .containsExactly(i + ":0", i + ":1", i + ":2", i + ":3");
    }

    Machine late = world.add(PeerKind.BROWSER);
    world.run(10_000);
    List<String> history = new ArrayList<>();
    late.peer()
        .topic("news")
        .subscribe(true, message -> history.add(Bytes.utf8(message.value().bytes())));
    world.run(10_000);
    assertThat(history).containsExactlyInAnyOrderElementsOf(live);
    assertThat(ledger.violationsSeenBy(late.peer(), 10_000)).isEmpty();
  }
}
