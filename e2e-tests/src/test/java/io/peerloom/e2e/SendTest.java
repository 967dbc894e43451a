package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code peer.send} promises, between two pages linked by WebRTC. */
class SendTest {
  /** Longer than a message waits for its answer, and a busy machine until it sends the first. */
  private static final int FROZEN_SECONDS = 45;

  @RegisterExtension static final Stage STAGE = Stage.withOneServer();

  private Tab sender;
  private Tab receiver;

  /** Asked for before the receiver's page is blocked. */
  private String to;

  @BeforeEach
  void join() {
    sender = STAGE.join(STAGE.profile());
    receiver = STAGE.join(STAGE.profile());
    to = receiver.id();
    sender.awaitWebRtcTo(to);
  }

  /** Sends messages of 64 KiB that begin with a number; returns their outcomes. */
  private static String sends(int from, int end) {
    return "async (id) => { const sent = [];"
        + " for (let i = %d; i < %d; i++) {".formatted(from, end)
        + " const bytes = new Uint8Array(65536); bytes[0] = i;"
        + " sent.push(peer.send(id, bytes).then(() => 'taken', (e) => e.code)); }"
        + " return Promise.all(sent); }";
  }

  @SuppressWarnings("unchecked")
  private List<String> send(int from, int end) {
    return (List<String>) sender.page().evaluate(sends(from, end), to);
  }

  @SuppressWarnings("unchecked")
  private List<Integer> taken() {
    return (List<Integer>) receiver.page().evaluate("taken");
  }

  private void listen(String body) {
    receiver
        .page()
        .evaluate(
            "() => { window.taken = []; window.off?.();"
                + " window.off = peer.on('message', ({ bytes }) => { taken.push(bytes[0]); "
                + body
                + " }); }");
  }

  /**
   * Blocks the receiver's page; returns once it is blocked, so that no message can arrive before.
   */
  private void freeze() {
    receiver
        .page()
        .waitForConsoleMessage(
            new Page.WaitForConsoleMessageOptions()
                .setPredicate(message -> message.text().equals("frozen")),
            () ->
                receiver
                    .page()
                    .evaluate(
                        "(seconds) => { setTimeout(() => { console.log('frozen');"
                            + " const end = Date.now() + seconds * 1000;"
                            + " while (Date.now() < end); }, 0); }",
                        FROZEN_SECONDS));
  }

  @Test
  void resolvesWhenTheListenerIsDone() {
    sender.page().evaluate("(id) => { window.to = id; }", to);
    receiver.page().evaluate("() => { window.stop = peer.on('message', () => {}); stop(); }");
    // The page shows messages, so it has a listener of its own from the start.
    listen("return new Promise((resolve) => { window.finish = resolve; });");
    sender
        .page()
        .evaluate(
            "() => { window.done = false;"
                + " peer.send(to, new Uint8Array([7])).then(() => { window.done = true; }); }");
    receiver.await("message", Bounds.ANSWERED, "() => taken.length === 1", null);
    assertThat(sender.page().evaluate("done")).isEqualTo(false);
    receiver.page().evaluate("finish()");
    sender.await("answer", Bounds.ANSWERED, "() => done", null);
    listen("return Promise.reject(undefined);");
    assertThat(sender.failureOf("peer.send(to, new Uint8Array([8]))")).isEqualTo("REFUSED");
  }

  @Test
  void slowsDownInsteadOfFailing() {
    listen("");
    assertThat(send(0, 100)).hasSize(100).containsOnly("taken");
    assertThat(taken()).isEqualTo(IntStream.range(0, 100).boxed().toList());
    sender
        .page()
        .evaluate(
            "async (id) => { for (let i = 0; i < 100; i++)"
                + " await peer.send(id, new Uint8Array(65536));"
                + " await peer.drained(id); }",
            to);
    assertThat(taken()).hasSize(200);
  }

  @Test
  void frozenPageIsTimeoutAndSentAgainItComesOnce() {
    listen("");
    freeze();
    // Messages not yet sent when the link was given up certainly did not arrive.
    assertThat(send(0, 27)).hasSize(27).isSubsetOf("TIMEOUT", "UNREACHABLE");
    receiver.await("thaw", Duration.ofSeconds(2 * FROZEN_SECONDS), "() => true", null);
    sender.await(
        "link once it has thawed",
        Bounds.MESHED,
        "(id) => peer.links().some((link) => link.id === id)",
        to);
    assertThat(send(0, 27)).containsOnly("taken");
    assertThat(taken()).hasSize(27).doesNotHaveDuplicates();
  }

  @Test
  void whereNobodyListensItIsUnsupported() {
    Tab silent = STAGE.empty(STAGE.profile());
    silent
        .page()
        .evaluate(
            "async (url) => { const { Peer } = await import('/peerloom.js');"
                + " window.peer = await Peer.join({ bootstrap: [url] }); }",
            STAGE.server().url().replace("http", "ws") + "/bootstrap");
    assertThat(sender.failureOf("peer.send('" + silent.id() + "', new Uint8Array(1))"))
        .isEqualTo("UNSUPPORTED");
    assertThat(sender.failureOf("peer.send('" + "ab".repeat(32) + "', new Uint8Array(1))"))
        .isEqualTo("UNREACHABLE");
    assertThat(sender.failureOf("peer.send(peer.id, new Uint8Array(1))"))
        .isEqualTo("INVALID_REQUEST");
  }
}
