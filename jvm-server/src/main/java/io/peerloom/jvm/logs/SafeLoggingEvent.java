package io.peerloom.jvm.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * A line whose message, values and exceptions are free of control characters and cut ({@link
 * LogText}), also where a library has logged what a stranger sent.
 */
final class SafeLoggingEvent implements ILoggingEvent {
  /** Causes of an exception that are printed. */
  private static final int MAX_CAUSES = 8;

  /** Frames of each. */
  private static final int MAX_FRAMES = 40;

  private final ILoggingEvent event;
  private final String message;
  private final List<KeyValuePair> pairs;
  private final IThrowableProxy failure;

  SafeLoggingEvent(ILoggingEvent event) {
    this(event, null, 0);
  }

  /** The same with one number more; none with null as its key. */
  SafeLoggingEvent(ILoggingEvent event, String key, int value) {
    this.event = event;
    message = LogText.safe(String.valueOf(event.getFormattedMessage()));
    List<KeyValuePair> safe = safe(event.getKeyValuePairs());
    if (key != null) {
      safe.add(new KeyValuePair(key, value));
    }
    pairs = safe.isEmpty() ? null : safe;
    failure =
        event.getThrowableProxy() == null ? null : new SafeFailure(event.getThrowableProxy(), 1);
  }

  private static List<KeyValuePair> safe(List<KeyValuePair> raw) {
    List<KeyValuePair> safe = new ArrayList<>();
    for (KeyValuePair pair : raw == null ? List.<KeyValuePair>of() : raw) {
      boolean isPlain = pair.value instanceof Number || pair.value instanceof Boolean;
      safe.add(
          new KeyValuePair(
              LogText.safe(pair.key),
              isPlain ? pair.value : LogText.safe(String.valueOf(pair.value))));
    }
    return safe;
  }

  /** About how long it is when it is printed. */
  static long chars(ILoggingEvent event) {
    long chars = 100 + event.getMessage().length();
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        chars += pair.key.length() + String.valueOf(pair.value).length() + 4;
      }
    }
    for (IThrowableProxy each = event.getThrowableProxy(); each != null; each = each.getCause()) {
      chars += each.getMessage().length() + 80L * each.getStackTraceElementProxyArray().length;
    }
    return chars;
  }

  /** An exception, without those that it suppressed. */
  private record SafeFailure(IThrowableProxy raw, int depth) implements IThrowableProxy {
    @Override
    public String getMessage() {
      return LogText.safe(String.valueOf(raw.getMessage()));
    }

    @Override
    public String getClassName() {
      return raw.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
      StackTraceElementProxy[] all = raw.getStackTraceElementProxyArray();
      int length = Math.min(MAX_FRAMES, all.length);
      StackTraceElementProxy[] first = new StackTraceElementProxy[length];
      System.arraycopy(all, 0, first, 0, length);
      return first;
    }

    @Override
    public int getCommonFrames() {
      int cut = raw.getStackTraceElementProxyArray().length - MAX_FRAMES;
      return Math.max(0, raw.getCommonFrames() - Math.max(0, cut));
    }

    @Override
    public IThrowableProxy getCause() {
      IThrowableProxy cause = raw.getCause();
      return cause == null || cause.isCyclic() || depth == MAX_CAUSES
          ? null
          : new SafeFailure(cause, depth + 1);
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
      return new IThrowableProxy[0];
    }

    @Override
    public boolean isCyclic() {
      return false;
    }
  }

  @Override
  public String getMessage() {
    return message;
  }

  @Override
  public String getFormattedMessage() {
    return message;
  }

  /** They are in the message. */
  @Override
  public Object[] getArgumentArray() {
    return new Object[0];
  }

  @Override
  public List<KeyValuePair> getKeyValuePairs() {
    return pairs;
  }

  @Override
  public IThrowableProxy getThrowableProxy() {
    return failure;
  }

  @Override
  public String getThreadName() {
    return event.getThreadName();
  }

  @Override
  public Level getLevel() {
    return event.getLevel();
  }

  @Override
  public String getLoggerName() {
    return event.getLoggerName();
  }

  @Override
  public LoggerContextVO getLoggerContextVO() {
    return event.getLoggerContextVO();
  }

  @Override
  public StackTraceElement[] getCallerData() {
    return event.getCallerData();
  }

  @Override
  public boolean hasCallerData() {
    return event.hasCallerData();
  }

  @Override
  public List<Marker> getMarkerList() {
    return List.of();
  }

  @Override
  public Map<String, String> getMDCPropertyMap() {
    return Map.of();
  }

  @Override
  @SuppressWarnings("deprecation") // part of the interface
  public Map<String, String> getMdc() {
    return Map.of();
  }

  @Override
  public long getTimeStamp() {
    return event.getTimeStamp();
  }

  @Override
  public int getNanoseconds() {
    return event.getNanoseconds();
  }

  @Override
  public Instant getInstant() {
    return event.getInstant();
  }

  @Override
  public long getSequenceNumber() {
    return event.getSequenceNumber();
  }

  @Override
  public void prepareForDeferredProcessing() {
    event.prepareForDeferredProcessing();
  }
}
