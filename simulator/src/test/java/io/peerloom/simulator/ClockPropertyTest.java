package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.GetResult;
import io.peerloom.core.PublishResult;
import io.peerloom.core.PutOptions;
import io.peerloom.core.PutResult;
import io.peerloom.core.TopicMessage;
import io.peerloom.core.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.PeerKind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Clocks may be as wrong as they like where most are right: nobody notices. */
class ClockPropertyTest {
  private static final int DAY = 24 * 3600 * 1000;

  /** What a page or node writes whose clock is wrong is kept by others, for as long as it says. */
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
    Promise<PutResult> put =
        wrong
            .peer()
            .put("name", Value.text("v"), new PutOptions(PutOptions.Readers.PUBLIC, 60, -1));
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

  private static String textOf(World world, Machine reader) {
    Promise<GetResult> got = reader.peer().get("name", null);
    world.run(5_000);
    return got.value() == null ? null : Bytes.utf8(got.value().value().bytes());
  }
}
