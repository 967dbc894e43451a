package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.peerloom.e2e.NatLaboratory.Nat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Pages in two homes behind real NATs (R1.5): each pair of kinds is linked, and the way the packets
 * take is the shortest that the two NATs allow.
 */
class NatTest {
  private static final String STUN = "stun:" + NatLaboratory.PUBLIC + ":3478";
  private static final String TURN = "turn:" + NatLaboratory.PUBLIC + ":3478";
  private static final List<String> WITH_TURN =
      List.of(STUN, TURN + "?transport=udp", TURN + "?transport=tcp");

  /**
   * Keeps the page's connections. {@code ways} tells of each that is connected the types of the
   * candidates at both its ends.
   */
  private static final String RECORDING =
      """
      window.connections = [];
      const Real = RTCPeerConnection;
      window.RTCPeerConnection = class extends Real {
        constructor(...configuration) { super(...configuration); connections.push(this); }
      };
      window.ways = async () => {
        const ways = [];
        for (const connection of connections) {
          if (connection.connectionState !== 'connected') continue;
          const stats = await connection.getStats();
          stats.forEach((each) => {
            if (each.type !== 'candidate-pair' || each.state !== 'succeeded' || !each.nominated) return;
            ways.push(stats.get(each.localCandidateId).candidateType
              + ' ' + stats.get(each.remoteCandidateId).candidateType);
          });
        }
        return ways;
      };
      """;

  private Path folder;
  private final List<Browser> browsers = new ArrayList<>();
  private Playwright playwright;
  private NatLaboratory laboratory;

  @BeforeEach
  void build() throws Exception {
    folder = Path.of(System.getProperty("peerloom.artifacts"), "NatTest");
    Folders.delete(folder);
    Files.createDirectories(folder);
    playwright = Browsers.playwright();
    laboratory = new NatLaboratory(folder);
    laboratory.startTurnServer();
  }

  @AfterEach
  void remove() throws Exception {
    playwright.close();
    laboratory.close();
  }

  private Tab page(int home) throws Exception {
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(laboratory.in(home, Browsers.onPath("chromium")))
                    .setArgs(
                        List.of(
                            "--unsafely-treat-insecure-origin-as-secure=" + NatLaboratory.url())));
    browsers.add(browser);
    Page page = browser.newPage();
    page.addInitScript(RECORDING);
    page.navigate(NatLaboratory.url());
    return new Tab(page).joined();
  }

  /** The transport of the link between two new pages, and how the packets travel. */
  private String way(Nat one, Nat other, String transport) throws Exception {
    laboratory.nat(1, one);
    laboratory.nat(2, other);
    Tab first = page(1);
    Tab second = page(2);
    first.page().evaluate("(id) => peer.send(id, new Uint8Array(10)).catch(() => {})", second.id());
    first.await(
        "one link by " + transport,
        Bounds.MESHED,
        "([id, transport]) => { const links = peer.links().filter((l) => l.id === id);"
            + " return links.length === 1 && links[0].transport === transport; }",
        List.of(second.id(), transport));
    if (transport.equals("webrtc")) {
      first.await(
          "a connected pair", Bounds.ANSWERED, "async () => (await ways()).length > 0", null);
    }
    Object way = first.page().evaluate("ways()");
    browsers.forEach(Browser::close);
    browsers.clear();
    return String.valueOf(way);
  }

  @Test
  void pagesAreLinkedDirectlyOrByTurn() throws Exception {
    laboratory.startNetwork(WITH_TURN);
    Map<List<Nat>, String> ways = new LinkedHashMap<>();
    for (Nat one : Nat.values()) {
      for (Nat other : Nat.values()) {
        ways.put(List.of(one, other), way(one, other, "webrtc"));
      }
    }
    System.out.println(ways);
    assertThat(ways.get(List.of(Nat.HOME, Nat.HOME))).doesNotContain("relay");
    ways.remove(List.of(Nat.HOME, Nat.HOME));
    assertThat(ways.values()).allMatch(way -> way.contains("relay"));
  }

  @Test
  void withoutTurnANodeCarriesTheLink() throws Exception {
    laboratory.startNetwork(List.of(STUN));
    assertThat(way(Nat.HOME, Nat.HOME, "webrtc")).doesNotContain("relay");
    assertThat(way(Nat.SYMMETRIC, Nat.SYMMETRIC, "relay")).isEqualTo("[]");
    assertThat(way(Nat.UDP_BLOCKED, Nat.HOME, "relay")).isEqualTo("[]");
  }
}
