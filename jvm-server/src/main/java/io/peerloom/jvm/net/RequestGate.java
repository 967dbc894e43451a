package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.SharedMap;
import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.logs.EventLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.event.Level;

/**
 * Limits the requests that are served at once, so that threads remain for {@code /healthz}, {@code
 * /readyz} and WebSockets, and divides them by address ({@link RequestQueue}). It also ends
 * connections that take their time: those that do not complete the head of a request, and requests
 * that are not answered because the client sends or reads too slowly. Those that have not asked for
 * anything yet are at most a quarter of all; then the oldest of the largest address range gives
 * way.
 *
 * <p>What this machine itself asks for, without a proxy, is limited in all only; it is its
 * operator's. What a proxy on this machine passes on is its client's, or, where the headers do not
 * say whose ({@link TrustedProxies}), one stranger's.
 */
public final class RequestGate extends Handler.Wrapper implements Connection.Listener {
  /**
   * An attribute of requests that stay open for as long as the client wants, event streams: a
   * {@link LongSupplier} of when it began to keep them waiting, by {@link System#nanoTime}.
   */
  public static final String LASTING = "peerloom.lasting";

  /** An attribute of all requests: the {@link Owner} for whom they are counted. */
  public static final String OWNER = "peerloom.owner";

  /** An attribute of all requests: whether they come from this machine and through no proxy. */
  public static final String OWN_MACHINE = "peerloom.ownMachine";

  /**
   * What a gate bounds.
   *
   * @param connections that carry no WebSocket, see {@link ServerLimits#MAX_HTTP_CONNECTIONS}
   * @param headNanos see {@link ServerLimits#FIRST_HEAD_NANOS}
   * @param requestNanos see {@link ServerLimits#REQUEST_NANOS}
   * @param ownMachine which addresses are this machine's, and limited in all only
   */
  record Bounds(
      int connections, long headNanos, long requestNanos, Predicate<InetAddress> ownMachine) {
    static final Bounds USUAL =
        new Bounds(
            (int)
                Math.min(
                    ServerLimits.MAX_HTTP_CONNECTIONS,
                    Runtime.getRuntime().maxMemory() / ServerLimits.HEAP_BYTES_OF_HTTP_CONNECTION),
            ServerLimits.FIRST_HEAD_NANOS,
            ServerLimits.REQUEST_NANOS,
            InetAddress::isLoopbackAddress);
  }

  private static final int RETRY_SECONDS = 10;

  /** This part of the connections may be silent: less than the share of one address. */
  private static final int SILENT_PART = 4;

  private static final EventLog LOG = EventLog.of("http");

  private record Waiting(Request request, Response response, Callback callback) {}

  private static final class Client {
    final Owner owner;
    volatile long since;
    volatile long headNanos;
    volatile Request current;
    volatile boolean hasAsked;

    Client(Owner owner, long since, long headNanos) {
      this.owner = owner;
      this.since = since;
      this.headNanos = headNanos;
    }
  }

  private final Bounds bounds;
  private final TrustedProxies proxies;
  private final AtomicBoolean warnedOfProxy = new AtomicBoolean();
  private final RequestQueue<Request> queue;
  private final Map<Request, Waiting> suspended = new ConcurrentHashMap<>();
  private final Map<Connection, Client> clients = new ConcurrentHashMap<>();
  private final FairShares connections;
  private final SharedMap<Connection, Connection> silent;
  private final Future<?> sweep;

  /**
   * A gate for at most so many requests.
   *
   * @param maxWaitNanos after which a request that waits is refused
   */
  RequestGate(
      Bounds bounds,
      TrustedProxies proxies,
      ScheduledExecutorService scheduler,
      int maxServed,
      int maxWaiting,
      long maxWaitNanos) {
    this.bounds = bounds;
    this.proxies = proxies;
    connections = new FairShares(bounds.connections());
    silent = new SharedMap<>(Math.max(1, bounds.connections() / SILENT_PART));
    queue = new RequestQueue<>(maxServed, maxWaiting, maxWaitNanos);
    sweep =
        scheduler.scheduleWithFixedDelay(() -> sweep(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
  }

  /** Has all connections of a server reported, from its start. */
  void watchConnections(Server server) {
    server.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarting(LifeCycle starting) {
            for (Connector connector : server.getConnectors()) {
              ((ServerConnector) connector).addBean(RequestGate.this, false);
            }
          }
        });
  }

  @Override
  protected void doStop() throws Exception {
    sweep.cancel(false);
    super.doStop();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String address = proxies.client(request);
    warnOfUntrustedProxy(request);
    Owner owner = RemoteAddress.owner(address);
    boolean isOwn = TrustedProxies.isOwnMachine(request, bounds.ownMachine());
    request.setAttribute(OWNER, owner);
    request.setAttribute(OWN_MACHINE, isOwn);
    begun(request);
    if (RequestThreads.isHealth(request)) {
      return super.handle(request, response, callback);
    }
    long now = System.nanoTime();
    // Before it is served: it may end on another thread.
    Waiting waiting = new Waiting(request, response, callback);
    suspended.put(request, waiting);
    Request.addCompletionListener(request, failure -> ended(request));
    switch (queue.arrived(request, owner, isOwn, now)) {
      case SERVE -> {
        suspended.remove(request);
        return super.handle(request, response, callback);
      }
      case WAIT -> {
        return true;
      }
      default -> {
        suspended.remove(request);
        LOG.event(
            Level.WARN,
            "requests.refused",
            "address",
            address,
            "waitMillis",
            RETRY_SECONDS * 1_000);
        refuse(response, callback);
        return true;
      }
    }
  }

  /** Once: behind a proxy that is not named, all its clients share one address's part. */
  private void warnOfUntrustedProxy(Request request) {
    String socketAddress = Request.getRemoteAddr(request);
    if (proxies.isUnnamedProxy(socketAddress, TrustedProxies.isForwarded(request))
        && warnedOfProxy.compareAndSet(false, true)) {
      LOG.event(
          Level.WARN,
          "proxy.untrusted",
          "address",
          socketAddress,
          "change",
          "if it is your proxy, name it with --trusted-proxy: all its clients count as one");
    }
  }

  private boolean isOwnMachine(String address) {
    InetAddress parsed = RemoteAddress.parse(address);
    return parsed != null && bounds.ownMachine().test(parsed);
  }

  private static void refuse(Response response, Callback callback) {
    int status = HttpStatus.SERVICE_UNAVAILABLE_503;
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDocument.CONTENT_TYPE);
    byte[] problem =
        ProblemDocument.of(status, ErrorCode.OVERLOADED, "too many requests are being served");
    response.write(true, ByteBuffer.wrap(problem), callback);
  }

  private void begun(Request request) {
    Client client = clients.get(request.getConnectionMetaData().getConnection());
    if (client != null) {
      client.since = System.nanoTime();
      client.current = request;
      if (!client.hasAsked) {
        client.hasAsked = true;
        synchronized (connections) {
          silent.remove(request.getConnectionMetaData().getConnection());
        }
      }
      Request.addCompletionListener(
          request,
          failure -> {
            client.since = System.nanoTime();
            client.headNanos = ServerLimits.NEXT_HEAD_NANOS;
            client.current = null;
          });
    }
  }

  private void ended(Request request) {
    suspended.remove(request);
    for (Request next : queue.ended(request)) {
      Waiting waiting = suspended.remove(next);
      if (waiting != null) {
        next.getComponents()
            .getExecutor()
            .execute(
                () ->
                    RequestThreads.serve(
                        getHandler(), waiting.request(), waiting.response(), waiting.callback()));
      }
    }
  }

  private void sweep(long now) {
    for (Request late : queue.late(now)) {
      Waiting waiting = suspended.remove(late);
      if (waiting != null) {
        refuse(waiting.response(), waiting.callback());
      }
    }
    clients.forEach(
        (connection, client) -> {
          Request current = client.current;
          boolean isLate =
              current == null
                  ? now - client.since > client.headNanos
                  : now - waitsSince(client, current) > bounds.requestNanos();
          if (isLate) {
            connection.getEndPoint().close();
          }
        });
  }

  private static long waitsSince(Client client, Request current) {
    return current.getAttribute(LASTING) instanceof LongSupplier lasting
        ? lasting.getAsLong()
        : client.since;
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof ConnectionMetaData)) {
      // TLS below HTTP, or a WebSocket, which is counted with those.
      return;
    }
    String address =
        connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress internet
            ? internet.getAddress().getHostAddress()
            : "";
    Owner owner = RemoteAddress.owner(address);
    boolean isExempt = proxies.trusts(address) || isOwnMachine(address);
    Connection givenUp = connection;
    synchronized (connections) {
      if (isExempt ? connections.hasRoom(1) : connections.hasShare(owner, 1)) {
        connections.add(owner, 1);
        clients.put(connection, new Client(owner, System.nanoTime(), bounds.headNanos()));
        givenUp = silent.put(connection, owner, connection);
      }
    }
    if (givenUp == null) {
      return;
    }
    LOG.event(
        Level.WARN, "connections.limited", "address", address, "limit", bounds.connections() / 2);
    givenUp.getEndPoint().close();
  }

  /** Also once it has become a WebSocket. */
  @Override
  public void onClosed(Connection connection) {
    Client client = clients.remove(connection);
    if (client != null) {
      synchronized (connections) {
        connections.add(client.owner, -1);
        silent.remove(connection);
      }
    }
  }
}
