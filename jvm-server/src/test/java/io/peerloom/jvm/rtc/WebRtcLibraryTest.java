package io.peerloom.jvm.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.jvm.store.StartupFailure;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where WebRTC's native code is looked for. */
final class WebRtcLibraryTest {
  private static final String PLATFORM = "linux-of-a-test";

  @TempDir private Path folder;

  @Test
  void itIsFoundBesideTheProgram() throws Exception {
    Path jar = folder.resolve("peerloom-webrtc-" + PLATFORM + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(System.mapLibraryName("webrtc-java-" + PLATFORM)));
      zip.write(new byte[] {1, 2, 3});
    }
    Path unpacked = WebRtcLibrary.find(PLATFORM, folder).unpack(folder);
    assertThat(unpacked).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(unpacked.getParent().getFileName().toString()).startsWith("webrtc-");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> WebRtcLibrary.find(PLATFORM, folder))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(
            "peerloom-webrtc-" + PLATFORM + ".jar is missing; put it into " + folder);
    assertThatThrownBy(() -> WebRtcLibrary.find(PLATFORM, null))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("the folder of peerloom.jar");
  }
}
