package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Peer;
import io.peerloom.core.api.Presence;
import io.peerloom.core.api.PresenceListener;
import io.peerloom.core.api.PresentPeer;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whoever is present on a topic knows who else is. */
@Label("Presence on a topic")
class PresencePropertyTest {
  private static final int FORMED_MILLIS = 30_000;

  /** From a goodbye, or a noticed loss, until everybody knows. */
  private static final int TOLD_MILLIS = 5_000;

  /** Until the death of a peer is noticed that said nothing. */
  private static final int NOTICED_MILLIS = 75_000;

  /** Until whoever was cut off has links again, and everybody knows. */
  private static final int BACK_MILLIS = 20_000;

  /** What one machine knows of the others, by its presence and by what its listener was told. */
  private static final class View implements PresenceListener {
    final Map<String, PresentPeer> told = new LinkedHashMap<>();
    final List<String> wrong = new ArrayList<>();
    Promise<Presence> presence;

    @Override
    public void changed(String type, PresentPeer peer) {
      PresentPeer known = told.remove(peer.id());
      if (type.equals(JOIN) == (known != null)) {
        wrong.add(type);
      }
      if (!type.equals(LEAVE)) {
        told.put(peer.id(), peer);
      }
    }

    Set<String> states() {
      Set<String> states = new TreeSet<>();
      for (PresentPeer each : presence.value().peers()) {
        states.add(Bytes.utf8(each.state().bytes()) + (each.hidden() ? " hidden" : ""));
      }
      Set<String> listened = new TreeSet<>();
      for (PresentPeer each : told.values()) {
        listened.add(Bytes.utf8(each.state().bytes()) + (each.hidden() ? " hidden" : ""));
      }
      assertThat(listened).as("what the listener was told").isEqualTo(states);
      assertThat(wrong).isEmpty();
      return states;
    }
  }

  private final Map<Machine, View> views = new LinkedHashMap<>();

  private void present(Machine machine) {
    View view = new View();
    view.presence =
        machine.peer().topic("room").present(Value.text("machine" + machine.number()), view);
    views.put(machine, view);
  }

  private World present(int seed, int nodes, int pages) {
    views.clear();
    World world = FormationPropertyTest.network(seed, nodes, pages);
    world.run(FORMED_MILLIS);
    for (Machine machine : world.machines()) {
      if (machine.kind() != PeerKind.BRIDGE) {
        present(machine);
      }
    }
    world.run(TOLD_MILLIS);
    return world;
  }

  /** Every machine lists all others, each with its state. */
  private void assertAllKnown(String when, Machine... hidden) {
    Set<String> all = new TreeSet<>();
    for (Machine machine : views.keySet()) {
      all.add("machine" + machine.number() + (List.of(hidden).contains(machine) ? " hidden" : ""));
    }
    views.forEach(
        (machine, view) -> {
          if (List.of(hidden).contains(machine)) {
            return;
          }
          Set<String> others = new TreeSet<>(all);
          others.removeIf(each -> each.equals("machine" + machine.number()));
          assertThat(view.states()).as(when + ", as machine " + machine.number()).isEqualTo(others);
        });
  }

  @Property(tries = 30)
  void whoComesAndLeavesIsKnownWithinFiveSeconds(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 8) int nodes,
      @ForAll @IntRange(min = 2, max = 8) int pages) {
    World world = present(seed, nodes, pages);
    assertAllKnown("after all have come");
    List<Machine> machines = new ArrayList<>(views.keySet());
    Machine quitter = machines.get(machines.size() - 1);
    views.remove(quitter).presence.value().close();
    world.run(TOLD_MILLIS);
    assertAllKnown("after one has closed its presence");
    Machine leaver = machines.get(machines.size() - 2);
    views.remove(leaver);
    leaver.leave();
    world.run(TOLD_MILLIS);
    assertAllKnown("after one has left");
    present(quitter);
    world.run(TOLD_MILLIS);
    assertAllKnown("after one has come back");
    world.run(20 * 60_000);
    assertAllKnown("twenty minutes later");
  }

  /** Found by the property: others went on listing it because it had listed itself. */
  @Example
  void aMemberThatLeavesDoesNotVouchForItself() {
    whoComesAndLeavesIsKnownWithinFiveSeconds(-17_938, 5, 5);
  }

  @Property(tries = 30)
  void whoDiesSilentlyIsGoneSoonAfterItIsNoticed(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 8) int nodes,
      @ForAll @IntRange(min = 2, max = 8) int pages) {
    World world = present(seed, nodes, pages);
    List<Machine> machines = new ArrayList<>(views.keySet());
    Machine victim = machines.get(Math.floorMod(seed, machines.size()));
    views.remove(victim);
    victim.vanish();
    world.run(NOTICED_MILLIS + TOLD_MILLIS);
    assertAllKnown("after one has died");
  }

  @Property(tries = 30)
  void hiddenPagesAreMarkedAndCatchUp(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 8) int nodes,
      @ForAll @IntRange(min = 2, max = 6) int pages,
      @ForAll boolean longer) {
    World world = present(seed, nodes, pages);
    List<Machine> machines = new ArrayList<>(views.keySet());
    Machine page = machines.get(machines.size() - 1);
    page.hidden(true);
    world.run(Peer.HIDDEN_MILLIS + TOLD_MILLIS);
    assertAllKnown("after a page was hidden", page);
    Machine other = machines.get(machines.size() - 2);
    views.remove(other).presence.value().close();
    world.run(longer ? 10 * 60_000 : 60_000);
    assertAllKnown("while it is hidden", page);
    page.hidden(false);
    world.run(TOLD_MILLIS);
    assertAllKnown("after it was shown");
  }

  /** Whoever lost its links, its network, or ten minutes of sleep is back, and knows the others. */
  @Property(tries = 30)
  void whoComesBackIsKnownAgainAndKnowsAll(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 8) int nodes,
      @ForAll @IntRange(min = 2, max = 6) int pages,
      @ForAll @IntRange(min = 0, max = 2) int how) {
    World world = present(seed, nodes, pages);
    List<Machine> machines = new ArrayList<>(views.keySet());
    Machine page = machines.get(machines.size() - 1);
    if (how == 0) {
      page.loseLinks();
    } else if (how == 1) {
      page.replaceNetwork(true);
    } else {
      page.sleep();
      View itsView = views.remove(page);
      world.run(NOTICED_MILLIS + TOLD_MILLIS);
      assertAllKnown("while it sleeps");
      world.run(10 * 60_000);
      page.wake();
      views.put(page, itsView);
    }
    world.run(BACK_MILLIS);
    assertAllKnown("after it is back, by way " + how);
  }

  @Property(tries = 30)
  void theLastStateIsShown(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 6) int nodes,
      @ForAll @IntRange(min = 2, max = 6) int pages) {
    World world = present(seed, nodes, pages);
    Machine machine = views.keySet().iterator().next();
    List<Promise<Void>> updates = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      updates.add(views.get(machine).presence.value().update(Value.text("cursor" + i)));
      world.run(20);
    }
    updates.add(
        views.get(machine).presence.value().update(Value.text("machine" + machine.number())));
    world.run(TOLD_MILLIS);
    assertThat(updates).allMatch(each -> each.isDone() && !each.isFailed());
    assertAllKnown("after many updates");
  }
}
