package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A page whose browser deletes its database, or never provides one. */
class StorageTest {
  @RegisterExtension static final Stage STAGE = Stage.withOneServer();

  @Test
  void deletedDatabaseIsMadeAnew() {
    BrowserContext profile = STAGE.profile();
    Tab tab = STAGE.join(profile);
    String publisher = tab.publisher();
    tab.put("diary", "before", Map.of());
    tab.page()
        .evaluate(
            "() => new Promise((resolve, reject) => {"
                + " window.storage = []; peer.on('storage', (event) => storage.push(event));"
                + " const request = indexedDB.deleteDatabase('peerloom');"
                + " request.onsuccess = resolve; request.onerror = reject; })");
    tab.await("notice", Bounds.ANSWERED, "() => storage.length === 1", null);
    assertThat(tab.page().evaluate("storage[0].storage + ' ' + peer.storage"))
        .isEqualTo("indexeddb indexeddb");
    assertThat((String) tab.page().evaluate("peer.diagnostics().storageFailure"))
        .contains("deleted");
    tab.put("diary", "after", Map.of());
    tab.page().reload();
    tab.joined();
    assertThat(tab.publisher()).isEqualTo(publisher);
    tab.awaitValue("diary", "after");
  }

  @Test
  void withoutStorageItLivesInMemoryAndSaysSo() {
    BrowserContext profile = STAGE.profile();
    profile.addInitScript(
        "Object.defineProperty(globalThis, 'indexedDB',"
            + " { get() { throw new DOMException('denied', 'SecurityError'); } });");
    Tab tab = STAGE.join(profile);
    assertThat(tab.page().evaluate("peer.storage")).isEqualTo("memory");
    assertThat((String) tab.page().evaluate("peer.diagnostics().storageFailure"))
        .contains("SecurityError");
    tab.put("name", "value", Map.of("readers", "public"));
    tab.awaitValue("name", "value");
  }

  /**
   * A frame with an opaque origin: no storage, no locks, no origin to compare. The module comes
   * from a server that allows such a page to load it, as a CDN of modules would; the network is one
   * that pages of every origin may join.
   */
  @Test
  void sandboxedFrameLivesInMemory(@TempDir Path folder) throws Exception {
    HttpServer modules = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    modules.createContext("/", StorageTest::passOn);
    modules.start();
    try (Server server = Server.start(folder, List.of("--allow-origin", "*"))) {
      String from = "http://localhost:" + modules.getAddress().getPort();
      assertThat(storageOfAFrame(from, server.url())).isEqualTo("memory");
    } finally {
      modules.stop(0);
    }
  }

  /** Serves the files of the server under test to pages of every origin. */
  private static void passOn(HttpExchange exchange) throws IOException {
    URL file = new URL(STAGE.server().url() + exchange.getRequestURI().getPath());
    try (exchange;
        InputStream content = file.openStream()) {
      byte[] bytes = content.readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "text/javascript");
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Object storageOfAFrame(String modules, String network) {
    return STAGE
        .empty(STAGE.profile())
        .page()
        .evaluate(
            "([module, bootstrap]) => new Promise((resolve) => {"
                + " addEventListener('message', (event) => resolve(event.data));"
                + " const frame = document.createElement('iframe');"
                + " frame.sandbox = 'allow-scripts';"
                + " frame.srcdoc = `<script type=module>import('${module}').then(({ Peer }) =>"
                + " Peer.join({ bootstrap: ['${bootstrap}'] })).then((peer) => peer.storage)"
                + ".catch(String).then((it) => parent.postMessage(it, '*'));</` + `script>`;"
                + " document.body.append(frame); })",
            List.of(modules + "/peerloom.js", network.replace("http", "ws") + "/bootstrap"));
  }
}
