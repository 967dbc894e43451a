package io.peerloom.jvm.store;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore.Entry;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A process that writes for ever and prints each number once the store has acknowledged it. */
final class AcknowledgedWrites {
  private static final int WRITES_AT_ONCE = 32;

  private final RocksRecordStore store;
  private final PeerLoop loop;
  private final PrintStream out = new PrintStream(System.out, true);
  private int next;

  private AcknowledgedWrites(RocksRecordStore store, PeerLoop loop) {
    this.store = store;
    this.loop = loop;
  }

  public static void main(String[] arguments) throws Exception {
    JvmRuntime runtime = new JvmRuntime();
    PeerLoop loop = runtime.newLoop("writer");
    RocksDatabase database = RocksDatabase.open(Path.of(arguments[0]));
    RocksRecordStore store =
        new RocksRecordStore(
            database,
            "writer",
            new byte[DataDirectory.DOMAIN_BYTES],
            loop,
            Limits.MAX_STORED_BYTES);
    AcknowledgedWrites writes = new AcknowledgedWrites(store, loop);
    for (int i = 0; i < WRITES_AT_ONCE; i++) {
      loop.execute(writes::writeNext);
    }
    Thread.currentThread().join();
  }

  private void writeNext() {
    int number = next++;
    List<Entry> changes = List.of(new Entry(key(number), value(number)));
    // Unsynced ones survive the end of the process, too.
    Promise<Void> written = number % 2 == 0 ? store.write(changes) : store.writeUnsynced(changes);
    written.then(
        done -> {
          out.println(number);
          loop.execute(this::writeNext);
        },
        failure -> {
          throw failure;
        });
  }

  static byte[] key(int number) {
    return Bytes.bigEndian(number);
  }

  static byte[] value(int number) {
    byte[] value = new byte[300];
    Arrays.fill(value, (byte) number);
    return value;
  }
}
