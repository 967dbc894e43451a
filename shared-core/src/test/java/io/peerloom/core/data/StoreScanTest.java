package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is read of a range with damage in it. */
@Label("StoreScan")
class StoreScanTest {
  private static final int ENTRIES = 40;
  private static final byte PREFIX = 0x20;

  /** The damaged entries: a scan that meets one fails as a whole. */
  private int firstDamaged;

  private int lastDamaged = -1;

  private final MemoryStore store =
      new MemoryStore() {
        @Override
        public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
          return super.scan(from, to, limit)
              .flatMap(
                  found ->
                      found.stream().anyMatch(each -> isDamaged(each))
                          ? Promise.failed(ErrorCode.STORAGE_FAILED, "checksum")
                          : Promise.of(found));
        }
      };

  StoreScanTest() {
    List<RecordStore.Entry> all = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      all.add(new RecordStore.Entry(key(i), new byte[] {(byte) i}));
    }
    store.write(all);
  }

  /** As far apart as hashes are. */
  private static byte[] key(int number) {
    return Bytes.concat(new byte[] {PREFIX, (byte) (6 * number)}, new byte[31]);
  }

  private boolean isDamaged(RecordStore.Entry entry) {
    return entry.value()[0] >= firstDamaged && entry.value()[0] <= lastDamaged;
  }

  private Promise<List<Integer>> all() {
    return new StoreScan(new TestEnv(1), store)
        .all(
            StoreKeys.start(PREFIX),
            StoreKeys.end(PREFIX),
            ENTRIES,
            entry -> {
              if (entry.value()[0] == 7) {
                throw new IllegalArgumentException("something else than was written");
              }
              return (int) entry.value()[0];
            });
  }

  @Property
  void allButOneStretchOfDamageIsRead(
      @ForAll @IntRange(max = ENTRIES - 1) int first,
      @ForAll @IntRange(max = ENTRIES - 2) int more) {
    firstDamaged = first;
    lastDamaged = Math.min(ENTRIES - 1, first + more);
    List<Integer> healthy = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      if (i != 7 && (i < firstDamaged || i > lastDamaged)) {
        healthy.add(i);
      }
    }
    Promise<List<Integer>> read = all();
    if (firstDamaged == 0 && lastDamaged == ENTRIES - 1) {
      assertThat(read.failure().code()).isEqualTo(ErrorCode.STORAGE_FAILED);
    } else {
      assertThat(read.value()).isEqualTo(healthy);
    }
  }

  @Example
  void whatCannotBeReadAtAllIsNotEmpty() {
    lastDamaged = ENTRIES;
    assertThat(all().failure().code()).isEqualTo(ErrorCode.STORAGE_FAILED);
  }

  /** As with the only message of a topic: fails if it is given up, though the store works. */
  @Example
  void damageOfAllOfAShortRangeIsSkipped() {
    for (int only : new int[] {0, 20, ENTRIES - 1}) {
      firstDamaged = only;
      lastDamaged = only;
      byte[] end = Bytes.concat(key(only), new byte[1]);
      assertThat(new StoreScan(new TestEnv(1), store).all(key(only), end, 9, entry -> 1).value())
          .isEmpty();
    }
    firstDamaged = 0;
    lastDamaged = ENTRIES;
    assertThat(
            new StoreScan(new TestEnv(1), store)
                .all(key(0), key(ENTRIES), 9, entry -> 1)
                .isFailed())
        .as("nothing of its kind")
        .isFalse();
  }

  @Example
  void whatIsEmptyIsEmpty() {
    StoreScan scan = new StoreScan(new TestEnv(1), new MemoryStore());
    assertThat(scan.all(StoreKeys.start(PREFIX), StoreKeys.end(PREFIX), 9, entry -> 1).value())
        .isEmpty();
  }
}
