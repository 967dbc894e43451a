package io.peerloom.jvm.logs;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A log of events: a stable name as the message, and key-values. Lines alike are folded ({@code
 * RepeatedEvents}), for the whole process; details (DEBUG) are not. {@code docs/LOGS.md} lists the
 * events. Names of the key-values:
 *
 * <ul>
 *   <li>{@code peer}, {@code address}, {@code file}, {@code code} and {@code state} tell lines of
 *       one event apart
 *   <li>{@code repeated}: how many lines alike this one stands for
 * </ul>
 */
public final class EventLog {
  /** One for the process: what it may write is shared by all parts. */
  private static final RepeatedEvents REPEATED = new RepeatedEvents();

  private static final List<String> SUBJECT = List.of("peer", "address", "file", "code", "state");

  private final Logger log;
  private final RepeatedEvents repeated;

  EventLog(String part, RepeatedEvents repeated) {
    log = LoggerFactory.getLogger("peerloom." + part);
    this.repeated = repeated;
  }

  /** The log of a part of the process, such as {@code http} or a peer's name. */
  public static EventLog of(String part) {
    return new EventLog(part, REPEATED);
  }

  /** Writes the lines that stand for many; to be called about twice a minute. */
  public static void flush() {
    REPEATED.due(System.nanoTime()).forEach(due -> due.line().write(due.repeated()));
  }

  /**
   * Writes an event.
   *
   * @param event its name, which programs search for
   * @param pairs keys and values in turn; those whose value is null are left out
   */
  public void event(Level level, String event, Object... pairs) {
    write(level, event, subject(pairs), event, null, pairs);
  }

  /** Writes an event that is rare by itself, and whose order among its like matters. */
  public void each(Level level, String event, Object... pairs) {
    if (log.isEnabledForLevel(level)) {
      emit(level, event, null, 0, pairs);
    }
  }

  /** Writes a message in words. */
  public void text(Level level, String message) {
    write(level, "", message, message, null);
  }

  /** Writes an event that is a bug, with the stack trace. */
  public void failure(String event, Throwable failure, Object... pairs) {
    write(Level.ERROR, event, failure.getClass() + subject(pairs), event, failure, pairs);
  }

  private static String subject(Object... pairs) {
    StringBuilder subject = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      if (SUBJECT.contains(String.valueOf(pairs[i]))) {
        subject.append(' ').append(pairs[i + 1]);
      }
    }
    return subject.toString();
  }

  private void write(
      Level level,
      String event,
      String subject,
      String message,
      Throwable failure,
      Object... pairs) {
    if (!log.isEnabledForLevel(level)) {
      return;
    }
    RepeatedEvents.Line line = times -> emit(level, message, failure, times, pairs);
    if (level == Level.DEBUG
        || repeated.admits(event, log.getName() + subject, line, System.nanoTime())) {
      line.write(0);
    }
  }

  private void emit(Level level, String message, Throwable failure, int times, Object... pairs) {
    LoggingEventBuilder builder = log.atLevel(level).setCause(failure);
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] != null) {
        builder = builder.addKeyValue(String.valueOf(pairs[i]), value(pairs[i + 1]));
      }
    }
    if (times > 0) {
      builder = builder.addKeyValue("repeated", times);
    }
    builder.log(LogText.safe(message));
  }

  /** Numbers stay numbers for those who evaluate the log. */
  private static Object value(Object value) {
    return value instanceof Number || value instanceof Boolean
        ? value
        : LogText.safe(String.valueOf(value));
  }
}
