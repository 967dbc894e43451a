package io.peerloom.jvm.cli;

import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the arguments as UTF-8, whatever the locale. The JVM decodes them by {@code
 * sun.jnu.encoding}, which under {@code LC_ALL=C} turns every non-ASCII character into the same
 * one. Where the system provides the bytes (Linux) they are decoded again; elsewhere undecodable
 * arguments are refused.
 */
final class Arguments {
  /** The character a decoder substitutes for bytes it cannot decode. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private Arguments() {}

  /**
   * The arguments as they were typed.
   *
   * @param decoded as the JVM decoded them
   * @throws StartupFailure if one is not UTF-8
   */
  static String[] utf8(String[] decoded) {
    byte[] commandLine;
    try {
      commandLine = Files.readAllBytes(COMMAND_LINE);
    } catch (IOException e) {
      commandLine = new byte[0];
    }
    return utf8(decoded, commandLine);
  }

  /**
   * Like {@link #utf8(String[])}, from a command line whose words are each terminated by a zero
   * byte.
   */
  static String[] utf8(String[] decoded, byte[] commandLine) {
    List<ByteBuffer> words = words(commandLine);
    int before = words.size() - decoded.length;
    String[] read = decoded.clone();
    for (int i = 0; i < decoded.length; i++) {
      if (isAscii(decoded[i])) {
        continue;
      }
      if (before >= 0) {
        read[i] = decode(words.get(before + i), i);
      } else if (decoded[i].indexOf(REPLACEMENT) >= 0) {
        throw notUtf8(i);
      }
    }
    return read;
  }

  /**
   * Refuses a text with characters that could not be decoded.
   *
   * @param origin where the text comes from
   * @throws StartupFailure if it has any
   */
  static String requireReadable(String text, String origin) {
    if (text != null && text.indexOf(REPLACEMENT) >= 0) {
      throw new StartupFailure(
          origin + " cannot be read in this locale; set LC_ALL=C.UTF-8 or another of UTF-8");
    }
    return text;
  }

  private static List<ByteBuffer> words(byte[] commandLine) {
    List<ByteBuffer> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < commandLine.length; i++) {
      if (commandLine[i] == 0) {
        words.add(ByteBuffer.wrap(commandLine, start, i - start));
        start = i + 1;
      }
    }
    return words;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static String decode(ByteBuffer bytes, int index) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw notUtf8(index);
    }
  }

  private static StartupFailure notUtf8(int index) {
    return new StartupFailure("argument " + (index + 1) + " is not UTF-8");
  }
}
