package io.peerloom.jvm.net;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.peerloom.core.base.ErrorCode;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Failures as problem documents (RFC 9457) with the core's code: the form of every refusal, whether
 * by a route, Javalin or Jetty's parser.
 */
public final class ProblemDocument {
  public static final String CONTENT_TYPE = "application/problem+json";

  private static final JsonMapper MAPPER = new JsonMapper();

  /** What is wrong with a path that cannot be decoded. */
  static final String BAD_PATH =
      "the path cannot be read, as where % is not followed by two hexadecimal digits of UTF-8";

  private static final String BAD_REQUEST =
      "the path, the Host or another header of the request is malformed";

  private ProblemDocument() {}

  /** The document as UTF-8. */
  public static byte[] of(int status, ErrorCode code, String detail) {
    ObjectNode problem = MAPPER.createObjectNode();
    problem.put("type", "about:blank");
    problem.put("title", HttpStatus.getMessage(status));
    problem.put("status", status);
    problem.put("code", code.name());
    problem.put("detail", detail);
    try {
      return MAPPER.writeValueAsBytes(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of values is always JSON", e);
    }
  }

  /** The core's code for a refusal that Javalin or Jetty expressed as a status only. */
  public static ErrorCode code(int status) {
    return switch (status) {
      case HttpStatus.UNAUTHORIZED_401, HttpStatus.FORBIDDEN_403 -> ErrorCode.UNAUTHORIZED;
      case HttpStatus.NOT_FOUND_404 -> ErrorCode.NOT_FOUND;
      case HttpStatus.REQUEST_TIMEOUT_408 -> ErrorCode.TIMEOUT;
      case HttpStatus.PAYLOAD_TOO_LARGE_413,
          HttpStatus.URI_TOO_LONG_414,
          HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
          ErrorCode.TOO_LARGE;
      case HttpStatus.TOO_MANY_REQUESTS_429 -> ErrorCode.RATE_LIMITED;
      case HttpStatus.SERVICE_UNAVAILABLE_503 -> ErrorCode.OVERLOADED;
      case HttpStatus.UPGRADE_REQUIRED_426,
          HttpStatus.NOT_IMPLEMENTED_501,
          HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ->
          ErrorCode.UNSUPPORTED;
      default -> status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
    };
  }

  /** In Jetty's own words where it refuses a request; another failure's could reveal internals. */
  private static String detail(int status, Throwable cause) {
    if (!(cause instanceof HttpException refusal)) {
      return HttpStatus.getMessage(status);
    }
    if (cause.getCause() instanceof IllegalArgumentException) {
      return BAD_REQUEST;
    }
    String reason = refusal.getReason();
    return reason == null ? HttpStatus.getMessage(status) : reason;
  }

  /** Jetty's responses before a request reaches any route. */
  static final class OfJetty extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
      return true;
    }

    @Override
    protected void generateResponse(
        Request request,
        Response response,
        int status,
        String message,
        Throwable cause,
        Callback callback) {
      String detail = cause == null && message != null ? message : detail(status, cause);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
      response.write(true, ByteBuffer.wrap(of(status, code(status), detail)), callback);
    }
  }
}
