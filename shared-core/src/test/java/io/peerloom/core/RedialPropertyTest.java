package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.support.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** How often a peer dials another that is gone, counted at its sockets (R1.4). */
@Label("Redial")
class RedialPropertyTest {
  private static final int ATTEMPTS = 5;

  /** The least before the second attempt; the least before each further one is twice as long. */
  private static final int FIRST_WAIT_MILLIS = 500;

  /** The least between the last attempt of an episode and the first of the next. */
  private static final int REST_MILLIS = 10_000;

  /** The longest wait, with the round that begins only after it. */
  private static final int MAX_WAIT_MILLIS = 8_000 + 22_500;

  /** Fails where every wait is as long, where six attempts follow, or where none does. */
  @Property(tries = 100)
  @Label(
      "Feature: dht-connection-recovery, Property 3: Exponential Backoff Retry: exactly ≤ 5"
          + " attempts, growing")
  void fiveDialsEachAfterALongerWaitThenARest(
      @ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
    SmallNetwork network = new SmallNetwork(seed);
    network.bridge(network.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member dialler = network.node("ws://dialler");
    SmallNetwork.Member gone = network.node("ws://gone");
    network.pass(10_000);
    List<Long> dials = new ArrayList<>();
    dialler.process.dialled =
        address -> {
          if (address.equals("ws://gone")) {
            dials.add(network.env.monotonicMillis());
          }
        };
    gone.kill();
    network.pass(150_000);
    assertThat(dials).as("more than one episode").hasSizeGreaterThan(ATTEMPTS);
    for (int i = 1; i < dials.size(); i++) {
      long waited = dials.get(i) - dials.get(i - 1);
      int attempt = i % ATTEMPTS;
      if (attempt == 0) {
        assertThat(waited).as("rest before dial %d of %s", i, dials).isGreaterThan(REST_MILLIS);
      } else {
        assertThat(waited)
            .as("wait before dial %d of %s", i, dials)
            .isBetween((long) FIRST_WAIT_MILLIS << (attempt - 1), (long) MAX_WAIT_MILLIS);
      }
    }
  }
}
