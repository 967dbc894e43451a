package io.peerloom.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the jar on the command line, until it ends. */
record Program(int exitCode, String out, String err) {
  private static final long MAX_RUN_SECONDS = 30;

  static List<String> command(List<String> arguments) {
    return command(List.of(), arguments);
  }

  /** With options of the JVM that count instead of those that come first. */
  static List<String> command(List<String> javaOptions, List<String> arguments) {
    return java(usingArchive(), javaOptions, arguments);
  }

  private static String usingArchive() {
    return "-XX:SharedArchiveFile=" + ClassArchive.file();
  }

  /** The command of ./run, with {@link #shortLived} options. */
  static List<String> java(String archiveOption, List<String> arguments) {
    return java(archiveOption, List.of(), arguments);
  }

  private static List<String> java(
      String archiveOption, List<String> javaOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(shortLived(archiveOption));
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", System.getProperty("peerloom.jar")));
    command.addAll(arguments);
    return command;
  }

  /** Options for JVMs that live for seconds, of which there are many here. */
  static List<String> shortLived() {
    return shortLived(usingArchive());
  }

  private static List<String> shortLived(String archiveOption) {
    return List.of(
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        archiveOption,
        "-Xlog:cds=off",
        "-Xlog:cds+dynamic=off");
  }

  static Program run(Path folder, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command(List.of(arguments)))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(MAX_RUN_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("peerloom " + String.join(" ", arguments) + " did not end");
      }
    } finally {
      process.destroyForcibly();
    }
    return new Program(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** All output, without blank lines. */
  List<String> lines() {
    return (out + err).lines().filter(line -> !line.isBlank()).toList();
  }
}
