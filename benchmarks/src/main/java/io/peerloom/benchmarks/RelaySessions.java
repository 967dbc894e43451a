package io.peerloom.benchmarks;

import io.peerloom.benchmarks.load.LoadLoop;
import io.peerloom.benchmarks.load.LoadPeer;
import io.peerloom.benchmarks.load.Members;
import io.peerloom.benchmarks.load.RelayUser;
import io.peerloom.benchmarks.load.RoleProcess;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many relayed links one node carries, each of ten messages a second that are acknowledged,
 * among members that have several: the time to the acknowledgement, and the node's CPU and memory.
 * The members share the machine.
 */
final class RelaySessions implements Measurement {
  private static final int[] SESSIONS = {250, 500, 1_000, 2_000};
  private static final int HEAP_MEGABYTES = 96;
  private static final int USERS = 500;
  private static final int LINKS_BESIDE = 100;
  private static final int LINK_SECONDS = 120;
  private static final int OPEN_SECONDS = 30;
  private static final int SETTLE_SECONDS = 5;
  private static final int SECONDS = 20;
  private static final int LAST_MILLIS = 3_000;

  private final LoadPeer.Count count = new LoadPeer.Count();
  private final RelayUser.Sessions sessions = new RelayUser.Sessions();

  @Override
  public void run(Setting setting, Report report) throws Exception {
    Path folder = setting.freshFolder("relay-sessions");
    try (RoleProcess bridge = RoleProcess.bridge(HEAP_MEGABYTES, folder, 0);
        RoleProcess bootstrap = RoleProcess.bootstrap(HEAP_MEGABYTES, folder, bridge.address());
        RoleProcess node =
            RoleProcess.node(HEAP_MEGABYTES, folder, bootstrap.address(), USERS + LINKS_BESIDE);
        LoadLoop loop = new LoadLoop()) {
      List<RelayUser> users = new ArrayList<>();
      Authority authority = Members.authority(loop, bridge.network());
      for (Identity each : Members.of(authority, RoleProcess.root(folder), USERS)) {
        users.add(new RelayUser(loop, authority, each, node.address(), count, sessions));
      }
      report.progress("relay-sessions: linking");
      loop.execute(() -> users.forEach(RelayUser::dial));
      if (!Await.until(() -> count.open.get() == users.size(), LINK_SECONDS)) {
        throw new MeasurementFailure(
            count.open.get() + " of " + users.size() + " links; " + count.failure);
      }
      int open = 0;
      for (int each : SESSIONS) {
        int wanted = setting.tries(each);
        report.progress("relay-sessions: " + wanted);
        open(loop, users, open, wanted);
        open = wanted;
        measure(report, node, wanted);
      }
    }
  }

  private void open(LoadLoop loop, List<RelayUser> users, int from, int to)
      throws InterruptedException {
    loop.execute(
        () -> {
          for (int i = from; i < to; i++) {
            int user = i % USERS;
            users.get(user).open(users.get((user + 1 + i / USERS) % USERS));
          }
        });
    Await.until(() -> sessions.open.get() + sessions.refused.get() == to, OPEN_SECONDS);
    TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
  }

  private void measure(Report report, RoleProcess node, int wanted) throws Exception {
    Samples samples = new Samples();
    sessions.acknowledged = samples::add;
    sessions.sent.set(0);
    sessions.measured = true;
    double cpuBefore = node.cpuMillis();
    double loadBefore = RoleProcess.cpuMillis("self");
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(SECONDS);
    double seconds = Await.millisSince(start) / TimeUnit.SECONDS.toMillis(1);
    sessions.measured = false;
    double cpu = node.cpuMillis() - cpuBefore;
    double load = RoleProcess.cpuMillis("self") - loadBefore;
    TimeUnit.MILLISECONDS.sleep(LAST_MILLIS);
    int sent = sessions.sent.get();
    samples.fail(sent - samples.count());
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("sessions", wanted);
    parameters.put("refused", sessions.refused.get());
    parameters.put("linksLost", count.lost.get());
    parameters.put("messagesPerSecond", LoadMeter.rounded(sent / seconds));
    parameters.put("cpuMillisPerMessage", LoadMeter.rounded(cpu / sent));
    parameters.put("cpuMillisPerSecond", LoadMeter.rounded(cpu / seconds));
    parameters.put("cpuMillisOfLoadPerSecond", LoadMeter.rounded(load / seconds));
    parameters.put("heapMB", LoadMeter.rounded(node.heapMegabytes()));
    parameters.put("residentMB", LoadMeter.rounded(node.residentMegabytes()));
    report.figure("relay-sessions", "ms", samples, parameters);
  }
}
