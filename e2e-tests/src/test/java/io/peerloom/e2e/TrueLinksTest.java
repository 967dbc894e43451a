package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever tabs do, the link lists of others are true within the times of R4. */
class TrueLinksTest {
  @RegisterExtension static final Stage STAGE = new Stage();

  @Test
  void closedTabLeavesEveryList() throws Exception {
    Tab staying = STAGE.join(STAGE.profile());
    Tab closing = STAGE.join(STAGE.profile());
    String gone = closing.id();
    staying.awaitWebRtcTo(gone);
    awaitNodeLink(gone, true);
    closing.close();
    staying.awaitNoLinkTo(gone, Bounds.GONE);
    awaitNodeLink(gone, false);
    staying.await(
        "row for each link and no other",
        Bounds.GONE,
        "(id) => document.querySelector(`#links tr[data-peer='${id}']`) === null",
        gone);
  }

  private static void awaitNodeLink(String id, boolean linked) {
    await()
        .atMost(linked ? Bounds.MESHED : Bounds.GONE)
        .untilAsserted(
            () ->
                assertThat(STAGE.api().get("links").findValuesAsText("id").contains(id))
                    .as("the node's link to %s", id)
                    .isEqualTo(linked));
  }

  @Test
  void crashedTabIsFoundOut() {
    Tab staying = STAGE.join(STAGE.profile());
    Tab crashing = STAGE.join(STAGE.profile());
    String gone = crashing.id();
    staying.awaitWebRtcTo(gone);
    try {
      crashing.page().navigate("chrome://crash");
    } catch (PlaywrightException crashed) {
      // A crashed page does not answer, as intended.
    }
    staying.awaitNoLinkTo(gone, Bounds.SILENT_DEATH_FOUND);
  }

  @Test
  void reloadedTabIsOnePeerAgain() {
    Tab staying = STAGE.join(STAGE.profile());
    Tab reloading = STAGE.join(STAGE.profile());
    String before = reloading.id();
    staying.awaitWebRtcTo(before);
    double opened =
        ((Number)
                staying.links().stream()
                    .filter(link -> link.get("id").equals(before))
                    .findFirst()
                    .orElseThrow()
                    .get("openedAt"))
            .doubleValue();
    reloading.page().reload();
    reloading.joined();
    String after = reloading.id();
    staying.await(
        "end of the link to the page that was",
        Bounds.GONE,
        "([id, openedAt]) => !peer.links().some((l) => l.id === id && l.openedAt === openedAt)",
        List.of(before, opened));
    staying.awaitWebRtcTo(after);
    reloading.awaitWebRtcTo(staying.id());
    assertThat(staying.webRtcLinks()).containsExactly(after);
  }

  @Test
  void tenTabsMakeAMesh() {
    BrowserContext shared = STAGE.profile();
    List<Tab> tabs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tabs.add(STAGE.open(i % 2 == 0 ? shared : STAGE.profile()));
    }
    tabs.forEach(Tab::joined);
    awaitTrueMesh(tabs);

    List<Tab> closing = List.copyOf(tabs.subList(5, 10));
    List<String> gone = closing.stream().map(Tab::id).toList();
    closing.forEach(Tab::close);
    List<Tab> staying = tabs.subList(0, 5);
    // Where five close at once the browser may end a page before its last goodbye is out: that link
    // dies silently, and is detected as such.
    for (Tab tab : staying) {
      for (String id : gone) {
        tab.awaitNoLinkTo(id, Bounds.SILENT_DEATH_FOUND);
      }
    }
    awaitTrueMesh(staying);
  }

  /**
   * Waits until each has direct links to at least three others, one for each, and every link is
   * seen from both ends.
   */
  private static void awaitTrueMesh(List<Tab> tabs) {
    await()
        .atMost(Bounds.MESHED)
        .untilAsserted(
            () -> {
              Map<String, Set<String>> links = new TreeMap<>();
              tabs.forEach(tab -> links.put(tab.id(), tab.webRtcLinks()));
              assertThat(links).hasSize(tabs.size());
              links.forEach(
                  (id, others) -> {
                    assertThat(others).hasSizeGreaterThanOrEqualTo(3);
                    assertThat(others).isEqualTo(seenFromOutside(links, id));
                  });
            });
  }

  private static Set<String> seenFromOutside(Map<String, Set<String>> links, String id) {
    Set<String> seen = new TreeSet<>();
    links.forEach(
        (other, theirs) -> {
          if (theirs.contains(id)) {
            seen.add(other);
          }
        });
    return seen;
  }
}
