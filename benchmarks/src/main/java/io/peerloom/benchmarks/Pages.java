package io.peerloom.benchmarks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Chromium, and pages that record times by themselves. Every page has a fresh profile: new
 * identity, empty storage, nothing cached. The page's own clock, which starts with the navigation,
 * is read, so it does not matter how often this program polls.
 */
final class Pages implements AutoCloseable {
  private static final double POLL_MILLIS = 50;
  private static final double PATIENCE_MILLIS = 30_000;

  /** Records when the peer has joined, when it has three links, and each WebRTC link. */
  private static final String NOTES =
      """
      (() => {
        const notes = (window.notes = { webrtc: {} });
        let peer;
        const look = () => {
          const now = performance.now();
          const links = peer.links();
          if (links.filter((link) => link.kind !== 'bridge').length >= 3) notes.threeLinks ??= now;
          for (const { id, transport } of links) {
            if (transport === 'webrtc') notes.webrtc[id] ??= now;
          }
        };
        Object.defineProperty(window, 'peer', {
          get: () => peer,
          set: (joined) => {
            peer = joined;
            notes.joined = performance.now();
            peer.on('link', look);
            look();
          },
        });
      })();
      """;

  private final Playwright playwright;
  private final Browser browser;

  Pages() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    environment.put("PLAYWRIGHT_NODEJS_PATH", onPath("node").toString());
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(onPath("chromium")));
  }

  private static Path onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(part -> Path.of(part, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new MeasurementFailure(program + " is missing"));
  }

  /** Opens the page in a fresh profile. */
  Page open(String url) {
    BrowserContext profile = browser.newContext();
    profile.addInitScript(NOTES);
    Page page = profile.newPage();
    page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
    return page;
  }

  /**
   * Waits until the page has recorded a value.
   *
   * @param note an expression over {@code notes}
   * @return milliseconds since the navigation; NaN where it did not happen in time
   */
  static double await(Page page, String note) {
    try {
      page.waitForFunction(
          "() => " + note,
          null,
          new Page.WaitForFunctionOptions()
              .setTimeout(PATIENCE_MILLIS)
              .setPollingInterval(POLL_MILLIS));
    } catch (PlaywrightException e) {
      return Double.NaN;
    }
    return ((Number) page.evaluate(note)).doubleValue();
  }

  /** Closes a page as a user does, so that it says goodbye, and its profile. */
  static void close(Page page) {
    BrowserContext profile = page.context();
    page.waitForClose(() -> page.close(new Page.CloseOptions().setRunBeforeUnload(true)));
    profile.close();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
