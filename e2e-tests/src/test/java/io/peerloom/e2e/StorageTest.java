package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page whose browser takes its database away, or never gives it one. */
class StorageTest {
  @RegisterExtension static final Stage STAGE = new Stage();

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

  /** Of an origin that no other page has: no storage, no locks, no origin to compare. */
  @Test
  void sandboxedFrameLivesInMemory() {
    Tab tab = STAGE.empty(STAGE.profile());
    Page page = tab.page();
    page.context()
        .route(
            "**/peerloom*.js",
            route -> {
              var response = route.fetch();
              var headers = new java.util.HashMap<>(response.headers());
              headers.put("access-control-allow-origin", "*");
              route.fulfill(
                  new com.microsoft.playwright.Route.FulfillOptions()
                      .setResponse(response)
                      .setHeaders(headers));
            });
    Object storage =
        page.evaluate(
            "([module, bootstrap]) => new Promise((resolve) => {"
                + " addEventListener('message', (event) => resolve(event.data));"
                + " const frame = document.createElement('iframe');"
                + " frame.sandbox = 'allow-scripts';"
                + " frame.srcdoc = `<script type=module>import('${module}').then(({ Peer }) =>"
                + " Peer.join({ bootstrap: ['${bootstrap}'] })).then((peer) => peer.storage)"
                + ".catch(String).then((it) => parent.postMessage(it, '*'));</` + `script>`;"
                + " document.body.append(frame); })",
            java.util.List.of(
                STAGE.server().url() + "/peerloom.js",
                STAGE.server().url().replace("http", "ws") + "/bootstrap"));
    assertThat(storage).isEqualTo("memory");
  }
}
