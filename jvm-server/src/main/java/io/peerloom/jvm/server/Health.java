package io.peerloom.jvm.server;

import io.javalin.config.JavalinConfig;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;

/**
 * {@code /healthz}: the process runs; {@code /readyz}: its peers have joined and it serves
 * requests.
 */
public final class Health implements Consumer<JavalinConfig> {
  private final Supplier<Readiness> readiness;

  public Health(Supplier<Readiness> readiness) {
    this.readiness = readiness;
  }

  @Override
  public void accept(JavalinConfig config) {
    Routes.read(config.routes, "/healthz", context -> context.result("ok\n"));
    Routes.read(
        config.routes,
        "/readyz",
        context -> {
          Readiness now = readiness.get();
          context.status(now.serves() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503);
          context.result(now.text() + "\n");
        });
  }
}
