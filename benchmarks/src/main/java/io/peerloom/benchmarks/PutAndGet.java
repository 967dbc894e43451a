package io.peerloom.benchmarks;

import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.Value;
import io.peerloom.jvm.JvmPeer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Puts and gets values of 200 bytes between 9 peers, one after the other, each from a peer picked
 * by chance. A put counts once it is acknowledged, so on disk at its holders; a get is never asked
 * of the peer that put.
 */
final class PutAndGet implements Measurement {
  private static final int PEERS = 9;
  private static final int VALUE_BYTES = 200;
  private static final int WARM_UP = 2000;
  private static final int TRIES = 500;
  private static final int PATIENCE_SECONDS = 20;
  private static final long SEED = 777;

  private final Random random = new Random(SEED);

  @Override
  public void run(Setting setting, Report report) throws Exception {
    int warmUp = setting.tries(WARM_UP);
    int tries = setting.tries(TRIES);
    try (JvmNetwork network = new JvmNetwork(setting.freshFolder("put-get"), PEERS)) {
      report.progress("put-get: warming up with " + warmUp + " values");
      int[] warmers = new int[warmUp];
      put(network, "warm", warmers, new Samples());
      get(network, "warm", warmers, new Samples());

      report.progress("put-get: " + tries + " puts");
      int[] putters = new int[tries];
      Samples puts = new Samples();
      LoadMeter putting = new LoadMeter();
      put(network, "cold", putters, puts);
      report.figure("put", "ms", puts, parameters(warmUp, putting, tries));

      report.progress("put-get: " + tries + " gets");
      Samples gets = new Samples();
      LoadMeter getting = new LoadMeter();
      get(network, "cold", putters, gets);
      report.figure("get", "ms", gets, parameters(warmUp, getting, tries));
    }
  }

  private static Map<String, Object> parameters(int warmUp, LoadMeter meter, int operations) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("peers", PEERS);
    parameters.put("bytes", VALUE_BYTES);
    parameters.put("warmUp", warmUp);
    parameters.put("perOperation", meter.perOperation(operations));
    return parameters;
  }

  private void put(JvmNetwork network, String series, int[] putters, Samples samples)
      throws InterruptedException {
    for (int i = 0; i < putters.length; i++) {
      putters[i] = random.nextInt(PEERS);
      JvmPeer peer = network.peers().get(putters[i]);
      long start = System.nanoTime();
      try {
        Await.get(
            peer.put(name(series, i), Value.bytes(value(i)), PutOptions.open()), PATIENCE_SECONDS);
        samples.add(Await.millisSince(start));
      } catch (MeasurementFailure e) {
        samples.fail();
      }
    }
  }

  private void get(JvmNetwork network, String series, int[] putters, Samples samples)
      throws InterruptedException {
    for (int i = 0; i < putters.length; i++) {
      JvmPeer peer = network.peers().get((putters[i] + 1 + random.nextInt(PEERS - 1)) % PEERS);
      byte[] expected = value(i);
      long start = System.nanoTime();
      try {
        boolean found =
            Await.get(peer.get(name(series, i)), PATIENCE_SECONDS)
                .filter(result -> Arrays.equals(result.value().bytes(), expected))
                .isPresent();
        double millis = Await.millisSince(start);
        if (found) {
          samples.add(millis);
        } else {
          samples.fail();
        }
      } catch (MeasurementFailure e) {
        samples.fail();
      }
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
