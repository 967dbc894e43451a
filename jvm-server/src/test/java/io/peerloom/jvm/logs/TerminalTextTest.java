package io.peerloom.jvm.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TerminalTextTest {
  private static String safe(String text) {
    return new String(
        TerminalText.safe(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  @Test
  void ordinaryTextIsUnchanged() {
    for (String text :
        new String[] {"", "a\tb\n", "größe 日本", "👩\u200d🚀 می\u200cخواهم", "🧵".repeat(2_000)}) {
      assertThat(safe(text)).isEqualTo(text);
    }
  }

  @Test
  void commandsAreWrittenOut() {
    assertThat(safe("\u001b]0;title\u0007\u001b[2J")).isEqualTo("\\u001b]0;title\\u0007\\u001b[2J");
    assertThat(safe("\u009b2Jx\r\n\u0000\u007f\u202e\u2028"))
        .isEqualTo("\\u009b2Jx\\r\n\\u0000\\u007f\\u202e\\u2028");
  }

  /** 0x9b alone begins a sequence on a terminal of Latin 1; the end of a text is cut off. */
  @Test
  void bytesThatAreNotUtf8AreWrittenOut() {
    byte[] bytes = {'a', (byte) 0x9b, '2', 'J', (byte) 0xff, (byte) 0xfe, 'b', (byte) 0xc3};
    assertThat(new String(TerminalText.safe(bytes), StandardCharsets.UTF_8))
        .isEqualTo("a\\x9b2J\\xff\\xfeb\\xc3");
  }

  @Test
  void whateverTheBytesNothingUnsafeIsLeft() {
    Random random = new Random(5);
    for (int run = 0; run < 500; run++) {
      byte[] bytes = new byte[random.nextInt(3_000)];
      random.nextBytes(bytes);
      String shown = new String(TerminalText.safe(bytes), StandardCharsets.UTF_8);
      assertThat(shown.chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
          .isEmpty();
      assertThat(shown).doesNotContain("\ufffd");
    }
  }
}
