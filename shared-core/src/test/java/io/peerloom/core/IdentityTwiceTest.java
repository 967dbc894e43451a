package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerState;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.support.MemoryStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One identity in two places settles in seconds; a restart waits for nothing. */
class IdentityTwiceTest {
  private final SmallNetwork network = new SmallNetwork(5);
  private final IdentityKeys keys = network.crypto.newIdentity();
  private final MemoryStore disk = new MemoryStore();
  private SmallNetwork.Member first;
  private SmallNetwork.Member other;

  @BeforeEach
  void aNetworkOfThree() {
    network.bridge(network.crypto.newIdentity(), new MemoryStore());
    other = network.node("ws://other");
    network.node("ws://third");
    first = network.node(keys, disk, "ws://first");
    network.pass(30_000);
    assertThat(first.peer().links()).hasSize(3);
  }

  private MemoryStore copyOfTheDisk() {
    MemoryStore copy = new MemoryStore();
    copy.write(disk.scan(new byte[] {0}, new byte[] {(byte) 0xff}, 1_000).value());
    return copy;
  }

  private long linkAge() {
    return network.env.wallMillis() - first.peer().links().get(0).openedAt();
  }

  @Test
  void aServerOnACopiedFolderRefusesToRun() {
    SmallNetwork.Member copy = network.node(keys, copyOfTheDisk(), "ws://copy");
    network.pass(10_000);
    assertThat(copy.joined.failure().code()).isEqualTo(ErrorCode.INSTANCE_TAKEN);
    assertThat(copy.joined.failure().getMessage()).contains("copy");
    assertThat(first.peer().links()).hasSize(3);
    assertThat(linkAge()).as("its links stayed").isGreaterThan(30_000);
    assertThat(first.peer().state()).isEqualTo(PeerState.CONNECTED);
    copy.kill();
    network.pass(60_000);
    assertThat(first.peer().links()).hasSize(3);
    assertThat(first.peer().state()).isEqualTo(PeerState.CONNECTED);
  }

  @Test
  void aRestartAfterAKillIsLinkedAtOnce() {
    first.kill();
    SmallNetwork.Member again = network.node(keys, disk, "ws://first");
    network.pass(2_000);
    assertThat(again.peer().links()).isNotEmpty();
    network.pass(10_000);
    assertThat(again.peer().links()).hasSize(3);
  }

  /** Nobody was told that the old machine is gone: it is asked, and does not answer. */
  @Test
  void aMovedFolderIsLinkedWithinSeconds() {
    first.vanish();
    SmallNetwork.Member again = network.node(keys, disk, "ws://elsewhere");
    network.pass(6_000);
    assertThat(again.peer().links()).isNotEmpty();
    network.pass(10_000);
    assertThat(again.peer().links()).hasSize(3);
    assertThat(other.peer().links()).extracting(LinkInfo::id).contains(again.peer().id());
  }

  /** A page has no address of its own, so here its peer dials servers alone. */
  @Test
  void aPageOnACopiedProfileTakesAnotherInstance() {
    IdentityKeys owner = network.crypto.newIdentity();
    SmallNetwork.Member page = network.page(owner, new MemoryStore());
    network.pass(10_000);
    String id = page.peer().id();
    SmallNetwork.Member copy = network.page(owner, new MemoryStore());
    network.pass(10_000);
    assertThat(page.peer().id()).isEqualTo(id);
    assertThat(page.peer().links()).isNotEmpty();
    assertThat(copy.peer().publisher()).isEqualTo(page.peer().publisher());
    assertThat(copy.peer().id()).isNotEqualTo(id);
    assertThat(copy.peer().links()).isNotEmpty();
    assertThat(List.of(page.peer().state(), copy.peer().state())).doesNotContain(PeerState.CLOSED);
  }
}
