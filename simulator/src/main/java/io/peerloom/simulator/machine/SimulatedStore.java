package io.peerloom.simulator.machine;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore;
import io.peerloom.simulator.time.Chaos;
import io.peerloom.simulator.time.SimulatedEnv;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A disk. Writes become durable in order, after some virtual time, and their completions may arrive
 * in any order. A crash before that loses them, which must never happen to an acknowledged write. A
 * process that has ended writes nothing more.
 */
public final class SimulatedStore implements RecordStore {
  private final TreeMap<Bytes, byte[]> durable = new TreeMap<>();
  private final byte[] domain;
  private final PlatformModel model;
  private final Chaos chaos;
  private SimulatedEnv env;
  private final long quotaBytes;
  private long writtenAt;

  SimulatedStore(byte[] domain, PlatformModel model, long quotaBytes, Chaos chaos) {
    this.quotaBytes = quotaBytes;
    this.domain = domain;
    this.model = model;
    this.chaos = chaos;
  }

  /** A copy of this disk, with the same domain, that is independent of it from now on. */
  SimulatedStore copy() {
    SimulatedStore copy = new SimulatedStore(domain, model, quotaBytes, chaos);
    copy.durable.putAll(durable);
    return copy;
  }

  /** Sets the process that uses the disk from now on. */
  void usedBy(SimulatedEnv process) {
    env = process;
  }

  private int busy() {
    return env.rng().nextInt(model.diskMillis()) + chaos.late();
  }

  private boolean fails() {
    return model.diskFailsPermille() > 0 && env.rng().chance(model.diskFailsPermille());
  }

  private static PeerloomException broken() {
    return new PeerloomException(ErrorCode.STORAGE_FAILED, "the disk failed");
  }

  @Override
  public Promise<Void> write(List<Entry> changes) {
    Promise<Void> done = new Promise<>();
    if (fails()) {
      env.complete(busy(), () -> done.fail(broken()));
      return done;
    }
    long now = env.monotonicMillis();
    writtenAt = Math.max(writtenAt, now + 1 + busy());
    env.complete(
        writtenAt - now,
        () -> {
          apply(changes);
          if (model.diskMillis() > PlatformModel.QUICK.diskMillis()) {
            env.complete(busy(), () -> done.complete(null));
          } else {
            done.complete(null);
          }
        });
    return done;
  }

  private void apply(List<Entry> changes) {
    for (Entry change : changes) {
      if (change.value() == null) {
        durable.remove(Bytes.wrap(change.key()));
      } else {
        durable.put(Bytes.wrap(change.key()), change.value());
      }
    }
  }

  private <T> Promise<T> later(Supplier<T> reading) {
    if (model.diskMillis() <= PlatformModel.QUICK.diskMillis()) {
      return Promise.of(reading.get());
    }
    boolean failing = fails();
    Promise<T> result = new Promise<>();
    env.complete(
        busy(),
        () -> {
          if (failing) {
            result.fail(broken());
          } else {
            result.complete(reading.get());
          }
        });
    return result;
  }

  @Override
  public Promise<byte[]> read(byte[] key) {
    return later(() -> durable.get(Bytes.wrap(key)));
  }

  @Override
  public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
    return later(() -> entries(from, to, limit));
  }

  /** The entries on the disk between two keys, for checkers. */
  public List<Entry> entries(byte[] from, byte[] to, int limit) {
    List<Entry> found = new ArrayList<>();
    for (Map.Entry<Bytes, byte[]> entry :
        durable.subMap(Bytes.wrap(from), true, Bytes.wrap(to), false).entrySet()) {
      if (found.size() == limit) {
        break;
      }
      found.add(new Entry(entry.getKey().array(), entry.getValue()));
    }
    return found;
  }

  @Override
  public byte[] domain() {
    return domain;
  }

  @Override
  public long quotaBytes() {
    return quotaBytes;
  }
}
