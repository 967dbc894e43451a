package io.peerloom.jvm.server;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.jvm.net.TrustedProxies;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Lets only the operator use the HTTP API, the metrics and the data of the dashboard: a request
 * needs the API token, or, where the server has none, has to come from this machine itself. What a
 * proxy on this machine passes on comes from elsewhere.
 *
 * <p>Health and readiness, the page and the sockets of peers are for everybody. Registered before
 * all routes it protects.
 */
public final class ApiGate implements Consumer<JavalinConfig> {
  private static final String PROVED = "peerloom.token";

  private final ApiToken token;

  /**
   * A gate.
   *
   * @param token null for this machine only
   */
  public ApiGate(ApiToken token) {
    this.token = token;
  }

  /** Whether only this machine reaches a server that listens there. */
  public static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether the request presented the token, so that no page can have forged it. */
  static boolean isProved(Context context) {
    return Boolean.TRUE.equals(context.attribute(PROVED));
  }

  @Override
  public void accept(JavalinConfig config) {
    config.routes.before("/api/*", this::check);
    config.routes.before("/metrics", this::check);
    config.routes.exception(
        Conditions.Refusal.class, (refusal, context) -> Problem.answer(context, refusal));
  }

  private void check(Context context) {
    if (token == null) {
      if (!isFromHere(context)) {
        throw refused(
            context,
            "",
            "this server answers its own machine only; to reach it from elsewhere, start it with"
                + " --api-token");
      }
      return;
    }
    String presented = context.header("Authorization");
    if (presented == null) {
      throw refused(
          context, "", "the API token is missing: send it as Authorization: Bearer TOKEN");
    }
    if (!token.isIn(presented)) {
      throw refused(context, ", error=\"invalid_token\"", "this is not the server's API token");
    }
    context.attribute(PROVED, true);
  }

  private static boolean isFromHere(Context context) {
    return isLoopback(context.req().getRemoteAddr())
        && context.headerMap().keySet().stream().noneMatch(TrustedProxies::isOfProxy);
  }

  private static Conditions.Refusal refused(Context context, String error, String reason) {
    context.header("WWW-Authenticate", "Bearer realm=\"peerloom\"" + error);
    return new Conditions.Refusal(HttpStatus.UNAUTHORIZED_401, ErrorCode.UNAUTHORIZED, reason);
  }
}
