package io.peerloom.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.ArrayList;
import java.util.List;

/** Pages in the homes of a {@link NatLaboratory}, each in a Chromium of its own. */
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
          stats.forEach((each) => {
            if (each.type !== 'candidate-pair' || each.state !== 'succeeded' || !each.nominated) return;
            ways.push(stats.get(each.localCandidateId).candidateType
              + ' ' + stats.get(each.remoteCandidateId).candidateType);
          });
        }
        return ways;
      };
      """;

  private final NatLaboratory laboratory;
  private final Playwright playwright = Browsers.playwright();
  private final List<Browser> browsers = new ArrayList<>();

  HomePages(NatLaboratory laboratory) {
    this.laboratory = laboratory;
  }

  /** A page of the network in a home, which has joined. */
  Tab join(int home) throws Exception {
    String origin = NatLaboratory.url();
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(laboratory.in(home, Browsers.onPath("chromium")))
                    .setArgs(List.of("--unsafely-treat-insecure-origin-as-secure=" + origin)));
    browsers.add(browser);
    Page page = browser.newPage();
    page.addInitScript(RECORDING);
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
  }
}
