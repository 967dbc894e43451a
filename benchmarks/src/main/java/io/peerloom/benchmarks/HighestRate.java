package io.peerloom.benchmarks;

import io.peerloom.jvm.JvmPeer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The highest pace at which one peer can publish before the slowest in a hundred deliveries takes
 * 100 ms, and what becomes of messages beyond it: each is refused, or arrives everywhere. The pace
 * goes up in steps of some seconds each; steps at twice the first that was too fast, and far beyond
 * what these peers can do, follow.
 */
final class HighestRate implements Measurement {
  private static final int[] COUNTS = {1, 10};
  private static final int PEERS = 11;

  /** Deliveries a second to all subscribers together, far more than any machine can do. */
  private static final int FAR_TOO_FAST = 10_000;

  private static final int MOST_A_SECOND = 1_600;
  private static final int[] A_SECOND = {
    25, 50, 75, 100, 150, 200, 300, 400, 600, 800, 1200, 1600, 2400, 3200, 4800, 6400
  };
  private static final int FULL_SECONDS = 5;
  private static final int QUICK_SECONDS = 2;
  private static final int WARM_UP = 400;
  private static final int WARM_UP_A_SECOND = 50;
  private static final int PATIENCE_SECONDS = 60;
  private static final double BOUND_MILLIS = 100;

  /** A topic holds 10,000 messages; those of the warm-up are among them. */
  private static final int MOST_IN_A_TOPIC = 9_000;

  @Override
  public void run(Setting setting, Report report) throws Exception {
    for (int subscribers : COUNTS) {
      int highest = 0;
      int tooFast = 0;
      for (int aSecond : A_SECOND) {
        if (step(subscribers, aSecond, setting, report) > BOUND_MILLIS) {
          tooFast = aSecond;
          break;
        }
        highest = aSecond;
      }
      Samples found = new Samples();
      found.add(highest);
      report.figure(
          "publish-highest-rate",
          "messages/s",
          found,
          Map.of("subscribers", subscribers, "peers", PEERS, "p99BelowMillis", BOUND_MILLIS));
      int far = Math.min(MOST_A_SECOND, FAR_TOO_FAST / subscribers);
      for (int aSecond : new int[] {2 * tooFast, far}) {
        if (aSecond > tooFast) {
          step(subscribers, aSecond, setting, report);
        }
      }
    }
  }

  /** The p99 of the deliveries in milliseconds; infinite where some were never delivered. */
  private static double step(int subscribers, int aSecond, Setting setting, Report report)
      throws Exception {
    // Members keep what they acknowledged, 16 MiB of it: each step has a network of its own.
    try (JvmNetwork network = new JvmNetwork(setting.freshFolder("highest-rate"), PEERS)) {
      return step(network, subscribers, aSecond, setting, report);
    }
  }

  private static double step(
      JvmNetwork network, int subscribers, int aSecond, Setting setting, Report report)
      throws InterruptedException {
    int warmUp = setting.tries(WARM_UP);
    int tries =
        Math.min(MOST_IN_A_TOPIC, aSecond * (setting.quick() ? QUICK_SECONDS : FULL_SECONDS));
    JvmPeer publisher = network.peers().get(0);
    List<JvmPeer> others = network.peers().subList(1, subscribers + 1);
    String topic = "benchmarks/rate/" + subscribers + "/" + aSecond;
    try (Broadcast broadcast = new Broadcast(topic, publisher, others, warmUp + tries)) {
      report.progress("highest-rate: " + aSecond + " messages a second to " + subscribers);
      broadcast.countFrom(warmUp);
      broadcast.publish(0, warmUp, WARM_UP_A_SECOND);
      broadcast.settle(warmUp, PATIENCE_SECONDS);
      LoadMeter meter = new LoadMeter();
      broadcast.publish(warmUp, warmUp + tries, aSecond);
      broadcast.settle(warmUp + tries, PATIENCE_SECONDS);
      int missing = broadcast.missing();
      Samples acknowledgements = broadcast.acknowledgements();
      broadcast.delivered().fail(missing);
      Map<String, Object> parameters = new LinkedHashMap<>();
      parameters.put("subscribers", subscribers);
      parameters.put("peers", PEERS);
      parameters.put("bytes", Broadcast.MESSAGE_BYTES);
      parameters.put("messagesASecond", aSecond);
      parameters.put("published", tries);
      parameters.put("acknowledged", acknowledgements.count());
      parameters.put("refused", acknowledgements.failures());
      parameters.put("acknowledgedAndMissing", missing);
      parameters.put("doubles", broadcast.doubles());
      parameters.put("perDelivery", meter.perOperation(Math.max(1, broadcast.delivered().count())));
      report.figure("publish-rate-delivered", "ms", broadcast.delivered(), parameters);
      double p99 = broadcast.delivered().percentile(0.99);
      boolean all = missing == 0 && acknowledgements.count() == tries;
      return all ? p99 : Double.POSITIVE_INFINITY;
    }
  }
}
