package io.peerloom.jvm.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

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

  /** Half of a pair is no character: some readers end the line there. */
  @Test
  void longTextIsCutBesideAPair() {
    String cut = LogText.safe("a".repeat(LogText.MAX_CHARS - 1) + "\ud83d\ude00" + "a");
    assertThat(cut).isEqualTo("a".repeat(LogText.MAX_CHARS - 1) + "…");
    String pair = "a".repeat(LogText.MAX_CHARS - 2) + "\ud83d\ude00";
    assertThat(LogText.safe(pair)).isEqualTo(pair);
    assertThat(LogText.safe(pair + "a")).isEqualTo(pair + "…");
  }

  @Test
  void formatCharactersBeyondTheBasicPlaneAreEscaped() {
    String tag = Character.toString(0xE0041);
    String beam = Character.toString(0x1D173);
    assertThat(LogText.safe(tag + beam + "😀")).isEqualTo("\\udb40\\udc41\\ud834\\udd73😀");
  }

  @Test
  void aBackslashBeforeAQuoteEndsNoValue() {
    LoggingEvent event =
        new LoggingEvent(
            "x", new LoggerContext().getLogger("http"), Level.WARN, "closed", null, null);
    event.setKeyValuePairs(List.of(new KeyValuePair("reason", "x\\\" code=\\")));
    assertThat(new SafeMessageConverter().convert(event))
        .isEqualTo("closed reason=\"x\\\\\\\" code=\\\\\"");
  }
}
