package io.peerloom.jvm.net;

import io.javalin.config.JavalinConfig;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * The sockets that a Javalin server accepts for the peers of this process, each peer at a path.
 *
 * <p>It sits in front of Javalin's own handlers, in the same Jetty, because those read on by
 * themselves: here a socket is read only as fast as its peer's loop takes the messages.
 */
public final class JavalinWebSockets {
  /** Upgrades beyond this many open sockets are refused. */
  static final int MAX_SOCKETS = 4096;

  /** Stands for whatever path a socket comes to, as a proxy may rewrite it. */
  static final String ANY_PATH = "*";

  /** Takes a socket, on its peer's loop. */
  @FunctionalInterface
  public interface Acceptor {
    TransportEvents accept(Transport transport, String remoteAddress);
  }

  private record Route(Executor loop, Acceptor acceptor) {}

  private final ScheduledExecutorService scheduler;
  private final Map<String, Route> routes = new ConcurrentHashMap<>();
  private volatile ServerWebSocketContainer container;

  public JavalinWebSockets(ScheduledExecutorService scheduler) {
    this.scheduler = scheduler;
  }

  /** Accepts sockets at a path such as {@code /node1}, or {@link #ANY_PATH}, from now on. */
  public void route(String path, Executor loop, Acceptor acceptor) {
    routes.put(path, new Route(loop, acceptor));
  }

  /** Puts the sockets into a server that is being configured. */
  public void install(JavalinConfig config) {
    config.jetty.modifyServer(
        server ->
            server.setHandler(
                WebSocketUpgradeHandler.from(
                    server,
                    sockets -> {
                      sockets.setIdleTimeout(SharedWebSocketClient.IDLE_TIMEOUT);
                      sockets.setMaxBinaryMessageSize(WebSocketPort.MAX_MESSAGE_BYTES);
                      sockets.setMaxFrameSize(WebSocketPort.MAX_MESSAGE_BYTES);
                      sockets.setMaxTextMessageSize(1);
                      sockets.addMapping("/*", this::upgrade);
                      container = sockets;
                    })));
  }

  private Object upgrade(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    Route route = routes.get(Request.getPathInContext(request));
    if (route == null) {
      route = routes.get(ANY_PATH);
    }
    if (route == null || container.getOpenSessions().size() >= MAX_SOCKETS) {
      int status = route == null ? HttpStatus.NOT_FOUND_404 : HttpStatus.SERVICE_UNAVAILABLE_503;
      Response.writeError(request, response, callback, status);
      return null;
    }
    String remote =
        RemoteAddress.of(
            Request.getRemoteAddr(request), request.getHeaders().get("X-Forwarded-For"));
    // Browsers offer compression. Most of what travels is keys, signatures and sealed bytes.
    response.setExtensions(List.of());
    Acceptor acceptor = route.acceptor();
    return JettySocket.accepted(
        route.loop(), scheduler, transport -> acceptor.accept(transport, remote));
  }
}
