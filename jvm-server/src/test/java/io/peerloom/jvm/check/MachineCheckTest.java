package io.peerloom.jvm.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine under a server. */
final class MachineCheckTest {
  private static final long MB = 1 << 20;

  @Test
  void heapMustFitTheContainer() {
    assertThat(MachineCheck.memory(256 * MB, 10 * MB, Long.MAX_VALUE).isFine()).isTrue();
    assertThat(MachineCheck.memory(256 * MB, 10 * MB, 512 * MB).isFine()).isTrue();
    assertThat(MachineCheck.memory(96 * MB, 10 * MB, 256 * MB).isFine()).isTrue();
    Finding large = MachineCheck.memory(450 * MB, 10 * MB, 512 * MB);
    assertThat(large.kind()).isEqualTo(FindingKind.HEAP_EXCEEDS_LIMIT);
    assertThat(large.change()).contains("-Xmx");
    assertThat(MachineCheck.memory(100 * MB, 95 * MB, 512 * MB).kind())
        .isEqualTo(FindingKind.HEAP_NEARLY_FULL);
  }

  @Test
  void keyThatOthersCanReadIsFound(@TempDir Path folder) throws Exception {
    Path key = Files.createDirectory(folder.resolve("keys")).resolve("node.json");
    Files.writeString(key, "{}");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertThat(MachineCheck.keys(folder)).isEmpty();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(MachineCheck.keys(folder))
        .singleElement()
        .satisfies(found -> assertThat(found.change()).contains("chmod 600"));
  }

  @Test
  void clockIsJudgedByTheBridges() {
    assertThat(AdmissionCheck.clock(900).isFine()).isTrue();
    assertThat(AdmissionCheck.clock(-20_000).kind()).isEqualTo(FindingKind.CLOCK_OFF);
    Finding day = AdmissionCheck.clock(24L * 3600 * 1000);
    assertThat(day.kind()).isEqualTo(FindingKind.CLOCK_WRONG);
    assertThat(day.what()).contains("86400 s behind");
  }
}
