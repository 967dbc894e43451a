package io.peerloom.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Peer;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.check.History.Attempt;
import io.peerloom.simulator.check.History.Read;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.PlatformModel;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldSettings;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.report.Metrics;
import io.peerloom.simulator.workload.Ledger;
import net.jqwik.api.Example;

/**
 * Each checker accepts what is right and finds what is wrong. Where a test's comment names a change
 * of the core, the checker was seen to fail with it in a scenario, too.
 */
class PromiseCheckersTest {
  private static final long NEVER = Long.MAX_VALUE;

  private final World world =
      new World(WorldSettings.of(1, NetworkModel.LAN).with(PlatformModel.QUICK));
  private final Machine writer = world.add(PeerKind.NODE);
  private final Machine reader = world.add(PeerKind.NODE);
  private final History history = new History();

  /** A bridge and three nodes that are linked. */
  private static World formed() {
    World world = new World(WorldSettings.of(8, NetworkModel.INTERNET));
    for (int i = 0; i < 3; i++) {
      world.add(PeerKind.NODE);
    }
    world.run(10_000);
    return world;
  }

  private Attempt attempt(String text, long ifSequence, long expiresAt) {
    Attempt attempt = new Attempt("name", text, writer, "publisher", ifSequence, expiresAt);
    history.add(attempt);
    return attempt;
  }

  private void read(String text, long sequence, boolean last) {
    history.add(new Read("name", reader, 50, text, sequence, last));
  }

  /**
   * Fails 71 times in {@code offline}, seed 1, if every peer that was ever linked considers itself
   * alone.
   */
  @Example
  void aWritersOwnCopyIsEnoughOnlyForWhoIsAlone() {
    Attempt alone = attempt("alone", -1, NEVER);
    alone.acknowledged(10, 1, 1);
    Attempt held = attempt("held", -1, NEVER);
    held.hadOthers = true;
    held.others = 1;
    held.acknowledged(20, 2, 2);
    attempt("refused", -1, NEVER).hadOthers = true;
    assertThat(AcknowledgedIsHeldByOthers.violations(history)).isEmpty();
    held.others = 0;
    assertThat(AcknowledgedIsHeldByOthers.violations(history))
        .containsExactly(
            "held was acknowledged to machine 1 at 20 with 2 holders, and nobody else has it");
  }

  /** A version of a few seconds may replace one that lasts, and expire; then nothing is left. */
  @Example
  void nothingIsLeftOfAVersionThatExpires() {
    Attempt lasting = attempt("lasting", -1, NEVER);
    lasting.acknowledged(10, 2, 3);
    Attempt older = attempt("older", -1, 1_000);
    older.acknowledged(5, 1, 3);
    Attempt refused = attempt("refused", -1, 1_000);
    refused.failed(20, ErrorCode.CONFLICT);
    assertThat(history.mayBeReplacedBySooner(lasting)).isFalse();
    attempt("open", -1, NEVER);
    assertThat(history.mayBeReplacedBySooner(lasting)).isFalse();
    attempt("short", -1, 1_000).acknowledged(20, 3, 3);
    assertThat(history.mayBeReplacedBySooner(lasting)).isTrue();
  }

  /**
   * Fails 9 times in {@code cas}, seeds 1 to 3, if a ballot without a majority ends as CONFLICT.
   */
  @Example
  void whatWasRefusedIsNotRead() {
    attempt("refused", 0, NEVER).failed(10, ErrorCode.CONFLICT);
    attempt("unclear", 0, NEVER).failed(10, ErrorCode.UNKNOWN);
    attempt("kept", 0, NEVER).acknowledged(10, 1, 3);
    read("unclear", 1, false);
    read("kept", 1, false);
    read(null, 0, false);
    assertThat(RefusedIsNeverRead.violations(history)).isEmpty();
    read("refused", 1, false);
    assertThat(RefusedIsNeverRead.violations(history))
        .containsExactly("refused was refused with CONFLICT at 10 and read by machine 2 at 50");
  }

  /**
   * Fails 10 times in {@code cas}, seed 1, if holders promise ballots for versions already
   * replaced.
   */
  @Example
  void oneOfThoseWhoReplaceTheSameVersionWins() {
    attempt("first", 0, NEVER).acknowledged(10, 1, 3);
    attempt("refused", 0, NEVER).failed(10, ErrorCode.CONFLICT);
    attempt("unclear", 0, NEVER).failed(10, ErrorCode.UNKNOWN);
    attempt("next", 1, NEVER).acknowledged(20, 2, 3);
    attempt("plain", -1, NEVER).acknowledged(20, 3, 3);
    attempt("plain too", -1, NEVER).acknowledged(20, 3, 3);
    assertThat(OneOutcome.violations(history)).isEmpty();
    attempt("second", 0, NEVER).acknowledged(30, 1, 3);
    assertThat(OneOutcome.violations(history))
        .containsExactly("second and first both replaced version 0 of name");
    attempt("of one half", 3, NEVER).acknowledged(40, 4, 3);
    attempt("of the other half", 3, NEVER).acknowledged(40, 4, 3);
    assertThat(OneOutcome.violations(history)).hasSize(1);
  }

  /** Fails 3 times in {@code offline}, seeds 1 and 2, if expired versions are forgotten. */
  @Example
  void anOlderValueNeverComesBack() {
    attempt("old", -1, NEVER).acknowledged(10, 1, 3);
    attempt("new", -1, 1_000).acknowledged(20, 2, 3);
    read("old", 1, false);
    read("new", 2, true);
    read("newer still", 3, true);
    attempt("after the reads began", -1, NEVER).acknowledged(60, 4, 3);
    assertThat(NothingOlderWins.violations(history, 100)).isEmpty();
    read(null, 0, true);
    assertThat(NothingOlderWins.violations(history, 2_000)).isEmpty();
    assertThat(NothingOlderWins.violations(history, 100))
        .containsExactly("machine 2 reads nothing for new (2), acknowledged at 20");
    read("old", 1, true);
    assertThat(NothingOlderWins.violations(history, 2_000))
        .containsExactly("machine 2 reads old (1) for new (2), acknowledged at 20");
  }

  private Subscribers oneSubscriber() {
    world.run(10_000);
    Subscribers subscribers = new Subscribers(world);
    subscribers.subscribe(reader, "news", new Metrics());
    subscribers.sent("before");
    world.run(2_000);
    subscribers.sent("lost");
    subscribers.sent("came");
    subscribers.acknowledged("news", "before");
    subscribers.acknowledged("news", "lost");
    subscribers.acknowledged("news", "came");
    subscribers.staying().get(0).arrivals.put("came", 12_000L);
    return subscribers;
  }

  /**
   * Fails in {@code promises}, seed 2463, if members compare collections with linked members only.
   */
  @Example
  void whatIsAcknowledgedComesInTimeToWhoStays() {
    Subscribers subscribers = oneSubscriber();
    assertThat(DeliveredToLiveSubscribers.violations(subscribers, 0, 5_000, 15_000)).isEmpty();
    assertThat(DeliveredToLiveSubscribers.violations(subscribers, 0, 5_000, 18_000))
        .containsExactly(
            "machine 2 on news: of 2 messages 1 never came, 0 after up to 0 ms, lost first");
    assertThat(DeliveredToLiveSubscribers.violations(subscribers, 14_000, 5_000, 18_000)).isEmpty();
    subscribers.staying().get(0).arrivals.put("lost", 17_500L);
    assertThat(DeliveredToLiveSubscribers.violations(subscribers, 0, 5_000, 18_000))
        .containsExactly(
            "machine 2 on news: of 2 messages 0 never came, 1 after up to 5500 ms, lost first");
    assertThat(DeliveredToLiveSubscribers.violations(subscribers, 14_000, 5_000, 18_000)).isEmpty();
  }

  @Example
  void whoLeavesIsOwedNothing() {
    Subscribers subscribers = oneSubscriber();
    reader.kill();
    assertThat(DeliveredToLiveSubscribers.violations(subscribers, 0, 5_000, 90_000)).isEmpty();
    assertThat(ExactlyOnceDelivery.violations(subscribers)).isEmpty();
  }

  @Example
  void whoStaysIsOwedEveryMessageOnce() {
    Subscribers subscribers = oneSubscriber();
    assertThat(ExactlyOnceDelivery.violations(subscribers)).containsExactly("lost never came to 2");
    Subscribers.Reader staying = subscribers.staying().get(0);
    staying.arrivals.put("lost", 17_500L);
    assertThat(ExactlyOnceDelivery.violations(subscribers)).isEmpty();
    TopicMessage again = new TopicMessage("id", "publisher", 1, 0, 1, Value.text("lost"));
    subscribers.arrived(staying, again, new Metrics());
    assertThat(ExactlyOnceDelivery.violations(subscribers)).containsExactly("lost came twice to 2");
  }

  @Example
  void operationsThatNeverEndAreFound() {
    OperationsEnd operations = new OperationsEnd(world);
    writer.start();
    world.run(1_000);
    int ended = operations.started("get", writer);
    operations.started("put", writer);
    operations.ended(ended);
    world.run(60_000);
    assertThat(operations.violations()).isEmpty();
    world.run(1_000);
    assertThat(operations.violations()).containsExactly("put of machine 1 at 1000");
    writer.kill();
    assertThat(operations.violations()).as("of a process that ended").isEmpty();
  }

  @Example
  void historiesThatLackMessagesOrHaveWrongOnesAreFound() {
    World formed = formed();
    Ledger ledger = new Ledger(formed);
    ledger.publish(formed.machines().get(1).peer(), "news", "one");
    ledger.publish(formed.machines().get(2).peer(), "news", "two");
    formed.run(5_000);
    Peer peer = formed.machines().get(3).peer();
    assertThat(ledger.violationsSeenBy(peer, 10_000)).isEmpty();
    AcknowledgedWrites writes = ledger.writes();
    writes.addMessage("news", "three");
    writes.refusedMessage("one", ErrorCode.OVERLOADED);
    writes.published("two", 1);
    assertThat(NoAckedMessageLost.violations(formed, writes, peer, 10_000))
        .containsExactly(
            "topic news has one out of order",
            "topic news has one, OVERLOADED",
            "message three on news was acknowledged and is gone");
  }

  @Example
  void valuesThatAreGoneOrOthersAreFound() {
    World formed = formed();
    Ledger ledger = new Ledger(formed);
    ledger.put(formed.machines().get(1).peer(), "name", "value");
    formed.run(5_000);
    Peer peer = formed.machines().get(3).peer();
    assertThat(NoAckedRecordLost.violations(formed, ledger.writes(), peer, 10_000)).isEmpty();
    assertThat(ReplicaCount.violations(ledger.writes())).isEmpty();
    byte[] key = ledger.writes().value("name").key;
    ledger.writes().addValue("name", "another", key, 4);
    ledger.writes().addValue("gone", "value", new byte[key.length], 1);
    assertThat(NoAckedRecordLost.violations(formed, ledger.writes(), peer, 10_000))
        .containsExactly("value name is another", "value gone was acknowledged and is gone");
    assertThat(ReplicaCount.violations(ledger.writes()))
        .containsExactly("name is on 3 disks of 4", "gone is on 0 disks of 1");
  }
}
