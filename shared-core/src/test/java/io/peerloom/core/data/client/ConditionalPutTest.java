package io.peerloom.core.data.client;

import static io.peerloom.core.data.client.WrittenNetwork.DEVICE;
import static io.peerloom.core.data.client.WrittenNetwork.NODES;
import static io.peerloom.core.data.client.WrittenNetwork.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.client.RecordClient.WriteOutcome;
import io.peerloom.core.data.replication.HolderRenewal;
import io.peerloom.core.data.replication.RefreshPlan;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What a conditional put promises: one outcome, whoever is away, cut off, or asks at once. */
@Label("Conditional puts")
class ConditionalPutTest {
  /**
   * Holders of a later version promise nothing for an earlier one, however often they are asked.
   */
  @Property(tries = 20)
  void whoReadAnOldVersionIsRefusedSoon(
      @ForAll int seed, @ForAll @IntRange(max = 3) int read, @ForAll boolean compared) {
    WrittenNetwork all = WrittenNetwork.among(seed, 6);
    for (int i = 0; i < 5; i++) {
      all.home(DEVICE).put("name", "version " + (i + 1), 3_600, compared ? i : -1);
      all.env.pass(2_000);
    }
    Promise<WriteOutcome> put = all.home(WRITER).put("name", "late", 3_600, read);
    all.env.pass(500);
    assertThat(put.failure().code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(all.home(WRITER).value("name", WRITER)).isEqualTo("version 5");
  }

  /** A promise for what nobody counts to would stand in the way of every later put. */
  @Property(tries = 20)
  void sequenceFarAheadIsRefusedAndChangesNothing(
      @ForAll int seed,
      @ForAll @LongRange(min = 1L << 21, max = Limits.MAX_SEQUENCE - 1) long expected) {
    WrittenNetwork all = WrittenNetwork.among(seed, 5);
    all.home(WRITER).put("name", "first");
    all.env.pass(5_000);
    Promise<WriteOutcome> put = all.home(WRITER).put("name", "refused", 3_600, expected);
    all.env.pass(5_000);
    assertThat(put.failure().code()).isEqualTo(ErrorCode.CONFLICT);
    Promise<WriteOutcome> second = all.home(WRITER).put("name", "second");
    all.env.pass(5_000);
    assertThat(second.value().sequence()).isEqualTo(2);
  }

  @Property(tries = 60)
  void twoDevicesAtOnceHaveOneOutcome(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 8) int nodes, @ForAll boolean fresh) {
    WrittenNetwork all = WrittenNetwork.among(seed, nodes);
    long base = 0;
    if (!fresh) {
      all.home(WRITER).put("name", "first");
      all.env.pass(5_000);
      base = 1;
    }
    Promise<WriteOutcome> a = all.home(WRITER).put("name", "a", 3_600, base);
    all.env.pass(all.env.rng().nextInt(60));
    Promise<WriteOutcome> b = all.home(DEVICE).put("name", "b", 3_600, base);
    all.env.pass(60_000);
    assertThat(a.isFailed()).isNotEqualTo(b.isFailed());
    Promise<WriteOutcome> loser = a.isFailed() ? a : b;
    assertThat(loser.failure().code()).isEqualTo(ErrorCode.CONFLICT);
    all.env.pass(2L * RefreshPlan.WINDOW_MILLIS);
    for (WrittenNetwork.Home home : all.homes.values()) {
      assertThat(home.value("name", WRITER)).isIn(null, a.isFailed() ? "b" : "a");
    }
  }

  /** Fails if a deleted value counts as a current one, or if two puts take its place. */
  @Property(tries = 60)
  void afterADeletionOneOfTwoPutsSucceeds(
      @ForAll int seed, @ForAll @IntRange(max = 6) int cut, @ForAll boolean conditional) {
    WrittenNetwork all = WrittenNetwork.among(seed, 7);
    all.home(WRITER).put("name", "first", Limits.MAX_TTL_SECONDS, 0);
    all.env.pass(20_000);
    for (Identity node : NODES.subList(1, 1 + cut)) {
      all.beyond.add(node.id());
    }
    String deletion = Bytes.utf8(DataRecord.deletion());
    Promise<WriteOutcome> deleted =
        all.home(WRITER).put("name", deletion, Limits.MAX_TTL_SECONDS, conditional ? 1 : -1);
    all.env.pass(60_000);
    all.beyond.clear();
    Promise<WriteOutcome> a = all.home(WRITER).put("name", "a", 3_600 * 24, 0);
    all.env.pass(all.env.rng().nextInt(60));
    Promise<WriteOutcome> b = all.home(DEVICE).put("name", "b", 3_600 * 24, 0);
    all.env.pass(90_000);
    assertThat(!a.isFailed() && !b.isFailed()).isFalse();
    if (!deleted.isFailed()) {
      assertThat(a.isFailed() && b.isFailed()).as(a.failure() + " " + b.failure()).isFalse();
    }
    all.env.pass(3L * RefreshPlan.WINDOW_MILLIS);
    if (!a.isFailed() || !b.isFailed()) {
      List<String> values = new ArrayList<>();
      for (WrittenNetwork.Home home : all.homes.values()) {
        values.add(home.value("name", WRITER));
        assertThat(home.value("name", WRITER)).isIn(null, a.isFailed() ? "b" : "a");
      }
      values.removeIf(Objects::isNull);
      assertThat(values).hasSizeGreaterThan(4);
    }
  }

  @Property(tries = 60)
  void halvesOfANetworkDoNotBothSucceed(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 6) int cut, @ForAll boolean plainFirst) {
    WrittenNetwork all = WrittenNetwork.among(seed, 7);
    all.home(WRITER).put("name", "first", 3_600 * 24, plainFirst ? -1 : 0);
    all.env.pass(20_000);
    for (Identity node : NODES.subList(1, 1 + cut)) {
      all.beyond.add(node.id());
    }
    all.beyond.add(DEVICE.id());
    Promise<WriteOutcome> a = all.home(WRITER).put("name", "a", 3_600 * 24, 1);
    Promise<WriteOutcome> b = all.home(DEVICE).put("name", "b", 3_600 * 24, 1);
    all.env.pass(90_000);
    int succeeded = (a.isFailed() ? 0 : 1) + (b.isFailed() ? 0 : 1);
    assertThat(succeeded).as(a.failure() + " " + b.failure()).isEqualTo(cut == 3 ? 0 : 1);
    all.beyond.clear();
    all.env.pass(3L * RefreshPlan.WINDOW_MILLIS);
    if (succeeded == 1) {
      for (WrittenNetwork.Home home : all.homes.values()) {
        assertThat(home.value("name", WRITER)).isIn(null, a.isFailed() ? "b" : "a");
      }
      Promise<WriteOutcome> next = all.home(a.isFailed() ? WRITER : DEVICE).put("name", "c", 60, 2);
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
      WrittenNetwork all = WrittenNetwork.among(seed, 9);
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
      WrittenNetwork all = WrittenNetwork.among(seed, 9);
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
    Promise<WriteOutcome> next = all.home(DEVICE).put("name", "next", 3_600, 1);
    all.env.pass(60_000);
    assertThat(next.isFailed() || next.value().sequence() == 2).isTrue();
    return !next.isFailed();
  }

  @Property(tries = 40)
  void halvesCannotBothRenewTheHolders(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 7) int cut, @ForAll boolean plainFirst) {
    WrittenNetwork all = WrittenNetwork.among(seed, 9);
    all.home(WRITER).put("name", "first", Limits.MAX_TTL_SECONDS, plainFirst ? -1 : 0);
    all.env.pass(20_000);
    all.beyond.addAll(NODES.subList(1, 1 + cut).stream().map(Identity::id).toList());
    all.beyond.add(DEVICE.id());
    all.relink();
    all.env.pass(all.env.rng().nextInt(6 * HolderRenewal.PASS_MILLIS));
    Promise<WriteOutcome> a = all.home(WRITER).put("name", "a", 3_600 * 24, 1);
    Promise<WriteOutcome> b = all.home(DEVICE).put("name", "b", 3_600 * 24, 1);
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
    WrittenNetwork all = WrittenNetwork.among(seed, 8);
    all.beyond.addAll(NODES.subList(1, 5).stream().map(Identity::id).toList());
    all.beyond.add(DEVICE.id());
    all.relink();
    Promise<WriteOutcome> a = all.home(WRITER).put("name", "a", 3_600 * 24, compare ? 0 : -1);
    Promise<WriteOutcome> b = all.home(DEVICE).put("name", "b", 3_600 * 24, compare ? 0 : -1);
    all.env.pass(60_000);
    assertThat(a.value().sequence()).isEqualTo(b.value().sequence());
    all.beyond.clear();
    all.relink();
    all.env.pass(3L * RefreshPlan.WINDOW_MILLIS);
    String kept = all.home(WRITER).value("name", WRITER);
    assertThat(kept).isIn("a", "b");
    Promise<WriteOutcome> next = all.home(WRITER).put("name", "c", 3_600, 1);
    Promise<WriteOutcome> other = all.home(DEVICE).put("name", "d", 3_600, 1);
    for (NodeId holder : all.nearest(WrittenNetwork.key("name"))) {
      assertThat(all.homes.get(holder).value("name", WRITER)).isIn(null, kept);
    }
    all.env.pass(60_000);
    assertThat(next.isFailed()).isNotEqualTo(other.isFailed());
  }

  @Property(tries = 60)
  void refusedIsNeverReadThoughMessagesAreLost(
      @ForAll int seed, @ForAll @IntRange(max = 300) int lossPermille) {
    WrittenNetwork all = WrittenNetwork.among(seed, 7);
    all.home(WRITER).put("name", "first", 3_600 * 24, -1);
    all.env.pass(20_000);
    all.lossPermille = lossPermille;
    List<Promise<WriteOutcome>> writes = new ArrayList<>();
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
      Promise<WriteOutcome> write = writes.get(i);
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
