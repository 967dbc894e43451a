package io.peerloom.benchmarks;

import com.microsoft.playwright.Page;
import java.util.Map;

/**
 * A page no one has opened before, from the navigation to its first link and to three: loading and
 * compiling the script, making the keys and asking the bootstrap server all count.
 */
final class PageJoin implements Measurement {
  private static final int TRIES = 40;
  private static final int WARM_UP = 5;

  @Override
  public void run(Setting setting, Report report) throws Exception {
    int tries = setting.tries(TRIES);
    int warmUp = setting.tries(WARM_UP);
    Samples joined = new Samples();
    Samples threeLinks = new Samples();
    try (AllInOneProcess server = new AllInOneProcess(setting, "page-join");
        Pages pages = new Pages()) {
      for (int i = 0; i < warmUp + tries; i++) {
        report.progress("page-join " + (i - warmUp + 1) + " of " + tries);
        Page page = pages.open(server.url());
        boolean counts = i >= warmUp;
        take(joined, Pages.await(page, "notes.joined"), counts);
        take(threeLinks, Pages.await(page, "notes.threeLinks"), counts);
        Pages.close(page);
      }
    }
    Map<String, Object> parameters = Map.of("nodes", 3, "from", "navigation in a fresh profile");
    report.figure("page-join-first-link", "ms", joined, parameters);
    report.figure("page-join-three-links", "ms", threeLinks, parameters);
  }

  private static void take(Samples samples, double millis, boolean counts) {
    if (!counts) {
      return;
    }
    if (Double.isNaN(millis)) {
      samples.fail();
    } else {
      samples.add(millis);
    }
  }
}
