package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Peer;
import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.simulator.machine.World;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A record lives exactly as long as its time to live. */
class RecordExpiryTest {
  @Test
  void aValuePutOverAnExpiredOneSurvivesTheSweepOfTheOld() {
    World world = FormationPropertyTest.network(3, 4, 2);
    world.run(15_000);
    Peer peer = world.machines().get(1).peer();
    assertThat(put(world, peer, "old", 1).isFailed()).isFalse();
    world.run(5_000);
    assertThat(get(world, peer)).isNull();
    assertThat(put(world, peer, "new", 3600).value().holders()).isPositive();

    world.run(TimeUnit.MINUTES.toMillis(25));
    assertThat(Bytes.utf8(get(world, peer).value().bytes())).isEqualTo("new");

    world.run(TimeUnit.MINUTES.toMillis(60));
    assertThat(get(world, peer)).isNull();
  }

  private static Promise<PutResult> put(World world, Peer peer, String text, int ttlSeconds) {
    Promise<PutResult> put =
        peer.put(
            "name", Value.text(text), new PutOptions(PutOptions.Readers.PUBLIC, ttlSeconds, -1));
    world.run(2_000);
    return put;
  }

  private static GetResult get(World world, Peer peer) {
    Promise<GetResult> get = peer.get("name", null);
    world.run(4_000);
    return get.value();
  }
}
