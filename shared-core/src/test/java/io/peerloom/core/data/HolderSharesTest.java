package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestRecords;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** What one publisher, or one group of them, can take from others at a holder; and damage. */
@Label("Shares of a holder")
class HolderSharesTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity HOLDER = NETWORK.member(PeerKind.NODE);
  private static final int DAY = 24 * 3600;

  private final TestEnv env = new TestEnv(1);
  private final Authority authority = NETWORK.authority(env);
  private Disk disk = new Disk();
  private final List<Identity> met = new ArrayList<>();
  private RecordService holder = start();

  /** A disk of which some entries can be damaged: whatever reads them fails, as RocksDB does. */
  private static final class Disk extends MemoryStore {
    long quota = Limits.MAX_STORED_BYTES_OF_PAGE;
    final List<Bytes> damaged = new ArrayList<>();

    @Override
    public long quotaBytes() {
      return quota;
    }

    @Override
    public Promise<Void> write(List<Entry> changes) {
      changes.forEach(change -> damaged.remove(Bytes.wrap(change.key())));
      return super.write(changes);
    }

    @Override
    public Promise<byte[]> read(byte[] key) {
      return damaged.contains(Bytes.wrap(key))
          ? Promise.failed(ErrorCode.STORAGE_FAILED, "bad block")
          : super.read(key);
    }

    @Override
    public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
      return super.scan(from, to, limit)
          .flatMap(
              found -> {
                for (Entry entry : found) {
                  if (damaged.contains(Bytes.wrap(entry.key()))) {
                    return Promise.failed(ErrorCode.STORAGE_FAILED, "bad block");
                  }
                }
                return Promise.of(found);
              });
    }
  }

  private RecordService start() {
    RecordService service = startCounting();
    env.pass(1_000);
    return service;
  }

  /** One that has counted the first of what is on disk. */
  private RecordService startCounting() {
    RoutingTable table = new RoutingTable(HOLDER.id(), new Rng(1));
    RecordService service = TestRecords.of(env, authority, HOLDER, disk, table, met);
    service.start();
    return service;
  }

  private Identity member() {
    Identity member = NETWORK.member(PeerKind.BROWSER);
    authority.prove(member.card());
    return member;
  }

  private DataRecord record(Identity publisher, String name, long sequence, int ttl, int bytes) {
    return record(publisher, name, sequence, ttl, new byte[bytes]);
  }

  private DataRecord deletion(Identity publisher, String name, long sequence) {
    return record(publisher, name, sequence, DAY, DataRecord.deletion());
  }

  private DataRecord record(
      Identity publisher, String name, long sequence, int ttl, byte[] payload) {
    return DataRecord.sign(
            authority,
            publisher.keys(),
            true,
            DataRecord.nameHash(NETWORK.hash, name),
            sequence,
            env.wallMillis(),
            ttl,
            false,
            payload)
        .value();
  }

  private ErrorCode put(DataRecord record) {
    Promise<byte[]> stored = holder.store(record);
    return stored.isFailed() ? stored.failure().code() : null;
  }

  private List<DataRecord> read(String name) {
    Key key = DataRecord.sharedKey(NETWORK.hash, DataRecord.nameHash(NETWORK.hash, name));
    List<DataRecord> records = new ArrayList<>();
    for (byte[] encoded : holder.recordsUnder(key, new byte[0]).value()) {
      records.add(DataRecord.decode(NETWORK.hash, encoded));
    }
    return records;
  }

  /** A deletion may take more bytes than the value: its sequence is longer. */
  @Example
  void aFullDiskTakesDeletionsOfWhatIsThere() {
    disk = new Disk();
    disk.quota = 1 << 20;
    holder = start();
    Identity greedy = member();
    assertThat(put(record(greedy, "small", 1, DAY, 1))).isNull();
    assertThat(put(record(greedy, "growing", 1, DAY, 1))).isNull();
    int taken = 0;
    while (put(record(greedy, "large" + taken, 1, DAY, 60_000)) == null) {
      taken++;
    }
    // Grows until the last byte is taken.
    int bytes = 1;
    int sequence = 2;
    for (int step = 32_768; step > 0; step /= 2) {
      while (put(record(greedy, "growing", sequence++, DAY, bytes + step)) == null) {
        bytes += step;
      }
    }
    assertThat(put(record(greedy, "small", 1L << 40, DAY, 1))).isEqualTo(ErrorCode.FULL);
    assertThat(put(deletion(greedy, "other", 1))).isEqualTo(ErrorCode.FULL);
    assertThat(put(deletion(greedy, "small", 1L << 40))).isNull();
    assertThat(read("small")).singleElement().matches(DataRecord::isDeletion);
  }

  @Example
  void aDeletionGivesItsPlaceToOthers() {
    List<Identity> publishers = new ArrayList<>();
    Identity next = member();
    while (put(record(next, "name", 1, DAY, 9)) == null) {
      publishers.add(next);
      next = member();
    }
    Identity first = publishers.get(0);
    assertThat(put(deletion(first, "name", 2))).isNull();
    assertThat(put(record(next, "name", 1, DAY, 9))).isNull();
    assertThat(put(record(first, "name", 3, DAY, 9))).isEqualTo(ErrorCode.FULL);
  }

  /** Older copies of the value may be shown by others. */
  @Example
  void aDeletionIsShownBesideLargeValues() {
    Identity one = member();
    put(record(one, "name", 1, DAY, 9));
    assertThat(put(deletion(one, "name", 2))).isNull();
    int left = 600 * 1024;
    while (left > 60_000) {
      DataRecord large = record(member(), "name", 1, DAY, Math.min(60_000, left - 400));
      assertThat(put(large)).isNull();
      left -= large.envelope().encoded().length;
    }
    DataRecord empty = record(member(), "name", 1, DAY, 300);
    int head = empty.envelope().encoded().length - 300;
    assertThat(put(record(member(), "name", 1, DAY, left - head - 100))).isNull();
    assertThat(read("name")).anyMatch(DataRecord::isDeletion);
  }

  /** Anybody can make up keys. */
  @Example
  void madeUpKeysAreNoPublishers() {
    Identity stranger = NETWORK.member(PeerKind.BROWSER);
    DataRecord record = record(stranger, "name", 1, DAY, 9);
    assertThat(put(record)).isEqualTo(ErrorCode.NOT_FOUND);
    DataMessage.Copy copy = new DataMessage.Copy(record.envelope().encoded(), 0, HolderSet.NONE, 0);
    assertThat(holder.merge(copy, NodeId.of(new byte[32])).isFailed()).isTrue();
    assertThat(read("name")).isEmpty();
  }

  /** More expired records than are read of a key at once. */
  @Example
  void expiredRecordsHideNoValue() {
    DataRecord acknowledged = record(member(), "name", 1, DAY, 9);
    assertThat(put(acknowledged)).isNull();
    for (int i = 0; i < 200; i++) {
      put(record(member(), "name", 1, 1, 9));
      env.pass(2_000);
    }
    assertThat(read("name"))
        .anySatisfy(read -> assertThat(read.publisherKey()).isEqualTo(acknowledged.publisherKey()));
  }

  /** A publisher that stores a short version over a long one leaves a tombstone. */
  @Example
  void tombstonesCloseNoName() {
    for (int i = 0; i < 100; i++) {
      Identity one = member();
      put(record(one, "name", 1, DAY, 9));
      put(record(one, "name", 2, 1, 9));
      env.pass(2_000);
    }
    assertThat(read("name").size()).isLessThanOrEqualTo(DataMessage.MAX_RECORDS);
    assertThat(holder.repository().accounts().usedRecords())
        .isLessThanOrEqualTo(Limits.MAX_SLOTS_OF_NAME);
  }

  /** 946 values of 64 KiB once filled a disk. */
  @Example
  void onePublisherLeavesHalfOfTheDiskToOthers() {
    disk = new Disk();
    disk.quota = 2 << 20;
    holder = start();
    Identity greedy = member();
    int taken = 0;
    while (put(record(greedy, "greedy" + taken, 1, DAY, 60_000)) == null) {
      taken++;
    }
    assertThat(put(record(greedy, "another", 1, DAY, 60_000))).isEqualTo(ErrorCode.FULL);
    assertThat(taken).isBetween(14, 18);
    Identity honest = member();
    for (int i = 0; i < 8; i++) {
      assertThat(put(record(honest, "honest" + i, 1, DAY, 60_000))).isNull();
    }
    assertThat(put(record(greedy, "greedy0", 2, DAY, 50_000))).as("a smaller version").isNull();
  }

  /** Fails where what is not counted yet seems free: whoever has a share gets another. */
  @Example
  void aRestartGivesNobodyAnotherShare() {
    disk = new Disk();
    disk.quota = 2 << 20;
    holder = start();
    Identity greedy = member();
    met.add(greedy);
    int kept = 0;
    while (put(record(greedy, "greedy" + kept, 1, DAY, 4_000)) == null) {
      kept++;
    }
    long before = holder.repository().accounts().usedBytes();
    holder.stop();
    holder = startCounting();
    assertThat(holder.repository().accounts().usedBytes()).isLessThan(before / 2);
    int taken = 0;
    while (put(record(greedy, "more" + taken, 1, DAY, 4_000)) == null) {
      taken++;
    }
    assertThat(put(record(greedy, "refused", 1, DAY, 4_000))).isEqualTo(ErrorCode.OVERLOADED);
    Identity honest = member();
    assertThat(put(record(honest, "honest", 1, DAY, 20_000))).as("meanwhile").isNull();
    env.pass(1_000);
    long most = before + disk.quota / StorageAccounts.UNCOUNTED_PART;
    assertThat(holder.repository().accounts().usedBytes()).isBetween(before, most);
    assertThat(put(record(greedy, "refused", 1, DAY, 4_000))).isEqualTo(ErrorCode.FULL);
    for (int i = 0; i < 8; i++) {
      assertThat(put(record(honest, "honest" + i, 1, DAY, 60_000))).isNull();
    }
    assertThatAllIsCounted();
  }

  @Example
  void aLowerQuotaLosesNothing() {
    Identity publisher = member();
    met.add(publisher);
    for (int i = 0; i < 20; i++) {
      assertThat(put(record(publisher, "kept" + i, 1, DAY, 60_000))).isNull();
    }
    holder.stop();
    disk.quota = 1 << 20;
    holder = start();
    for (int i = 0; i < 20; i++) {
      assertThat(read("kept" + i)).as("value %d", i).hasSize(1);
    }
    assertThat(put(record(member(), "new", 1, DAY, 9))).isEqualTo(ErrorCode.FULL);
    assertThat(put(record(publisher, "kept0", 2, DAY, 60_001))).isEqualTo(ErrorCode.FULL);
    assertThat(put(record(publisher, "kept0", 2, DAY, 50_000))).as("a smaller version").isNull();
    disk.quota = Limits.MAX_STORED_BYTES_OF_PAGE;
    holder.stop();
    holder = start();
    assertThat(put(record(member(), "new", 1, DAY, 9))).isNull();
  }

  /** Whatever was stored, replaced, expired and removed, before and after starts. */
  @Property(tries = 20)
  void accountsAreExact(@ForAll int seed) {
    disk = new Disk();
    holder = start();
    Rng rng = new Rng(seed);
    List<Identity> publishers = List.of(member(), member(), member());
    met.addAll(publishers);
    for (int i = 0; i < 200; i++) {
      Identity publisher = publishers.get(rng.nextInt(3));
      put(
          record(
              publisher,
              "name" + rng.nextInt(10),
              i + 1,
              1 + rng.nextInt(600),
              rng.nextInt(300) + 1));
      env.pass(rng.nextInt(20_000));
      if (rng.nextInt(40) == 0) {
        holder.stop();
        holder = start();
      }
    }
    assertThatAllIsCounted();
    holder.stop();
    holder = start();
    assertThatAllIsCounted();
    env.pass(40L * DAY * 1000 / 4);
    assertThat(holder.repository().accounts().usedBytes()).isZero();
  }

  private void assertThatAllIsCounted() {
    long bytes = 0;
    List<RecordStore.Entry> entries =
        disk.scan(new byte[] {StoreKeys.RECORDS}, StoreKeys.end(StoreKeys.RECORDS), 1000).value();
    for (RecordStore.Entry entry : entries) {
      bytes += entry.value().length + StorageAccounts.ENTRY_BYTES;
    }
    assertThat(holder.repository().accounts().usedBytes()).isEqualTo(bytes);
    assertThat(holder.repository().accounts().usedRecords()).isEqualTo(entries.size());
  }

  /** A pass over all records goes on behind one that cannot be read. */
  @Property(tries = 50)
  void damageEndsNoPass(@ForAll int seed) {
    disk = new Disk();
    holder = start();
    Rng rng = new Rng(seed);
    Identity publisher = member();
    List<byte[]> slots = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      DataRecord record = record(publisher, "name" + i, 1, DAY, 9);
      assertThat(put(record)).isNull();
      slots.add(
          RecordRepository.slotOf(
              NETWORK.hash, record.key(), publisher.keys().identityPublicKey()));
    }
    slots.sort(Bytes::compare);
    int count = 1 + rng.nextInt(8);
    int bad = rng.nextInt(101 - count);
    for (int i = bad; i < bad + count; i++) {
      disk.damaged.add(Bytes.wrap(StoreKeys.key(StoreKeys.RECORDS, slots.get(i))));
    }
    List<Bytes> seen = new ArrayList<>();
    byte[] from = new byte[0];
    while (from != null) {
      RecordRepository.ScannedBatch batch = holder.repository().batch(from, 32).value();
      batch.slots().forEach(slot -> seen.add(Bytes.wrap(slot.slot())));
      from = batch.next();
    }
    slots.subList(bad, bad + count).clear();
    assertThat(seen).containsExactlyElementsOf(slots.stream().map(Bytes::wrap).toList());
  }

  @Example
  void copyOfAnotherHolderHealsDamage() {
    Identity publisher = member();
    DataRecord record = record(publisher, "name", 1, DAY, 9);
    assertThat(put(record)).isNull();
    byte[] slot = holder.repository().slotOf(record);
    holder.stop();
    disk.damaged.add(Bytes.wrap(StoreKeys.key(StoreKeys.RECORDS, slot)));
    met.add(publisher);
    holder = start();
    assertThat(holder.read(slot).failure().code()).isEqualTo(ErrorCode.STORAGE_FAILED);
    DataMessage.Copy copy = new DataMessage.Copy(record.envelope().encoded(), 0, HolderSet.NONE, 0);
    assertThat(holder.merge(copy, HOLDER.id()).isFailed()).isFalse();
    assertThat(read("name")).hasSize(1);
  }
}
