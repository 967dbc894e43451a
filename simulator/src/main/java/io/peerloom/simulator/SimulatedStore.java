package io.peerloom.simulator;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A disk. What was written is durable after a moment of virtual time; a crash before that loses it,
 * which is exactly what an acknowledgement must not do.
 */
public final class SimulatedStore implements RecordStore {
  private final TreeMap<Bytes, byte[]> durable = new TreeMap<>();
  private final byte[] domain;
  private SimulatedEnv env;

  public SimulatedStore(byte[] domain) {
    this.domain = domain;
  }

  /** The process that uses the disk from now on. */
  void usedBy(SimulatedEnv process) {
    env = process;
  }

  @Override
  public Promise<Void> write(List<Entry> changes) {
    Promise<Void> done = new Promise<>();
    env.after(
        1 + env.rng().nextInt(3),
        () -> {
          for (Entry change : changes) {
            if (change.value() == null) {
              durable.remove(Bytes.wrap(change.key()));
            } else {
              durable.put(Bytes.wrap(change.key()), change.value());
            }
          }
          done.complete(null);
        });
    return done;
  }

  @Override
  public Promise<byte[]> read(byte[] key) {
    return Promise.of(durable.get(Bytes.wrap(key)));
  }

  @Override
  public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
    List<Entry> found = new ArrayList<>();
    for (Map.Entry<Bytes, byte[]> entry :
        durable.subMap(Bytes.wrap(from), true, Bytes.wrap(to), false).entrySet()) {
      if (found.size() == limit) {
        break;
      }
      found.add(new Entry(entry.getKey().array(), entry.getValue()));
    }
    return Promise.of(found);
  }

  @Override
  public byte[] domain() {
    return domain;
  }
}
