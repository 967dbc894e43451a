package io.peerloom.benchmarks;

import io.peerloom.benchmarks.load.LoadLoop;
import io.peerloom.benchmarks.load.LoadPeer;
import io.peerloom.benchmarks.load.Members;
import io.peerloom.benchmarks.load.RoleProcess;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A bridge with thousands of links that it did not seek: what each costs it in memory, by live
 * objects and by the kernel's count, whether all live on while nothing happens, and how long it
 * takes until all are back after the bridge was killed and started again.
 */
final class BridgeLinks implements Measurement {
  private static final int LINKS = 10_000;
  private static final int HEAP_MEGABYTES = 1_024;
  private static final int LINK_SECONDS = 300;

  /** Longer than the longest silence of a living link. */
  private static final int IDLE_SECONDS = 80;

  private static final int EXTRAPOLATED = 20_000;
  private static final double KB_PER_MB = 1_000;

  private final LoadPeer.Count count = new LoadPeer.Count();

  @Override
  public void run(Setting setting, Report report) throws Exception {
    int links = setting.tries(LINKS);
    Path folder = setting.freshFolder("bridge-links");
    RoleProcess bridge = RoleProcess.bridge(HEAP_MEGABYTES, folder, 0);
    try (LoadLoop loop = new LoadLoop()) {
      Authority authority = Members.authority(loop, bridge.network());
      report.progress("bridge-links: making " + links + " members");
      List<Identity> members = Members.of(authority, RoleProcess.root(folder), links);
      double heapBefore = bridge.heapMegabytes();
      double residentBefore = bridge.residentMegabytes();
      double cpuBefore = bridge.cpuMillis();

      report.progress("bridge-links: linking");
      link(loop, authority, members, bridge.address());
      awaitAll(links, LINK_SECONDS);
      double linkingCpu = (bridge.cpuMillis() - cpuBefore) / links;
      report.progress("bridge-links: idle");
      double idleBefore = bridge.cpuMillis();
      TimeUnit.SECONDS.sleep(IDLE_SECONDS);
      double idleCpu = (bridge.cpuMillis() - idleBefore) / IDLE_SECONDS;
      memory(report, bridge, heapBefore, residentBefore, linkingCpu, idleCpu);

      report.progress("bridge-links: killing the bridge");
      int lostBefore = count.lost.get();
      int port = URI.create(bridge.address()).getPort();
      bridge.kill();
      bridge = RoleProcess.bridge(HEAP_MEGABYTES, folder, port);
      reconnect(report, bridge, links, lostBefore);
    } finally {
      bridge.close();
    }
  }

  private void link(LoadLoop loop, Authority authority, List<Identity> members, String bridge) {
    loop.execute(
        () ->
            members.forEach(member -> new LoadPeer(loop, authority, member, bridge, count).dial()));
  }

  private void awaitAll(int links, int seconds) throws InterruptedException {
    if (!Await.until(() -> count.open.get() == links, seconds)) {
      throw new MeasurementFailure(
          count.open.get() + " of " + links + " links after " + seconds + " s; " + count.failure);
    }
  }

  private void memory(
      Report report,
      RoleProcess bridge,
      double heapBefore,
      double residentBefore,
      double linkingCpu,
      double idleCpu)
      throws Exception {
    double heap = bridge.heapMegabytes();
    double resident = bridge.residentMegabytes();
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("links", count.open.get());
    parameters.put("lostWhileIdle", count.lost.get());
    parameters.put("heapMB", LoadMeter.rounded(heap));
    parameters.put("heapMBWithoutLinks", LoadMeter.rounded(heapBefore));
    parameters.put("residentMB", LoadMeter.rounded(resident));
    parameters.put("residentMBWithoutLinks", LoadMeter.rounded(residentBefore));
    parameters.put("cpuMillisPerLinkOpened", LoadMeter.rounded(linkingCpu));
    parameters.put("cpuMillisPerSecondIdle", LoadMeter.rounded(idleCpu));
    double perLink = (heap - heapBefore) * KB_PER_MB / count.open.get();
    double residentPerLink = (resident - residentBefore) * KB_PER_MB / count.open.get();
    parameters.put("residentKBPerLink", LoadMeter.rounded(residentPerLink));
    parameters.put(
        "residentMBAt" + EXTRAPOLATED,
        LoadMeter.rounded(residentBefore + residentPerLink * EXTRAPOLATED / KB_PER_MB));
    Samples samples = new Samples();
    samples.add(perLink);
    report.figure("bridge-link-memory", "kB", samples, parameters);
  }

  /** From the moment the bridge listens again. */
  private void reconnect(Report report, RoleProcess bridge, int links, int lostBefore)
      throws Exception {
    int dials = count.dials.get();
    long start = System.nanoTime();
    double cpuBefore = bridge.cpuMillis();
    Samples back = new Samples();
    double loadBefore = RoleProcess.cpuMillis("self");
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (double share : new double[] {0.5, 0.9, 0.99}) {
      Await.until(() -> count.open.get() >= links * share, LINK_SECONDS);
      parameters.put("secondsTo" + Math.round(share * 100) + "Percent", seconds(start));
    }
    boolean all = Await.until(() -> count.open.get() == links, LINK_SECONDS);
    if (all) {
      back.add(seconds(start));
    } else {
      back.fail(count.failure);
    }
    parameters.put("links", links);
    parameters.put("open", count.open.get());
    parameters.put("lost", count.lost.get() - lostBefore);
    parameters.put("dials", count.dials.get() - dials);
    parameters.put("failures", back.failures());
    parameters.put("cpuMillisPerLink", LoadMeter.rounded((bridge.cpuMillis() - cpuBefore) / links));
    parameters.put(
        "cpuMillisOfLoadPerLink",
        LoadMeter.rounded((RoleProcess.cpuMillis("self") - loadBefore) / links));
    parameters.put("lastFailure", count.failure);
    report.figure("bridge-reconnect", "s", back, parameters);
  }

  private static double seconds(long start) {
    return LoadMeter.rounded(Await.millisSince(start) / TimeUnit.SECONDS.toMillis(1));
  }
}
