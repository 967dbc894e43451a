package io.peerloom.jvm.cli;

import io.peerloom.jvm.logs.TerminalText;
import io.peerloom.jvm.store.StartupFailure;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Standard output, as bytes: a value is printed unchanged, whatever the locale, to a file or a
 * pipe. To a terminal, which obeys what it is sent, it is printed as {@link TerminalText}. A failed
 * write fails the command; {@link PrintStream} alone would ignore it.
 */
final class Output {
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private static boolean toTerminal;

  private Output() {}

  /** Makes the process's output UTF-8, whatever the locale, and safe where it is a terminal. */
  static void begin() {
    toTerminal = isTerminal();
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  static void raw(byte[] bytes) {
    write(bytes);
    requireWritten();
  }

  static void line(byte[] text) {
    write(text);
    System.out.write('\n');
    requireWritten();
  }

  private static void write(byte[] bytes) {
    byte[] written = toTerminal ? TerminalText.safe(bytes) : bytes;
    System.out.write(written, 0, written.length);
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
    return target().startsWith("pipe:");
  }

  /** Java's console is none where standard input is a file or closed. */
  private static boolean isTerminal() {
    String target = target();
    if (target.isEmpty()) {
      return isTerminal(System.console());
    }
    try {
      return target.startsWith("/dev/")
          && Files.readAttributes(STANDARD_OUTPUT, BasicFileAttributes.class).isOther();
    } catch (IOException ofAnotherNamespace) {
      return target.startsWith("/dev/pts/");
    }
  }

  /** Since Java 22 there is a console without a terminal as well. */
  private static boolean isTerminal(Console console) {
    try {
      return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException beforeJava22) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** What standard output is, as Linux names it; empty on other systems. */
  private static String target() {
    try {
      return Files.readSymbolicLink(STANDARD_OUTPUT).toString();
    } catch (IOException | UnsupportedOperationException notOnThisSystem) {
      return "";
    }
  }
}
