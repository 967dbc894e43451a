package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.peerloom.e2e.ProcessNetwork.Member;
import io.peerloom.e2e.ProcessNetwork.Place;
import io.peerloom.jvm.check.Nginx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nodes behind an nginx, which closes silent connections: idle links stay up. Not part of {@code
 * ./verify}; {@code e2e-tests/soak} runs it.
 */
class ProxySoak {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  private static final int NODES = 4;

  /**
   * The proxy's timeout. Less than nginx's default of 60 s: a heartbeat that only just meets that
   * default is always too late here.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  /** Twice the proxy's timeout, plus a margin for a late heartbeat. */
  private static final Duration IDLE = PATIENCE.multipliedBy(2).plusSeconds(10);

  @Test
  void idleLinksStayUpBehindAProxy() throws Exception {
    Path folder = KEPT.folder();
    try (ProcessNetwork network = new ProcessNetwork(folder)) {
      Member bridge = network.addBridge(Place.HERE);
      Member door = network.addBootstrap(Place.HERE, List.of(bridge));
      StringBuilder servers = new StringBuilder();
      for (int i = 0; i < NODES; i++) {
        int port = Server.freePort();
        int proxied = Server.freePort();
        servers.append(
            """
            server { listen 127.0.0.1:%d; location / { proxy_pass http://127.0.0.1:%d;
              proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade;
              proxy_set_header Connection upgrade; proxy_set_header Host $http_host;
              proxy_read_timeout %ds; } }
            """
                .formatted(proxied, port, PATIENCE.toSeconds()));
        network.addNode(Place.HERE, List.of(door), port, "ws://127.0.0.1:" + proxied);
      }
      try (Nginx nginx = new Nginx(folder, servers.toString())) {
        List<Member> starting = new ArrayList<>(network.bootstraps());
        starting.addAll(network.nodes());
        network.start(starting);
        ProcessNetwork.awaitMesh(network.nodes(), Bounds.MESHED);

        Map<String, Long> before = opened(network.nodes());
        assertThat(before).hasSize(NODES * (NODES - 1));
        await().pollDelay(IDLE).atMost(IDLE.plus(Bounds.ANSWERED)).until(() -> true);
        assertThat(opened(network.nodes())).as("when each link was opened").isEqualTo(before);
      }
    }
  }

  /** When each link between two nodes was opened, according to each of the two. */
  private static Map<String, Long> opened(List<Member> nodes) throws Exception {
    Map<String, Long> opened = new TreeMap<>();
    for (Member node : nodes) {
      for (JsonNode link : node.api().get("links")) {
        if (link.get("kind").asText().equals("node")) {
          opened.put(node + " to " + link.get("id").asText(), link.get("openedAt").asLong());
        }
      }
    }
    return opened;
  }
}
