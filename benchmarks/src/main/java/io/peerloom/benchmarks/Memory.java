package io.peerloom.benchmarks;

import com.microsoft.playwright.Page;
import java.util.Map;

/**
 * Resident memory of the all-in-one, started as a user starts it: bootstrap, bridge, three nodes
 * and the page in one process. Idle, and while two pages are linked.
 */
final class Memory implements Measurement {
  private static final int SETTLE_MILLIS = 10_000;
  private static final int TRIES = 10;
  private static final int PAUSE_MILLIS = 1_000;

  @Override
  public void run(Setting setting, Report report) throws Exception {
    int tries = setting.tries(TRIES);
    try (AllInOneProcess server = new AllInOneProcess(setting, "memory");
        Pages pages = new Pages()) {
      report.progress("memory: idle");
      report.figure("all-in-one-memory", "MB", watch(server, tries), Map.of("pages", 0));
      report.progress("memory: with two pages");
      Page first = pages.open(server.url());
      Page second = pages.open(server.url());
      for (Page page : new Page[] {first, second}) {
        if (Double.isNaN(Pages.await(page, "notes.threeLinks"))) {
          throw new MeasurementFailure("a page has not joined");
        }
      }
      report.figure("all-in-one-memory", "MB", watch(server, tries), Map.of("pages", 2));
    }
  }

  private static Samples watch(AllInOneProcess server, int tries) throws Exception {
    Thread.sleep(SETTLE_MILLIS);
    Samples samples = new Samples();
    for (int i = 0; i < tries; i++) {
      samples.add(server.residentMegabytes());
      Thread.sleep(PAUSE_MILLIS);
    }
    return samples;
  }
}
