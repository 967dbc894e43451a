package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import io.peerloom.e2e.ProcessNetwork.Member;
import io.peerloom.e2e.ProcessNetwork.Place;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Pages that find no direct path to each other, in Chromium and Firefox, and the servers that carry
 * their links (R1.5). The browsers are made to use no candidate, as behind a firewall that blocks
 * UDP, until a test opens it.
 */
class RelayTest {
  @RegisterExtension static final Stage STAGE = new Stage();

  private static final String FIREWALL =
      """
      window.firewall = true;
      window.connections = [];
      const Real = RTCPeerConnection;
      window.RTCPeerConnection = class extends Real {
        constructor(configuration) {
          super(firewall ? { ...configuration, iceTransportPolicy: 'relay' } : configuration);
          connections.push(this);
        }
      };
      """;

  private static final int STREAM_BYTES = 50 * 1024 * 1024;

  private ProcessNetwork network;
  private List<Member> nodes;
  private String frontDoor;
  private Tab first;
  private Tab second;

  @BeforeEach
  void start() throws Exception {
    network = new ProcessNetwork(STAGE.folder());
    Member bridge = network.addBridge(Place.HERE);
    Member bootstrap = network.addBootstrap(Place.HERE, List.of(bridge));
    network.start(List.of(bootstrap));
    for (int i = 0; i < 3; i++) {
      network.addNode(Place.HERE, List.of(bootstrap));
    }
    nodes = network.nodes();
    network.start(nodes);
    frontDoor = bootstrap.url();
    first = page(STAGE.profile());
    second = page(STAGE.firefoxProfile());
  }

  @AfterEach
  void stop() throws Exception {
    network.close();
  }

  private Tab page(BrowserContext profile) {
    profile.addInitScript(FIREWALL);
    Tab page = STAGE.empty(profile).joins(frontDoor);
    page.page()
        .evaluate(
            "() => { window.taken = [];"
                + " peer.on('message', (m) => { taken.push(new DataView(m.bytes.buffer,"
                + " m.bytes.byteOffset).getUint32(0)); }); }");
    return page;
  }

  /** Begins to send numbered messages, one every 20 ms, until {@link #sent}. */
  private void sendSteadily(Tab from, Tab to) {
    from.page()
        .evaluate(
            "(id) => { window.outcomes = []; window.slowest = 0; window.timer = setInterval(() => {"
                + " const bytes = new Uint8Array(200);"
                + " new DataView(bytes.buffer).setUint32(0, outcomes.length);"
                + " const at = performance.now();"
                + " outcomes.push(peer.send(id, bytes).then(() => {"
                + " slowest = Math.max(slowest, performance.now() - at); return 'taken'; },"
                + " (e) => e.code)); }, 20); }",
            to.id());
  }

  @SuppressWarnings("unchecked")
  private List<String> sent(Tab from) {
    return (List<String>)
        from.page().evaluate("() => { clearInterval(timer); return Promise.all(outcomes); }");
  }

  private void assertAllOnce(Tab from, Tab to) {
    List<String> outcomes = sent(from);
    assertThat(outcomes).containsOnly("taken");
    assertThat(to.page().evaluate("taken"))
        .isEqualTo(IntStream.range(0, outcomes.size()).boxed().toList());
    System.out.println(
        "slowest of "
            + outcomes.size()
            + ": "
            + from.page().evaluate("Math.round(slowest)")
            + " ms");
  }

  private static void openFirewall(Tab... tabs) {
    for (Tab tab : tabs) {
      tab.page().evaluate("() => { firewall = false; dispatchEvent(new Event('online')); }");
    }
  }

  private static void closeFirewall(Tab... tabs) {
    for (Tab tab : tabs) {
      tab.page()
          .evaluate("() => { firewall = true; connections.forEach((each) => each.close()); }");
    }
  }

  @Test
  void aNodeCarriesWhatPagesSend() {
    Object millis =
        first
            .page()
            .evaluate(
                "async (id) => { const at = performance.now();"
                    + " await peer.send(id, new Uint8Array(200));"
                    + " return performance.now() - at; }",
                second.id());
    System.out.println("first message through a relay: " + millis + " ms");
    first.awaitLinkTo(second.id(), "relay");
    second.awaitLinkTo(first.id(), "relay");
    first
        .page()
        .evaluate(
            "async (id) => { for (let i = 0; i < 200; i++)"
                + " await peer.send(id, new Uint8Array(65536)); await peer.drained(id); }",
            second.id());
    assertThat(second.page().evaluate("taken.length")).isEqualTo(201);
    first.put("big", "x".repeat(60_000), Map.of("readers", "public"));
    assertThat(second.get("big")).hasSize(60_000);
  }

  @Test
  void aDirectPathIsTakenWhereThereIsOneAndLeftWhenItFails() {
    sendSteadily(first, second);
    first.awaitLinkTo(second.id(), "relay");
    openFirewall(first, second);
    first.awaitLinkTo(second.id(), "webrtc");
    second.awaitLinkTo(first.id(), "webrtc");
    closeFirewall(first, second);
    first.awaitLinkTo(second.id(), "relay");
    assertAllOnce(first, second);
  }

  @Test
  void aStreamGoesOnOverWhicheverLinkThereIs() {
    StreamPages.prepared(first);
    StreamPages.sums(StreamPages.prepared(second));
    StreamPages.begin(first, second, STREAM_BYTES);
    first.awaitLinkTo(second.id(), "relay");
    awaitRead(STREAM_BYTES / 4);
    openFirewall(first, second);
    first.awaitLinkTo(second.id(), "webrtc");
    awaitRead(STREAM_BYTES / 2);
    closeFirewall(first, second);
    first.awaitLinkTo(second.id(), "relay");
    System.out.println("over three links: " + StreamPages.written(first) + " ms");
    StreamPages.assertArrived(second, STREAM_BYTES);
  }

  private void awaitRead(int bytes) {
    second.await(bytes + " bytes", Bounds.MESHED, "(bytes) => read >= bytes", bytes);
  }

  @Test
  void anotherRelayCarriesOnWhenOneIsKilled() throws Exception {
    sendSteadily(first, second);
    first.awaitLinkTo(second.id(), "relay");
    for (Member node : nodes) {
      // One of them carries the link.
      ProcessNetwork.kill(List.of(node));
      second.await(
          "messages after that",
          Bounds.MESHED,
          "(n) => taken.length > n + 50",
          second.page().evaluate("taken.length"));
      network.start(List.of(node));
      first.joined();
      second.joined();
    }
    assertAllOnce(first, second);
  }
}
