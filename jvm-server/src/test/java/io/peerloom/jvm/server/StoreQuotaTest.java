package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.net.Reachability;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node stores as much as it was told to, and keeps what it has when it is told less. */
final class StoreQuotaTest {
  private static final int VALUE_BYTES = 60_000;
  private static final long MIB = 1 << 20;

  @TempDir private Path folder;

  @Test
  void otherQuotasAreRefused() {
    for (long bytes : new long[] {-1, 0, MIB - 1, MIB * MIB + 1}) {
      assertThatThrownBy(() -> new PeerOptions().storeQuota(bytes))
          .isInstanceOf(PeerloomException.class)
          .hasMessageContaining("1048576 to 1099511627776 bytes, not " + bytes);
    }
  }

  private AllInOne start(long quota) {
    return new AllInOne(
        "127.0.0.1", 0, 1, folder, Reachability.DEFAULT, null, quota, options -> options);
  }

  private static String get(AllInOne network, String path) throws Exception {
    try (InputStream in = URI.create(network.address() + path).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** How many of so many values were stored before one was refused with FULL. */
  private static int fill(JvmPeer peer, String name, int most) throws Exception {
    for (int stored = 0; stored < most; stored++) {
      try {
        peer.put(name + stored, Value.bytes(new byte[VALUE_BYTES]), PutOptions.sealed())
            .get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        assertThat(PeerloomException.of(e.getCause()).code()).isEqualTo(ErrorCode.FULL);
        return stored;
      }
    }
    return most;
  }

  private static void assertReadable(JvmPeer peer, String name, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      assertThat(peer.get(name + i).get(30, TimeUnit.SECONDS)).as(name + i).isPresent();
    }
  }

  @Test
  void aNodeKeepsToItsQuotaAndLosesNothingByALowerOne() throws Exception {
    int stored = 30;
    try (AllInOne large = start(8 * MIB)) {
      assertThat(fill(large.peer("node1"), "kept", stored)).isEqualTo(stored);
    }
    try (AllInOne small = start(MIB)) {
      JvmPeer peer = small.peer("node1");
      assertThat(fill(peer, "new", 1)).isZero();
      assertReadable(peer, "kept", stored);
      assertThat(get(small, "/metrics"))
          .contains("peerloom_store_quota_bytes{peer=\"node1\"} 1048576.0")
          .doesNotContain("peerloom_store_quota_bytes{peer=\"bridge\"}");
      assertThat(get(small, "/api/v1/server")).contains("\"storeQuotaBytes\":1048576");
    }
    try (AllInOne large = start(8 * MIB)) {
      assertReadable(large.peer("node1"), "kept", stored);
      assertThat(fill(large.peer("node1"), "new", 1)).isEqualTo(1);
    }
  }

  /** One publisher leaves half of it to others. */
  @Test
  void aSmallQuotaIsShared() throws Exception {
    try (AllInOne small = start(MIB)) {
      assertThat(fill(small.peer("node1"), "own", 100)).isBetween(7, 9);
    }
  }
}
