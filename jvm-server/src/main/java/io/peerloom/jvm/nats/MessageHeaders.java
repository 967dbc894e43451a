package io.peerloom.jvm.nats;

import io.nats.client.impl.Headers;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.jvm.archive.TopicArchive;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The headers of an archived message: what a reader of the stream needs beside the value, and from
 * which an archiver learns what the stream has. Times are RFC 3339 with milliseconds, in UTC.
 */
final class MessageHeaders {
  static final String ID = "Nats-Msg-Id";

  /** JetStream refuses the message where another stream has the subject. */
  static final String EXPECTED_STREAM = "Nats-Expected-Stream";

  /** The name, with what is not ASCII as in a URL. */
  static final String TOPIC = "Peerloom-Topic";

  static final String PUBLISHER = "Peerloom-Publisher";
  static final String SEQUENCE = "Peerloom-Sequence";
  static final String PUBLISHED_AT = "Peerloom-Published-At";
  static final String EXPIRES_AT = "Peerloom-Expires-At";

  /** {@code text}, {@code json} or {@code bytes}. */
  static final String FORMAT = "Peerloom-Format";

  /** Until when the stream had everything of the topic before this message. */
  static final String COMPLETE_UNTIL = "Peerloom-Complete-Until";

  /** The most bytes of all headers of one message: those of a topic's name count three times. */
  static final int MAX_BYTES = 2_560;

  private MessageHeaders() {}

  static Headers of(TopicArchive.Entry entry, String stream) {
    TopicMessage message = entry.message();
    Headers headers =
        new Headers()
            .put(ID, message.id())
            .put(EXPECTED_STREAM, stream)
            .put(TOPIC, encoded(entry.topic()))
            .put(PUBLISHER, message.publisher())
            .put(SEQUENCE, String.valueOf(message.sequence()))
            .put(PUBLISHED_AT, time(message.publishedAt()))
            .put(EXPIRES_AT, time(message.expiresAt()))
            .put(FORMAT, format(message.value().format()));
    return entry.completeUntil() == 0
        ? headers
        : headers.put(COMPLETE_UNTIL, time(entry.completeUntil()));
  }

  static String encoded(String topic) {
    return URLEncoder.encode(topic, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String format(int format) {
    return switch (format) {
      case Value.TEXT -> "text";
      case Value.JSON -> "json";
      case Value.BYTES -> "bytes";
      default -> String.valueOf(format);
    };
  }

  /** In years that RFC 3339 cannot say, the nearest that it can: a publisher may sign any date. */
  private static String time(long millis) {
    return Instant.ofEpochMilli(Math.max(0, Math.min(millis, 253_402_300_799_999L))).toString();
  }

  /** Whether it is an archived message of that topic; anybody may publish to a subject. */
  static boolean isOf(String topic, Headers headers) {
    return headers != null
        && encoded(topic).equals(headers.getFirst(TOPIC))
        && headers.getFirst(ID) != null;
  }

  /** Milliseconds since 1970; 0 where there is none, or no time. */
  static long millis(Headers headers, String name) {
    String text = headers.getFirst(name);
    try {
      return text == null ? 0 : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return 0;
    }
  }
}
