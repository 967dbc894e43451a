package io.peerloom.jvm.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.jvm.limits.ServerLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RepeatedEventsTest {
  private static final long WINDOW = ServerLimits.LOG_WINDOW_NANOS;

  private final RepeatedEvents events = new RepeatedEvents();
  private final List<String> written = new ArrayList<>();

  private void log(String event, String subject, long now) {
    String text = event + " " + subject;
    RepeatedEvents.Line line = repeated -> written.add(text + " x" + repeated);
    if (events.admits(event, subject, line, now)) {
      line.write(0);
    }
  }

  private void flush(long now) {
    events.due(now).forEach(due -> due.line().write(due.repeated()));
  }

  @Test
  void theFirstIsWrittenAtOnceAndTheOthersAreCounted() {
    for (int i = 0; i < 100; i++) {
      log("link.failed", "a", i);
    }
    log("link.failed", "b", 100);
    log("link.ended", "a", 100);
    assertThat(written).containsExactly("link.failed a x0", "link.failed b x0", "link.ended a x0");
    written.clear();
    flush(WINDOW - 1);
    assertThat(written).isEmpty();
    flush(WINDOW);
    assertThat(written).containsExactly("link.failed a x99");
  }

  @Test
  void whatGoesOnIsWrittenOnceInFiveMinutes() {
    for (int minute = 0; minute < 60; minute++) {
      for (int second = 0; second < 60; second++) {
        long now = WINDOW / 300 * (minute * 60L + second);
        log("link.failed", "a", now);
        flush(now);
      }
    }
    assertThat(written).hasSizeBetween(12, 13);
  }

  @Test
  void whatHasEndedIsForgotten() {
    log("link.failed", "a", 0);
    flush(WINDOW);
    log("link.failed", "a", WINDOW);
    assertThat(written).containsExactly("link.failed a x0", "link.failed a x0");
  }

  /** A stranger with many addresses, or many texts, cannot fill the log. */
  @Test
  void linesAreBoundedWhateverStrangersDo() {
    for (int i = 0; i < 10_000; i++) {
      log("visitor.refused", "address" + i, 0);
      log("text" + i, "", 0);
    }
    int most = 2 * ServerLimits.MAX_LOG_SUBJECTS + ServerLimits.MAX_LOG_EVENTS;
    assertThat(written).hasSizeLessThan(most);
    written.clear();
    flush(WINDOW);
    assertThat(written).hasSize(2).anyMatch(line -> line.startsWith("visitor.refused"));
    assertThat(written.get(0)).endsWith(" x" + (10_000 - ServerLimits.MAX_LOG_SUBJECTS));
  }
}
