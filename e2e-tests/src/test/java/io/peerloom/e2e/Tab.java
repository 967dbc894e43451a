package io.peerloom.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A page of Peerloom, controlled through {@code window.peer}, as in the console. */
final class Tab {
  private static final double POLL_MILLIS = 50;

  private final Page page;

  Tab(Page page) {
    this.page = page;
  }

  Page page() {
    return page;
  }

  /** Waits until the page has joined and has at least three links, without those to bridges. */
  Tab joined() {
    await(
        "three links",
        Bounds.MESHED,
        "() => window.peer && peer.links().filter((l) => l.kind !== 'bridge').length >= 3",
        null);
    return this;
  }

  /**
   * Makes an empty page a peer of the network behind that bootstrap server; it records the messages
   * it receives.
   */
  Tab joins(String bootstrap) {
    page.evaluate(
        "async (url) => { const { Peer } = await import('/peerloom.js');"
            + " window.peer = await Peer.join({ bootstrap: [url] }); }",
        bootstrap);
    recordsMessages();
    return this;
  }

  /** Records the messages it receives from now on, for {@link #sendsTo}. */
  void recordsMessages() {
    page.evaluate(
        "() => { window.told = []; peer.on('message',"
            + " (m) => { told.push(m.from + ' ' + new TextDecoder().decode(m.bytes)); }); }");
  }

  /** Sends words to a peer over their link, and waits until they have arrived. */
  void sendsTo(Tab other, String words) {
    page.evaluate(
        "([id, words]) => peer.send(id, new TextEncoder().encode(words))",
        List.of(other.id(), words));
    other.await(
        "the words of " + id(),
        Bounds.ANSWERED,
        "(words) => told.includes(words)",
        id() + " " + words);
  }

  String id() {
    return (String) page.evaluate("peer.id");
  }

  String publisher() {
    return (String) page.evaluate("peer.publisher");
  }

  /** Waits for a condition in the page; if it does not become true, fails with the page's state. */
  void await(String what, Duration bound, String condition, Object argument) {
    long end = System.nanoTime() + bound.toNanos();
    while (!holds(condition, argument)) {
      if (System.nanoTime() - end > 0) {
        Object seen =
            page.evaluate(
                "window.peer ? JSON.stringify([peer.id, peer.state, peer.links()])"
                    + " : document.body.innerText");
        throw new AssertionError("no " + what + " within " + bound + "; the page: " + seen);
      }
      page.waitForTimeout(POLL_MILLIS);
    }
  }

  private boolean holds(String condition, Object argument) {
    try {
      return Boolean.TRUE.equals(page.evaluate(condition, argument));
    } catch (PlaywrightException e) {
      if (e.getMessage().contains("because of a navigation")) {
        return false; // It is loading itself anew.
      }
      throw e;
    }
  }

  /** Waits until there is exactly one link to a peer, over WebRTC. */
  void awaitWebRtcTo(String id) {
    awaitWebRtcTo(id, Bounds.MESHED);
  }

  void awaitWebRtcTo(String id, Duration bound) {
    awaitLinkTo(id, "webrtc", bound);
  }

  /** Waits until there is exactly one link to a peer, over that transport. */
  void awaitLinkTo(String id, String transport) {
    awaitLinkTo(id, transport, Bounds.MESHED);
  }

  void awaitLinkTo(String id, String transport, Duration bound) {
    await(
        "one link to " + id + " by " + transport,
        bound,
        "([id, transport]) => { const links = peer.links().filter((l) => l.id === id);"
            + " return links.length === 1 && links[0].transport === transport; }",
        List.of(id, transport));
  }

  /** Has the page make a link to a peer, and does not wait for it. */
  void seeksLinkTo(String id) {
    page.evaluate("(id) => { peer.send(id, new Uint8Array(1)).catch(() => {}); }", id);
  }

  void awaitNoLinkTo(String id, Duration bound) {
    await("end of the link to " + id, bound, "(id) => !peer.links().some((l) => l.id === id)", id);
  }

  /**
   * The ids of the peers this page has a WebRTC link to; fails if there are two links to one peer.
   */
  @SuppressWarnings("unchecked")
  Set<String> webRtcLinks() {
    List<String> ids =
        (List<String>)
            page.evaluate("peer.links().filter((l) => l.transport === 'webrtc').map((l) => l.id)");
    Set<String> once = new TreeSet<>(ids);
    if (once.size() != ids.size()) {
      throw new AssertionError("two links to one peer: " + ids);
    }
    return once;
  }

  @SuppressWarnings("unchecked")
  List<Map<String, Object>> links() {
    return (List<Map<String, Object>>) page.evaluate("peer.links()");
  }

  /** Puts a string; returns the sequence and holders of the acknowledgement. */
  @SuppressWarnings("unchecked")
  Map<String, Object> put(String name, String value, Map<String, Object> options) {
    return (Map<String, Object>)
        page.evaluate(
            "([name, value, options]) => peer.put(name, value, options)",
            List.of(name, value, options));
  }

  /** A value as a string; null if there is none. */
  String get(String name) {
    return (String)
        page.evaluate(
            "async (name) => { const found = await peer.get(name);"
                + " if (found === null) return null;"
                + " return found.value instanceof Uint8Array"
                + " ? new TextDecoder().decode(found.value) : found.value; }",
            name);
  }

  /** Waits until a value is the expected one, as another peer may still be storing it. */
  void awaitValue(String name, String value) {
    await(
        "value of " + name,
        Bounds.ANSWERED,
        "async ([name, value]) => { const found = await peer.get(name);"
            + " return found !== null && (found.value instanceof Uint8Array"
            + " ? new TextDecoder().decode(found.value) : found.value) === value; }",
        List.of(name, value));
  }

  /** The code with which an expression fails, or "nothing" if it succeeds. */
  String failureOf(String expression) {
    return (String)
        page.evaluate(
            "async () => { try { await ("
                + expression
                + "); return 'nothing'; }"
                + " catch (error) { return String(error.code); } }");
  }

  /** Subscribes with history; {@link #received} returns the messages. */
  void subscribe(String topic) {
    page.evaluate(
        "async (topic) => { (window.received ??= {})[topic] = [];"
            + " await peer.topic(topic).subscribe((m) => received[topic].push("
            + " m.value instanceof Uint8Array ? new TextDecoder().decode(m.value) : m.value),"
            + " { history: true }); }",
        topic);
  }

  @SuppressWarnings("unchecked")
  List<String> received(String topic) {
    return (List<String>) page.evaluate("(topic) => received[topic]", topic);
  }

  void awaitReceived(String topic, int count) {
    await(
        count + " messages",
        Bounds.ANSWERED,
        "([topic, count]) => received[topic].length >= count",
        List.of(topic, count));
  }

  /** Publishes and waits for the acknowledgement. */
  void publish(String topic, String message) {
    page.evaluate(
        "([topic, message]) => peer.topic(topic).publish(message)", List.of(topic, message));
  }

  /** Starts publishing without waiting, so that several pages publish at the same moment. */
  void publishAllSoon(String topic, List<String> messages) {
    page.evaluate(
        "([topic, messages]) => { window.publishing = Promise.all("
            + "messages.map((message) => peer.topic(topic).publish(message))); }",
        List.of(topic, messages));
  }

  /** Waits for the messages of {@link #publishAllSoon}. */
  void awaitPublished() {
    page.evaluate("publishing");
  }

  /** Closes the page as a user does, so that it can say goodbye. */
  void close() {
    page.close(new Page.CloseOptions().setRunBeforeUnload(true));
  }
}
