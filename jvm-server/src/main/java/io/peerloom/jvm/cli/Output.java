package io.peerloom.jvm.cli;

import io.peerloom.jvm.store.StartupFailure;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output, as bytes: a value is printed unchanged, whatever the terminal's encoding. A
 * failed write fails the command; {@link PrintStream} alone would ignore it.
 */
final class Output {
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private Output() {}

  /** Makes the process's output UTF-8, whatever the locale. */
  static void useUtf8() {
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  static void raw(byte[] bytes) {
    System.out.write(bytes, 0, bytes.length);
    requireWritten();
  }

  static void line(byte[] text) {
    System.out.write(text, 0, text.length);
    System.out.write('\n');
    requireWritten();
  }

  /**
   * Flushes.
   *
   * @throws StartupFailure if something written so far was lost
   */
  static void requireWritten() {
    if (System.out.checkError()) {
      throw new StartupFailure("standard output cannot be written");
    }
  }

  /**
   * Throws if standard output is a pipe whose reader has ended, as after {@code | head -1}. Only a
   * write detects this; a space before the next line of JSON changes nothing for a reader.
   */
  static void requireReader() {
    if (isPipe()) {
      System.out.write(' ');
      if (System.out.checkError()) {
        throw new StartupFailure("nobody reads standard output any more");
      }
    }
  }

  private static boolean isPipe() {
    try {
      return Files.readSymbolicLink(STANDARD_OUTPUT).toString().startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException notOnThisSystem) {
      return false;
    }
  }
}
