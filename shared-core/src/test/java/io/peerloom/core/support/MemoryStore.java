package io.peerloom.core.support;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A disk that is as fast as memory. */
public class MemoryStore implements RecordStore {
  public byte[] domain = new byte[16];

  private final TreeMap<Bytes, byte[]> entries = new TreeMap<>();

  /** How often it was read or scanned. */
  public int reads;

  @Override
  public Promise<Void> write(List<Entry> changes) {
    for (Entry change : changes) {
      if (change.value() == null) {
        entries.remove(Bytes.wrap(change.key()));
      } else {
        entries.put(Bytes.wrap(change.key()), change.value());
      }
    }
    return Promise.of(null);
  }

  @Override
  public Promise<byte[]> read(byte[] key) {
    reads++;
    return Promise.of(entries.get(Bytes.wrap(key)));
  }

  @Override
  public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
    reads++;
    List<Entry> found = new ArrayList<>();
    for (Map.Entry<Bytes, byte[]> entry :
        entries.subMap(Bytes.wrap(from), true, Bytes.wrap(to), false).entrySet()) {
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

  /** How many values it holds. */
  public int size() {
    return entries.size();
  }
}
