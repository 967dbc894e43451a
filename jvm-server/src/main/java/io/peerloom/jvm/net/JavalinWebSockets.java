package io.peerloom.jvm.net;

import io.javalin.config.JavalinConfig;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets that a Javalin server accepts for the peers of this process, each peer at a path.
 *
 * <p>It bypasses Javalin's own WebSocket handlers, in the same Jetty, because those read without
 * waiting: here a socket is read only as fast as its peer's loop handles the messages.
 */
public final class JavalinWebSockets {
  /** Upgrades beyond this many open sockets are refused. */
  static final int MAX_SOCKETS = 4096;

  // The shortest interval between logged refusals (R2.2), so that a flood of sockets does not flood
  // the log.
  private static final long WARNING_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final int RETRY_SECONDS = 10;

  private static final Logger LOG = LoggerFactory.getLogger("peerloom.http");

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
  private final AtomicBoolean namedProxy = new AtomicBoolean();
  private final Map<String, Route> routes = new ConcurrentHashMap<>();
  private final AddressShares shares = new AddressShares();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - WARNING_INTERVAL_NANOS);
  private volatile ServerWebSocketContainer container;

  /** Accepts sockets that these pages open, perhaps through these proxies. */
  public JavalinWebSockets(
      ScheduledExecutorService scheduler, PageOrigins pages, TrustedProxies proxies) {
    this.scheduler = scheduler;
    this.pages = pages;
    this.proxies = proxies;
  }

  /** Accepts sockets at a path such as {@code /node1}, or {@link #ANY_PATH}, from now on. */
  public void route(String path, Executor loop, Acceptor acceptor) {
    routes.put(path, new Route(path, loop, acceptor));
  }

  /** Adds the sockets to a server that is being configured. */
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
                      sockets.addSessionListener(new CountingListener());
                      sockets.addMapping("/*", this::upgrade);
                      container = sockets;
                    })));
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
    String remote = remote(Request.getRemoteAddr(request), request.getHeaders().get(FORWARDED_FOR));
    if (!pages.mayConnect(origin, request.getHeaders().get(HttpHeader.HOST))) {
      warn("pages of " + CloseCodes.fitting(origin) + " are not allowed (--allow-origin)", remote);
      Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
      return null;
    }
    if (container.getOpenSessions().size() >= MAX_SOCKETS) {
      warn(MAX_SOCKETS + " sockets are open", remote);
      return refuse(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
    }
    if (!shares.admits(remote, route.path(), System.nanoTime())) {
      warn(
          "an address may have "
              + AddressShares.MAX_OPEN
              + " sockets and open "
              + AddressShares.MAX_YOUNG
              + " within 10 s",
          remote);
      return refuse(request, response, callback, HttpStatus.TOO_MANY_REQUESTS_429);
    }
    // Browsers offer compression, but most of the data is keys, signatures and sealed bytes.
    response.setExtensions(List.of());
    Acceptor acceptor = route.acceptor();
    return JettySocket.accepted(
        route.loop(), scheduler, transport -> acceptor.accept(transport, remote));
  }

  private String remote(String socketAddress, String forwardedFor) {
    if (forwardedFor != null
        && !proxies.trusts(socketAddress)
        && RemoteAddress.isPrivate(socketAddress)
        && namedProxy.compareAndSet(false, true)) {
      LOG.warn(
          "X-Forwarded-For from {} is ignored: all its clients count as one; if it is your proxy,"
              + " name it with --trusted-proxy {}",
          socketAddress,
          socketAddress);
    }
    return proxies.client(socketAddress, forwardedFor);
  }

  /** Counts sockets as the container reports them, so that the end of none is missed. */
  private final class CountingListener implements WebSocketSessionListener {
    private final Map<Session, AddressShares.Place> places = new ConcurrentHashMap<>();

    @Override
    public void onWebSocketSessionOpened(Session session) {
      UpgradeRequest request = session.getUpgradeRequest();
      String socketAddress =
          session.getRemoteSocketAddress() instanceof InetSocketAddress internet
              ? internet.getAddress().getHostAddress()
              : "";
      String remote = proxies.client(socketAddress, request.getHeader(FORWARDED_FOR));
      Route route = routeTo(request.getRequestURI().getPath());
      if (route != null) {
        places.put(session, shares.opened(remote, route.path(), System.nanoTime()));
      }
    }

    @Override
    public void onWebSocketSessionClosed(Session session) {
      AddressShares.Place place = places.remove(session);
      if (place != null) {
        shares.closed(place);
      }
    }
  }

  private static Object refuse(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback, int status) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
    Response.writeError(request, response, callback, status);
    return null;
  }

  private void warn(String limit, String remote) {
    int count = refused.incrementAndGet();
    long now = System.nanoTime();
    long last = warnedAt.get();
    if (now - last >= WARNING_INTERVAL_NANOS && warnedAt.compareAndSet(last, now)) {
      refused.addAndGet(-count);
      LOG.warn(
          "{}: {} refused sockets, the last from {}, to try again in {} s",
          limit,
          count,
          remote,
          RETRY_SECONDS);
    }
  }
}
