package io.peerloom.core.data.client;

import static io.peerloom.core.data.client.WrittenNetwork.DEVICE;
import static io.peerloom.core.data.client.WrittenNetwork.NODES;
import static io.peerloom.core.data.client.WrittenNetwork.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.data.RecordRepository;
import io.peerloom.core.data.client.RecordClient.WriteOutcome;
import io.peerloom.core.data.replication.RefreshPlan;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a put promises, among holders that are away, refuse, or are cut off. */
@Label("Puts")
class WritePromiseTest {
  /** All came through one bridge, which leaves a fifth of the places to other groups. */
  @Example
  void publisherWithoutShareIsRefusedAndKeptNowhere() {
    WrittenNetwork all = WrittenNetwork.among(1, 14);
    for (Identity publisher : NODES.subList(0, 13)) {
      Promise<WriteOutcome> put = all.home(publisher).put("name", "of one");
      all.env.pass(5_000);
      assertThat(put.value().holders()).isPositive();
    }
    Promise<WriteOutcome> last = all.home(NODES.get(13)).put("name", "of the last");
    all.env.pass(60_000);
    assertThat(last.failure().code()).isEqualTo(ErrorCode.FULL);
    for (WrittenNetwork.Home home : all.homes.values()) {
      assertThat(home.newest("name", NODES.get(13))).isNull();
    }
  }

  /**
   * Three of the nearest answer to no put, which is acknowledged without them. Seen to fail while
   * nobody got it in their place, and five holders were left.
   */
  @Example
  void othersTakeThePlacesOfThoseThatDoNotAnswer() {
    WrittenNetwork all = WrittenNetwork.among(1, 14);
    List<NodeId> nearest = all.nearest(WrittenNetwork.key("name"));
    List<NodeId> mute = new ArrayList<>(nearest);
    mute.remove(WRITER.id());
    all.mute.addAll(mute.subList(0, 3));
    all.homes
        .values()
        .forEach(home -> home.store.domain = Bytes.slice(home.self.id().bytes(), 0, 16));
    Promise<WriteOutcome> put = all.home(WRITER).put("name", "value");
    all.env.pass(2_000);
    assertThat(put.isFailed()).isFalse();
    assertThat(put.isDone()).isTrue();
    all.env.pass(5_000);
    int holders = 0;
    for (WrittenNetwork.Home home : all.homes.values()) {
      holders += home.newest("name", WRITER) == null ? 0 : 1;
    }
    assertThat(holders).isGreaterThanOrEqualTo(Neighbourhood.REPLICAS);
  }

  @Example
  void cutOffWriterKeepsNothing() {
    WrittenNetwork all = WrittenNetwork.among(1, 5);
    all.beyond.add(WRITER.id());
    Promise<WriteOutcome> put = all.home(WRITER).put("name", "value");
    all.env.pass(60_000);
    assertThat(put.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(all.home(WRITER).newest("name", WRITER)).isNull();
    all.beyond.add(NODES.get(1).id());
    Promise<WriteOutcome> two = all.home(WRITER).put("name", "value");
    all.env.pass(60_000);
    assertThat(two.isFailed()).as("two linked peers go on").isFalse();
    assertThat(all.home(NODES.get(1)).value("name", WRITER)).isEqualTo("value");
  }

  private static Promise<WriteOutcome> late(
      WrittenNetwork all, Identity writer, String value, long writtenAt, Draft draft) {
    Promise<WriteOutcome> put = all.home(writer).put("name", value, 60, -1, writtenAt, draft);
    all.env.pass(20_000);
    return put;
  }

  /** Tabs and devices send what they had queued in any order: what was written last stays. */
  @Property(tries = 30)
  void whatWasWrittenLastStays(@ForAll int seed, @ForAll @IntRange(min = 2, max = 8) int nodes) {
    WrittenNetwork all = WrittenNetwork.among(seed, nodes);
    long first = all.env.wallMillis();
    all.env.pass(60_000);
    long second = all.env.wallMillis();
    all.env.pass(60_000);
    assertThat(late(all, DEVICE, "later", second, new Draft()).isFailed()).isFalse();
    assertThat(late(all, WRITER, "earlier", first, new Draft()).failure().code())
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(all.home(WRITER).value("name", WRITER)).isEqualTo("later");
    Promise<WriteOutcome> now = late(all, WRITER, "now", Long.MAX_VALUE, new Draft());
    assertThat(now.isFailed()).isFalse();
    assertThat(all.home(WRITER).value("name", WRITER)).isEqualTo("now");
  }

  /** Its time to live begins when it is sent, and a clock that was wrong loses nothing. */
  @Example
  void whatWasWrittenLongAgoLastsAsLong() {
    WrittenNetwork all = WrittenNetwork.among(1, 5);
    assertThat(late(all, WRITER, "old", 0, new Draft()).isFailed()).isFalse();
    all.env.pass(30_000);
    assertThat(all.home(DEVICE).value("name", WRITER)).isEqualTo("old");
    all.env.pass(60_000);
    assertThat(all.home(DEVICE).value("name", WRITER)).isNull();
  }

  /** An attempt of which nobody knows whether it arrived is repeated under its sequence. */
  @Property(tries = 60)
  void unclearPutIsSentAgainAsItWas(@ForAll int seed, @ForAll @IntRange(max = 200) int cutAfter) {
    WrittenNetwork all = WrittenNetwork.among(seed, 5);
    Draft draft = new Draft();
    Promise<WriteOutcome> put =
        all.home(WRITER).put("name", "value", 3_600, -1, Long.MAX_VALUE, draft);
    all.env.pass(cutAfter);
    all.down.add(WRITER.id());
    all.env.pass(60_000);
    boolean isKept = all.home(DEVICE).newest("name", WRITER) != null;
    if (put.isFailed()) {
      assertThat(put.failure().code())
          .isIn(ErrorCode.UNKNOWN, isKept ? ErrorCode.UNKNOWN : ErrorCode.UNREACHABLE);
    }
    all.down.clear();
    if (put.isFailed() && put.failure().code() == ErrorCode.UNKNOWN) {
      Promise<WriteOutcome> again = late(all, WRITER, "value", Long.MAX_VALUE, draft);
      assertThat(again.value().sequence()).isEqualTo(1);
      assertThat(all.home(DEVICE).value("name", WRITER)).isEqualTo("value");
    }
  }

  /** What another device wrote meanwhile is later than the attempt. */
  @Example
  void unclearPutGivesWayToALaterOne() {
    WrittenNetwork all = WrittenNetwork.among(1, 5);
    Draft draft = new Draft();
    Promise<WriteOutcome> put =
        all.home(WRITER).put("name", "unclear", 3_600, -1, Long.MAX_VALUE, draft);
    while (draft.signed == null) {
      all.env.pass(1);
    }
    all.down.add(WRITER.id());
    all.env.pass(60_000);
    assertThat(put.failure().code()).isEqualTo(ErrorCode.UNKNOWN);
    Promise<WriteOutcome> later = late(all, DEVICE, "later", Long.MAX_VALUE, new Draft());
    assertThat(later.isFailed()).isFalse();
    all.down.clear();
    assertThat(late(all, WRITER, "unclear", Long.MAX_VALUE, draft).failure().code())
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(all.home(DEVICE).value("name", WRITER)).isEqualTo("later");
  }

  @Example
  void plainPutsSendNoIdsAndReadEachSlotOnce() {
    WrittenNetwork all = WrittenNetwork.among(1, 8);
    all.homes.values().forEach(home -> home.store.reads = 0);
    for (int i = 0; i < 3; i++) {
      Promise<WriteOutcome> put = all.home(WRITER).put("name", "value" + i);
      all.env.pass(5_000);
      assertThat(put.value().sequence()).isEqualTo(i + 1);
    }
    assertThat(all.idsSent).isZero();
    for (WrittenNetwork.Home home : all.homes.values()) {
      // Once the slot, once the others of the shared name, and the writer what it has used.
      assertThat(home.store.reads).isLessThanOrEqualTo(3);
    }
  }

  @Property(tries = 30)
  void allRecordTheSameHoldersThoughTheyKnowOthers(@ForAll int seed) {
    WrittenNetwork all = WrittenNetwork.among(seed, 9);
    for (WrittenNetwork.Home home : all.homes.values()) {
      if (home.self != WRITER && all.env.rng().nextInt(3) == 0) {
        home.table.unlinked(NODES.get(all.env.rng().nextInt(9)).id(), 0);
      }
    }
    all.home(WRITER).put("name", "value");
    all.env.pass(5_000);
    all.home(DEVICE).put("name", "next");
    all.env.pass(5_000);
    HolderSet first = HolderSet.NONE;
    int recorded = 0;
    for (WrittenNetwork.Home home : all.homes.values()) {
      RecordRepository.Slot kept = home.slot("name", WRITER);
      if (kept.record() != null) {
        first = first.isNone() ? kept.state().holders() : first;
        assertThat(kept.state().holders()).isEqualTo(first);
        recorded++;
      }
    }
    assertThat(first.isNone()).isFalse();
    assertThat(recorded).isGreaterThanOrEqualTo(Neighbourhood.REPLICAS);
  }

  @Example
  void lonePeerGoesOn() {
    WrittenNetwork all = new WrittenNetwork(1, List.of(WRITER));
    all.home(WRITER).alone = true;
    assertThat(all.home(WRITER).put("name", "value").value().holders()).isEqualTo(1);
    assertThat(all.home(WRITER).put("name", "next", 60, 1).value().sequence()).isEqualTo(2);
  }

  @Property(tries = 30)
  void parallelPutsOfOneNameAllSucceed(@ForAll int seed) {
    WrittenNetwork all = WrittenNetwork.among(seed, 6);
    List<Promise<WriteOutcome>> puts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      puts.add(all.home(WRITER).put("name", "value" + i));
      if (i % 2 == 0) {
        puts.add(all.home(DEVICE).put("name", "of the other device"));
      }
    }
    all.env.pass(120_000);
    for (Promise<WriteOutcome> put : puts) {
      assertThat(put.value().holders()).isPositive();
    }
    Promise<WriteOutcome> last = all.home(WRITER).put("name", "last");
    all.env.pass(20_000);
    assertThat(last.value().sequence()).isGreaterThan(puts.get(puts.size() - 1).value().sequence());
    for (WrittenNetwork.Home home : all.homes.values()) {
      assertThat(home.value("name", WRITER)).isEqualTo("last");
    }
  }

  @Property(tries = 30)
  void expiredNewerVersionBeatsWhatComesBack(
      @ForAll int seed, @ForAll @IntRange(max = 4_000) int waitSeconds, @ForAll boolean again) {
    WrittenNetwork all = WrittenNetwork.among(seed, 6);
    WrittenNetwork.Home writer = all.home(WRITER);
    for (int i = 1; i <= 5; i++) {
      writer.put("name", "value" + i);
      all.env.pass(2_000);
    }
    NodeId away = NODES.get(3).id();
    all.down.add(away);
    writer.put("name", "short", 4, -1);
    all.env.pass(5_000 + waitSeconds * 1_000L);
    if (again) {
      Promise<WriteOutcome> put = writer.put("name", "last");
      all.env.pass(10_000);
      assertThat(put.value().sequence()).isGreaterThan(6);
    }
    all.down.clear();
    assertThat(all.homes.get(away).value("name", WRITER)).isEqualTo("value5");
    all.env.pass(3L * RefreshPlan.WINDOW_MILLIS);
    for (WrittenNetwork.Home home : all.homes.values()) {
      assertThat(home.value("name", WRITER)).isEqualTo(again ? "last" : null);
    }
  }

  @Property(tries = 40)
  void noSequenceIsUsedTwiceByOneWriter(@ForAll int seed) {
    WrittenNetwork all = WrittenNetwork.among(seed, 6);
    Map<Long, Bytes> seen = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      all.beyond.clear();
      all.lossPermille = 100 * all.env.rng().nextInt(7);
      for (Identity node : NODES.subList(1, 6)) {
        if (all.env.rng().nextInt(2) == 0) {
          all.beyond.add(node.id());
        }
      }
      all.home(WRITER).put("name", "value" + i, 3_600, -1);
      all.env.pass(all.env.rng().nextInt(200));
      // The process is killed, the disk stays.
      all.home(WRITER).writer.close();
      all.home(WRITER).start();
      for (WrittenNetwork.Home home : all.homes.values()) {
        DataRecord held = home.newest("name", WRITER);
        if (held != null) {
          Bytes digest = Bytes.wrap(held.digest(WrittenNetwork.NETWORK.hash));
          Bytes before = seen.putIfAbsent(held.sequence(), digest);
          assertThat(before).as("sequence " + held.sequence()).isIn(null, digest);
        }
      }
    }
  }
}
