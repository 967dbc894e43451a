package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build makes for programs, and for people: a library and one jar. */
class LibraryArtefactTest {
  private static final List<String> OF_THE_PROGRAM =
      List.of(
          "picocli",
          "logback",
          "logstash",
          "webapp",
          "browser-client",
          "asm",
          "jetty-xml",
          "webrtc-java");

  @TempDir Path folder;

  /** {@code ExampleProgramsTest} runs a program on these. */
  @Test
  void theLibraryBringsNothingThatOnlyTheProgramNeeds() {
    assertThat(LibraryClassPath.names())
        .anyMatch(name -> name.startsWith("jvm-server"))
        .noneMatch(name -> OF_THE_PROGRAM.stream().anyMatch(name::startsWith))
        .hasSizeLessThan(45);
  }

  @Test
  void theProgramIsOneJar() throws Exception {
    Path alone = Files.copy(Path.of(System.getProperty("peerloom.jar")), folder.resolve("x.jar"));
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                alone.toString(),
                "--version")
            .redirectErrorStream(true)
            .start();
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).startsWith("peerloom ").doesNotContain("unpackaged");
    assertThat(program.waitFor()).isZero();
  }

  @Test
  void theJarHasTheNativeCodeThatIsDocumented() throws Exception {
    try (JarFile jar = new JarFile(System.getProperty("peerloom.jar"))) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .filteredOn(name -> name.startsWith("librocksdbjni"))
          .containsExactlyInAnyOrder(
              "librocksdbjni-linux64.so",
              "librocksdbjni-linux-aarch64.so",
              "librocksdbjni-osx-arm64.jnilib",
              "librocksdbjni-osx-x86_64.jnilib",
              "librocksdbjni-win64.dll");
      // Services of one name in several jars are merged, and no signature of another jar is left.
      ZipEntry service =
          jar.getEntry("META-INF/services/jakarta.servlet.ServletContainerInitializer");
      try (InputStream in = jar.getInputStream(service)) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .contains("logback", "jetty");
      }
      assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
      assertThat(jar.stream().map(ZipEntry::getName))
          .noneMatch(name -> name.startsWith("META-INF/") && name.endsWith(".SF"));
    }
  }

  @Test
  void theCodeOfWebRtcIsBesideTheProgram() throws Exception {
    Path program = Path.of(System.getProperty("peerloom.jar"));
    try (JarFile jar = new JarFile(program.toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .contains("dev/onvoid/webrtc/PeerConnectionFactory.class")
          .noneMatch(name -> name.startsWith("libwebrtc"));
    }
    Path beside = program.resolveSibling("peerloom-webrtc-linux-x86_64.jar");
    try (JarFile jar = new JarFile(beside.toFile())) {
      assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
          .contains("libwebrtc-java-linux-x86_64.so", "META-INF/THIRD-PARTY.txt")
          .noneMatch(name -> name.endsWith(".class"));
    }
  }
}
