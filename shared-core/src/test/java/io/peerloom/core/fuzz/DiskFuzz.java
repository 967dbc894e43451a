package io.peerloom.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A disk gives back something else than was written: a server that starts on it works, and what it
 * cannot read it does without.
 */
class DiskFuzz {
  private static final int MUTANTS = 500;
  private static final int MAX_INPUT_BYTES = 8_192;
  private static final int PASSES_MILLIS = 60 * 60_000;
  private static final int ENDED_MILLIS = 180_000;
  private static final String NAME = "name";
  private static final byte[] VALUE = {1, 2, 3};
  private static final Identity SERVER =
      LoneAssembly.NETWORK.member(PeerKind.NODE, "wss://server.example");

  private static MemoryStore used() {
    LoneAssembly server = LoneAssembly.of(1, SERVER);
    server.put(NAME, VALUE);
    server.publish(NAME, VALUE);
    server.revoke(LoneAssembly.NETWORK.member(PeerKind.BROWSER));
    server.env.pass(ENDED_MILLIS);
    server.stop();
    return server.store;
  }

  private static List<RecordStore.Entry> entries(MemoryStore store) {
    return store.scan(new byte[] {0}, new byte[] {(byte) 0xff}, Integer.MAX_VALUE).value();
  }

  static Stream<byte[]> inputs() {
    List<byte[]> seeds = new ArrayList<>();
    List<RecordStore.Entry> entries = entries(used());
    for (int i = 0; i < entries.size(); i++) {
      RecordStore.Entry entry = entries.get(i);
      byte[] head = {(byte) i, (byte) entry.key().length};
      seeds.add(Bytes.concat(head, entry.key(), entry.value()));
    }
    return WireSeeds.withMutants(seeds, MUTANTS);
  }

  /** Which entry is gone, the length of the key of the one that is there instead, that key. */
  @MethodSource("inputs")
  @FuzzTest(maxDuration = "10m")
  void aServerWorksOnADamagedDisk(byte[] input) {
    if (input.length < 2 || input.length > MAX_INPUT_BYTES) {
      return;
    }
    MemoryStore store = used();
    List<RecordStore.Entry> entries = entries(store);
    int keyEnd = Math.min(input.length, 2 + (input[1] & 0xff));
    byte[] key = Bytes.slice(input, 2, keyEnd);
    byte[] gone = entries.get((input[0] & 0xff) % entries.size()).key();
    store.write(List.of(new RecordStore.Entry(gone, null)));
    if (key.length > 0) {
      byte[] value = Bytes.slice(input, keyEnd, input.length);
      store.write(List.of(new RecordStore.Entry(key, value)));
    }
    LoneAssembly server = LoneAssembly.isolated(store, 2, SERVER);
    List<Promise<?>> calls = new ArrayList<>();
    calls.add(server.get(NAME));
    calls.add(server.put("other", VALUE));
    calls.add(server.publish("other", VALUE));
    calls.add(server.subscribe(NAME));
    server.env.pass(PASSES_MILLIS);
    for (Promise<?> call : calls) {
      assertThat(call.isDone()).isTrue();
      if (call.isFailed()) {
        assertThat(call.failure().code()).isNotEqualTo(ErrorCode.INTERNAL);
      }
    }
    server.stop();
  }
}
