package io.peerloom.e2e;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * A Chromium whose tabs share one window, like a person's: one is in the foreground, the others are
 * hidden, and a hidden one can be frozen. The pages of {@link Stage}, in contrast, are all visible.
 */
final class WindowBrowser implements AutoCloseable {
  private static final String PORT_FILE = "DevToolsActivePort";
  private static final Duration STARTED = Duration.ofSeconds(30);

  private final Process process;
  private final Playwright playwright;
  private final BrowserContext window;

  WindowBrowser(Path folder) throws IOException {
    Path profile = Files.createDirectories(folder.resolve("chromium"));
    process =
        new ProcessBuilder(
                Browsers.onPath("chromium").toString(),
                "--headless=new",
                "--no-sandbox",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    Path portFile = profile.resolve(PORT_FILE);
    Awaitility.await()
        .atMost(STARTED)
        .until(() -> Files.exists(portFile) && Files.readAllLines(portFile).size() > 1);
    playwright = Browsers.playwright();
    Browser browser =
        playwright
            .chromium()
            .connectOverCDP(
                "http://127.0.0.1:" + Files.readAllLines(portFile).get(0),
                // Otherwise every page would be reported to be in the foreground.
                new BrowserType.ConnectOverCDPOptions().setNoDefaults(true));
    window = browser.contexts().get(0);
  }

  /** Runs in every page opened from now on, before its own scripts. */
  void addInitScript(String script) {
    window.addInitScript(script);
  }

  /** Opens a tab in front of the others. */
  Page open(String url) {
    Page page = window.newPage();
    page.navigate(url);
    page.bringToFront();
    return page;
  }

  /** A tab as seen by the browser, which can freeze and wake it. */
  CDPSession session(Page page) {
    return window.newCDPSession(page);
  }

  /** Stops all scripts of a hidden tab, as browsers do to save power. */
  static void freeze(CDPSession tab) {
    lifecycle(tab, "frozen");
  }

  /** Resumes a frozen tab. */
  static void wake(CDPSession tab) {
    lifecycle(tab, "active");
  }

  private static void lifecycle(CDPSession tab, String state) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("state", state);
    tab.send("Page.setWebLifecycleState", parameters);
  }

  @Override
  public void close() {
    try {
      playwright.close();
    } finally {
      List<ProcessHandle> all = process.descendants().toList();
      process.destroy();
      all.forEach(ProcessHandle::destroy);
    }
  }
}
