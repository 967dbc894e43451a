package io.peerloom.jvm.server;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.peerloom.jvm.metrics.ServerMetrics;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** {@code /metrics} in Prometheus' text format, version 0.0.4. */
public final class Metrics implements Consumer<JavalinConfig> {
  private final ServerMetrics metrics;
  private final Executor threads;

  /**
   * The metrics of this process.
   *
   * @param threads writes the responses
   */
  public Metrics(ServerMetrics metrics, Executor threads) {
    this.metrics = metrics;
    this.threads = threads;
  }

  @Override
  public void accept(JavalinConfig config) {
    Routes.read(config.routes, "/metrics", this::answer);
  }

  private void answer(Context context) {
    context.future(
        () ->
            metrics
                .text()
                .thenAcceptAsync(
                    text -> {
                      context.contentType("text/plain; version=0.0.4; charset=utf-8");
                      context.header("Cache-Control", "no-store");
                      context.result(text);
                    },
                    threads));
  }
}
