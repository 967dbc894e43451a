package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.api.PutOptions.Readers;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.text.Digits;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Parameters of a request's query; each throws INVALID_REQUEST where it cannot be. */
final class QueryParameters {
  private static final Pattern MALFORMED_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private QueryParameters() {}

  /** Refuses others than these, and those that come twice. */
  static void requireKnown(Context context, Set<String> known) {
    // Javalin ignores what it cannot decode.
    String query = context.queryString();
    if (query != null && MALFORMED_ESCAPE.matcher(query).find()) {
      throw invalid("malformed percent-encoding");
    }
    context
        .queryParamMap()
        .forEach(
            (name, values) -> {
              if (!known.contains(name)) {
                throw invalid("unknown parameter " + name);
              }
              if (values.size() > 1) {
                throw invalid("parameter " + name + " comes more than once");
              }
            });
  }

  /** Whether it is the second of two words; the first where it is left out. */
  static boolean isSecond(Context context, String name, String first, String second) {
    String given = context.queryParam(name);
    String word = given == null ? first : given;
    if (!List.of(first, second).contains(word)) {
      throw invalid(name + " is " + first + " or " + second);
    }
    return word.equals(second);
  }

  static Readers readers(Context context) {
    return isSecond(context, "readers", "me", "public") ? Readers.PUBLIC : Readers.ME;
  }

  static WhenOffline whenOffline(Context context) {
    return isSecond(context, "whenOffline", "reject", "queue")
        ? WhenOffline.QUEUE
        : WhenOffline.REJECT;
  }

  static int ttlSeconds(Context context) {
    return (int) number(context, "ttlSeconds", Limits.MAX_TTL_SECONDS, 1, Limits.MAX_TTL_SECONDS);
  }

  /** The sequence that the current value must have; -1 where it is left out. */
  static long ifSequence(Context context) {
    return number(context, "ifSequence", -1, 0, Long.MAX_VALUE);
  }

  static long number(Context context, String name, long absent, long least, long most) {
    String text = context.queryParam(name);
    if (text == null) {
      return absent;
    }
    return Digits.within(text, least, most)
        .orElseThrow(() -> invalid(name + " is a number from " + least + " to " + most));
  }

  private static PeerloomException invalid(String reason) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, reason);
  }
}
