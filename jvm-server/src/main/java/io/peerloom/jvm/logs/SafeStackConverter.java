package io.peerloom.jvm.logs;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/**
 * {@code %safeStack} in Logback's patterns: the exception of a line and its causes, each with its
 * message free of control characters.
 */
public final class SafeStackConverter extends ThrowableHandlingConverter {
  private static final int MAX_CAUSES = 8;
  private static final int MAX_FRAMES = 40;

  @Override
  public String convert(ILoggingEvent event) {
    StringBuilder text = new StringBuilder();
    IThrowableProxy failure = event.getThrowableProxy();
    for (int cause = 0; failure != null && cause < MAX_CAUSES; cause++) {
      text.append(cause == 0 ? "" : "Caused by: ")
          .append(failure.getClassName())
          .append(": ")
          .append(LogText.safe(String.valueOf(failure.getMessage())))
          .append('\n');
      StackTraceElementProxy[] frames = failure.getStackTraceElementProxyArray();
      int most = Math.min(MAX_FRAMES, frames.length - failure.getCommonFrames());
      for (int frame = 0; frame < most; frame++) {
        text.append("\t").append(frames[frame].getSTEAsString()).append('\n');
      }
      failure = failure.getCause();
    }
    return text.toString();
  }
}
