package io.peerloom.browser;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A store that ends with the page, for {@code storage: 'memory'}; also the mirror of the database.
 */
final class MemoryRecordStore implements RecordStore {
  private static final int DOMAIN_BYTES = 16;

  private final TreeMap<Bytes, byte[]> entries = new TreeMap<>();
  private final byte[] domain = WebCrypto.random(DOMAIN_BYTES);
  private int bytes;

  @Override
  public Promise<Void> write(List<Entry> changes) {
    for (Entry change : changes) {
      Bytes key = Bytes.wrap(change.key());
      byte[] old = change.value() == null ? entries.remove(key) : entries.put(key, change.value());
      bytes -= old == null ? 0 : size(key, old);
      bytes += change.value() == null ? 0 : size(key, change.value());
    }
    return Promise.of(null);
  }

  private static int size(Bytes key, byte[] value) {
    return key.length() + value.length;
  }

  /** Visits all entries, in order. */
  void forEach(BiConsumer<byte[], byte[]> visitor) {
    entries.forEach((key, value) -> visitor.accept(key.array(), value));
  }

  /** The bytes of all keys and values. */
  int bytes() {
    return bytes;
  }

  @Override
  public Promise<byte[]> read(byte[] key) {
    return Promise.of(entries.get(Bytes.wrap(key)));
  }

  @Override
  public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
    List<Entry> found = new ArrayList<>();
    for (Map.Entry<Bytes, byte[]> entry = entries.ceilingEntry(Bytes.wrap(from));
        entry != null && found.size() < limit && Bytes.compare(entry.getKey().array(), to) < 0;
        entry = entries.higherEntry(entry.getKey())) {
      found.add(new Entry(entry.getKey().array(), entry.getValue()));
    }
    return Promise.of(found);
  }

  @Override
  public boolean isDurable() {
    return false;
  }

  @Override
  public byte[] domain() {
    return domain;
  }
}
