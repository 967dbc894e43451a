package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.Traits;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.NatKind;
import io.peerloom.simulator.network.NetworkModel;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Browser peers whose network is replaced by another one while they send to each other (R1.5). */
class UplinkPropertyTest {
  private static final int JOINED_MILLIS = 20_000;
  private static final int EVERY_MILLIS = 50;

  /** From the change to the next message, in both directions. */
  private static final int SWITCHED_MILLIS = 3_000;

  private static List<Integer> received(Machine page) {
    List<Integer> received = new ArrayList<>();
    page.peer()
        .onMessage(
            (from, bytes) -> {
              received.add((int) bytes[0]);
              return null;
            });
    return received;
  }

  /**
   * Fails if a message is lost, doubled or out of order, or if the next one takes longer than 3 s;
   * with links given up before they are replaced it takes five and more.
   */
  @Property(tries = 60)
  void messagesGoOnOverAnotherNetwork(
      @ForAll int seed,
      @ForAll boolean reported,
      @ForAll boolean direct,
      @ForAll boolean both,
      @ForAll boolean oneRelay) {
    World world = FormationPropertyTest.world(seed, NetworkModel.LAN);
    world.add(PeerKind.NODE);
    if (!oneRelay) {
      world.add(PeerKind.NODE);
    }
    List<Machine> pages = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      pages.add(
          world.add(Traits.of(PeerKind.BROWSER).with(direct ? NatKind.OPEN : NatKind.UDP_BLOCKED)));
    }
    world.run(JOINED_MILLIS);
    List<List<Integer>> received = pages.stream().map(UplinkPropertyTest::received).toList();
    List<Promise<Void>> sent = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int number = 0; number < 120; number++) {
      if (number == 40) {
        for (Machine page : both ? pages : pages.subList(0, 1)) {
          page.replaceNetwork(reported);
        }
      }
      if (number == 40 + SWITCHED_MILLIS / EVERY_MILLIS) {
        assertThat(received).allMatch(list -> list.get(list.size() - 1) > 40);
      }
      for (int i = 0; i < 2; i++) {
        Machine from = pages.get(i);
        String to = pages.get(1 - i).peer().id();
        byte[] message = {(byte) number};
        from.run(() -> sent.add(from.peer().send(to, message)));
      }
      numbers.add(number);
      world.run(EVERY_MILLIS);
    }
    world.run(SWITCHED_MILLIS);
    assertThat(sent).allMatch(each -> each.isDone() && !each.isFailed());
    assertThat(received).allSatisfy(list -> assertThat(list).isEqualTo(numbers));
  }

  /**
   * Acknowledged messages arrive once and in order, whatever happens to the publisher's links and
   * to the members meanwhile: a message that is on its way to members that cannot be reached may be
   * acknowledged many seconds after later ones.
   */
  @Property(tries = 40)
  void publishedMessagesStayInOrderWhileLinksFail(
      @ForAll int seed, @ForAll @IntRange(min = 4, max = 9) int nodes) {
    World world = FormationPropertyTest.world(seed, NetworkModel.LAN);
    for (int i = 0; i < nodes; i++) {
      world.add(PeerKind.NODE);
    }
    List<Machine> members = List.copyOf(world.machines());
    Machine publisher = world.add(PeerKind.BROWSER);
    Machine subscriber = world.add(PeerKind.BROWSER);
    world.run(JOINED_MILLIS);
    List<Integer> received = new ArrayList<>();
    subscriber.run(
        () ->
            subscriber
                .peer()
                .topic("news")
                .subscribe(false, message -> received.add((int) message.value().bytes()[0])));
    world.run(1_000);
    Rng rng = new Rng(seed);
    List<Promise<PublishResult>> published = new ArrayList<>();
    for (int number = 0; number < 120; number++) {
      if (number % 40 == 20) {
        fail(rng, List.of(publisher, subscriber), members);
      }
      Value message = Value.bytes(new byte[] {(byte) number});
      publisher.run(() -> published.add(publisher.peer().topic("news").publish(message, 3_600)));
      world.run(EVERY_MILLIS);
    }
    world.run(60_000);
    List<Integer> acknowledged = new ArrayList<>();
    for (int number = 0; number < published.size(); number++) {
      if (published.get(number).isDone() && !published.get(number).isFailed()) {
        acknowledged.add(number);
      }
    }
    received.retainAll(acknowledged);
    assertThat(received).isSorted().doesNotHaveDuplicates();
  }

  /** One of the things that end links or keep messages from arriving. */
  private static void fail(Rng rng, List<Machine> pages, List<Machine> members) {
    Machine page = pages.get(rng.nextInt(2));
    Machine member = members.get(rng.nextInt(members.size()));
    switch (rng.nextInt(4)) {
      case 0 -> page.replaceNetwork(rng.chance(500));
      case 1 -> page.loseLinks();
      case 2 -> member.kill();
      default -> member.freeze();
    }
  }
}
