package io.peerloom.jvm.server;

import io.javalin.config.JavalinConfig;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;

/**
 * {@code /healthz}: the process runs; {@code /readyz}: its peers have joined and it serves
 * requests.
 */
public final class Health implements Consumer<JavalinConfig> {
  private final BooleanSupplier ready;

  public Health(BooleanSupplier ready) {
    this.ready = ready;
  }

  @Override
  public void accept(JavalinConfig config) {
    Routes.read(config.routes, "/healthz", context -> context.result("ok\n"));
    Routes.read(
        config.routes,
        "/readyz",
        context -> {
          boolean now = ready.getAsBoolean();
          context.status(now ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503);
          context.result(now ? "ready\n" : "starting\n");
        });
  }
}
