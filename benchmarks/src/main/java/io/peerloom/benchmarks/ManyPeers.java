package io.peerloom.benchmarks;

import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.Value;
import io.peerloom.jvm.JvmPeer;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Puts and gets values of 200 bytes in networks of 16, 48 and 64 peers, one after the other and 16
 * at a time. Every get crosses the network: it is asked of a peer that neither put the value nor is
 * among those nearest to it, which hold it. With 16 at a time one peer does all of them, as a busy
 * server would.
 */
final class ManyPeers implements Measurement {
  private static final int VALUE_BYTES = 200;
  private static final int WARM_UP = 600;
  private static final int TRIES = 1000;
  private static final int[] IN_FLIGHT = {1, 16};
  private static final int PATIENCE_SECONDS = 60;
  private static final long SEED = 777;

  /** Eight hold a value; peers that see a neighbour less hold it on the ninth and tenth. */
  private static final int NEAREST = 12;

  private static final int HEXADECIMAL = 16;

  private final Random random = new Random(SEED);

  @Override
  public void run(Setting setting, Report report) throws Exception {
    for (int peers : setting.peers()) {
      report.progress("many-peers: " + peers + " peers are joining");
      try (JvmNetwork network = new JvmNetwork(setting.freshFolder("many-peers"), peers)) {
        report.progress("many-peers: links of the peers " + network.links());
        measure(network, setting, report);
      }
    }
  }

  private void measure(JvmNetwork network, Setting setting, Report report)
      throws InterruptedException {
    Samples ignored = new Samples();
    PutResult[] warm = put(network, "warm", setting.tries(WARM_UP), 1, ignored);
    get(network, "warm", warm, 1, ignored);
    for (int inFlight : IN_FLIGHT) {
      int tries = setting.tries(TRIES);
      String what = network.peers().size() + " peers, " + inFlight + " in flight";
      report.progress("many-peers: " + tries + " puts, " + what);
      Samples puts = new Samples();
      LoadMeter putting = new LoadMeter();
      long start = System.nanoTime();
      PutResult[] kept = put(network, "cold" + inFlight, tries, inFlight, puts);
      report(report, "put", puts, network, inFlight, start, putting);

      report.progress("many-peers: " + tries + " gets, " + what);
      Samples gets = new Samples();
      LoadMeter getting = new LoadMeter();
      start = System.nanoTime();
      get(network, "cold" + inFlight, kept, inFlight, gets);
      report(report, "get", gets, network, inFlight, start, getting);
    }
  }

  private static void report(
      Report report,
      String name,
      Samples samples,
      JvmNetwork network,
      int inFlight,
      long start,
      LoadMeter meter) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("peers", network.peers().size());
    parameters.put("inFlight", inFlight);
    parameters.put("at", inFlight == 1 ? "any peer" : "one peer");
    parameters.put("bytes", VALUE_BYTES);
    double seconds = Await.millisSince(start) / TimeUnit.SECONDS.toMillis(1);
    parameters.put("perSecond", LoadMeter.rounded(samples.tries() / seconds));
    parameters.put("failures", samples.failures());
    parameters.put("perOperation", meter.perOperation(samples.tries()));
    report.figure(name, "ms", samples, parameters);
  }

  private PutResult[] put(
      JvmNetwork network, String series, int count, int inFlight, Samples samples)
      throws InterruptedException {
    PutResult[] results = new PutResult[count];
    int busy = random.nextInt(network.peers().size());
    each(
        count,
        inFlight,
        i -> {
          int peer = inFlight == 1 ? random.nextInt(network.peers().size()) : busy;
          long start = System.nanoTime();
          return network
              .peers()
              .get(peer)
              .put(name(series, i), Value.bytes(value(i)), PutOptions.open())
              .handle(
                  (result, failure) -> {
                    results[i] = result;
                    if (failure == null) {
                      samples.add(Await.millisSince(start));
                    } else {
                      samples.fail(failure);
                    }
                    return null;
                  });
        });
    return results;
  }

  /** Gets what was kept; with several in flight from one peer, what that one does not hold. */
  private void get(
      JvmNetwork network, String series, PutResult[] kept, int inFlight, Samples samples)
      throws InterruptedException {
    JvmPeer busy = network.peers().get(random.nextInt(network.peers().size()));
    each(
        kept.length,
        inFlight,
        i -> {
          if (kept[i] == null) {
            return CompletableFuture.completedFuture(null);
          }
          List<JvmPeer> far = farFrom(kept[i].key(), network);
          if (inFlight > 1 && !far.contains(busy)) {
            return CompletableFuture.completedFuture(null);
          }
          JvmPeer peer = inFlight > 1 ? busy : far.get(random.nextInt(far.size()));
          byte[] expected = value(i);
          long start = System.nanoTime();
          return peer.get(name(series, i))
              .handle(
                  (found, failure) -> {
                    if (failure != null) {
                      samples.fail(failure);
                    } else if (found
                        .filter(result -> Arrays.equals(result.value().bytes(), expected))
                        .isPresent()) {
                      samples.add(Await.millisSince(start));
                    } else {
                      samples.fail("not found");
                    }
                    return null;
                  });
        });
  }

  /** Peers that hold no copy of a value under this key, unless they put it. */
  private static List<JvmPeer> farFrom(String key, JvmNetwork network) {
    BigInteger target = new BigInteger(key, HEXADECIMAL);
    return network.peers().stream()
        .sorted(Comparator.comparing(peer -> new BigInteger(peer.id(), HEXADECIMAL).xor(target)))
        .skip(NEAREST)
        .toList();
  }

  /** Does something a number of times, so many at a time, and waits until all is done. */
  private static void each(int count, int inFlight, IntFunction<CompletableFuture<Object>> task)
      throws InterruptedException {
    Semaphore free = new Semaphore(inFlight);
    for (int i = 0; i < count; i++) {
      acquire(free, 1);
      var unused = task.apply(i).whenComplete((done, failure) -> free.release());
    }
    acquire(free, inFlight);
  }

  private static void acquire(Semaphore free, int permits) throws InterruptedException {
    if (!free.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new MeasurementFailure("an operation has not ended in " + PATIENCE_SECONDS + " s");
    }
  }

  private static String name(String series, int number) {
    return "benchmarks/" + series + "/" + number;
  }

  private static byte[] value(int number) {
    byte[] value = new byte[VALUE_BYTES];
    Arrays.fill(value, (byte) number);
    return value;
  }
}
