package io.peerloom.jvm.logs;

import io.peerloom.core.base.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of others for a terminal, which would carry out the escape sequences among them: move the
 * cursor, change its title, answer as if somebody typed. Control characters are written as {@link
 * LogText} writes them, except line ends and tabs, and bytes that are not UTF-8 as {@code \x9b}.
 */
public final class TerminalText {
  private static final int MOST_CHARS = 1024;

  private TerminalText() {}

  /** The same bytes without what commands a terminal. */
  public static byte[] safe(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer part = CharBuffer.allocate(MOST_CHARS);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 16);
    CoderResult result;
    do {
      result = decoder.decode(in, part, true);
      out.writeBytes(Bytes.utf8(shown(part.flip())));
      part.clear();
      for (int i = 0; result.isError() && i < result.length(); i++) {
        out.writeBytes(Bytes.utf8("\\x" + Bytes.hex(new byte[] {in.get()})));
      }
    } while (!result.isUnderflow());
    return out.toByteArray();
  }

  private static String shown(CharBuffer text) {
    StringBuilder shown = new StringBuilder(text.length());
    String characters = text.toString();
    for (int i = 0; i < characters.length(); ) {
      int c = characters.codePointAt(i);
      i += Character.charCount(c);
      if (LogText.isUnsafe(c) && !isHarmless(c)) {
        LogText.append(shown, c);
      } else {
        shown.appendCodePoint(c);
      }
    }
    return shown.toString();
  }

  /** Line ends and tabs, and what joins letters of some scripts, and parts of one emoji. */
  private static boolean isHarmless(int c) {
    return c == '\n' || c == '\t' || c == '\u200c' || c == '\u200d';
  }
}
