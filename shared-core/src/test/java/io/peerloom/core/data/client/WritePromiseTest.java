package io.peerloom.core.data.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.data.RecordRepository;
import io.peerloom.core.data.client.RecordClient.Written;
import io.peerloom.core.data.replication.HolderRenewal;
import io.peerloom.core.data.replication.RefreshPlan;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What a put promises, among holders that are away, refuse, or are cut off. */
@Label("Puts")
class WritePromiseTest {
  private static final List<Identity> NODES = members(9);
  private static final Identity WRITER = NODES.get(0);

  /** Another device of the first node's identity. */
  private static final Identity DEVICE = WrittenNetwork.NETWORK.device(WRITER, 1, PeerKind.NODE);

  private static List<Identity> members(int count) {
    List<Identity> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(WrittenNetwork.NETWORK.member(PeerKind.NODE));
    }
    return members;
  }

  private static WrittenNetwork network(int seed, int nodes) {
    List<Identity> members = new ArrayList<>(NODES.subList(0, nodes));
    members.add(DEVICE);
    return new WrittenNetwork(seed, members);
  }

  @Example
  void ninthPublisherIsRefusedAndKeptNowhere() {
    WrittenNetwork all = network(1, 9);
    for (Identity publisher : NODES.subList(0, 8)) {
      Promise<Written> put = all.home(publisher).put("name", "of one");
      all.env.pass(5_000);
      assertThat(put.value().holders()).isPositive();
    }
    Promise<Written> ninth = all.home(NODES.get(8)).put("name", "of the ninth");
    all.env.pass(60_000);
    assertThat(ninth.failure().code()).isEqualTo(ErrorCode.FULL);
    for (WrittenNetwork.Home home : all.homes.values()) {
      assertThat(home.newest("name", NODES.get(8))).isNull();
    }
  }

  @Example
  void cutOffWriterKeepsNothing() {
    WrittenNetwork all = network(1, 5);
    all.beyond.add(WRITER.id());
    Promise<Written> put = all.home(WRITER).put("name", "value");
    all.env.pass(60_000);
    assertThat(put.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(all.home(WRITER).newest("name", WRITER)).isNull();
    all.beyond.add(NODES.get(1).id());
    Promise<Written> two = all.home(WRITER).put("name", "value");
    all.env.pass(60_000);
    assertThat(two.isFailed()).as("two linked peers go on").isFalse();
    assertThat(all.home(NODES.get(1)).value("name", WRITER)).isEqualTo("value");
  }

  private static Promise<Written> late(
      WrittenNetwork all, Identity writer, String value, long writtenAt, Draft draft) {
    Promise<Written> put = all.home(writer).put("name", value, 60, -1, writtenAt, draft);
    all.env.pass(20_000);
    return put;
  }

  /** Tabs and devices send what they had queued in any order: what was written last stays. */
  @Property(tries = 30)
  void whatWasWrittenLastStays(@ForAll int seed, @ForAll @IntRange(min = 2, max = 8) int nodes) {
    WrittenNetwork all = network(seed, nodes);
    long first = all.env.wallMillis();
    all.env.pass(60_000);
    long second = all.env.wallMillis();
    all.env.pass(60_000);
    assertThat(late(all, DEVICE, "later", second, new Draft()).isFailed()).isFalse();
    assertThat(late(all, WRITER, "earlier", first, new Draft()).failure().code())
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(all.home(WRITER).value("name", WRITER)).isEqualTo("later");
    Promise<Written> now = late(all, WRITER, "now", Long.MAX_VALUE, new Draft());
    assertThat(now.isFailed()).isFalse();
    assertThat(all.home(WRITER).value("name", WRITER)).isEqualTo("now");
  }

  /** Its time to live begins when it is sent, and a clock that was wrong loses nothing. */
  @Example
  void whatWasWrittenLongAgoLastsAsLong() {
    WrittenNetwork all = network(1, 5);
    assertThat(late(all, WRITER, "old", 0, new Draft()).isFailed()).isFalse();
    all.env.pass(30_000);
    assertThat(all.home(DEVICE).value("name", WRITER)).isEqualTo("old");
    all.env.pass(60_000);
    assertThat(all.home(DEVICE).value("name", WRITER)).isNull();
  }

  /** An attempt of which nobody knows whether it arrived is repeated under its sequence. */
  @Property(tries = 60)
  void unclearPutIsSentAgainAsItWas(@ForAll int seed, @ForAll @IntRange(max = 200) int cutAfter) {
    WrittenNetwork all = network(seed, 5);
    Draft draft = new Draft();
    Promise<Written> put = all.home(WRITER).put("name", "value", 3_600, -1, Long.MAX_VALUE, draft);
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
      Promise<Written> again = late(all, WRITER, "value", Long.MAX_VALUE, draft);
      assertThat(again.value().sequence()).isEqualTo(1);
      assertThat(all.home(DEVICE).value("name", WRITER)).isEqualTo("value");
    }
  }

  /** What another device wrote meanwhile is later than the attempt. */
  @Example
  void unclearPutGivesWayToALaterOne() {
    WrittenNetwork all = network(1, 5);
    Draft draft = new Draft();
    Promise<Written> put =
        all.home(WRITER).put("name", "unclear", 3_600, -1, Long.MAX_VALUE, draft);
    while (draft.signed == null) {
      all.env.pass(1);
    }
    all.down.add(WRITER.id());
    all.env.pass(60_000);
    assertThat(put.failure().code()).isEqualTo(ErrorCode.UNKNOWN);
    Promise<Written> later = late(all, DEVICE, "later", Long.MAX_VALUE, new Draft());
    assertThat(later.isFailed()).isFalse();
    all.down.clear();
    assertThat(late(all, WRITER, "unclear", Long.MAX_VALUE, draft).failure().code())
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(all.home(DEVICE).value("name", WRITER)).isEqualTo("later");
  }

  @Example
  void plainPutsSendNoIdsAndReadEachSlotOnce() {
    WrittenNetwork all = network(1, 8);
    all.homes.values().forEach(home -> home.store.reads = 0);
    for (int i = 0; i < 3; i++) {
      Promise<Written> put = all.home(WRITER).put("name", "value" + i);
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
    WrittenNetwork all = network(seed, 9);
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
    WrittenNetwork all = network(seed, 6);
    List<Promise<Written>> puts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      puts.add(all.home(WRITER).put("name", "value" + i));
      if (i % 2 == 0) {
        puts.add(all.home(DEVICE).put("name", "of the other device"));
      }
    }
    all.env.pass(120_000);
    for (Promise<Written> put : puts) {
      assertThat(put.value().holders()).isPositive();
    }
    Promise<Written> last = all.home(WRITER).put("name", "last");
    all.env.pass(20_000);
    assertThat(last.value().sequence()).isGreaterThan(puts.get(puts.size() - 1).value().sequence());
    for (WrittenNetwork.Home home : all.homes.values()) {
      assertThat(home.value("name", WRITER)).isEqualTo("last");
    }
  }

  @Property(tries = 30)
  void expiredNewerVersionBeatsWhatComesBack(
      @ForAll int seed, @ForAll @IntRange(max = 4_000) int waitSeconds, @ForAll boolean again) {
    WrittenNetwork all = network(seed, 6);
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
      Promise<Written> put = writer.put("name", "last");
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

  /**
   * Holders of a later version promise nothing for an earlier one, however often they are asked.
   */
  @Property(tries = 20)
  void whoReadAnOldVersionIsRefusedSoon(
      @ForAll int seed, @ForAll @IntRange(max = 3) int read, @ForAll boolean compared) {
    WrittenNetwork all = network(seed, 6);
    for (int i = 0; i < 5; i++) {
      all.home(DEVICE).put("name", "version " + (i + 1), 3_600, compared ? i : -1);
      all.env.pass(2_000);
    }
    Promise<Written> put = all.home(WRITER).put("name", "late", 3_600, read);
    all.env.pass(500);
    assertThat(put.failure().code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(all.home(WRITER).value("name", WRITER)).isEqualTo("version 5");
  }

  /** A promise for what nobody counts to would stand in the way of every later put. */
  @Property(tries = 20)
  void sequenceFarAheadIsRefusedAndChangesNothing(
      @ForAll int seed,
      @ForAll @LongRange(min = 1L << 21, max = Limits.MAX_SEQUENCE - 1) long expected) {
    WrittenNetwork all = network(seed, 5);
    all.home(WRITER).put("name", "first");
    all.env.pass(5_000);
    Promise<Written> put = all.home(WRITER).put("name", "refused", 3_600, expected);
    all.env.pass(5_000);
    assertThat(put.failure().code()).isEqualTo(ErrorCode.CONFLICT);
    Promise<Written> second = all.home(WRITER).put("name", "second");
    all.env.pass(5_000);
    assertThat(second.value().sequence()).isEqualTo(2);
  }

  @Property(tries = 60)
  void twoDevicesAtOnceHaveOneOutcome(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 8) int nodes, @ForAll boolean fresh) {
    WrittenNetwork all = network(seed, nodes);
    long base = 0;
    if (!fresh) {
      all.home(WRITER).put("name", "first");
      all.env.pass(5_000);
      base = 1;
    }
    Promise<Written> a = all.home(WRITER).put("name", "a", 3_600, base);
    all.env.pass(all.env.rng().nextInt(60));
    Promise<Written> b = all.home(DEVICE).put("name", "b", 3_600, base);
    all.env.pass(60_000);
    assertThat(a.isFailed()).isNotEqualTo(b.isFailed());
    Promise<Written> loser = a.isFailed() ? a : b;
    assertThat(loser.failure().code()).isEqualTo(ErrorCode.CONFLICT);
    all.env.pass(2L * RefreshPlan.WINDOW_MILLIS);
    for (WrittenNetwork.Home home : all.homes.values()) {
      assertThat(home.value("name", WRITER)).isIn(null, a.isFailed() ? "b" : "a");
    }
  }

  @Property(tries = 60)
  void halvesOfANetworkDoNotBothSucceed(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 6) int cut, @ForAll boolean plainFirst) {
    WrittenNetwork all = network(seed, 7);
    all.home(WRITER).put("name", "first", 3_600 * 24, plainFirst ? -1 : 0);
    all.env.pass(20_000);
    for (Identity node : NODES.subList(1, 1 + cut)) {
      all.beyond.add(node.id());
    }
    all.beyond.add(DEVICE.id());
    Promise<Written> a = all.home(WRITER).put("name", "a", 3_600 * 24, 1);
    Promise<Written> b = all.home(DEVICE).put("name", "b", 3_600 * 24, 1);
    all.env.pass(90_000);
    int succeeded = (a.isFailed() ? 0 : 1) + (b.isFailed() ? 0 : 1);
    assertThat(succeeded).as(a.failure() + " " + b.failure()).isEqualTo(cut == 3 ? 0 : 1);
    all.beyond.clear();
    all.env.pass(3L * RefreshPlan.WINDOW_MILLIS);
    if (succeeded == 1) {
      for (WrittenNetwork.Home home : all.homes.values()) {
        assertThat(home.value("name", WRITER)).isIn(null, a.isFailed() ? "b" : "a");
      }
      Promise<Written> next = all.home(a.isFailed() ? WRITER : DEVICE).put("name", "c", 60, 2);
      all.env.pass(30_000);
      assertThat(next.value().sequence()).isEqualTo(3);
    }
  }

  /**
   * In nearly all worlds; in some a holder has promised what nobody finished (docs/RELIABILITY).
   */
  @Example
  void recordedHoldersFollowTheNetwork() {
    int followed = 0;
    for (int seed = 0; seed < 20; seed++) {
      WrittenNetwork all = network(seed, 9);
      int first = seed % 2 == 0 ? -1 : 0;
      all.home(WRITER).put("name", "first", Limits.MAX_TTL_SECONDS, first);
      all.env.pass(20_000);
      List<Identity> order = new ArrayList<>(NODES.subList(1, 9));
      Collections.shuffle(order, new Random(seed));
      for (Identity gone : order.subList(0, 6)) {
        all.down.add(gone.id());
        all.relink();
        all.env.pass(5L * HolderRenewal.PASS_MILLIS);
      }
      followed += isReplaced(all) ? 1 : 0;
    }
    assertThat(followed).isEqualTo(20);
  }

  @Example
  void smallNetworksSetGrowsWithIt() {
    int grown = 0;
    for (int seed = 0; seed < 20; seed++) {
      WrittenNetwork all = network(seed, 9);
      for (Identity late : NODES.subList(2, 9)) {
        all.down.add(late.id());
      }
      all.relink();
      all.home(WRITER).put("name", "first");
      all.env.pass(20_000);
      all.down.clear();
      all.relink();
      all.env.pass(8L * HolderRenewal.PASS_MILLIS);
      all.down.add(NODES.get(1).id());
      all.down.add(WRITER.id());
      grown += isReplaced(all) ? 1 : 0;
    }
    assertThat(grown).isEqualTo(20);
  }

  /** Whether a conditional write by another device goes on with the version that is there. */
  private static boolean isReplaced(WrittenNetwork all) {
    Promise<Written> next = all.home(DEVICE).put("name", "next", 3_600, 1);
    all.env.pass(60_000);
    assertThat(next.isFailed() || next.value().sequence() == 2).isTrue();
    return !next.isFailed();
  }

  @Property(tries = 40)
  void halvesCannotBothRenewTheHolders(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 7) int cut, @ForAll boolean plainFirst) {
    WrittenNetwork all = network(seed, 9);
    all.home(WRITER).put("name", "first", Limits.MAX_TTL_SECONDS, plainFirst ? -1 : 0);
    all.env.pass(20_000);
    all.beyond.addAll(NODES.subList(1, 1 + cut).stream().map(Identity::id).toList());
    all.beyond.add(DEVICE.id());
    all.relink();
    all.env.pass(all.env.rng().nextInt(6 * HolderRenewal.PASS_MILLIS));
    Promise<Written> a = all.home(WRITER).put("name", "a", 3_600 * 24, 1);
    Promise<Written> b = all.home(DEVICE).put("name", "b", 3_600 * 24, 1);
    all.env.pass(90_000);
    assertThat(a.isFailed() || b.isFailed()).isTrue();
    all.beyond.clear();
    all.relink();
    all.env.pass(3L * RefreshPlan.WINDOW_MILLIS);
    if (!a.isFailed() || !b.isFailed()) {
      for (NodeId holder : all.nearest(WrittenNetwork.key("name"))) {
        String value = all.homes.get(holder).value("name", WRITER);
        assertThat(value).isIn(null, a.isFailed() ? "b" : "a");
      }
    }
  }

  @Property(tries = 30)
  void halvesThatBothBeginANameAgreeOnceHealed(@ForAll int seed, @ForAll boolean compare) {
    WrittenNetwork all = network(seed, 8);
    all.beyond.addAll(NODES.subList(1, 5).stream().map(Identity::id).toList());
    all.beyond.add(DEVICE.id());
    all.relink();
    Promise<Written> a = all.home(WRITER).put("name", "a", 3_600 * 24, compare ? 0 : -1);
    Promise<Written> b = all.home(DEVICE).put("name", "b", 3_600 * 24, compare ? 0 : -1);
    all.env.pass(60_000);
    assertThat(a.value().sequence()).isEqualTo(b.value().sequence());
    all.beyond.clear();
    all.relink();
    all.env.pass(3L * RefreshPlan.WINDOW_MILLIS);
    String kept = all.home(WRITER).value("name", WRITER);
    assertThat(kept).isIn("a", "b");
    Promise<Written> next = all.home(WRITER).put("name", "c", 3_600, 1);
    Promise<Written> other = all.home(DEVICE).put("name", "d", 3_600, 1);
    for (NodeId holder : all.nearest(WrittenNetwork.key("name"))) {
      assertThat(all.homes.get(holder).value("name", WRITER)).isIn(null, kept);
    }
    all.env.pass(60_000);
    assertThat(next.isFailed()).isNotEqualTo(other.isFailed());
  }

  @Property(tries = 40)
  void noSequenceIsUsedTwiceByOneWriter(@ForAll int seed) {
    WrittenNetwork all = network(seed, 6);
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

  @Property(tries = 60)
  void refusedIsNeverReadThoughMessagesAreLost(
      @ForAll int seed, @ForAll @IntRange(max = 300) int lossPermille) {
    WrittenNetwork all = network(seed, 7);
    all.home(WRITER).put("name", "first", 3_600 * 24, -1);
    all.env.pass(20_000);
    all.lossPermille = lossPermille;
    List<Promise<Written>> writes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Identity by = i % 2 == 0 ? WRITER : DEVICE;
      writes.add(all.home(by).put("name", "value" + i, 3_600 * 24, 1));
      all.env.pass(all.env.rng().nextInt(400));
      if (i == 2) {
        all.home(NODES.get(3)).start();
      }
    }
    all.env.pass(300_000);
    all.lossPermille = 0;
    all.env.pass(3L * RefreshPlan.WINDOW_MILLIS);
    int succeeded = 0;
    for (int i = 0; i < writes.size(); i++) {
      Promise<Written> write = writes.get(i);
      assertThat(write.isDone()).isTrue();
      succeeded += write.isFailed() ? 0 : 1;
      if (!write.isFailed() || write.failure().code() != ErrorCode.UNKNOWN) {
        for (WrittenNetwork.Home home : all.homes.values()) {
          if (write.isFailed()) {
            assertThat(home.value("name", WRITER)).isNotEqualTo("value" + i);
          } else {
            assertThat(home.value("name", WRITER)).isEqualTo("value" + i);
          }
        }
      }
    }
    assertThat(succeeded).isLessThanOrEqualTo(1);
  }
}
