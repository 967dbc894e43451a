package io.peerloom.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pages in the homes of a {@link NatLaboratory}, each in a browser of its own. */
final class HomePages implements AutoCloseable {
  /**
   * Keeps the page's connections. {@code ways} tells of each that is connected the types of the
   * candidates at both its ends.
   */
  private static final String RECORDING =
      """
      window.connections = [];
      const Real = RTCPeerConnection;
      window.RTCPeerConnection = class extends Real {
        constructor(...configuration) { super(...configuration); connections.push(this); }
      };
      window.ways = async () => {
        const ways = [];
        for (const connection of connections) {
          if (connection.connectionState !== 'connected') continue;
          const stats = await connection.getStats();
          const chosen = new Set();
          stats.forEach((each) => { if (each.selectedCandidatePairId) chosen.add(each.selectedCandidatePairId); });
          stats.forEach((each) => {
            // Firefox marks the pair, and has no statistics of transports.
            if (each.type !== 'candidate-pair' || !(each.selected || chosen.has(each.id))) return;
            ways.push(stats.get(each.localCandidateId).candidateType
              + ' ' + stats.get(each.remoteCandidateId).candidateType);
          });
        }
        return ways;
      };
      """;

  private final NatLaboratory laboratory;
  private final Playwright playwright = Browsers.playwright();
  private final Playwright[] drivers = new Playwright[3];
  private final List<Browser> browsers = new ArrayList<>();

  HomePages(NatLaboratory laboratory) {
    this.laboratory = laboratory;
  }

  /** A page of the network in a home, in Chromium, which has joined. */
  Tab join(int home) throws Exception {
    String origin = NatLaboratory.url();
    return join(
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(laboratory.in(home, Browsers.onPath("chromium")))
                    .setArgs(List.of("--unsafely-treat-insecure-origin-as-secure=" + origin))));
  }

  /** The same in Firefox. */
  Tab joinInFirefox(int home) throws Exception {
    // It is controlled over a socket, which is open in its home only.
    if (drivers[home] == null) {
      drivers[home] = Browsers.playwright(laboratory.launcher(home));
    }
    return join(
        drivers[home]
            .firefox()
            .launch(
                new BrowserType.LaunchOptions()
                    .setChannel("moz-firefox")
                    .setExecutablePath(Browsers.onPath("firefox-esr"))
                    .setFirefoxUserPrefs(
                        Map.of("dom.securecontext.allowlist", NatLaboratory.PUBLIC))));
  }

  private Tab join(Browser browser) {
    browsers.add(browser);
    BrowserContext profile = browser.newContext();
    profile.addInitScript(RECORDING);
    Page page = profile.newPage();
    page.navigate(NatLaboratory.url());
    return new Tab(page).joined();
  }

  /** Ends the browsers; more can be opened after that. */
  void closeAll() {
    browsers.forEach(Browser::close);
    browsers.clear();
  }

  @Override
  public void close() {
    playwright.close();
    for (Playwright driver : drivers) {
      if (driver != null) {
        driver.close();
      }
    }
  }
}
