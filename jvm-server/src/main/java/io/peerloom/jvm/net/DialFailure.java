package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.websocket.core.exception.UpgradeException;
import org.java_websocket.exceptions.InvalidHandshakeException;

/**
 * Why a dial failed: its code (R12.4), and a sentence that says what to change.
 *
 * @param code TIMEOUT, UNREACHABLE or REFUSED
 * @param reason for people
 */
record DialFailure(ErrorCode code, String reason) {
  private static final int MAX_CAUSES = 10;

  /** The failure that an exception of a WebSocket client stands for; null means a refusal. */
  static DialFailure of(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
      DialFailure known = known(cause);
      if (known != null) {
        return known;
      }
    }
    // All other failures are answers, too: a reset, a TLS alert.
    return refused("the dial failed: " + failure);
  }

  private static DialFailure known(Throwable cause) {
    if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
      return new DialFailure(
          ErrorCode.TIMEOUT, "no answer to the dial: check the address, the firewall, the server");
    }
    if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
      return new DialFailure(ErrorCode.UNREACHABLE, "no such host: correct its name");
    }
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof NoRouteToHostException
        || cause instanceof ConnectException && message.contains("unreachable")) {
      return new DialFailure(
          ErrorCode.UNREACHABLE, "no route to the host: check the address and the network");
    }
    if (cause instanceof ConnectException) {
      return refused("nothing listens there: check host and port, or start the server");
    }
    if (cause instanceof UpgradeException upgrade) {
      return refused(http(upgrade.getResponseStatusCode()));
    }
    if (cause instanceof InvalidHandshakeException) {
      return refused("an HTTP server without WebSockets answers: " + message);
    }
    if (cause instanceof SSLException) {
      return refused(tls(message));
    }
    if (cause instanceof EOFException || cause instanceof ClosedChannelException) {
      return refused("the server hung up: is it one for wss: instead of ws:?");
    }
    return null;
  }

  private static DialFailure refused(String reason) {
    return new DialFailure(ErrorCode.REFUSED, reason);
  }

  private static String http(int status) {
    String answer = "HTTP " + status + " instead of a WebSocket: ";
    return answer
        + switch (status) {
          case HttpStatus.OK_200 ->
              "check the path, and that the proxy passes Upgrade and Connection on";
          case HttpStatus.NOT_FOUND_404 -> "check the path";
          case HttpStatus.MOVED_PERMANENTLY_301,
              HttpStatus.FOUND_302,
              HttpStatus.TEMPORARY_REDIRECT_307,
              HttpStatus.PERMANENT_REDIRECT_308 ->
              "use the address that it redirects to, perhaps wss: instead of ws:";
          case HttpStatus.BAD_REQUEST_400 -> "check scheme and port; is it one for wss:?";
          case HttpStatus.UNAUTHORIZED_401, HttpStatus.FORBIDDEN_403 ->
              "the proxy asks for a login or forbids the path";
          case HttpStatus.TOO_MANY_REQUESTS_429 -> "too many sockets from this address; wait";
          case HttpStatus.BAD_GATEWAY_502,
              HttpStatus.SERVICE_UNAVAILABLE_503,
              HttpStatus.GATEWAY_TIMEOUT_504 ->
              "the proxy does not reach the server, or that is overloaded";
          default -> "check host, port and path";
        };
  }

  private static String tls(String message) {
    if (message.contains("PKIX")) {
      return "its certificate is of an authority that is not trusted here"
          + " (--trust-certificate adds one): "
          + message;
    }
    if (message.contains("certificate")) {
      return "its certificate is not trusted here or is of another name: " + message;
    }
    return message.contains("not an SSL") || message.contains("Unsupported or unrecognized")
        ? "it does not speak TLS: use ws: instead of wss:"
        : "TLS failed: " + message;
  }
}
