package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.CDPSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A tab that is really hidden, frozen and woken, beside one in the foreground: which of them
 * receives pushes, which has duties, and how both catch up (R17.4). The tests form one story,
 * because a page counts as hidden only after half a minute.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TabActivitySoak {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  /** A hidden page fetches new messages at least this often. */
  private static final Duration POLLED = Duration.ofSeconds(45);

  /** A page hidden for 30 s counts as inactive. */
  private static final Duration COUNTED_AS_HIDDEN = Duration.ofSeconds(45);

  /** From what happened to a page until the other one is told of its presence. */
  private static final Duration TOLD = Duration.ofSeconds(5);

  /** Time within which a page in the foreground receives a message on a busy machine. */
  private static final Duration DELIVERED = Duration.ofSeconds(2);

  /** Time within which a push arrives. */
  private static final int PUSHED_MILLIS = 1_000;

  private static final int MESSAGES = 5;
  private static final int OTHER_TOPICS = 5;

  /**
   * Counts the messages on every socket and data channel that are a Push (46) or an Append (40), by
   * the first bytes of their encoding: an array whose first field is a topic's key.
   */
  private static final String SPY =
      """
      (() => {
        window.pushes = 0;
        window.appends = 0;
        const spy = ({ data }) => {
          if (!(data instanceof ArrayBuffer)) return;
          const b = new Uint8Array(data);
          for (let i = 1; i + 3 < b.length; i++) {
            if (b[i] === 0x18 && b[i + 2] === 0x58 && b[i + 3] === 0x20 && b[i - 1] >> 4 === 8) {
              if (b[i + 1] === 46) pushes++;
              if (b[i + 1] === 40) appends++;
            }
          }
        };
        window.WebSocket = class extends WebSocket {
          constructor(...options) {
            super(...options);
            this.addEventListener('message', spy);
          }
        };
        window.RTCPeerConnection = class extends RTCPeerConnection {
          constructor(...options) {
            super(...options);
            this.addEventListener('datachannel', ({ channel }) =>
              channel.addEventListener('message', spy));
          }
          createDataChannel(...options) {
            const channel = super.createDataChannel(...options);
            channel.addEventListener('message', spy);
            return channel;
          }
        };
        for (const type of ['freeze', 'resume']) {
          document.addEventListener(type, () => (window[type + 'dAt'] = performance.now()));
        }
      })();
      """;

  private static final String SUBSCRIBE =
      """
      async () => {
        window.heard = [];
        await peer.topic('news').subscribe(({ value }) =>
          heard.push({ value, at: performance.now(), hidden: document.hidden }));
        window.here = await peer.topic('news').presence(null);
      }
      """;

  private static Server server;
  private static WindowBrowser browser;
  private static Tab behind;
  private static Tab front;
  private static CDPSession behindSession;

  @BeforeAll
  static void start() throws Exception {
    server = Server.start(KEPT.folder());
    browser = new WindowBrowser(KEPT.folder());
    browser.addInitScript(SPY);
    behind = new Tab(browser.open(server.url())).joined();
    behind.page().evaluate(SUBSCRIBE);
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static Api api() {
    return new Api(server.url());
  }

  private static void publish(String topic, String message) throws Exception {
    var response = api().publish(topic, message).get(Bounds.ANSWERED.toSeconds(), TimeUnit.SECONDS);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static List<String> publishSome(String name) throws Exception {
    List<String> published = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      published.add(name + " " + i);
      publish("news", name + " " + i);
    }
    return published;
  }

  private static void awaitHeard(Tab tab, List<String> messages, Duration bound) {
    tab.await(
        "messages " + messages,
        bound,
        "(wanted) => wanted.every((value) => heard.some((m) => m.value === value))",
        messages);
  }

  /** Whom a page lists as present: for each whether it is hidden. */
  private static void awaitPresent(Tab tab, String others, Duration bound) {
    tab.await(
        "present: " + others,
        bound,
        "(others) => here.peers.map((p) => (p.hidden ? 'hidden' : 'visible')).join(' ') === others",
        others);
  }

  private static int count(Tab tab, String what) {
    return ((Number) tab.page().evaluate(what)).intValue();
  }

  @Test
  @Order(1)
  void tabInFrontHasPushesAndDuties() throws Exception {
    assertThat(behind.page().evaluate("document.visibilityState")).isEqualTo("visible");
    awaitHeard(behind, publishSome("to a visible tab"), DELIVERED);
    for (int i = 0; i < OTHER_TOPICS; i++) {
      publish("before/" + i, "to be kept");
    }
    assertThat(count(behind, "pushes")).as("pushes").isPositive();
    assertThat(count(behind, "appends")).as("messages it coordinates").isPositive();
  }

  @Test
  @Order(2)
  void hiddenTabHasNoPushesNoDutiesAndAllItsLinks() throws Exception {
    front = new Tab(browser.open(server.url())).joined();
    front.page().evaluate(SUBSCRIBE);
    assertThat(behind.page().evaluate("document.visibilityState")).isEqualTo("hidden");
    awaitPresent(front, "visible", TOLD);
    awaitInactive(behind.id());
    awaitPresent(front, "hidden", TOLD);
    awaitNoPushes();
    behind.page().evaluate("pushes = appends = 0");
    final int links = behind.links().size();

    List<String> published = publishSome("to a hidden tab");
    for (int i = 0; i < OTHER_TOPICS; i++) {
      publish("while hidden/" + i, "to be kept");
    }
    awaitHeard(front, published, DELIVERED);
    awaitHeard(behind, published, POLLED);
    assertThat(count(behind, "pushes")).as("pushes to a hidden tab").isZero();
    assertThat(count(behind, "appends")).as("messages it coordinates").isZero();
    assertThat(count(behind, "heard.filter((m) => m.hidden).length"))
        .as("unread messages as a page would count them")
        .isGreaterThanOrEqualTo(MESSAGES);
    assertThat(behind.links()).hasSizeGreaterThanOrEqualTo(links);
  }

  /** Waits until the topic's members have dropped the hidden page's lease. */
  private static void awaitNoPushes() {
    await()
        .atMost(Bounds.ANSWERED)
        .pollInterval(DELIVERED)
        .untilAsserted(
            () -> {
              int before = count(behind, "pushes");
              publish("news", "is anybody pushed to?");
              front.page().waitForTimeout(PUSHED_MILLIS);
              assertThat(count(behind, "pushes")).as("pushes").isEqualTo(before);
            });
  }

  /** Waits until the node has learned that a page is hidden. */
  private static void awaitInactive(String id) {
    await()
        .atMost(COUNTED_AS_HIDDEN)
        .untilAsserted(() -> assertThat(link(id).get("active").asBoolean()).isFalse());
  }

  private static JsonNode link(String id) throws Exception {
    for (JsonNode link : api().get("links")) {
      if (link.get("id").asText().equals(id)) {
        return link;
      }
    }
    throw new AssertionError("no link to " + id);
  }

  @Test
  @Order(3)
  void othersGoOnWithoutAFrozenTab() throws Exception {
    String id = behind.id();
    behindSession = browser.session(behind.page());
    WindowBrowser.freeze(behindSession);
    front
        .page()
        .evaluate(
            "(id) => { window.sent = peer.send(id, new Uint8Array(3))"
                + ".then(() => 'arrived', (error) => error.code); }",
            id);
    await()
        .atMost(Bounds.GONE)
        .untilAsserted(
            () ->
                assertThat(api().get("links"))
                    .noneMatch(link -> link.get("id").asText().equals(id)));
    awaitPresent(front, "", TOLD);
    awaitHeard(front, publishSome("beside a frozen tab"), DELIVERED);
    assertThat(front.page().evaluate("sent")).as("outcome of a message").isEqualTo("TIMEOUT");
  }

  @Test
  @Order(4)
  void wokenTabCatchesUp() {
    WindowBrowser.wake(behindSession);
    behind.page().bringToFront();
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      missed.add("beside a frozen tab " + i);
    }
    awaitHeard(behind, missed, Bounds.GONE);
    double millis =
        ((Number) behind.page().evaluate("heard.at(-1).at - window.resumedAt")).doubleValue();
    assertThat(millis).as("milliseconds to catch up").isLessThan(DELIVERED.toMillis());
    awaitPresent(front, "visible", TOLD);
    awaitPresent(behind, "hidden", COUNTED_AS_HIDDEN);
    assertThat(count(behind, "heard.length - new Set(heard.map((m) => m.value)).size"))
        .as("messages received twice")
        .isZero();
  }
}
