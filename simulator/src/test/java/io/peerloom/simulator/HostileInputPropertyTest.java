package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.simulator.check.LinkCheckers;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever a stranger sends, at any point of the handshake: its connection is closed, and nobody
 * else is affected.
 */
class HostileInputPropertyTest {
  /** A client that is not a peer, with what it received. */
  private static final class Stranger implements TransportEvents {
    final List<byte[]> heard = new ArrayList<>();
    boolean open;
    ErrorCode closed;

    @Override
    public void opened() {
      open = true;
    }

    @Override
    public void received(Lane lane, byte[] message) {
      heard.add(message);
    }

    @Override
    public void closed(ErrorCode code, String reason) {
      closed = code;
    }
  }

  @Property(tries = 100)
  void randomBytesEndTheConnectionAndHarmNobody(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 5000) int length) {
    byte[] noise = new byte[length];
    new Rng(seed).nextBytes(noise);
    assertStrangerIsTurnedAway(seed, noise);
  }

  @Property(tries = 100)
  void aChangedHelloEndsTheConnectionAndHarmsNobody(@ForAll int seed) {
    byte[] hello = recordedHello(seed);
    Rng rng = new Rng(seed);
    byte[] changed = hello.clone();
    int flips = 1 + rng.nextInt(4);
    for (int i = 0; i < flips; i++) {
      changed[rng.nextInt(changed.length)] ^= (byte) (1 << rng.nextInt(8));
    }
    assertStrangerIsTurnedAway(seed, changed);
  }

  @Property(tries = 20)
  void aReplayedHelloOpensNoLink(@ForAll int seed) {
    assertStrangerIsTurnedAway(seed, recordedHello(seed));
  }

  /** The hello of a peer that dialled another, as an eavesdropper would record it. */
  private static byte[] recordedHello(int seed) {
    World world = FormationPropertyTest.network(seed, 2, 0);
    List<byte[]> first = world.record("ws://node1");
    List<byte[]> second = world.record("ws://node2");
    world.run(10_000);
    return first.isEmpty() ? second.get(0) : first.get(0);
  }

  private static void assertStrangerIsTurnedAway(int seed, byte[] message) {
    World world = FormationPropertyTest.network(seed, 3, 1);
    world.run(15_000);
    Stranger stranger = new Stranger();
    Transport socket = world.stranger().dial(world.machines().get(1).address(), stranger);
    world.run(5_000);
    assertThat(stranger.open).isTrue();
    socket.send(Lane.CONTROL, message);
    world.run(15_000);
    assertThat(stranger.closed).as("the connection is closed").isNotNull();
    assertThat(LinkCheckers.violations(world)).isEmpty();
    assertThat(world.machines().get(1).peer().links()).hasSize(4);
  }
}
