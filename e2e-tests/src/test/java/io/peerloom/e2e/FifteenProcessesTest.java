package io.peerloom.e2e;

import io.peerloom.e2e.ProcessNetwork.Member;
import io.peerloom.e2e.ProcessNetwork.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Fifteen nodes, two bridges and two bootstrap servers, each a JVM with its own disk, and kill -9.
 * Links recover by themselves, and what was acknowledged is still there (R7).
 */
class FifteenProcessesTest {
  private static final int NODES = 15;

  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  private static final Workload WORKLOAD = new Workload();
  private static ProcessNetwork network;

  @BeforeAll
  static void start() throws Exception {
    network = new ProcessNetwork(KEPT.folder());
    Member first = network.addBridge(Place.HERE);
    Member second = network.addBridge(Place.HERE);
    Member oneDoor = network.addBootstrap(Place.HERE, List.of(first, second));
    Member otherDoor = network.addBootstrap(Place.HERE, List.of(second, first));
    for (int i = 0; i < NODES; i++) {
      boolean even = i % 2 == 0;
      network.addNode(Place.HERE, even ? List.of(oneDoor, otherDoor) : List.of(otherDoor, oneDoor));
    }
    List<Member> starting = new ArrayList<>(network.bootstraps());
    starting.addAll(network.nodes());
    network.start(starting);
    ProcessNetwork.awaitMesh(network.nodes(), Bounds.MESHED);
    WORKLOAD.write(network.nodes());
  }

  @AfterAll
  static void stop() throws Exception {
    network.close();
  }

  @Test
  void aThirdOfThePeersAndEveryFrontDoorDieAtOnce() throws Exception {
    List<Member> nodes = network.nodes();
    List<Member> dying = nodes.subList(0, NODES / 3);
    List<Member> living = nodes.subList(NODES / 3, NODES);
    List<Member> doors = new ArrayList<>(network.bridges());
    doors.addAll(network.bootstraps());
    List<Member> killed = new ArrayList<>(doors);
    killed.addAll(dying);
    ProcessNetwork.kill(killed);

    ProcessNetwork.awaitMesh(living, Bounds.RECOVERED);
    WORKLOAD.write(living);

    // One stays down, as on any bad day.
    Member last = dying.get(dying.size() - 1);
    List<Member> returning = new ArrayList<>(killed);
    returning.remove(last);
    network.start(returning);
    List<Member> running = new ArrayList<>(nodes);
    running.remove(last);
    ProcessNetwork.awaitMesh(running, Bounds.RECOVERED);
    WORKLOAD.awaitWhole(running);

    network.start(List.of(last));
    ProcessNetwork.awaitMesh(nodes, Bounds.RECOVERED);
    WORKLOAD.awaitWhole(List.of(last));
  }

  @Test
  void everythingDiesAndStartsAtOnce() throws Exception {
    List<Member> all = network.all();
    ProcessNetwork.kill(all);
    network.start(all);
    ProcessNetwork.awaitMesh(network.nodes(), Bounds.RECOVERED);
    WORKLOAD.awaitWhole(network.nodes());
    WORKLOAD.write(network.nodes());
    WORKLOAD.awaitWhole(network.nodes());
  }
}
