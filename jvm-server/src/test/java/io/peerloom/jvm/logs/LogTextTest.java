package io.peerloom.jvm.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LogTextTest {
  @Test
  void ordinaryTextIsUnchanged() {
    for (String text : new String[] {"", "ws://a:1/x?y", "größe 🧵 日本", "a\u00a0b"}) {
      assertThat(LogText.safe(text)).isEqualTo(text);
    }
  }

  /** A forged line, a terminal's command, a hidden end, a text shown from right to left. */
  @Test
  void controlCharactersAreWrittenOut() {
    assertThat(LogText.safe("a\nINFO peerloom all is well\r\n"))
        .isEqualTo("a\\nINFO peerloom all is well\\r\\n");
    assertThat(LogText.safe("\u001b[2Jx\u0000\t")).isEqualTo("\\u001b[2Jx\\u0000\\t");
    assertThat(LogText.safe("\u202egnp\u2028\u0085\u200b"))
        .isEqualTo("\\u202egnp\\u2028\\u0085\\u200b");
  }

  @Test
  void longTextIsCut() {
    assertThat(LogText.safe("x".repeat(100_000))).hasSize(LogText.MAX_CHARS + 1).endsWith("…");
  }
}
