package io.peerloom.core.support;

import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;

/** Routers without limits. */
public final class TestRouter {
  private TestRouter() {}

  /** One over these services. */
  public static Router of(Service... services) {
    Router.Builder router = Router.builder(null);
    for (Service service : services) {
      router.with(service);
    }
    return router.build();
  }
}
