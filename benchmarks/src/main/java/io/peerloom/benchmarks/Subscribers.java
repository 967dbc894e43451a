package io.peerloom.benchmarks;

import io.peerloom.jvm.JvmPeer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One peer publishes 200 bytes at a steady pace; 1, 10, 30 and 100 others subscribe. Each count has
 * a network of exactly these peers, but at least nine.
 */
public final class Subscribers implements Measurement {
  private static final int[] COUNTS = {1, 10, 30, 100};
  private static final int FEWEST_PEERS = 9;
  private static final int WARM_UP = 200;
  private static final int TRIES = 200;

  /** Deliveries a second, so that the machine has the same work at every count. */
  private static final int DELIVERIES_A_SECOND = 200;

  private static final int MOST_A_SECOND = 20;
  private static final int PATIENCE_SECONDS = 30;

  @Override
  public void run(Setting setting, Report report) throws Exception {
    for (int subscribers : COUNTS) {
      int peers = Math.max(FEWEST_PEERS, subscribers + 1);
      report.progress("subscribers: " + peers + " peers are joining");
      try (JvmNetwork network = new JvmNetwork(setting.freshFolder("subscribers"), peers)) {
        measure(network, subscribers, setting, report);
      }
    }
  }

  private static void measure(JvmNetwork network, int subscribers, Setting setting, Report report)
      throws InterruptedException {
    int warmUp = setting.tries(WARM_UP);
    int tries = setting.tries(TRIES);
    int aSecond = Math.min(MOST_A_SECOND, DELIVERIES_A_SECOND / subscribers);
    JvmPeer publisher = network.peers().get(0);
    List<JvmPeer> others = network.peers().subList(1, subscribers + 1);
    try (Broadcast broadcast =
        new Broadcast("benchmarks/subscribers", publisher, others, warmUp + tries)) {
      report.progress(
          "subscribers: "
              + (warmUp + tries)
              + " messages, "
              + aSecond
              + " a second, to "
              + subscribers);
      broadcast.countFrom(warmUp);
      broadcast.publish(0, warmUp, aSecond);
      LoadMeter meter = new LoadMeter();
      broadcast.publish(warmUp, warmUp + tries, aSecond);
      broadcast.settle(warmUp + tries, PATIENCE_SECONDS);
      Map<String, Object> parameters = new LinkedHashMap<>();
      parameters.put("subscribers", subscribers);
      parameters.put("peers", network.peers().size());
      parameters.put("bytes", Broadcast.MESSAGE_BYTES);
      parameters.put("messagesASecond", aSecond);
      parameters.put("doubles", broadcast.doubles());
      parameters.put("perDelivery", meter.perOperation(tries * subscribers));
      broadcast.delivered().fail(tries * subscribers - broadcast.delivered().count());
      report.figure("publish-delivered", "ms", broadcast.delivered(), parameters);
      report.figure("publish-acknowledged", "ms", broadcast.acknowledgements(), parameters);
    }
  }
}
