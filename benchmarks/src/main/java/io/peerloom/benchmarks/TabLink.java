package io.peerloom.benchmarks;

import com.microsoft.playwright.Page;
import java.util.Map;

/**
 * A second page opens beside the first: from the moment its peer is ready to the WebRTC link
 * between the two. A link that was there before counts as 0.
 */
final class TabLink implements Measurement {
  private static final int TRIES = 40;
  private static final int WARM_UP = 5;

  @Override
  public void run(Setting setting, Report report) throws Exception {
    int tries = setting.tries(TRIES);
    int warmUp = setting.tries(WARM_UP);
    Samples samples = new Samples();
    try (AllInOneProcess server = new AllInOneProcess(setting, "tab-link");
        Pages pages = new Pages()) {
      Page first = pages.open(server.url());
      if (Double.isNaN(Pages.await(first, "notes.threeLinks"))) {
        throw new MeasurementFailure("the first page has not joined");
      }
      String firstId = (String) first.evaluate("peer.id");
      for (int i = 0; i < warmUp + tries; i++) {
        report.progress("tab-link " + (i - warmUp + 1) + " of " + tries);
        Page second = pages.open(server.url());
        double ready = Pages.await(second, "notes.joined");
        double linked = Pages.await(second, "notes.webrtc['" + firstId + "']");
        if (i >= warmUp) {
          if (Double.isNaN(ready) || Double.isNaN(linked)) {
            samples.fail();
          } else {
            samples.add(Math.max(0, linked - ready));
          }
        }
        Pages.close(second);
      }
      Pages.close(first);
    }
    report.figure(
        "tab-webrtc-link",
        "ms",
        samples,
        Map.of("nodes", 3, "from", "Peer.join resolved in the second page"));
  }
}
