package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a value travels in HTTP: the bytes are the value, the content type says what they are. */
final class Body {
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

  /** ASCII is a part of it. */
  private static final Set<String> UTF8_NAMES = Set.of("utf-8", "utf8", "us-ascii", "ascii");

  private Body() {}

  /** The value that a request with this content type carries as bytes. */
  static Value value(String contentType, byte[] bytes) {
    return switch (mediaType(contentType)) {
      case "application/json" -> json(contentType, bytes);
      case "application/octet-stream" -> Value.bytes(bytes);
      // What curl sends unless told otherwise; nobody means a form here.
      case "", "application/x-www-form-urlencoded" ->
          new Value(isUtf8(bytes) ? Value.TEXT : Value.BYTES, bytes);
      case "text/*" -> text(contentType, bytes);
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

  /** Text is kept as UTF-8; a body that says it is something else would become another text. */
  private static void requireUtf8(String contentType, byte[] bytes) {
    Matcher charset = CHARSET.matcher(contentType);
    while (charset.find()) {
      if (!UTF8_NAMES.contains(charset.group(1).toLowerCase(Locale.ROOT))) {
        throw invalid("the charset of text and JSON is UTF-8");
      }
    }
    if (!isUtf8(bytes)) {
      throw invalid("the text is not UTF-8");
    }
  }

  private static Value json(String contentType, byte[] bytes) {
    requireUtf8(contentType, bytes);
    String flaw = JsonText.flaw(Bytes.utf8(bytes));
    if (flaw != null) {
      throw invalid(flaw);
    }
    return new Value(Value.JSON, bytes);
  }

  private static Value text(String contentType, byte[] bytes) {
    requireUtf8(contentType, bytes);
    return new Value(Value.TEXT, bytes);
  }

  static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static PeerloomException invalid(String reason) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, reason);
  }

  /** Answers with a value's raw bytes. They are a stranger's: no browser is to run them. */
  static void write(Context context, Value value) {
    context.contentType(
        switch (value.format()) {
          case Value.JSON -> "application/json";
          case Value.TEXT -> "text/plain; charset=utf-8";
          default -> "application/octet-stream";
        });
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Content-Security-Policy", "sandbox");
    context.header("Cache-Control", "no-store");
    context.result(value.bytes());
  }
}
