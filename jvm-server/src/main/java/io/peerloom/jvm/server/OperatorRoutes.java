package io.peerloom.jvm.server;

import io.javalin.config.JavalinConfig;
import io.peerloom.jvm.metrics.ServerMetrics;
import io.peerloom.jvm.net.PageOrigins;
import io.peerloom.jvm.net.WebServer;
import io.peerloom.jvm.store.StartupFailure;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What every server process offers its operator, whatever its role: the metrics, the dashboard and
 * the JSON it shows, behind the gate that also protects the rest of the HTTP API.
 */
final class OperatorRoutes implements Consumer<JavalinConfig> {
  private final List<Consumer<JavalinConfig>> parts;
  private final RequestGuard guard;

  /**
   * The routes of a process.
   *
   * @param role as {@link ServerApi} names it
   * @param token null where only this machine may use them
   * @param pages those that may use the server
   * @param threads writes the responses
   */
  OperatorRoutes(
      String role, ServerMetrics metrics, ApiToken token, PageOrigins pages, Executor threads) {
    guard = new RequestGuard(pages);
    parts =
        List.of(
            new ApiGate(token),
            new Metrics(metrics, threads),
            new ServerApi(role, metrics, pages, threads),
            new Dashboard());
  }

  @Override
  public void accept(JavalinConfig config) {
    parts.forEach(part -> part.accept(config));
    // After the gate, because a request with the token passes.
    config.routes.before("/metrics", guard::check);
  }

  /** Starts a server of its own for the HTTP API; a failure names the option to change. */
  static WebServer start(WebServer.Builder builder) {
    try {
      return builder.start();
    } catch (StartupFailure e) {
      throw new StartupFailure(
          "the HTTP API cannot start: " + e.getMessage() + "; choose with --api-host, --api-port");
    }
  }
}
