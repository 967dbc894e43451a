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

  /** With real hashes, so that ids are spread as in a real network. */
  private static World world(int seed, int nodes, int pages) {
    World world = FormationPropertyTest.world(seed, NetworkModel.INTERNET);
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

  /** Fails if a pair has no link, if a message is lost or doubled, and if it takes over 2 s. */
  @Property(tries = 30)
  void pagesWithoutADirectPathReachEachOther(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 3) int nodes,
      @ForAll @IntRange(min = 2, max = 5) int pages) {
    World world = world(seed, nodes, pages);
    List<Machine> all = of(world, PeerKind.BROWSER);
    Map<String, Integer> received = received(all);
    List<Promise<Void>> sent = eachSendsToAll(all, 1, 60_000);
    world.run(6_000);
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
    World world = world(seed, 3, pages);
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

  /** Fails if a page stays on the relay where a direct path exists. */
  @Property(tries = 20)
  void aDirectPathTakesTheRelaysPlace(@ForAll int seed) {
    World world = FormationPropertyTest.network(seed, 2, 2);
    world.run(4_000);
    List<Machine> pages = of(world, PeerKind.BROWSER);
    Map<String, Integer> received = received(pages);
    List<Promise<Void>> sent = eachSendsToAll(pages, 1, 2_000);
    world.run(30_000);
    assertThat(sent).allMatch(each -> each.isDone() && !each.isFailed());
    assertThat(received).hasSize(2).allSatisfy((what, n) -> assertThat(n).isOne());
    for (Machine page : pages) {
      assertThat(page.peer().links())
          .filteredOn(link -> link.kind().equals("browser"))
          .extracting(LinkInfo::transport)
          .containsExactly("webrtc");
    }
  }
}
