package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestRecords;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A holder shows what lives, and its disk is rid of the rest soon after. */
@Label("Expiry of records")
class RecordExpiryPropertyTest {
  private static final int SWEEP_MILLIS = 10 * 60_000;

  /** What proves a publisher is kept for a day longer than its data can live. */
  private static final long TOKENS_KEPT_MILLIS = 9L * 24 * 3_600_000;

  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity HOLDER = NETWORK.member(PeerKind.NODE);
  private static final Identity[] PUBLISHERS = {
    NETWORK.member(PeerKind.BROWSER), NETWORK.member(PeerKind.BROWSER)
  };

  /** Fails if the disk is searched for expired records only once, or if those count as live. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 28: Message Expiration Cleanup (storage)")
  void whatHasExpiredIsNotGivenAndLeavesTheDisk(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 20) int puts,
      @ForAll @IntRange(max = 3_000) int laterSeconds) {
    TestEnv env = new TestEnv(seed);
    Authority authority = NETWORK.authority(env);
    MemoryStore store = new MemoryStore();
    RecordService holder =
        TestRecords.of(
            env,
            authority,
            HOLDER,
            store,
            new RoutingTable(HOLDER.id(), new Rng(seed)),
            List.of(PUBLISHERS));
    holder.start();
    List<DataRecord> kept = new ArrayList<>();
    List<DataRecord> replaced = new ArrayList<>();
    for (int i = 0; i < puts; i++) {
      Identity publisher = PUBLISHERS[env.rng().nextInt(PUBLISHERS.length)];
      byte[] name = DataRecord.nameHash(NETWORK.hash, "name" + env.rng().nextInt(8));
      DataRecord record =
          DataRecord.sign(
                  authority,
                  publisher.keys(),
                  true,
                  name,
                  i + 1,
                  env.wallMillis(),
                  1 + env.rng().nextInt(3_600),
                  false,
                  new byte[] {1})
              .value();
      assertThat(holder.store(record).isFailed()).isFalse();
      for (DataRecord old : kept) {
        if (isOneSlot(old, record)) {
          replaced.add(old);
        }
      }
      kept.removeAll(replaced);
      kept.add(record);
      env.pass(env.rng().nextInt(60_000));
    }
    env.pass(laterSeconds * 1_000L);
    assertThatItGives(holder, kept, replaced, env.wallMillis());
    env.pass(SWEEP_MILLIS);
    long now = env.wallMillis();
    assertThatItGives(holder, kept, replaced, now);
    kept.removeIf(record -> until(record, replaced) <= now - SWEEP_MILLIS);
    assertThat(store.size())
        .as("a record and its expiry each, and two more where an older one would outlive it")
        .isLessThanOrEqualTo(5 * kept.size() + 2 * PUBLISHERS.length);
    env.pass(2 * 3_600_000);
    assertThat(store.size())
        .as("what proves publishers")
        .isLessThanOrEqualTo(2 * PUBLISHERS.length);
    env.pass(TOKENS_KEPT_MILLIS);
    assertThat(store.size()).isZero();
  }

  /** Its writer's clock is a little behind: the version it replaced must not come back here. */
  @Example
  void versionThatJustExpiredEndsTheOlderOne() {
    TestEnv env = new TestEnv(1);
    Authority authority = NETWORK.authority(env);
    RoutingTable table = new RoutingTable(HOLDER.id(), new Rng(1));
    MemoryStore store = new MemoryStore();
    RecordService holder =
        TestRecords.of(env, authority, HOLDER, store, table, List.of(PUBLISHERS));
    DataRecord old = record(authority, 1, env.wallMillis() - 50_000, 3_600);
    DataRecord replacing = record(authority, 2, env.wallMillis() - 40_000, 4);
    DataRecord longGone = record(authority, 3, env.wallMillis() - 400_000, 4);
    assertThat(holder.store(replacing).failure().code())
        .as("nobody would read it")
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(holder.store(old).isFailed()).isFalse();
    assertThat(holder.store(replacing).isFailed()).isFalse();
    assertThat(holder.recordsUnder(old.key(), new byte[0]).value())
        .containsExactly(replacing.envelope().encoded());
    assertThat(holder.store(longGone).failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  private static DataRecord record(Authority authority, long sequence, long at, int ttlSeconds) {
    byte[] name = DataRecord.nameHash(NETWORK.hash, "name");
    return DataRecord.sign(
            authority,
            PUBLISHERS[0].keys(),
            true,
            name,
            sequence,
            at,
            ttlSeconds,
            false,
            new byte[] {1})
        .value();
  }

  private static boolean isOneSlot(DataRecord a, DataRecord b) {
    return a.key().equals(b.key()) && Bytes.equal(a.publisherKey(), b.publisherKey());
  }

  /** When a record and all older ones of its slot have expired. */
  private static long until(DataRecord record, List<DataRecord> replaced) {
    long until = record.expiresAt();
    for (DataRecord old : replaced) {
      until = isOneSlot(old, record) ? Math.max(until, old.expiresAt()) : until;
    }
    return until;
  }

  private static void assertThatItGives(
      RecordService holder, List<DataRecord> kept, List<DataRecord> replaced, long now) {
    for (DataRecord asked : kept) {
      List<Bytes> live = new ArrayList<>();
      for (DataRecord record : kept) {
        if (record.key().equals(asked.key()) && until(record, replaced) > now) {
          live.add(Bytes.wrap(record.envelope().encoded()));
        }
      }
      assertThat(holder.recordsUnder(asked.key(), new byte[0]).value().stream().map(Bytes::wrap))
          .containsExactlyInAnyOrderElementsOf(live);
    }
  }
}
