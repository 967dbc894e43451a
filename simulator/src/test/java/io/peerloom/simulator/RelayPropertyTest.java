package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
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
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Browser peers of which no pair connects directly, because all are behind firewalls (R1.5). */
class RelayPropertyTest {
  private static final int JOINED_MILLIS = 20_000;

  /** A link through a relay takes some round trips, which are of a second over a satellite. */
  private static final int SENT_MILLIS = 12_000;

  /** All links may have to be made anew before. */
  private static final int SETTLED_MILLIS = 40_000;

  /** With real hashes, so that ids are spread as in a real network. */
  private static World world(int seed, int nodes, int pages) {
    return world(seed, NetworkModel.INTERNET, nodes, pages);
  }

  private static World world(int seed, NetworkModel model, int nodes, int pages) {
    World world = FormationPropertyTest.world(seed, model);
    for (int i = 0; i < nodes; i++) {
      world.add(PeerKind.NODE);
    }
    for (int i = 0; i < pages; i++) {
      world.add(Traits.of(PeerKind.BROWSER).with(NatKind.UDP_BLOCKED));
    }
    world.run(JOINED_MILLIS);
    return world;
  }

  private static List<Machine> of(World world, PeerKind kind) {
    return world.machines().stream().filter(each -> each.kind() == kind).toList();
  }

  /** What the applications of all pages receive, by receiver and text, with how often. */
  private static Map<String, Integer> received(List<Machine> pages) {
    Map<String, Integer> received = new TreeMap<>();
    for (Machine page : pages) {
      page.peer()
          .onMessage(
              (from, bytes) -> {
                received.merge(page.number() + " " + bytes[0] + " " + bytes[1], 1, Integer::sum);
                return null;
              });
    }
    return received;
  }

  private static List<Promise<Void>> eachSendsToAll(List<Machine> pages, int round, int bytes) {
    List<Promise<Void>> sent = new ArrayList<>();
    for (Machine from : pages) {
      for (Machine to : pages) {
        if (from != to) {
          byte[] message = new byte[bytes];
          message[0] = (byte) from.number();
          message[1] = (byte) round;
          from.run(() -> sent.add(from.peer().send(to.peer().id(), message)));
        }
      }
    }
    return sent;
  }

  /** Fails if a pair has no link, if a message is lost or doubled, and if it takes over 12 s. */
  @Property(tries = 30)
  void pagesWithoutADirectPathReachEachOther(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 3) int nodes,
      @ForAll @IntRange(min = 2, max = 5) int pages) {
    World world = world(seed, nodes, pages);
    List<Machine> all = of(world, PeerKind.BROWSER);
    Map<String, Integer> received = received(all);
    List<Promise<Void>> sent = eachSendsToAll(all, 1, 60_000);
    world.run(SENT_MILLIS);
    assertThat(sent).allMatch(each -> each.isDone() && !each.isFailed());
    assertThat(received)
        .hasSize(pages * (pages - 1))
        .allSatisfy((what, n) -> assertThat(n).isOne());
    for (Machine page : all) {
      assertThat(page.peer().links().stream().filter(link -> link.kind().equals("browser")))
          .hasSize(pages - 1)
          .allMatch(link -> link.transport().equals("relay"));
    }
  }

  /**
   * An application does not wait for a search that lasts 15 s, whether it began before or not.
   * Fails if a relay is asked only where no search is in progress.
   */
  @Property(tries = 30)
  void aMessageIsSentThroughTheRelayAtOnce(
      @ForAll int seed, @ForAll @IntRange(max = 5_000) int joinedMillis) {
    World world = world(seed, NetworkModel.LAN, 1, 1);
    Machine late = world.add(Traits.of(PeerKind.BROWSER).with(NatKind.UDP_BLOCKED));
    while (late.peer() == null) {
      world.run(50);
    }
    world.run(joinedMillis);
    List<Machine> pages = of(world, PeerKind.BROWSER);
    Map<String, Integer> received = received(pages);
    List<Promise<Void>> sent = eachSendsToAll(pages, 1, 200);
    world.run(2_000);
    assertThat(sent).allMatch(each -> each.isDone() && !each.isFailed());
    assertThat(received).hasSize(2);
  }

  /** Fails if only short values travel between peers that no direct path joins. */
  @Property(tries = 20)
  void aNetworkOfSuchPagesAndOneNodeKeepsValues(
      @ForAll int seed, @ForAll @IntRange(min = 3, max = 6) int pages) {
    World world = world(seed, 1, pages);
    List<Machine> all = of(world, PeerKind.BROWSER);
    world.run(40_000);
    byte[] value = new byte[50_000];
    value[17] = 4;
    Promise<PutResult> put = all.get(0).peer().put("big", Value.bytes(value), PutOptions.open());
    world.run(10_000);
    assertThat(put.value().holders()).isGreaterThanOrEqualTo(3);
    of(world, PeerKind.NODE).get(0).kill();
    of(world, PeerKind.NODE).get(0).start();
    world.run(30_000);
    for (Machine page : all) {
      var read = page.peer().get("big", null);
      world.run(10_000);
      assertThat(read.value().value().bytes()).isEqualTo(value);
    }
  }

  /** Fails if a message is lost or doubled when relays end, or if it takes longer than 2 s. */
  @Property(tries = 30)
  void anotherRelayCarriesOnAtOnce(
      @ForAll int seed, @ForAll @IntRange(min = 2, max = 4) int pages) {
    World world = world(seed, NetworkModel.LAN, 3, pages);
    List<Machine> all = of(world, PeerKind.BROWSER);
    Map<String, Integer> received = received(all);
    eachSendsToAll(all, 0, 100);
    world.run(5_000);
    Rng rng = new Rng(seed);
    List<Machine> nodes = of(world, PeerKind.NODE);
    Machine killed = nodes.get(rng.nextInt(nodes.size()));
    List<Promise<Void>> sent = new ArrayList<>();
    for (int round = 1; round <= 40; round++) {
      if (round == 20) {
        killed.kill();
      }
      sent.addAll(eachSendsToAll(all, round, 100));
      world.run(50);
    }
    world.run(2_000);
    assertThat(sent).allMatch(each -> each.isDone() && !each.isFailed());
    assertThat(received)
        .hasSize(41 * pages * (pages - 1))
        .allSatisfy((what, n) -> assertThat(n).isOne());
  }

  /** Fails if a page stays on the relay where a direct path exists, or without a link after it. */
  @Property(tries = 20)
  void aDirectPathTakesTheRelaysPlaceAndTheRelayItsOwn(@ForAll int seed) {
    World world = world(seed, 2, 2);
    List<Machine> pages = of(world, PeerKind.BROWSER);
    Map<String, Integer> received = received(pages);
    List<Promise<Void>> sent = new ArrayList<>(eachSendsToAll(pages, 1, 2_000));
    world.run(SENT_MILLIS);
    assertThat(transports(pages)).containsOnly("relay");
    move(pages, NatKind.OPEN);
    world.run(10);
    sent.addAll(eachSendsToAll(pages, 2, 2_000));
    world.run(40_000);
    assertThat(transports(pages)).containsOnly("webrtc");
    move(pages, NatKind.UDP_BLOCKED);
    pages.get(0).loseLinks();
    world.run(SETTLED_MILLIS);
    sent.addAll(eachSendsToAll(pages, 3, 2_000));
    world.run(SENT_MILLIS);
    assertThat(transports(pages)).containsOnly("relay");
    assertThat(sent).allMatch(each -> each.isDone() && !each.isFailed());
    assertThat(received).hasSize(6).allSatisfy((what, n) -> assertThat(n).isOne());
  }

  private static void move(List<Machine> pages, NatKind behind) {
    for (Machine page : pages) {
      page.host().moveBehind(behind);
      page.wake();
    }
  }

  private static List<String> transports(List<Machine> pages) {
    List<String> transports = new ArrayList<>();
    for (Machine page : pages) {
      for (LinkInfo link : page.peer().links()) {
        if (link.kind().equals("browser")) {
          transports.add(link.transport());
        }
      }
    }
    assertThat(transports).hasSize(pages.size());
    return transports;
  }
}
