package io.peerloom.jvm.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.peerloom.core.Value;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How a value travels in HTTP: the bytes are the value, the content type says what they are. */
final class Body {
  private Body() {}

  /** The value that a request with this content type carries as bytes. */
  static Value value(String contentType, byte[] bytes) {
    return switch (mediaType(contentType)) {
      case "application/json" -> json(bytes);
      case "application/octet-stream" -> Value.bytes(bytes);
      // What curl sends unless told otherwise; nobody means a form here.
      case "", "application/x-www-form-urlencoded" ->
          new Value(isUtf8(bytes) ? Value.TEXT : Value.BYTES, bytes);
      case "text/*" -> text(bytes);
      default ->
          throw new PeerloomException(
              ErrorCode.INVALID_REQUEST,
              "Content-Type is text/*, application/json or application/octet-stream");
    };
  }

  private static String mediaType(String contentType) {
    if (contentType == null) {
      return "";
    }
    String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    return type.startsWith("text/") ? "text/*" : type;
  }

  private static Value json(byte[] bytes) {
    JsonNode node = Json.parse(bytes);
    if (node == null) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "the body is not JSON");
    }
    return new Value(Value.JSON, bytes);
  }

  private static Value text(byte[] bytes) {
    if (!isUtf8(bytes)) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "the text is not UTF-8");
    }
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
