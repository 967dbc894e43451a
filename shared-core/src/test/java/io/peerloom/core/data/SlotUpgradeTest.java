package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** On a disk of 26 November 2026 a slot's state was an entry of its own, beside the record. */
@DisplayName("Slots of an earlier version")
class SlotUpgradeTest {
  private static final TestNetwork NETWORK = new TestNetwork(1);
  private static final Identity WRITER = NETWORK.member(PeerKind.NODE, "wss://writer.example");
  private static final int SLOTS = 300;

  private final TestEnv env = new TestEnv(1);
  private final MemoryStore disk = new MemoryStore();
  private final RecordRepository slots = new RecordRepository(env, NETWORK.hash, disk);
  private final HolderSet holders =
      new HolderSet(3, 5, List.of(new NodeId(new byte[NodeId.BYTES])), List.of());

  private DataRecord record(int number, int ttlSeconds) {
    Authority authority = new Authority(NETWORK.crypto, NETWORK.hash, env, NETWORK.id);
    byte[] nameHash = DataRecord.nameHash(NETWORK.hash, "name" + number);
    return DataRecord.sign(
            authority,
            WRITER.keys(),
            true,
            nameHash,
            4,
            env.wallMillis(),
            ttlSeconds,
            false,
            new byte[] {1})
        .value();
  }

  private void earlier(byte[] slot, DataRecord record, long promisedUntil, long supersedesUntil) {
    CborWriter state = new CborWriter();
    state.array(8).ulong(4).ulong(6).ulong(5).ulong(7).ulong(promisedUntil).ulong(5);
    state.ulong(supersedesUntil).bytes(holders.encoded());
    List<RecordStore.Entry> entries = new ArrayList<>();
    entries.add(new RecordStore.Entry(Bytes.concat(new byte[] {0x12}, slot), state.toBytes()));
    if (record != null) {
      entries.add(
          new RecordStore.Entry(
              Bytes.concat(new byte[] {0x10}, slot), record.envelope().encoded()));
    }
    disk.write(entries);
  }

  @Test
  void expiredVersionStillCountsAsNewer() {
    DataRecord short1 = record(1, 4);
    byte[] slot = slots.slotOf(short1);
    earlier(slot, short1, 0, env.wallMillis() + 60_000);
    env.pass(10_000);
    slots.start();
    assertThat(slots.read(slot).value().record().sequence()).isEqualTo(4);
    assertThat(slots.slotsOf(short1.key()).value().slots()).hasSize(1);
  }

  @Test
  void promisesAndHoldersHold() {
    byte[][] slot = new byte[SLOTS][];
    for (int i = 0; i < SLOTS; i++) {
      DataRecord record = record(i, 3_600);
      slot[i] = slots.slotOf(record);
      earlier(slot[i], i % 2 == 0 ? record : null, env.wallMillis() + 120_000, 0);
    }
    slots.start();
    for (int i = 0; i < SLOTS; i++) {
      SlotState state = slots.read(slot[i]).value().state();
      assertThat(state.mayAccept(5, 6)).isFalse();
      assertThat(state.mayAccept(5, 7)).isTrue();
      assertThat(state.holders().namesSame(i % 2 == 0 ? holders : HolderSet.NONE)).isTrue();
    }
    byte[] from = {0x12};
    Promise<List<RecordStore.Entry>> left = disk.scan(from, new byte[] {0x13}, 10);
    assertThat(left.value()).isEmpty();
  }
}
