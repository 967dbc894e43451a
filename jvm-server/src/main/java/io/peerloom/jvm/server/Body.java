package io.peerloom.jvm.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.peerloom.core.Value;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How a value travels in HTTP: the bytes are the value, the content type says what they are. */
final class Body {
  // Twice what a record holds: the core says which bound was passed, this one saves the memory.
  private static final int MAX_BYTES = 128 << 10;

  private Body() {}

  /** The value a request carries. */
  static Value read(Context context) {
    byte[] bytes = readBytes(context);
    return switch (mediaType(context.contentType())) {
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

  private static byte[] readBytes(Context context) {
    try {
      byte[] bytes = context.req().getInputStream().readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new PeerloomException(
            ErrorCode.TOO_LARGE, "a body of more than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "the body broke off");
    }
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
