package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a peer can run besides a page, and how a join that cannot succeed fails. */
class PlacesTest {
  @RegisterExtension static final Stage STAGE = Stage.withOneServer();

  /** Joins, puts, gets and leaves; returns the value, or the failure as text. */
  private static final String LIFE =
      "const life = async () => { try {"
          + " const { Peer } = await import(module);"
          + " const peer = await Peer.join({ bootstrap: [bootstrap] });"
          + " await peer.put('place', place, { readers: 'public' });"
          + " const found = await peer.get('place');"
          + " const transports = new Set(peer.links().map((link) => link.transport));"
          + " await peer.leave();"
          + " return [found.value, peer.storage, ...transports].join(' ');"
          + " } catch (failure) { return String(failure); } };";

  private static String bootstrap() {
    return STAGE.server().url().replace("http", "ws") + "/bootstrap";
  }

  private static String life(String place) {
    return "const module = '%s/peerloom.js', bootstrap = '%s', place = '%s';"
            .formatted(STAGE.server().url(), bootstrap(), place)
        + LIFE;
  }

  @Test
  void workersArePeersOfServers() {
    Tab tab = STAGE.empty(STAGE.profile());
    Object worker =
        tab.page()
            .evaluate(
                "(code) => new Promise((resolve) => { const worker = new Worker("
                    + "URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' });"
                    + " worker.onmessage = (event) => resolve(event.data); })",
                life("worker") + "life().then(postMessage);");
    assertThat(worker).isEqualTo("worker indexeddb websocket");
    Object shared =
        tab.page()
            .evaluate(
                "(code) => new Promise((resolve) => { const worker = new SharedWorker("
                    + "URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' });"
                    + " worker.port.onmessage = (event) => resolve(event.data); })",
                life("shared")
                    + "onconnect = ({ ports }) => life().then((it) => ports[0].postMessage(it));");
    assertThat(shared).isEqualTo("shared indexeddb websocket");
  }

  @Test
  void pageWithoutWebRtcIsPeerOfServers() {
    BrowserContext profile = STAGE.profile();
    profile.addInitScript(
        "globalThis.RTCPeerConnection = function () { throw new DOMException('blocked'); };");
    Tab tab = STAGE.empty(profile);
    assertThat(tab.page().evaluate("() => {" + life("page") + "return life(); }"))
        .isEqualTo("page indexeddb websocket");
  }

  /** The process must end by itself, so nothing may be left that would keep it alive. */
  @Test
  void nodeIsPeerOfServersAndCanEnd() throws Exception {
    Path script = STAGE.folder().resolve("life.mjs");
    Path module = Path.of("../browser-client/target/npm/index.js").toAbsolutePath();
    String code =
        life("node").replace(STAGE.server().url() + "/peerloom.js", module.toUri().toString());
    Files.writeString(script, code + "life().then(console.log);");
    Process node =
        new ProcessBuilder("node", "--experimental-websocket", "--no-warnings", script.toString())
            .redirectError(ProcessBuilder.Redirect.to(STAGE.folder().resolve("node.err").toFile()))
            .start();
    assertThat(node.waitFor(60, TimeUnit.SECONDS)).as("node ends").isTrue();
    String out = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out.lines().toList().get((int) out.lines().count() - 1))
        .isEqualTo("node memory websocket");
  }

  @Test
  void joinThatThePageForbidsFailsAtOnce() {
    Tab tab = STAGE.empty(STAGE.profile());
    tab.page()
        .evaluate(
            "() => { const policy = document.createElement('meta');"
                + " policy.httpEquiv = 'Content-Security-Policy';"
                + " policy.content = \"connect-src 'self' ws://elsewhere.example\";"
                + " document.head.append(policy); }");
    assertThat(failure(tab, "ws://127.0.0.1:9/bootstrap"))
        .startsWith("PeerloomError: UNAUTHORIZED")
        .contains("Content-Security-Policy");
    assertThat(tab.page().evaluate("navigator.locks.query().then((all) => all.held.length)"))
        .isEqualTo(0);
  }

  private static String failure(Tab tab, String address) {
    return (String)
        tab.page()
            .evaluate(
                "async (address) => { const { Peer } = await import('/peerloom.js');"
                    + " return Peer.join({ bootstrap: [address] }).then(() => 'joined', String); }",
                address);
  }
}
