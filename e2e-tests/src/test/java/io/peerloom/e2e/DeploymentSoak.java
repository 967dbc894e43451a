package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.peerloom.e2e.Deployment.Container;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The network of {@code docker-compose.yml}, with 22 nodes and 50 peers of the world outside, in
 * two failures that other networks behind proxies had: a bridge that knows everybody while the
 * nodes cannot connect to each other, and queries that all fail because no connection came back.
 * Not part of {@code ./verify}; {@code e2e-tests/deployment} runs it.
 */
class DeploymentSoak {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  private static final int NODES = 22;
  private static final int PEERS = 50;
  private static final int STARTING_AT_ONCE = 4;
  private static final Duration DOWN = Duration.ofSeconds(20);

  @Test
  void networkLivesThroughItsProxy() throws Exception {
    try (Deployment deployment = new Deployment(KEPT.folder())) {
      deployment.addNodes(NODES);
      deployment.startProxy();
      deployment.start(deployment.all("bridge"));
      deployment.start(deployment.all("bootstrap"));
      List<Container> nodes = deployment.all("node");
      for (int i = 0; i < nodes.size(); i += STARTING_AT_ONCE) {
        deployment.start(nodes.subList(i, Math.min(i + STARTING_AT_ONCE, nodes.size())));
      }
      nodesOfABridgeAreLinkedToEachOther(nodes);
      try (ManyPeers peers =
          ManyPeers.join(
              deployment,
              deployment.outside(),
              "wss://" + Deployment.DOMAIN + "/bootstrap",
              PEERS)) {
        awaitLinked(peers);
        everyQueryIsAnsweredAgainAfterTheProxyWasAway(deployment, nodes, peers);
        containersAreReplaced(deployment, nodes, peers);
      }
    }
  }

  /** "The bridge sees 22 peers but nodes cannot connect." */
  private static void nodesOfABridgeAreLinkedToEachOther(List<Container> nodes) throws Exception {
    awaitMesh(nodes);
    int seen = 0;
    for (Container node : nodes) {
      seen += NodeLinks.ofKind(node.api(), "bridge").isEmpty() ? 0 : 1;
    }
    assertThat(seen).as("nodes that a bridge sees").isPositive();
  }

  private static void awaitMesh(List<Container> nodes) {
    await()
        .atMost(Bounds.RECOVERED)
        .untilAsserted(
            () -> {
              Set<String> ids = NodeLinks.ids(nodes);
              for (Container node : nodes) {
                List<String> linked = NodeLinks.nodes(node.api());
                assertThat(linked)
                    .as("links of %s", node)
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThanOrEqualTo(3)
                    .isSubsetOf(ids);
              }
            });
  }

  /** Waits until each of the peers outside has links to three nodes. */
  private static void awaitLinked(ManyPeers peers) {
    await()
        .atMost(Bounds.RECOVERED)
        .untilAsserted(
            () -> {
              for (JsonNode links : peers.links()) {
                List<String> kinds = new ArrayList<>();
                links.forEach(kind -> kinds.add(kind.asText()));
                assertThat(kinds.stream().filter("node"::equals)).hasSizeGreaterThanOrEqualTo(3);
              }
            });
  }

  /** "Every query fails with: no connection." */
  private static void everyQueryIsAnsweredAgainAfterTheProxyWasAway(
      Deployment deployment, List<Container> nodes, ManyPeers peers) throws Exception {
    put(nodes.get(0), "before", "the proxy went");
    deployment.stopProxy();
    await().pollDelay(DOWN).atMost(DOWN.plus(Bounds.ANSWERED)).until(() -> true);
    deployment.startProxy();
    awaitMesh(nodes);
    awaitLinked(peers);
    put(nodes.get(1), "after", "the proxy came back");
    everybodyGets(nodes, peers, "before", "the proxy went");
    everybodyGets(nodes, peers, "after", "the proxy came back");
  }

  private static void containersAreReplaced(
      Deployment deployment, List<Container> nodes, ManyPeers peers) throws Exception {
    Set<String> before = NodeLinks.ids(nodes);
    for (Container each :
        List.of(deployment.get("node1"), deployment.get("bridge1"), deployment.get("bootstrap1"))) {
      deployment.replace(each);
    }
    awaitMesh(nodes);
    awaitLinked(peers);
    assertThat(NodeLinks.ids(nodes)).isEqualTo(before);
    put(nodes.get(0), "replaced", "another host name");
    everybodyGets(nodes, peers, "replaced", "another host name");
  }

  private static void put(Container node, String name, String value) throws Exception {
    assertThat(node.api().putValue(name, "?readers=public", value).statusCode()).isEqualTo(200);
  }

  private static void everybodyGets(
      List<Container> nodes, ManyPeers peers, String name, String value) throws Exception {
    for (Container node : nodes) {
      assertThat(node.api().value(name, "").body()).as("at %s", node).isEqualTo(value);
    }
    for (JsonNode found : peers.get(name)) {
      assertThat(found.asText()).isEqualTo(value);
    }
  }
}
