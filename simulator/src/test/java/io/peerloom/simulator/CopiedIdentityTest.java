package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.LinkInfo;
import io.peerloom.core.PeerState;
import io.peerloom.core.id.PeerKind;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A copied data folder or browser profile that runs beside the original settles in seconds. */
class CopiedIdentityTest {
  private static final int SETTLED_MILLIS = 20_000;

  @Property(tries = 30)
  void theOriginalGoesOnAndTheCopyIsAnotherInstanceOrEnds(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 5) int nodes,
      @ForAll @IntRange(min = 1, max = 5) int pages,
      @ForAll boolean page) {
    World world = FormationPropertyTest.network(seed, nodes, pages);
    world.run(30_000);
    Machine original = world.machines().get(page ? 1 + nodes : 1);
    String id = original.peer().id();
    long wallBefore = world.wallNow();
    Machine copy = world.addCopyOf(original);
    world.run(SETTLED_MILLIS);
    if (page) {
      assertThat(copy.peer()).isNotNull();
      assertThat(copy.peer().id()).isNotEqualTo(id);
      assertThat(copy.peer().publisher()).isEqualTo(original.peer().publisher());
      assertThat(copy.peer().links()).isNotEmpty();
    } else {
      assertThat(copy.failure()).contains("INSTANCE_TAKEN");
    }
    assertThat(original.peer().state()).isEqualTo(PeerState.CONNECTED);
    world.run(30_000);
    List<LinkInfo> kept =
        original.peer().links().stream().filter(l -> l.openedAt() < wallBefore).toList();
    assertThat(kept).as("links from before").isNotEmpty();
    for (Machine other : world.machines()) {
      if (other != copy && other != original && other.kind() == PeerKind.NODE) {
        assertThat(other.peer().links().stream().filter(l -> l.id().equals(id)))
            .hasSizeLessThanOrEqualTo(1);
      }
    }
  }

  /** Whoever was asleep while its copy took its place finds out, and leaves. */
  @Property(tries = 10)
  void anOriginalThatSleptLeavesThePlaceToTheCopy(@ForAll int seed) {
    World world = FormationPropertyTest.network(seed, 3, 2);
    world.run(30_000);
    Machine original = world.machines().get(4);
    String id = original.peer().id();
    original.sleep();
    Machine copy = world.addCopyOf(original);
    world.run(30_000);
    assertThat(copy.peer().id()).isEqualTo(id);
    original.wake();
    world.run(30_000);
    assertThat(copy.peer().state()).isEqualTo(PeerState.CONNECTED);
    assertThat(copy.peer().links()).hasSizeGreaterThan(2);
    assertThat(original.peer().state()).isEqualTo(PeerState.CLOSED);
  }
}
