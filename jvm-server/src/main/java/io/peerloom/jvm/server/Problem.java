package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.net.ProblemDocument;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;

/** Maps the core's error codes to HTTP statuses, and responds with problem documents. */
final class Problem {
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int MILLIS_PER_SECOND = 1000;

  private Problem() {}

  static void answer(Context context, Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof Conditions.Refusal refusal) {
      answer(context, refusal.status(), refusal.code(), refusal.getMessage());
      return;
    }
    if (cause instanceof Bodies.LateBody late) {
      // The rest of the body is not read.
      context.header("Connection", "close");
      answer(context, HttpStatus.REQUEST_TIMEOUT_408, ErrorCode.TIMEOUT, late.getMessage());
      return;
    }
    PeerloomException known = known(cause);
    if (known.retryAfterMillis() > 0) {
      int seconds = (known.retryAfterMillis() + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND;
      context.header("Retry-After", String.valueOf(seconds));
    }
    answer(context, status(known.code()), known.code(), known.getMessage());
  }

  /** The code of a failure, however it is wrapped. */
  static ErrorCode code(Throwable failure) {
    return known(cause(failure)).code();
  }

  static String reason(Throwable failure) {
    return known(cause(failure)).getMessage();
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static PeerloomException known(Throwable cause) {
    return cause instanceof TimeoutException
        ? new PeerloomException(ErrorCode.TIMEOUT, "the peer did not answer in time")
        : PeerloomException.of(cause);
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
      case TIMEOUT, UNKNOWN -> HttpStatus.GATEWAY_TIMEOUT_504;
      case INTERNAL, UNKNOWN_ERROR -> HttpStatus.INTERNAL_SERVER_ERROR_500;
      case FULL -> HttpStatus.INSUFFICIENT_STORAGE_507;
      default -> HttpStatus.SERVICE_UNAVAILABLE_503;
    };
  }
}
