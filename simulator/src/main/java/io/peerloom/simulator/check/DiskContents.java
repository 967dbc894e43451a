package io.peerloom.simulator.check;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.Arrays;
import java.util.List;

/** Which disks hold or could hold what a peer wrote, determined from all disks of the world. */
public final class DiskContents {
  /** By this age a machine has met other members of its network. */
  private static final int MET_MILLIS = 10_000;

  private final World world;
  private final Machine writer;

  public DiskContents(World world, Machine writer) {
    this.world = world;
    this.writer = writer;
  }

  /** Whether a machine is another member with a disk of its own. */
  public boolean isOther(Machine machine) {
    return machine != writer
        && machine.peer() != null
        && machine.kind() != PeerKind.BRIDGE
        && !Arrays.equals(machine.store().domain(), writer.store().domain());
  }

  /** Whether there is another disk in the network, whether or not it is reachable now. */
  public boolean hadOthers() {
    for (Machine machine : world.machines()) {
      boolean met = world.now() - Math.max(machine.startedAt(), writer.startedAt()) >= MET_MILLIS;
      if (isOther(machine) && met && machine.traits().lie() == null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Number of other peers' disks with a public value under that key that contains that text,
   * whether or not these peers run.
   */
  public int others(byte[] key, String text) {
    byte[] wanted = Bytes.utf8(text);
    int count = 0;
    for (Machine machine : world.machines()) {
      if (machine != writer
          && !Arrays.equals(machine.store().domain(), writer.store().domain())
          && holds(machine, key, wanted)) {
        count++;
      }
    }
    return count;
  }

  /** Whether a machine's disk has a record of that key. */
  public static boolean holds(Machine machine, byte[] key) {
    return !entries(machine, key).isEmpty();
  }

  private static boolean holds(Machine machine, byte[] key, byte[] wanted) {
    return entries(machine, key).stream().anyMatch(entry -> contains(entry.value(), wanted));
  }

  private static List<RecordStore.Entry> entries(Machine machine, byte[] key) {
    byte[] from = StoreKeys.key(StoreKeys.RECORDS, key);
    byte[] to = StoreKeys.key(StoreKeys.RECORDS, StoreKeys.endOfSlots(key));
    return machine.store().entries(from, to, Integer.MAX_VALUE);
  }

  private static boolean contains(byte[] all, byte[] part) {
    for (int from = 0; from + part.length <= all.length; from++) {
      int same = 0;
      while (same < part.length && all[from + same] == part[same]) {
        same++;
      }
      if (same == part.length) {
        return true;
      }
    }
    return false;
  }
}
