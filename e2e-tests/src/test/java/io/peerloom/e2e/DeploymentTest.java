package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import io.peerloom.e2e.Deployment.Container;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The network of {@code docker-compose.yml} behind nginx, in namespaces, with a page and a node
 * outside. {@code e2e-tests/deployment} runs more of it, for longer.
 */
class DeploymentTest {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  private static Deployment deployment;
  private static List<Container> nodes;

  @BeforeAll
  static void start() throws Exception {
    deployment = new Deployment(KEPT.folder());
    deployment.startProxy();
    Container home = deployment.addOutsideNode("home");
    List<Container> doors = new ArrayList<>(deployment.all("bridge"));
    doors.addAll(deployment.all("bootstrap"));
    deployment.start(doors);
    List<Container> starting = new ArrayList<>(deployment.all("node"));
    starting.add(home);
    deployment.start(starting);
    nodes = List.copyOf(starting);
    awaitMesh(Bounds.MESHED);
  }

  @AfterAll
  static void stop() throws Exception {
    deployment.close();
  }

  /** Each node has a link to every other, inside and outside alike (R6.2, R6.5). */
  private static void awaitMesh(Duration bound) {
    await()
        .atMost(bound)
        .untilAsserted(
            () -> {
              for (Container node : nodes) {
                Set<String> others = NodeLinks.ids(nodes);
                others.remove(NodeLinks.id(node.api()));
                assertThat(NodeLinks.nodes(node.api()))
                    .as("links of %s", node)
                    .containsExactlyInAnyOrderElementsOf(others);
              }
            });
  }

  private static void awaitValue(Container node, String name, String value) {
    await()
        .atMost(Bounds.ANSWERED)
        .untilAsserted(
            () -> assertThat(node.api().value(name, "").body()).as("at %s", node).isEqualTo(value));
  }

  private static void put(Container node, String name, String value) throws Exception {
    assertThat(node.api().putValue(name, "?readers=public", value).statusCode()).isEqualTo(200);
  }

  @Test
  void pagesAndNodesInsideAndOutsideAreOneNetwork() throws Exception {
    Container inside = deployment.get("node1");
    Container home = deployment.get("home");
    put(inside, "from-inside", "to outside");
    put(home, "from-outside", "to inside");
    awaitValue(home, "from-inside", "to outside");
    awaitValue(inside, "from-outside", "to inside");

    try (Playwright playwright = Browsers.playwright()) {
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(
                          deployment.outsideProgram(
                              deployment.outside(), Browsers.onPath("chromium"))));
      BrowserContext profile =
          browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
      Page page = profile.newPage();
      List<Response> files = new ArrayList<>();
      page.onResponse(files::add);
      page.navigate("https://" + Deployment.DOMAIN + "/");
      Tab tab = new Tab(page).joined();
      tab.awaitValue("from-outside", "to inside");
      tab.put("from-page", "to all", Map.of("readers", "public"));
      awaitValue(home, "from-page", "to all");

      assertThat(files).allMatch(file -> file.status() == 200);
      Response core =
          files.stream().filter(file -> file.url().contains("/peerloom-core.")).findFirst().get();
      assertThat(core.headers())
          .containsEntry("cache-control", "public, max-age=31536000, immutable")
          .containsEntry("content-encoding", "gzip");
    }
  }

  @Test
  void healthCheckPassesInEveryContainer() throws Exception {
    for (String role : List.of("bootstrap", "bridge", "node")) {
      for (Container container : deployment.all(role)) {
        assertThat(container.healthCheck()).as("%s", container).isZero();
      }
    }
  }

  /** Another host name and another address, behind the same advertised one (R6.1, R6.4). */
  @Test
  void replacedContainerIsTheSamePeer() throws Exception {
    Container node = deployment.get("node2");
    String id = NodeLinks.id(node.api());
    String address = node.address();
    put(node, "from-the-first", "still here");
    deployment.replace(node);
    assertThat(node.address()).isNotEqualTo(address);
    assertThat(NodeLinks.id(node.api())).isEqualTo(id);
    awaitMesh(Bounds.RECOVERED);
    awaitValue(node, "from-the-first", "still here");
  }
}
