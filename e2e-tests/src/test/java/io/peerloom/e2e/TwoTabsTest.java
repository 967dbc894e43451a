package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two tabs at the server's address are peers of each other and of its nodes. */
class TwoTabsTest {
  @RegisterExtension static final Stage STAGE = Stage.withOneServer();

  @Test
  void ofOneBrowserLinkDirectlyUnderOneIdentity() throws Exception {
    BrowserContext profile = STAGE.profile();
    Tab first = STAGE.join(profile);
    Tab second = STAGE.join(profile);
    linked(first, second);
    assertThat(first.publisher()).isEqualTo(second.publisher());
  }

  @Test
  void ofTwoBrowsersLinkDirectlyUnderTwoIdentities() throws Exception {
    Tab first = STAGE.join(STAGE.profile());
    Tab second = STAGE.join(STAGE.profile());
    linked(first, second);
    assertThat(first.publisher()).isNotEqualTo(second.publisher());
  }

  private void linked(Tab first, Tab second) throws Exception {
    assertThat(first.id()).isNotEqualTo(second.id());
    first.awaitWebRtcTo(second.id());
    second.awaitWebRtcTo(first.id());
    for (Tab tab : new Tab[] {first, second}) {
      assertThat(tab.links())
          .filteredOn(link -> link.get("kind").equals("node"))
          .isNotEmpty()
          .allSatisfy(link -> assertThat(link.get("transport")).isEqualTo("websocket"));
      assertThat(tab.page().evaluate("peer.state")).isEqualTo("connected");
      showsItself(tab);
    }
    JsonNode nodeLinks = STAGE.api().get("links");
    assertThat(nodeLinks).anySatisfy(link -> assertThat(link.path("id").asText()).hasSize(64));
  }

  /** Checks that the page shows the state of its peer. */
  private void showsItself(Tab tab) {
    assertThat(tab.page().locator("#peer-id").textContent()).isEqualTo(tab.id());
    tab.await(
        "shown state",
        Bounds.GONE,
        "() => document.getElementById('state').textContent === peer.state",
        null);
    tab.await(
        "row for each link",
        Bounds.GONE,
        "() => { const shown = [...document.querySelectorAll('#links tr')]"
            + ".map((row) => row.dataset.peer).sort().join();"
            + " return shown === peer.links().map((l) => l.id).sort().join(); }",
        null);
    for (Map<String, Object> link : tab.links()) {
      Locator row = tab.page().locator("#links tr[data-peer='" + link.get("id") + "']");
      assertThat(row.locator(".kind").textContent()).isEqualTo(link.get("kind"));
      assertThat(row.locator(".transport").textContent())
          .startsWith((String) link.get("transport"));
      assertThat(row.locator(".since").textContent()).matches("\\d+ (s|min)");
      assertThat(row.locator(".rtt").textContent()).matches("…|[\\d.]+ ms");
    }
    tab.await(
        "measured round trip",
        Bounds.SILENT_DEATH_FOUND,
        "() => [...document.querySelectorAll('#links .rtt')].some((c) => c.textContent !== '…')",
        null);
  }
}
