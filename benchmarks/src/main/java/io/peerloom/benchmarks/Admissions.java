package io.peerloom.benchmarks;

import io.peerloom.benchmarks.load.LoadLoop;
import io.peerloom.benchmarks.load.RoleProcess;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BootstrapClient;
import io.peerloom.jvm.crypto.JdkHash;
import io.peerloom.jvm.crypto.JvmCrypto;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How many newcomers one bootstrap server and one bridge admit, each in a process of its own: from
 * the dial to the verified token. First as fast as they can with some newcomers waiting at any
 * moment, then at the rate that is wanted of them. The newcomers share the machine, too.
 */
final class Admissions implements Measurement {
  private static final int HEAP_MEGABYTES = 256;
  private static final int WARM_UP = 600;

  /** Fewer than a bridge admits at once before it limits the rate. */
  private static final int HIGHEST = 1_200;

  private static final int WAITING = 32;
  private static final int WANTED_PER_SECOND = 200;
  private static final int SECONDS = 30;
  private static final int REFILL_SECONDS = 10;
  private static final int PATIENCE_SECONDS = 120;

  private final JvmCrypto crypto = new JvmCrypto();
  private LoadLoop loop;
  private String door;

  @Override
  public void run(Setting setting, Report report) throws Exception {
    Path folder = setting.freshFolder("admissions");
    try (RoleProcess bridge = RoleProcess.bridge(HEAP_MEGABYTES, folder, 0);
        RoleProcess bootstrap = RoleProcess.bootstrap(HEAP_MEGABYTES, folder, bridge.address());
        LoadLoop started = new LoadLoop()) {
      loop = started;
      door = bootstrap.address();
      closed(WARM_UP, new Samples());
      Thread.sleep(TimeUnit.SECONDS.toMillis(REFILL_SECONDS));

      report.progress("admissions: as fast as they can");
      int highest = setting.tries(HIGHEST);
      Samples fast = new Samples();
      Cost cost = new Cost(bridge, bootstrap);
      long start = System.nanoTime();
      closed(highest, fast);
      double seconds = Await.millisSince(start) / TimeUnit.SECONDS.toMillis(1);
      Map<String, Object> parameters = parameters("waiting", WAITING, fast, cost);
      parameters.put("perSecond", LoadMeter.rounded(fast.count() / seconds));
      report.figure("admissions-highest", "ms", fast, parameters);
      Thread.sleep(TimeUnit.SECONDS.toMillis(REFILL_SECONDS));

      report.progress("admissions: " + WANTED_PER_SECOND + " a second");
      Samples steady = new Samples();
      Cost steadyCost = new Cost(bridge, bootstrap);
      open(setting.tries(SECONDS) * WANTED_PER_SECOND, steady);
      report.figure(
          "admissions",
          "ms",
          steady,
          parameters("perSecond", WANTED_PER_SECOND, steady, steadyCost));
    }
  }

  /** CPU of each of the three processes since this was made. */
  private record Cost(RoleProcess bridge, RoleProcess bootstrap, double[] before) {
    Cost(RoleProcess bridge, RoleProcess bootstrap) throws Exception {
      this(bridge, bootstrap, now(bridge, bootstrap));
    }

    private static double[] now(RoleProcess bridge, RoleProcess bootstrap) throws Exception {
      return new double[] {
        bridge.cpuMillis(), bootstrap.cpuMillis(), RoleProcess.cpuMillis("self")
      };
    }

    Map<String, Object> perOperation(int count) throws Exception {
      double[] now = now(bridge, bootstrap);
      Map<String, Object> cost = new LinkedHashMap<>();
      cost.put("bridge", LoadMeter.rounded((now[0] - before[0]) / count));
      cost.put("bootstrap", LoadMeter.rounded((now[1] - before[1]) / count));
      cost.put("load", LoadMeter.rounded((now[2] - before[2]) / count));
      return cost;
    }
  }

  private static Map<String, Object> parameters(String name, int value, Samples samples, Cost cost)
      throws Exception {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(name, value);
    parameters.put("failures", samples.failures());
    parameters.put("cpuMillisPerAdmission", cost.perOperation(samples.tries()));
    return parameters;
  }

  private Queue<IdentityKeys> keys(int count) {
    Queue<IdentityKeys> keys = new ArrayDeque<>();
    for (int i = 0; i < count; i++) {
      keys.add(crypto.newIdentity());
    }
    return keys;
  }

  /** One newcomer: it asks once, and reports. */
  private void admit(IdentityKeys keys, Samples samples, Runnable then) {
    long start = System.nanoTime();
    new BootstrapClient(loop, crypto, new JdkHash(), loop, keys, PeerKind.BROWSER, List.of(door))
        .ask(null, null)
        .then(
            admitted -> {
              samples.add(Await.millisSince(start));
              then.run();
            },
            failure -> {
              samples.fail(failure);
              then.run();
            });
  }

  /** Some wait at any moment: whenever one is admitted the next comes. */
  private void closed(int count, Samples samples) throws InterruptedException {
    Queue<IdentityKeys> keys = keys(count);
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.execute(
        () -> {
          for (int i = 0; i < WAITING; i++) {
            next(keys, count, samples, done);
          }
        });
    Await.get(done, PATIENCE_SECONDS);
  }

  private void next(
      Queue<IdentityKeys> keys, int count, Samples samples, CompletableFuture<Void> done) {
    if (samples.tries() == count) {
      done.complete(null);
    } else if (!keys.isEmpty()) {
      admit(keys.poll(), samples, () -> next(keys, count, samples, done));
    }
  }

  /** They come at a rate, whether or not those before have been admitted. */
  private void open(int count, Samples samples) throws InterruptedException {
    Queue<IdentityKeys> keys = keys(count);
    CompletableFuture<Void> done = new CompletableFuture<>();
    Runnable look =
        () -> {
          if (samples.tries() == count) {
            done.complete(null);
          }
        };
    loop.execute(
        () -> {
          for (int i = 0; i < count; i++) {
            long delay = i * TimeUnit.SECONDS.toMillis(1) / WANTED_PER_SECOND;
            loop.after(delay, () -> admit(keys.poll(), samples, look));
          }
        });
    Await.get(done, PATIENCE_SECONDS + count / WANTED_PER_SECOND);
  }
}
