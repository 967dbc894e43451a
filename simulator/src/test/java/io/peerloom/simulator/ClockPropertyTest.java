package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.Traits;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.NetworkModel;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Clocks may be wrong by any amount: if most are right nobody notices, else all peers agree on one
 * time.
 */
class ClockPropertyTest {
  private static final int DAY = 24 * 3600 * 1000;

  /**
   * A value written by a peer with a wrong clock is stored by others, for its full time to live.
   */
  @Property(tries = 30)
  void whoseClockIsWrongJoinsAndWritesForOthers(
      @ForAll int seed,
      @ForAll @IntRange(min = -20 * DAY, max = 20 * DAY) int off,
      @ForAll boolean page) {
    World world = FormationPropertyTest.network(seed, 3, 1);
    world.run(15_000);
    Machine wrong =
        world.add(Traits.of(page ? PeerKind.BROWSER : PeerKind.NODE).withClockOffset(off));
    List<TopicMessage> heard = new ArrayList<>();
    world.machines().get(1).peer().topic("news").subscribe(true, heard::add);
    while (wrong.peer() == null && wrong.failure() == null) {
      world.run(100);
    }
    assertThat(wrong.failure()).isNull();
    Promise<PutResult> put = put(wrong);
    Promise<PublishResult> published = wrong.peer().topic("news").publish(Value.text("m"), 60);
    world.run(10_000);
    assertThat(put.value().holders()).isGreaterThan(1);
    assertThat(published.value().holders()).isGreaterThan(1);
    wrong.kill();
    world.run(5_000);
    assertThat(textOf(world, world.machines().get(2))).isEqualTo("v");
    assertThat(heard).hasSize(1);
    world.run(60_000);
    assertThat(textOf(world, world.machines().get(3))).isNull();
  }

  /** The bridge that admits everybody is one source of time among others. */
  @Property(tries = 20)
  void aBridgeWhoseClockIsWrongMisleadsNobody(
      @ForAll int seed, @ForAll @IntRange(min = -20 * DAY, max = 20 * DAY) int off) {
    World world = FormationPropertyTest.network(seed, 3, 1);
    world.machines().get(0).jumpClock(off);
    world.run(20_000);
    Machine writer = world.machines().get(2);
    Promise<PutResult> put = put(writer);
    world.run(5_000);
    assertThat(put.value().holders()).isGreaterThan(1);
    Promise<GetResult> got = world.machines().get(3).peer().get("name", null);
    world.run(5_000);
    assertThat(got.value().publishedAt()).isBetween(world.wallNow() - 20_000, world.wallNow());
  }

  @Property(tries = 20)
  void whereAllClocksAreWrongAllAgree(
      @ForAll int seed, @ForAll @IntRange(min = 60_000, max = 20 * DAY) int most) {
    assertAllAgree(seed, most);
  }

  /**
   * One peer had read all others' clocks before these moved by 68 s, and went on in a time of its
   * own, in which messages that live for 60 s had expired. Fails if a peer whose time moves does
   * not announce it.
   */
  @Example
  void clocksReadBeforeTheyMovedAreReadAgain() {
    assertAllAgree(855068251, 60_328);
  }

  /**
   * The same where a clock had been read within the second before it moved. Fails if the news of a
   * move is dropped because it comes too soon after the last reading.
   */
  @Example
  void aClockThatMovesAsItIsReadIsReadAgain() {
    assertAllAgree(-1611, 60_003);
  }

  private static void assertAllAgree(int seed, int most) {
    World world = FormationPropertyTest.network(seed, 0, 0);
    Rng rng = new Rng(seed);
    world.machines().get(0).jumpClock(off(rng, most));
    for (int i = 0; i < 6; i++) {
      PeerKind kind = i % 2 == 0 ? PeerKind.NODE : PeerKind.BROWSER;
      world.add(Traits.of(kind).withClockOffset(off(rng, most)));
      world.run(rng.nextInt(2_000));
    }
    world.run(20_000);
    List<TopicMessage> heard = new ArrayList<>();
    world.machines().get(1).peer().topic("news").subscribe(true, heard::add);
    world.run(5_000);
    world.machines().get(3).jumpClock(off(rng, most));
    world.run(5_000);
    for (int i = 1; i <= 6; i++) {
      Promise<PutResult> put = put(world.machines().get(i));
      Promise<PublishResult> published =
          world.machines().get(i).peer().topic("news").publish(Value.text("m" + i), 60);
      world.run(5_000);
      assertThat(put.value().holders()).isGreaterThan(1);
      assertThat(published.value().holders()).isGreaterThan(1);
    }
    assertThat(heard).hasSize(6);
    assertThat(textOf(world, world.machines().get(2))).isEqualTo("v");
    world.run(70_000);
    assertThat(textOf(world, world.machines().get(4))).isNull();
  }

  /** Clocks before 1970 or far in the future are handled like any wrong clock. */
  @Example
  void clocksMayBeWrongByDecades() {
    for (long days : new long[] {-20_000, 20_000}) {
      World world = FormationPropertyTest.network(1, 2, 1);
      Machine wrong = world.add(Traits.of(PeerKind.BROWSER).withClockOffset(days * DAY));
      world.run(20_000);
      Promise<PutResult> put = put(wrong);
      world.run(5_000);
      assertThat(put.value().holders()).isGreaterThan(1);
      wrong.leave();
      world.run(5_000);
      wrong.start();
      world.run(20_000);
      assertThat(wrong.peer().links()).isNotEmpty();
    }
  }

  @Example
  void aBridgeWhoseClockIsSetAheadByAYearAdmits() {
    World world = FormationPropertyTest.world(1, NetworkModel.INTERNET);
    world.run(1_000);
    world.machines().get(0).jumpClock(400L * DAY);
    for (int i = 0; i < 3; i++) {
      world.add(PeerKind.NODE);
    }
    world.run(20_000);
    Promise<PutResult> put = put(world.machines().get(1));
    world.run(5_000);
    assertThat(put.value().holders()).isGreaterThan(1);
  }

  private static long off(Rng rng, int most) {
    return rng.nextInt(2) == 0 ? rng.nextInt(most) : -rng.nextInt(most);
  }

  private static Promise<PutResult> put(Machine writer) {
    return writer
        .peer()
        .put("name", Value.text("v"), new PutOptions(PutOptions.Readers.PUBLIC, 60, -1));
  }

  private static String textOf(World world, Machine reader) {
    Promise<GetResult> got = reader.peer().get("name", null);
    world.run(20_000);
    return got.value() == null ? null : Bytes.utf8(got.value().value().bytes());
  }
}
