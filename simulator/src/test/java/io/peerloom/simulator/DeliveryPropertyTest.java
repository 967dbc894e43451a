package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.cli.PlatformSha256;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.PlatformModel;
import io.peerloom.simulator.machine.Traits;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldSettings;
import io.peerloom.simulator.network.NatKind;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.time.Processors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A published message is kept for its time to live, and subscribers receive it at once. */
class DeliveryPropertyTest {
  private static final int PUSH_MILLIS = 100;

  /**
   * Duration of a read, during which a message may expire: with a round-trip time of 0.6 s, two
   * seconds for each member, one after the other.
   */
  private static final int READ_MILLIS = 15_000;

  /** Fails if members acknowledge messages without writing them to disk. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 32: Message Persistence")
  void aMessageIsThereUntilItsTimeIsOverAndNoLonger(
      @ForAll int seed,
      @ForAll @IntRange(min = 3, max = 5) int nodes,
      @ForAll @IntRange(min = 0, max = 3) int pages,
      @ForAll @IntRange(max = 120_000) int later,
      @ForAll boolean restarted) {
    World world = FormationPropertyTest.network(seed, nodes, pages);
    world.run(15_000);
    Rng rng = new Rng(seed);
    Map<String, Long> expiries = new LinkedHashMap<>();
    Map<String, Promise<PublishResult>> published = new LinkedHashMap<>();
    for (int i = 0; i < 12; i++) {
      int ttlSeconds = 20 + rng.nextInt(120);
      Machine publisher = world.machines().get(1 + rng.nextInt(nodes + pages));
      expiries.put("m" + i, world.now() + ttlSeconds * 1_000L);
      published.put(
          "m" + i, publisher.peer().topic("news").publish(Value.text("m" + i), ttlSeconds));
      world.run(rng.nextInt(1_000));
    }
    world.run(READ_MILLIS);
    assertThat(published.values()).allMatch(each -> each.isDone() && !each.isFailed());
    if (restarted) {
      for (Machine machine : world.machines()) {
        if (machine.kind() == PeerKind.NODE) {
          machine.kill();
          machine.start();
        }
      }
    }
    Machine late = world.add(PeerKind.BROWSER);
    world.run(20_000 + later);

    long asked = world.now();
    Promise<List<TopicMessage>> history = late.peer().topic("news").history();
    world.run(READ_MILLIS);
    List<String> texts =
        history.value().stream().map(message -> Bytes.utf8(message.value().bytes())).toList();
    expiries.forEach(
        (text, expiry) -> {
          if (expiry > world.now()) {
            assertThat(texts).contains(text);
          } else if (expiry <= asked) {
            assertThat(texts).doesNotContain(text);
          }
        });
  }

  /**
   * All work takes time on the peers' processors, and no two browser peers, all behind firewalls,
   * have a link to each other. Fails if only subscribers with a link are pushed to.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 35: Push Delivery Performance: < 100 ms")
  void everySubscriberHasAMessageWithinATenthOfASecondOnALan(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 4) int nodes,
      @ForAll @IntRange(min = 0, max = 4) int pages,
      @ForAll @IntRange(min = 1, max = 10) int messages) {
    World world =
        new World(
            WorldSettings.of(seed, NetworkModel.LAN)
                .with(new PlatformSha256())
                .with(PlatformModel.QUICK.with(Processors.BY_KIND)));
    for (int i = 0; i < nodes + pages; i++) {
      boolean isNode = i < nodes;
      world.add(
          Traits.of(isNode ? PeerKind.NODE : PeerKind.BROWSER)
              .with(isNode ? NatKind.OPEN : NatKind.UDP_BLOCKED));
    }
    world.run(20_000);
    Map<String, Long> sentAt = new LinkedHashMap<>();
    List<Long> took = new ArrayList<>();
    for (Machine machine : world.machines()) {
      if (machine.kind() != PeerKind.BRIDGE) {
        machine
            .peer()
            .topic("news")
            .subscribe(
                false,
                message -> took.add(world.now() - sentAt.get(Bytes.utf8(message.value().bytes()))));
      }
    }
    world.run(5_000);
    Rng rng = new Rng(seed);
    for (int i = 0; i < messages; i++) {
      sentAt.put("m" + i, world.now());
      Machine publisher = world.machines().get(1 + rng.nextInt(nodes + pages));
      publisher.peer().topic("news").publish(Value.text("m" + i), 60);
      world.run(rng.nextInt(300));
    }
    world.run(PUSH_MILLIS);
    assertThat(took).hasSize(messages * (nodes + pages));
    assertThat(took).allMatch(millis -> millis < PUSH_MILLIS);
  }
}
