package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Chromium and Firefox in one mesh: two implementations of WebRTC, WebCrypto and IndexedDB. */
class TwoBrowsersTest {
  @RegisterExtension static final Stage STAGE = new Stage();

  @Test
  void chromiumAndFirefoxAreOneMesh() {
    List<Tab> tabs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      tabs.add(STAGE.open(STAGE.profile()));
      tabs.add(STAGE.open(STAGE.firefoxProfile()));
    }
    tabs.forEach(Tab::joined);
    for (Tab tab : tabs) {
      for (Tab other : tabs) {
        if (other != tab) {
          tab.awaitWebRtcTo(other.id());
        }
      }
    }
    Tab chromium = tabs.get(0);
    Tab firefox = tabs.get(1);
    assertThat((String) firefox.page().evaluate("navigator.userAgent")).contains("Firefox");

    chromium.put("from chromium", "hello", Map.of("readers", "public"));
    firefox.awaitValue("from chromium", "hello");
    firefox.put("from firefox", "hello too", Map.of("readers", "public"));
    chromium.awaitValue("from firefox", "hello too");
    firefox.put("sealed", "mine", Map.of());
    firefox.awaitValue("sealed", "mine");

    chromium.subscribe("talk");
    firefox.subscribe("talk");
    chromium.publish("talk", "one");
    chromium.awaitReceived("talk", 1);
    firefox.awaitReceived("talk", 1);
    firefox.publish("talk", "two");
    for (Tab tab : List.of(chromium, firefox)) {
      tab.awaitReceived("talk", 2);
      assertThat(tab.received("talk")).containsExactly("one", "two");
    }
  }

  @Test
  void whoIsOnATopicIsKnownAndWhoClosesItsPageIsGone() {
    List<Tab> tabs =
        List.of(
            STAGE.open(STAGE.profile()),
            STAGE.open(STAGE.firefoxProfile()),
            STAGE.open(STAGE.profile()));
    for (Tab tab : tabs) {
      tab.joined();
      tab.page()
          .evaluate(
              "async (state) => { window.here = await peer.topic('room').presence(state); }",
              Map.of("number", tabs.indexOf(tab)));
    }
    Tab stays = tabs.get(0);
    for (int i = 0; i < tabs.size(); i++) {
      awaitPresent(tabs.get(i), i == 0 ? "1 2" : i == 1 ? "0 2" : "0 1");
    }
    assertThat(stays.page().evaluate("() => here.peers.map((p) => p.id)"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrder(tabs.get(1).id(), tabs.get(2).id());
    tabs.get(1).page().evaluate("() => here.update({ number: 'elsewhere' })");
    awaitPresent(stays, "2 elsewhere");
    tabs.get(1).page().close();
    awaitPresent(stays, "2");
    tabs.get(2).page().evaluate("() => here.close()");
    awaitPresent(stays, "");
  }

  /** Within five seconds of a goodbye, unless the machine is busy. */
  private static void awaitPresent(Tab tab, String numbers) {
    tab.await(
        "present: " + numbers,
        Bounds.SILENT_DEATH_FOUND,
        "(numbers) => here.peers.map((p) => p.state.number).sort().join(' ') === numbers",
        numbers);
  }

  @Test
  void firefoxComesBackAfterTheServerDied() throws Exception {
    Tab chromium = STAGE.join(STAGE.profile());
    Tab firefox = STAGE.join(STAGE.firefoxProfile());
    String id = firefox.id();
    chromium.awaitWebRtcTo(id);
    STAGE.server().kill();
    STAGE.server().start();
    for (Tab tab : List.of(chromium, firefox)) {
      tab.await(
          "links to the server again",
          Bounds.RECOVERED,
          "() => peer.links().filter((l) => l.kind === 'node').length >= 2",
          null);
    }
    assertThat(firefox.id()).isEqualTo(id);
    chromium.awaitWebRtcTo(id);
  }
}
