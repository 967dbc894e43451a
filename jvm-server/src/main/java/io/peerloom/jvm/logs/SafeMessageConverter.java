package io.peerloom.jvm.logs;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * {@code %safeMessage} in Logback's patterns: the message and the key-values of a line, without
 * control characters, also where a library logs what a stranger sent.
 */
public final class SafeMessageConverter extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    StringBuilder line =
        new StringBuilder(LogText.safe(String.valueOf(event.getFormattedMessage())));
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        String value =
            LogText.safe(String.valueOf(pair.value).replace("\\", "\\\\").replace("\"", "\\\""));
        line.append(' ').append(pair.key).append("=\"").append(value).append('"');
      }
    }
    return line.toString();
  }
}
