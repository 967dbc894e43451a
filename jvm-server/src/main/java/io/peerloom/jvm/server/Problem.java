package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.net.ProblemDocument;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;

/** Which status each of the core's codes has in HTTP, and the answer that tells of it. */
final class Problem {
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int MILLIS_PER_SECOND = 1000;

  private Problem() {}

  static void answer(Context context, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimeoutException) {
      // What is left of the body is not waited for.
      context.header("Connection", "close");
      String detail = "the body took more than " + Bodies.MAX_SECONDS + " s";
      answer(context, HttpStatus.REQUEST_TIMEOUT_408, ErrorCode.TIMEOUT, detail);
      return;
    }
    PeerloomException known = PeerloomException.of(cause);
    if (known.retryAfterMillis() > 0) {
      int seconds = (known.retryAfterMillis() + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND;
      context.header("Retry-After", String.valueOf(seconds));
    }
    answer(context, status(known.code()), known.code(), known.getMessage());
  }

  static void answer(Context context, int status, ErrorCode code, String detail) {
    context.status(status);
    context.contentType(ProblemDocument.CONTENT_TYPE);
    context.result(ProblemDocument.of(status, code, detail));
  }

  static int status(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST -> HttpStatus.BAD_REQUEST_400;
      case UNAUTHORIZED, INVALID_TOKEN, CANNOT_OPEN -> HttpStatus.FORBIDDEN_403;
      case NOT_FOUND -> HttpStatus.NOT_FOUND_404;
      case CONFLICT, ALREADY_PROCESSED -> HttpStatus.CONFLICT_409;
      case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE_413;
      case INVALID_SIGNATURE, CLOCK_SKEW -> UNPROCESSABLE;
      case RATE_LIMITED -> TOO_MANY_REQUESTS;
      case UNSUPPORTED -> HttpStatus.NOT_IMPLEMENTED_501;
      case TIMEOUT -> HttpStatus.GATEWAY_TIMEOUT_504;
      case INTERNAL, UNKNOWN_ERROR, STORAGE_FAILED -> HttpStatus.INTERNAL_SERVER_ERROR_500;
      default -> HttpStatus.SERVICE_UNAVAILABLE_503;
    };
  }
}
