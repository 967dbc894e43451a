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
            // The other end's TURN server may be heard of by its packets first.
            const type = (candidate) => (candidate.address ?? candidate.ip) === 'PUBLIC'
              ? 'relay' : candidate.candidateType;
            ways.push(type(stats.get(each.localCandidateId))
              + ' ' + type(stats.get(each.remoteCandidateId)));
          });
        }
        return ways;
      };
      """
          .replace("PUBLIC", NatLaboratory.PUBLIC);

  private final NatLaboratory laboratory;
  private final Playwright playwright = Browsers.playwright();
  private final Playwright[] drivers = new Playwright[3];
  private final List<Browser> browsers = new ArrayList<>();

  HomePages(NatLaboratory laboratory) {
    this.laboratory = laboratory;
  }

  /** A page of the network in a home, in Chromium, which has joined. */
  Tab join(int home) throws Exception {
    return join(home, NatLaboratory.url());
  }

  /** The same where the network has that address. */
  Tab join(int home, String origin) throws Exception {
    return join(
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(laboratory.in(home, Browsers.onPath("chromium")))
                    .setArgs(
                        List.of(
                            "--unsafely-treat-insecure-origin-as-secure=" + origin,
                            "--ignore-certificate-errors",
                            // It takes IPv6 addresses for documentation for those of a local
                            // network.
                            "--disable-features=LocalNetworkAccessChecks"))),
        origin);
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
                        Map.of("dom.securecontext.allowlist", NatLaboratory.PUBLIC))),
        NatLaboratory.url());
  }

  private Tab join(Browser browser, String origin) {
    browsers.add(browser);
    BrowserContext profile = browser.newContext();
    profile.addInitScript(RECORDING);
    Page page = profile.newPage();
    page.navigate(origin);
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
