package io.peerloom.core.data.client;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Writers and holders without anything around them, in any order of events: messages are late, lost
 * and doubled, holders restart, are gone and come back, writers end, or are frozen until nobody
 * keeps their promises, the network is cut at other places again and again, copies and plain puts
 * come between, and two holders at once change who is recorded.
 *
 * <p>Each rule was taken out once, and a violation seen in about one of 2,000 worlds, without the
 * second in one of 100: the majority of the former holders; the holder's check of the ballot; the
 * promise kept over a restart; the first half of a renewal; the record that a renewal found in it,
 * instead of the one its holder had before, where the others do not compare it; the same where
 * anybody may renew; the promise kept against lower ballots for as long as a record may live.
 * {@link #FOUND} has a world for each.
 */
@Label("Ballots")
class BallotExplorerTest {
  /** Worlds that showed one of those, in this order. */
  private static final int[] FOUND = {675, 217, 2867, 160, 3978, 704, 2806};

  private static final int[] SUCCEEDED = {0};
  private static final int[] RENEWED = {0};

  @Property(tries = 6000)
  void oneOutcomeWhateverIsLostOrLate(@ForAll int seed) {
    BallotWorld world = new BallotWorld(seed);
    world.run();
    world.settle();
    world.check();
    SUCCEEDED[0] += world.successes.size();
    RENEWED[0] += world.renewed();
  }

  @Example
  void oneOutcomeInWorldsThatShowedTwo() {
    for (int number : FOUND) {
      oneOutcomeWhateverIsLostOrLate(number * 0x9E3779B1);
    }
  }

  @AfterContainer
  static void ballotsDoSucceed() {
    assertThat(SUCCEEDED[0]).as("compare-and-sets that succeeded").isGreaterThan(10_000);
    assertThat(RENEWED[0]).as("sets that were changed").isGreaterThan(700);
  }
}
