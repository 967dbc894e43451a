package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.text.ValueText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The representation of a value in HTTP: the bytes are the value, the content type is its format.
 */
final class Body {
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

  /** ASCII is a subset of UTF-8. */
  private static final Set<String> UTF8_NAMES = Set.of("utf-8", "utf8", "us-ascii", "ascii");

  private Body() {}

  /** The value of a request with this content type and these bytes. */
  static Value value(String contentType, byte[] bytes) {
    return switch (mediaType(contentType)) {
      case "application/json" -> text(Value.JSON, contentType, bytes);
      case "application/octet-stream" -> Value.bytes(bytes);
      // The default of curl --data; it is never meant as a form here.
      case "", "application/x-www-form-urlencoded" ->
          new Value(ValueText.isUtf8(bytes) ? Value.TEXT : Value.BYTES, bytes);
      case "text/*" -> text(Value.TEXT, contentType, bytes);
      default ->
          throw invalid("Content-Type is text/*, application/json or application/octet-stream");
    };
  }

  private static String mediaType(String contentType) {
    if (contentType == null) {
      return "";
    }
    String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    return type.startsWith("text/") ? "text/*" : type;
  }

  /** Text is stored as UTF-8, so a body that declares another charset is refused. */
  private static Value text(int format, String contentType, byte[] bytes) {
    Matcher charset = CHARSET.matcher(contentType);
    while (charset.find()) {
      if (!UTF8_NAMES.contains(charset.group(1).toLowerCase(Locale.ROOT))) {
        throw invalid("the charset of text and JSON is UTF-8");
      }
    }
    Value value = new Value(format, bytes);
    String flaw = ValueText.flaw(value);
    if (flaw != null) {
      throw invalid(flaw);
    }
    return value;
  }

  private static PeerloomException invalid(String reason) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, reason);
  }

  /**
   * Responds with a value's raw bytes. They come from an untrusted publisher: no browser may
   * execute them, and a value that claims to be text or JSON but is not is sent as bytes.
   */
  static void write(Context context, Value value) {
    if (ValueText.of(value) == null) {
      context.contentType("application/octet-stream");
    } else {
      boolean isJson = value.format() == Value.JSON;
      context.contentType(isJson ? "application/json" : "text/plain; charset=utf-8");
    }
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Content-Security-Policy", "sandbox; frame-ancestors 'none'");
    context.header("Cache-Control", "no-store");
    context.result(value.bytes());
  }
}
