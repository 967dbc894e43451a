package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peerloom.e2e.ProcessNetwork.Member;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Two sites with a bootstrap server, a bridge and nodes each, which lose each other, continue
 * separately, and must merge into one network when they can reach each other again, with all data
 * and topics (R7.5).
 */
final class Partition {
  private final int nodesASite;
  private final Duration apart;

  /**
   * A partition scenario.
   *
   * @param apart how long the sites stay apart once no link between them is left
   */
  Partition(int nodesASite, Duration apart) {
    this.nodesASite = nodesASite;
    this.apart = apart;
  }

  void run(Path folder, TwoSites.Cut kind) throws Exception {
    try (TwoSites sites = new TwoSites();
        ProcessNetwork network = new ProcessNetwork(folder)) {
      Workload workload = new Workload();
      List<Member> east = new ArrayList<>();
      List<Member> west = new ArrayList<>();
      start(network, sites, east, west);
      workload.write(network.nodes());

      sites.cut(kind);
      awaitApart(east, west);
      workload.write(east);
      workload.write(west);
      await().pollDelay(apart).atMost(apart.plus(Bounds.ANSWERED)).until(() -> true);
      awaitApart(east, west);

      sites.heal();
      awaitTogether(east, west);
      workload.awaitWhole(east);
      workload.awaitWhole(west);
      workload.write(network.nodes());
      workload.awaitWhole(network.nodes());
    }
  }

  private void start(ProcessNetwork network, TwoSites sites, List<Member> east, List<Member> west)
      throws Exception {
    Member eastBridge = network.addBridge(sites.east());
    Member westBridge = network.addBridge(sites.west());
    Member eastDoor = network.addBootstrap(sites.east(), List.of(eastBridge, westBridge));
    Member westDoor = network.addBootstrap(sites.west(), List.of(westBridge, eastBridge));
    for (int i = 0; i < nodesASite; i++) {
      east.add(network.addNode(sites.east(), List.of(eastDoor, westDoor)));
      west.add(network.addNode(sites.west(), List.of(westDoor, eastDoor)));
    }
    List<Member> starting = new ArrayList<>(network.bootstraps());
    starting.addAll(network.nodes());
    network.start(starting);
    ProcessNetwork.awaitMesh(network.nodes(), Bounds.MESHED);
    awaitTogether(east, west);
  }

  /** Waits until there is no link left between the two, at either end. */
  private static void awaitApart(List<Member> east, List<Member> west) {
    await()
        .atMost(Bounds.SILENT_DEATH_FOUND)
        .untilAsserted(
            () -> {
              Set<String> eastern = ProcessNetwork.ids(east);
              Set<String> western = ProcessNetwork.ids(west);
              for (Member node : east) {
                assertThat(ProcessNetwork.linkedNodes(node)).doesNotContainAnyElementsOf(western);
              }
              for (Member node : west) {
                assertThat(ProcessNetwork.linkedNodes(node)).doesNotContainAnyElementsOf(eastern);
              }
            });
  }

  /** Waits until every node has a link to the other side, and at least three links in all. */
  private static void awaitTogether(List<Member> east, List<Member> west) {
    await()
        .atMost(Bounds.RECOVERED)
        .untilAsserted(
            () -> {
              Set<String> eastern = ProcessNetwork.ids(east);
              Set<String> western = ProcessNetwork.ids(west);
              for (Member node : east) {
                assertThat(ProcessNetwork.linkedNodes(node))
                    .as("%s", node)
                    .containsAnyElementsOf(western);
              }
              for (Member node : west) {
                assertThat(ProcessNetwork.linkedNodes(node))
                    .as("%s", node)
                    .containsAnyElementsOf(eastern);
              }
            });
    List<Member> all = new ArrayList<>(east);
    all.addAll(west);
    ProcessNetwork.awaitMesh(all, Bounds.MESHED);
  }
}
