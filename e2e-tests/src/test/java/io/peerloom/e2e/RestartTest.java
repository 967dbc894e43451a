package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server dies without warning; its network survives. */
class RestartTest {
  @RegisterExtension static final Stage STAGE = new Stage();

  @Test
  void pagesComeBackByThemselvesAndNothingAcknowledgedIsLost() throws Exception {
    Tab first = STAGE.join(STAGE.profile());
    Tab second = STAGE.join(STAGE.profile());
    first.awaitWebRtcTo(second.id());
    second.put("kept", "before the crash", Map.of("readers", "public"));
    second.publish("diary", "one");
    second.publish("diary", "two");
    String network = (String) first.page().evaluate("peer.network");

    STAGE.server().kill();
    first.await(
        "end of the dead links",
        Bounds.GONE,
        "() => peer.links().every((l) => l.kind === 'browser')",
        null);
    assertThat(first.webRtcLinks()).containsExactly(second.id());
    STAGE.server().start();

    for (Tab tab : List.of(first, second)) {
      tab.await(
          "three links again",
          Bounds.RECOVERED,
          "() => peer.links().filter((l) => l.kind !== 'bridge').length >= 3"
              + " && peer.links().some((l) => l.kind === 'node')",
          null);
    }
    assertThat(first.page().evaluate("peer.network")).isEqualTo(network);
    first.awaitValue("kept", "before the crash");
    first.publish("diary", "three");
    first.subscribe("diary");
    first.awaitReceived("diary", 3);
    assertThat(first.received("diary")).containsExactly("one", "two", "three");
  }

  @Test
  void whatAPageQueuedIsSentOnceTheServerIsBack() throws Exception {
    Tab tab = STAGE.join(STAGE.profile());
    tab.put("deleted", "while linked", Map.of("readers", "public"));
    STAGE.server().kill();
    tab.await("end of all links", Bounds.GONE, "() => peer.links().length === 0", null);
    tab.page()
        .evaluate(
            "() => { window.outcomes = [];"
                + " peer.on('queue', (outcome) => outcomes.push(outcome)); }");
    Map<String, Object> queued = Map.of("readers", "public", "whenOffline", "queue");
    assertThat(tab.put("later", "while offline", queued).get("queuedAs")).isNotNull();
    tab.page().evaluate("peer.delete('deleted', { whenOffline: 'queue' })");
    assertThat(tab.page().evaluate("peer.queued().then((all) => all.map((each) => each.kind))"))
        .isEqualTo(List.of("put", "delete", "delete"));

    STAGE.server().start();
    tab.await("outcomes", Bounds.RECOVERED, "() => outcomes.length === 3", null);
    assertThat(tab.page().evaluate("outcomes.map((each) => each.failure)"))
        .isEqualTo(Arrays.asList(null, null, null));
    Tab reader = STAGE.join(STAGE.profile());
    reader.awaitValue("later", "while offline");
    assertThat(reader.page().evaluate("peer.get('deleted')")).isNull();
  }

  @Test
  void dataOutlivesTheServerAndEveryPage() throws Exception {
    Tab writer = STAGE.join(STAGE.profile());
    writer.put("kept", "on disk", Map.of("readers", "public"));
    writer.publish("diary", "dear diary");
    STAGE.server().kill();
    writer.page().context().close();
    STAGE.server().start();

    Tab reader = STAGE.join(STAGE.profile());
    reader.awaitValue("kept", "on disk");
    reader.subscribe("diary");
    reader.awaitReceived("diary", 1);
    assertThat(reader.received("diary")).containsExactly("dear diary");
  }

  @Test
  void interruptEndsItCleanlyAndTheDataIsThereAtTheNextStart() throws Exception {
    Tab writer = STAGE.join(STAGE.profile());
    writer.put("kept", "on disk", Map.of("readers", "public"));
    writer.page().context().close();
    assertThat(STAGE.server().interrupt()).isIn(0, 130);
    STAGE.server().start();
    assertThat(STAGE.api().value("kept", "").body()).isEqualTo("on disk");
  }

  @Test
  void otherNetworkAtTheAddressIsOfferedNotTaken() throws Exception {
    Tab tab = STAGE.join(STAGE.profile());
    Object before = tab.page().evaluate("peer.network");
    STAGE.server().kill();
    STAGE.server().forgetEverything();
    STAGE.server().start();

    // A page that is open offers the new network, and so does one that is opened anew; neither just
    // switches.
    awaitOffer(tab);
    tab.page().reload();
    awaitOffer(tab);
    assertThat(tab.page().evaluate("window.peer")).isNull();
    tab.page().locator("#notice-action").click();
    tab.joined();
    assertThat(tab.page().evaluate("peer.network")).isNotEqualTo(before);
    assertThat(tab.page().locator("#notice").isVisible()).isFalse();
  }

  private static void awaitOffer(Tab tab) {
    Locator offer = tab.page().locator("#notice-action");
    offer.waitFor(new Locator.WaitForOptions().setTimeout(Bounds.RECOVERED.toMillis()));
    assertThat(tab.page().locator("#notice").textContent()).contains("Another network");
  }
}
