package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.support.MemorySockets;
import io.peerloom.core.support.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers with several addresses are dialled at the one that works from there. */
class AddressRaceTest {
  private static final String PRIVATE = "ws://private";
  private static final String EXTERNAL = "ws://external";

  private final SmallNetwork network = new SmallNetwork(5);
  private final List<String> dialled = new ArrayList<>();
  private SmallNetwork.Member server;

  private SmallNetwork.Member visitor() {
    network.bridge(network.crypto.newIdentity(), new MemoryStore());
    server =
        network.node(
            network.crypto.newIdentity(), new MemoryStore(), List.of(PRIVATE, EXTERNAL), EXTERNAL);
    network.pass(10_000);
    SmallNetwork.Member visitor = network.page(network.crypto.newIdentity(), new MemoryStore());
    visitor.process.dialled = dialled::add;
    return visitor;
  }

  private boolean isLinked(SmallNetwork.Member visitor) {
    return visitor.joined.isDone()
        && visitor.peer().links().stream().map(LinkInfo::id).anyMatch(server.peer().id()::equals);
  }

  /** The addresses of the server, in the order in which they were dialled. */
  private List<String> dialled() {
    return dialled.stream()
        .filter(address -> List.of(PRIVATE, EXTERNAL).contains(address))
        .toList();
  }

  /** Fails where all addresses are dialled at once, or only the first. */
  @Test
  void nextAddressIsDialledWhenOneFails() {
    SmallNetwork.Member visitor = visitor();
    network.pass(400);
    assertThat(dialled()).containsExactly(PRIVATE, EXTERNAL);
    assertThat(isLinked(visitor)).isTrue();
  }

  /** Fails where the dialler waits for a silent address. */
  @Test
  void silentAddressCostsAHeadStartOnly() {
    MemorySockets.Process elsewhere = network.sockets.new Process();
    elsewhere.listen(PRIVATE, (transport, remote) -> null);
    elsewhere.vanish();
    SmallNetwork.Member visitor = visitor();
    network.pass(400);
    assertThat(dialled()).containsExactly(PRIVATE);
    network.pass(600);
    assertThat(dialled()).containsExactly(PRIVATE, EXTERNAL);
    assertThat(isLinked(visitor)).isTrue();
  }

  /** Fails where the dialler forgets what worked. */
  @Test
  void addressThatWorkedIsDialledFirst() {
    SmallNetwork.Member visitor = visitor();
    network.pass(1_000);
    assertThat(isLinked(visitor)).isTrue();
    dialled.clear();
    server.process.breakSockets();
    network.pass(10_000);
    assertThat(isLinked(visitor)).isTrue();
    assertThat(dialled()).containsExactly(EXTERNAL);
  }

  /** As where a page has left IPv4 for IPv6. Fails where only the address of the link is tried. */
  @Test
  void linkInDoubtIsReplacedOverAnotherAddress() {
    SmallNetwork.Member visitor = visitor();
    network.pass(1_000);
    server.process.listen(PRIVATE, server.peer()::accept);
    network.sockets.silence(EXTERNAL);
    dialled.clear();
    visitor.peer().wake();
    for (int i = 0; i < 100; i++) {
      network.pass(100);
      assertThat(isLinked(visitor)).as("replaced before its end").isTrue();
    }
    assertThat(dialled()).containsExactly(EXTERNAL, PRIVATE);
  }

  /** Fails where the race ends with whoever answers. */
  @Test
  void anotherPeerAtAPrivateAddressDoesNotEndTheRace() {
    SmallNetwork.Member visitor = visitor();
    SmallNetwork.Member other = network.node(PRIVATE);
    network.pass(3_000);
    assertThat(isLinked(visitor)).isTrue();
    assertThat(visitor.peer().links().stream().map(LinkInfo::id)).contains(other.peer().id());
  }
}
