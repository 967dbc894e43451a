package io.peerloom.jvm.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/** What reaches the logging system of a program, and how the own one prints it. */
final class EventLogTest {
  private static final String FORGED = "all is\u001b[2J\n2026-11-27T00:00:00Z INFO forged";

  private final Logger logger = (Logger) LoggerFactory.getLogger("peerloom.event-log-test");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  // Not that of the process: other tests have filled it.
  private final EventLog log = new EventLog("event-log-test", new RepeatedEvents());

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
  }

  @AfterEach
  void end() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
  }

  private static String keyValues(ILoggingEvent event) {
    List<String> pairs = new ArrayList<>();
    for (KeyValuePair pair : event.getKeyValuePairs()) {
      pairs.add(pair.key + "=" + pair.value + ":" + pair.value.getClass().getSimpleName());
    }
    return String.join(" ", pairs);
  }

  private static String printed(ILoggingEvent event) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(((Logger) LoggerFactory.getLogger("peerloom")).getLoggerContext());
    layout.getInstanceConverterMap().put("safeMessage", SafeMessageConverter::new);
    layout.getInstanceConverterMap().put("safeStack", SafeStackConverter::new);
    layout.setPattern("%safeMessage%n%safeStack");
    layout.start();
    return layout.doLayout(event);
  }

  @Test
  void anEventHasItsNameAndKeyValues() {
    log.event(
        Level.INFO, "link.failed", "peer", null, "address", "ws://a", "code", "TIMEOUT", "n", 7);
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getMessage()).isEqualTo("link.failed");
    assertThat(keyValues(lines.list.get(0)))
        .isEqualTo("address=ws://a:String code=TIMEOUT:String n=7:Integer");
    assertThat(printed(lines.list.get(0)))
        .isEqualTo("link.failed address=\"ws://a\" code=\"TIMEOUT\" n=\"7\"\n");
  }

  @Test
  void eventsAlikeAreFoldedAndOthersAreNot() {
    for (int i = 0; i < 10; i++) {
      log.event(Level.INFO, "state", "peer", "p", "state", i % 2 == 0 ? "connected" : "degraded");
      log.text(Level.WARN, "a sentence");
    }
    assertThat(lines.list).hasSize(3);
  }

  @Test
  void nothingOfAStrangerIsRaw() {
    log.event(Level.INFO, "visitor.refused", "address", "x", "reason", FORGED);
    log.text(Level.INFO, FORGED);
    log.failure("task.failed", new IllegalStateException(FORGED), "path", FORGED);
    assertThat(lines.list).hasSize(3);
    for (ILoggingEvent event : lines.list) {
      assertThat(event.getMessage()).doesNotContain("\n", "\u001b");
      assertThat(String.valueOf(event.getKeyValuePairs())).doesNotContain("\n", "\u001b");
      assertThat(printed(event)).doesNotContain("\u001b").contains("\\n2026").endsWith("\n");
      assertThat(printed(event).lines()).noneMatch(line -> line.startsWith("2026"));
    }
    assertThat(printed(lines.list.get(0)).lines()).hasSize(1);
  }
}
