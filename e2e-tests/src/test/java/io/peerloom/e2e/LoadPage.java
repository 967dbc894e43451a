package io.peerloom.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A page that subscribes to all topics, publishes to one, and records what it receives. */
final class LoadPage {
  private static final double JOIN_MILLIS = 60_000;

  private static final String SUBSCRIBE =
      """
      async (topics) => {
        window.heard = Object.fromEntries(topics.map((topic) => [topic, new Set()]));
        window.doubles = 0;
        window.disorder = [];
        const last = new Map();
        for (const topic of topics) {
          await peer.topic(topic).subscribe((m) => {
            if (heard[topic].has(m.id)) doubles++;
            heard[topic].add(m.id);
            const stream = topic + m.publisher;
            // A process that was killed begins a new stream, with number 1.
            if (m.sequence > 1 && m.sequence <= last.get(stream)) disorder.push([m.publisher, m.sequence]);
            last.set(stream, m.sequence);
          }, { history: true });
        }
      }
      """;

  private static final String PUBLISH =
      """
      ([topic, aSecond, most, filler]) => {
        const start = performance.now();
        const load = (window.load = { offered: 0, heldBack: 0, open: 0, acked: [], failed: {} });
        const publish = () => {
          load.open++;
          const number = load.offered++;
          peer.topic(topic).publish('page ' + number + filler).then(
            (done) => load.acked.push([done.id, performance.now() - start]),
            (error) => (load.failed[error.code] = (load.failed[error.code] ?? 0) + 1),
          ).finally(() => load.open--);
        };
        window.loading = setInterval(() => {
          const due = aSecond === 0 ? most
            : Math.floor((performance.now() - start) / 1000 * aSecond) - load.offered;
          for (let i = 0; i < due; i++) {
            if (load.open < most) publish();
            else if (aSecond > 0) { load.offered++; load.heldBack++; } else break;
          }
        }, 20);
      }
      """;

  private static final int MOST_UNANSWERED = 128;
  private static final String FILLER = "x".repeat(160);

  private final String name;
  private final Page page;
  private String topic;
  private long publishingSince;

  private LoadPage(String name, Page page) {
    this.name = name;
    this.page = page;
  }

  /**
   * Opens a page of that origin and joins.
   *
   * @param clockOffsetMillis added to the result of {@code Date.now}
   */
  static LoadPage join(
      String name, Browser browser, String origin, String bootstrap, long clockOffsetMillis) {
    BrowserContext profile = browser.newContext();
    profile.setDefaultTimeout(JOIN_MILLIS);
    if (clockOffsetMillis != 0) {
      profile.addInitScript(
          "{ const now = Date.now; Date.now = () => now() + (" + clockOffsetMillis + "); }");
    }
    Page page = profile.newPage();
    page.navigate(origin + "/empty");
    page.evaluate(
        "async (url) => { const { Peer } = await import('/peerloom.js');"
            + " window.peer = await Peer.join({ bootstrap: [url] }); }",
        bootstrap);
    return new LoadPage(name, page);
  }

  void subscribe(List<String> topics) {
    page.evaluate(SUBSCRIBE, topics);
  }

  /** Starts publishing; with 0 per second, as fast as messages are answered. */
  void publish(String toTopic, double aSecond, long nowMillis) {
    topic = toTopic;
    publishingSince = nowMillis;
    page.evaluate(
        PUBLISH,
        List.of(topic, aSecond, aSecond == 0 ? PromisesRun.IN_FLIGHT : MOST_UNANSWERED, FILLER));
  }

  void stop() {
    page.evaluate("clearInterval(window.loading)");
  }

  /** Number of messages whose outcome is pending. */
  int unanswered() {
    return ((Number) page.evaluate("window.load ? load.open : 0")).intValue();
  }

  /** Records what was acknowledged since {@link #publish} in the ledger. */
  @SuppressWarnings("unchecked")
  void settle(Ledger ledger) {
    if (topic == null) {
      return;
    }
    Map<String, Object> load = (Map<String, Object>) page.evaluate("load");
    ledger.offered(((Number) load.get("offered")).intValue());
    ledger.heldBack(((Number) load.get("heldBack")).intValue());
    ((Map<String, Number>) load.get("failed"))
        .forEach((code, count) -> ledger.failed(code, count.intValue()));
    for (List<Object> acked : (List<List<Object>>) load.get("acked")) {
      long at = publishingSince + ((Number) acked.get(1)).longValue();
      ledger.acknowledged((String) acked.get(0), topic, name, at);
    }
    topic = null;
  }

  @SuppressWarnings("unchecked")
  Set<String> received(String ofTopic) {
    return new HashSet<>((List<String>) page.evaluate("(topic) => [...heard[topic]]", ofTopic));
  }

  /** Number of messages received twice. */
  int doubles() {
    return ((Number) page.evaluate("window.doubles ?? 0")).intValue();
  }

  /** Messages received after a later one of the same publisher. */
  Object disorder() {
    return page.evaluate("(window.disorder ?? []).slice(0, 5)");
  }

  /** A value as text; null if there is none, or the code of a failure. */
  String get(String valueName) {
    return (String)
        page.evaluate(
            "async (name) => { try { const found = await peer.get(name);"
                + " return found === null ? null : found.value instanceof Uint8Array"
                + " ? new TextDecoder().decode(found.value) : found.value; }"
                + " catch (error) { return 'failed: ' + error.code; } }",
            valueName);
  }

  /** The peer's diagnostics, for the report of a missing message. */
  String state() {
    try {
      return (String) page.evaluate("JSON.stringify(peer.diagnostics())");
    } catch (PlaywrightException e) {
      return "no answer: " + e.getMessage();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
