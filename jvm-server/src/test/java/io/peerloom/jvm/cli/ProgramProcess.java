package io.peerloom.jvm.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A run of the command line in a process of its own, as a shell starts it. */
record ProgramProcess(int status, byte[] out, String err) {
  private static final long MAX_SECONDS = 60;

  String text() {
    return new String(out, StandardCharsets.UTF_8);
  }

  /** Runs it in the C locale, where nothing but ASCII has a meaning of its own. */
  static ProgramProcess run(String... arguments) throws Exception {
    return shell("\"$@\"", arguments);
  }

  /**
   * Runs a line of bash in which {@code "$@"} is the program with its arguments.
   *
   * @param line such as {@code "$@" | head -1}
   */
  static ProgramProcess shell(String line, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    // The options' names end what bash reads itself; what follows are $0 and "$@".
    command.addAll(List.of("bash", "-c", "set -o pipefail; " + line, "bash"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      CompletableFuture<byte[]> out = readAll(process.getInputStream());
      CompletableFuture<byte[]> err = readAll(process.getErrorStream());
      if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(String.join(" ", arguments) + " did not end");
      }
      return new ProgramProcess(
          process.exitValue(), out.get(), new String(err.get(), StandardCharsets.UTF_8));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<byte[]> readAll(InputStream in) {
    CompletableFuture<byte[]> all = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              ByteArrayOutputStream read = new ByteArrayOutputStream();
              try (in) {
                in.transferTo(read);
                all.complete(read.toByteArray());
              } catch (IOException e) {
                all.completeExceptionally(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
    return all;
  }
}
