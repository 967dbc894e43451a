package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import java.nio.charset.StandardCharsets;

/**
 * Maps the core's error codes to status codes of WebSocket close frames and back.
 *
 * <p>A code is sent as 4000 plus its number, in the range that RFC 6455 leaves to applications.
 */
final class CloseCodes {
  static final int NORMAL = 1000;
  static final int GOING_AWAY = 1001;
  static final int UNSUPPORTED_DATA = 1003;
  static final int MESSAGE_TOO_BIG = 1009;

  private static final int APPLICATION = 4000;
  private static final int LAST_APPLICATION = 4999;
  // A control frame holds 125 bytes, two of them the status.
  private static final int MAX_REASON_BYTES = 123;

  private CloseCodes() {}

  static int status(ErrorCode code) {
    return code == ErrorCode.CLOSED ? NORMAL : APPLICATION + code.number();
  }

  /** The meaning of a status from the other side, or from the socket itself. */
  static ErrorCode code(int status) {
    if (status >= APPLICATION && status <= LAST_APPLICATION) {
      return ErrorCode.of(status - APPLICATION);
    }
    return switch (status) {
      case NORMAL, GOING_AWAY -> ErrorCode.CLOSED;
      case UNSUPPORTED_DATA -> ErrorCode.INVALID_REQUEST;
      case MESSAGE_TOO_BIG -> ErrorCode.TOO_LARGE;
      default -> ErrorCode.UNREACHABLE;
    };
  }

  /** The reason, cut at a character so that it fits a close frame. */
  static String fitting(String reason) {
    String fits = reason.substring(0, Math.min(reason.length(), MAX_REASON_BYTES));
    while (fits.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES
        || (!fits.isEmpty() && Character.isHighSurrogate(fits.charAt(fits.length() - 1)))) {
      fits = fits.substring(0, fits.length() - 1);
    }
    return fits;
  }
}
