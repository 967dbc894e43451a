package io.peerloom.jvm.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.peerloom.core.base.ErrorCode;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Registers paths with all their methods: HEAD responds like GET, others are refused with Allow.
 */
final class Routes {
  private Routes() {}

  /** A path that can only be read. */
  static void read(RoutesConfig routes, String path, Handler handler) {
    resource(routes, path, Map.of(HandlerType.GET, handler));
  }

  /** A path that accepts these methods, HEAD if GET is one, and refuses all others. */
  static void resource(RoutesConfig routes, String path, Map<HandlerType, Handler> handlers) {
    Map<String, Handler> taken = new TreeMap<>();
    handlers.forEach((method, handler) -> taken.put(method.name(), handler));
    if (handlers.containsKey(HandlerType.GET)) {
      taken.put(HandlerType.HEAD.name(), handlers.get(HandlerType.GET));
    }
    String allowed = String.join(", ", taken.keySet());
    Handler refusal =
        context -> {
          context.header("Allow", allowed);
          Problem.answer(
              context,
              HttpStatus.METHOD_NOT_ALLOWED_405,
              ErrorCode.INVALID_REQUEST,
              "this resource takes " + allowed);
        };
    for (HandlerType method : HandlerType.commonHttp()) {
      routes.addHttpHandler(method, path, taken.getOrDefault(method.name(), refusal));
    }
  }
}
