package io.peerloom.benchmarks;

import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.Value;
import io.peerloom.jvm.JvmPeer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Whether everybody finds everything: 4,000 gets in each network, spread evenly over its peers, of
 * values that the asking peer does not hold itself, where there are such. One that is not found is
 * a fault, so the figure counts outcomes besides the time they took.
 */
final class Reach implements Measurement {
  private static final int VALUES = 200;
  private static final int GETS = 4_000;
  private static final int AT_ONCE = 8;
  private static final int PATIENCE_SECONDS = 60;
  private static final long SEED = 11;

  /** Eight hold a value; peers that see a neighbour less hold it on the ninth and tenth. */
  private static final int NEAREST = 10;

  private static final int HEXADECIMAL = 16;

  private final Random random = new Random(SEED);

  @Override
  public void run(Setting setting, Report report) throws Exception {
    for (int peers : setting.peers()) {
      report.progress("reach: " + peers + " peers are joining");
      try (JvmNetwork network = new JvmNetwork(setting.freshFolder("reach"), peers)) {
        measure(network, setting, report);
      }
    }
  }

  private void measure(JvmNetwork network, Setting setting, Report report)
      throws InterruptedException {
    List<JvmPeer> peers = network.peers();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < setting.tries(VALUES); i++) {
      JvmPeer writer = peers.get(random.nextInt(peers.size()));
      PutResult put =
          Await.get(writer.put(name(i), Value.text(name(i)), PutOptions.open()), PATIENCE_SECONDS);
      keys.add(put.key());
    }
    Samples samples = new Samples();
    Map<String, Integer> outcomes = new TreeMap<>();
    int gets = setting.tries(GETS);
    for (int done = 0; done < gets; done += AT_ONCE) {
      List<CompletableFuture<String>> round = new ArrayList<>();
      for (int i = done; i < Math.min(gets, done + AT_ONCE); i++) {
        int value = random.nextInt(keys.size());
        JvmPeer reader = reader(peers, keys.get(value), i);
        long start = System.nanoTime();
        round.add(
            reader
                .get(name(value))
                .handle(
                    (found, failure) -> {
                      samples.add(Await.millisSince(start));
                      return outcome(found, failure, name(value));
                    }));
      }
      for (CompletableFuture<String> get : round) {
        outcomes.merge(Await.get(get, PATIENCE_SECONDS), 1, Integer::sum);
      }
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("peers", peers.size());
    parameters.put("values", keys.size());
    parameters.put("outcomes", outcomes);
    report.figure("reach", "ms", samples, parameters);
  }

  /** The readers take turns; one that holds the value makes room for the next that does not. */
  private static JvmPeer reader(List<JvmPeer> peers, String key, int turn) {
    BigInteger target = new BigInteger(key, HEXADECIMAL);
    List<JvmPeer> holders =
        peers.stream()
            .sorted(
                Comparator.comparing(peer -> new BigInteger(peer.id(), HEXADECIMAL).xor(target)))
            .limit(Math.min(NEAREST, peers.size() - 1))
            .toList();
    int at = turn % peers.size();
    while (holders.contains(peers.get(at))) {
      at = (at + 1) % peers.size();
    }
    return peers.get(at);
  }

  private static String outcome(Optional<GetResult> found, Throwable failure, String expected) {
    if (failure != null) {
      return String.valueOf(failure.getMessage());
    }
    return found
        .map(result -> result.value().equals(Value.text(expected)) ? "found" : "another value")
        .orElse("none");
  }

  private static String name(int number) {
    return "reach/" + number;
  }
}
