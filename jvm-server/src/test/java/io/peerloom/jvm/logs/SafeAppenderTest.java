package io.peerloom.jvm.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.peerloom.jvm.limits.ServerLimits;
import java.nio.charset.StandardCharsets;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines of libraries and own ones, on their way to standard error in either format. */
final class SafeAppenderTest {
  /** A forged line, a terminal's command, text shown from right to left, and a lot of it. */
  private static final String HOSTILE =
      "GET /\n2026-01-01 forged\u001b[2J\u202etxt\u2028" + "x".repeat(100_000);

  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> printed = new ListAppender<>();
  private final Logger library = context.getLogger("org.example.library");
  private final Logger own = context.getLogger("peerloom.http");

  @BeforeEach
  void start() {
    SafeAppender appender = new SafeAppender();
    appender.setContext(context);
    printed.setContext(context);
    printed.start();
    appender.addAppender(printed);
    appender.start();
    context.getLogger("ROOT").addAppender(appender);
    context.getLogger("ROOT").setLevel(Level.DEBUG);
  }

  private static String json(ILoggingEvent event) {
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(new LoggerContext());
    encoder.start();
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void nothingOfAStrangerIsRawInEitherFormat() {
    library.warn("bad request {}", HOSTILE);
    library.error("it failed", new IllegalStateException(HOSTILE, new RuntimeException(HOSTILE)));
    own.atInfo().addKeyValue("reason", HOSTILE).addKeyValue("n", 7).log("visitor.refused");
    own.debug(HOSTILE);
    assertThat(printed.list).hasSize(4);
    for (ILoggingEvent event : printed.list) {
      for (String text : new String[] {json(event), event.getFormattedMessage()}) {
        assertThat(text.strip())
            .doesNotContain("\n", "\u001b", "\u202e", "\u2028")
            .hasSizeLessThan(20_000);
      }
      assertThat(json(event)).contains("\\u202e");
    }
    assertThat(json(printed.list.get(2))).contains("\"n\":7");
  }

  @Test
  void linesOfLibrariesAreFolded() {
    for (int i = 0; i < 1_000; i++) {
      library.warn("bad request {}", i);
    }
    assertThat(printed.list).hasSize(1);
    for (int i = 0; i < 1_000; i++) {
      library.warn("bad request " + i);
    }
    assertThat(printed.list).hasSizeLessThan(2 * ServerLimits.MAX_LOG_EVENTS);
  }

  @Test
  void allLinesTogetherAreBounded() {
    String line = "x".repeat(LogText.MAX_CHARS);
    for (int i = 0; i < 10_000; i++) {
      own.info(line);
    }
    long chars = printed.list.stream().mapToLong(SafeLoggingEvent::chars).sum();
    assertThat(chars).isBetween(ServerLimits.MAX_LOG_CHARS / 2, ServerLimits.MAX_LOG_CHARS);
  }

  @Test
  void whatWasNotWrittenIsCounted() {
    LogBudget budget = new LogBudget();
    assertThat(budget.admits(ServerLimits.MAX_LOG_CHARS, 0)).isTrue();
    assertThat(budget.admits(1, 1)).isFalse();
    assertThat(budget.admits(1, 2)).isFalse();
    assertThat(budget.dropped(3)).isZero();
    long later = ServerLimits.LOG_WINDOW_NANOS;
    assertThat(budget.dropped(later)).isEqualTo(2);
    assertThat(budget.dropped(later)).isZero();
    assertThat(budget.admits(1, later)).isTrue();
  }
}
