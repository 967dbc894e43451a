package io.peerloom.jvm.net;

import io.javalin.config.JavalinConfig;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.logs.EventLog;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.UpgradeRequest;
import org.eclipse.jetty.websocket.api.WebSocketSessionListener;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.slf4j.event.Level;

/**
 * The sockets that a Javalin server accepts for the peers of this process, each peer at a path.
 *
 * <p>It bypasses Javalin's own WebSocket handlers, in the same Jetty, because those read without
 * waiting: here a socket is read only as fast as its peer's loop handles the messages.
 */
public final class JavalinWebSockets {
  /**
   * Upgrades beyond this many open sockets are refused. A small heap has room for fewer: 5,000
   * where it has 256 MB.
   */
  static final int MAX_SOCKETS =
      (int)
          Math.min(
              Limits.MAX_SOCKETS, Runtime.getRuntime().maxMemory() / Limits.HEAP_BYTES_OF_SOCKET);

  /** How many newcomers may wait at a bootstrap server of this process. */
  public static final int MAX_NEWCOMERS = SocketShares.maxWaiting(MAX_SOCKETS);

  private static final int RETRY_SECONDS = 10;

  private static final EventLog LOG = EventLog.of("http");

  /** Matches every path, as a proxy may rewrite it. */
  static final String ANY_PATH = "*";

  /** Accepts a socket, on its peer's loop. */
  @FunctionalInterface
  public interface Acceptor {
    TransportEvents accept(Transport transport, String remoteAddress);
  }

  private record Route(String path, Executor loop, Acceptor acceptor) {}

  private final ScheduledExecutorService scheduler;
  private final PageOrigins pages;
  private final TrustedProxies proxies;
  private final Map<String, Route> routes = new ConcurrentHashMap<>();
  private final SocketShares<Session> shares = new SocketShares<>(MAX_SOCKETS);
  private final CheckHandler checks = new CheckHandler();
  private volatile ServerWebSocketContainer container;
  private Consumer<String> onRefusal = limit -> {};

  /** Accepts sockets that these pages open, perhaps through these proxies. */
  public JavalinWebSockets(
      ScheduledExecutorService scheduler, PageOrigins pages, TrustedProxies proxies) {
    this.scheduler = scheduler;
    this.pages = pages;
    this.proxies = proxies;
  }

  /**
   * Sets, before the server starts, who learns of each refused socket what refused it: {@code
   * origin}, {@code sockets} (of all), {@code address} (of one), or {@code unproved} where another
   * gave way for it.
   */
  void onRefusal(Consumer<String> listener) {
    onRefusal = listener;
  }

  /** Accepts sockets at a path such as {@code /node1}, or {@link #ANY_PATH}, from now on. */
  public void route(String path, Executor loop, Acceptor acceptor) {
    routes.put(path, new Route(path, loop, acceptor));
  }

  /** Says who accepts sockets at a path, for those who check its address. */
  public void describe(String path, String role, String id, String network) {
    checks.describe(path, role, id, network);
  }

  /** Answers those who check an address; stands before all other handlers. */
  CheckHandler checks() {
    return checks;
  }

  /**
   * Adds the sockets to a server that is being configured.
   *
   * @param others what all other requests come to, before Javalin has them
   */
  void install(JavalinConfig config, Handler.Singleton others) {
    config.jetty.modifyServer(
        server -> {
          WebSocketUpgradeHandler upgrades =
              WebSocketUpgradeHandler.from(
                  server,
                  sockets -> {
                    sockets.setIdleTimeout(SharedWebSocketClient.IDLE_TIMEOUT);
                    // Until the other end is proved; see JettySocket.
                    sockets.setMaxBinaryMessageSize(Limits.MAX_STRANGER_BYTES);
                    sockets.setMaxFrameSize(WebSocketPort.MAX_MESSAGE_BYTES);
                    sockets.setMaxOutgoingFrames(ServerLimits.MAX_FRAMES_TO_STRANGER);
                    sockets.addSessionListener(new CountingListener());
                    sockets.addMapping("/*", this::upgrade);
                    container = sockets;
                  });
          upgrades.setHandler(new UpgradeRequired(others, path -> routeTo(path) != null));
          server.setHandler(upgrades);
        });
  }

  private Route routeTo(String path) {
    Route route = routes.get(path);
    return route == null ? routes.get(ANY_PATH) : route;
  }

  private Object upgrade(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    Route route = routeTo(Request.getPathInContext(request));
    if (route == null) {
      Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      return null;
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    String remote = proxies.client(request);
    String host = request.getHeaders().get(HttpHeader.HOST);
    if (!pages.mayConnect(origin, host, LoopbackGuard.isOnLoopback(request))) {
      onRefusal.accept("origin");
      LOG.event(
          Level.WARN,
          "origin.refused",
          "address",
          remote,
          "origin",
          CloseCodes.fitting(origin),
          "change",
          "allow it with --allow-origin");
      Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
      return null;
    }
    if (!shares.hasRoom()) {
      onRefusal.accept("sockets");
      limited(remote, "sockets", MAX_SOCKETS);
      return refuse(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
    }
    Owner owner = RemoteAddress.owner(remote);
    if (!shares.admits(owner)) {
      onRefusal.accept("address");
      limited(remote, "sockets of an address", MAX_SOCKETS / 2);
      return refuse(request, response, callback, HttpStatus.TOO_MANY_REQUESTS_429);
    }
    if (CheckHandler.isCheck(request)) {
      response.setExtensions(List.of());
      return new CheckHandler.CheckSocket(scheduler);
    }
    // Browsers offer compression, but most of the data is keys, signatures and sealed bytes.
    response.setExtensions(List.of());
    Acceptor acceptor = route.acceptor();
    return JettySocket.accepted(
        route.loop(),
        scheduler,
        owner,
        shares::known,
        transport -> acceptor.accept(transport, remote));
  }

  /** Counts sockets as the container reports them, so that the end of none is missed. */
  private final class CountingListener implements WebSocketSessionListener {
    @Override
    public void onWebSocketSessionOpened(Session session) {
      UpgradeRequest request = session.getUpgradeRequest();
      String socketAddress =
          session.getRemoteSocketAddress() instanceof InetSocketAddress internet
              ? internet.getAddress().getHostAddress()
              : "";
      String remote =
          proxies.client(
              socketAddress,
              values(request, TrustedProxies.FORWARDED_FOR),
              values(request, TrustedProxies.FORWARDED));
      Session givenUp = shares.opened(session, RemoteAddress.owner(remote));
      if (givenUp != null) {
        onRefusal.accept("unproved");
        limited(remote, "sockets of strangers", SocketShares.maxUnproved(MAX_SOCKETS));
        givenUp.close(
            CloseCodes.status(ErrorCode.OVERLOADED),
            "too many half-open connections",
            org.eclipse.jetty.websocket.api.Callback.from(
                givenUp::disconnect, failure -> givenUp.disconnect()));
      }
    }

    @Override
    public void onWebSocketSessionClosed(Session session) {
      shares.closed(session);
    }
  }

  private static List<String> values(UpgradeRequest request, String header) {
    List<String> values = request.getHeaders(header);
    return values == null ? List.of() : values;
  }

  private static Object refuse(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback, int status) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
    Response.writeError(request, response, callback, status);
    return null;
  }

  private static void limited(String remote, String what, int limit) {
    LOG.event(
        Level.WARN,
        "sockets.limited",
        "address",
        remote,
        "what",
        what,
        "limit",
        limit,
        "waitMillis",
        RETRY_SECONDS * 1_000);
  }
}
