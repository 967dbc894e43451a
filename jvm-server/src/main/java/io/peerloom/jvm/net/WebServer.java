package io.peerloom.jvm.net;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.logs.EventLog;
import io.peerloom.jvm.store.StartupFailure;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One port for everything: the sockets of peers, and whatever else a process serves over HTTP. */
public final class WebServer implements AutoCloseable {
  /** Matches every path. */
  public static final String ANY_PATH = JavalinWebSockets.ANY_PATH;

  private static final EventLog LOG = EventLog.of("http");
  private static final String LOOPBACK = "127.0.0.1";

  private static final UriCompliance ANY_NAME =
      UriCompliance.DEFAULT.with(
          "any name",
          Violation.AMBIGUOUS_PATH_SEGMENT,
          Violation.AMBIGUOUS_PATH_SEPARATOR,
          Violation.AMBIGUOUS_PATH_ENCODING,
          Violation.AMBIGUOUS_PATH_PARAMETER,
          Violation.SUSPICIOUS_PATH_CHARACTERS);
  private static final int MIN_THREADS = 4;

  private final Javalin javalin;
  private final JavalinWebSockets sockets;
  private final String address;
  private final ServerCertificate certificate;
  private final ServerConnector ownDoor;

  private WebServer(
      Javalin javalin,
      JavalinWebSockets sockets,
      String address,
      ServerCertificate certificate,
      ServerConnector ownDoor) {
    this.javalin = javalin;
    this.sockets = sockets;
    this.address = address;
    this.certificate = certificate;
    this.ownDoor = ownDoor;
  }

  /** Collects what the server serves, then starts it. */
  public static final class Builder {
    private final ScheduledExecutorService scheduler;
    private final List<Consumer<JavalinConfig>> parts = new ArrayList<>();
    private final QueuedThreadPool connections =
        threads("peerloom-http", ServerLimits.maxConnectionThreads(), MIN_THREADS);
    private final QueuedThreadPool requests =
        threads("peerloom-request", ServerLimits.MAX_REQUEST_THREADS, 0);
    private String address = LOOPBACK;
    private int port;
    private Reachability reachability = Reachability.DEFAULT;
    private Consumer<String> refusals = limit -> {};
    private RequestGate.Bounds bounds = RequestGate.Bounds.USUAL;
    private boolean hasOwnDoor;
    private ServerConnector ownDoor;

    public Builder(ScheduledExecutorService scheduler) {
      this.scheduler = scheduler;
    }

    private static QueuedThreadPool threads(String name, int most, int fewest) {
      QueuedThreadPool threads = new QueuedThreadPool(most, fewest);
      threads.setName(name);
      threads.setDaemon(true);
      return threads;
    }

    /** The server's threads for requests, for asynchronous responses. */
    public Executor threads() {
      return requests;
    }

    /** Sets the address to listen on; port 0 takes a free one. */
    public Builder bind(String bindAddress, int bindPort) {
      address = bindAddress;
      port = bindPort;
      return this;
    }

    /** Sets how others reach the server. */
    public Builder reachable(Reachability how) {
      reachability = how;
      return this;
    }

    /**
     * Lets this process reach the server without TLS, whose certificate is for other names: at a
     * port of its own, open on this machine only.
     */
    public Builder withOwnDoor() {
      hasOwnDoor = true;
      return this;
    }

    /** Has a listener learn of each refused socket; see {@link JavalinWebSockets#onRefusal}. */
    public Builder onRefusal(Consumer<String> listener) {
      refusals = listener;
      return this;
    }

    /** Sets what a {@link RequestGate} bounds; for tests, which cannot wait as long. */
    Builder bounded(RequestGate.Bounds by) {
      bounds = by;
      return this;
    }

    /** Adds routes. */
    public Builder with(Consumer<JavalinConfig> part) {
      parts.add(part);
      return this;
    }

    /** A bug: the details go to the log; the client learns only that the fault is not its own. */
    private static void failed(Exception failure, Context context) {
      LOG.failure("request.failed", failure, "method", context.method(), "path", context.path());
      problem(context, HttpStatus.INTERNAL_SERVER_ERROR_500, "a fault of the server");
    }

    /** No route matches the request. */
    private static void refused(HttpResponseException refusal, Context context) {
      String allowed = refusal.getDetails().get("availableMethods");
      if (allowed != null) {
        context.header("Allow", allowed);
      }
      problem(context, refusal.getStatus(), HttpStatus.getMessage(refusal.getStatus()));
    }

    private static void problem(Context context, int status, String detail) {
      context.status(status);
      context.contentType(ProblemDocument.CONTENT_TYPE);
      context.result(ProblemDocument.of(status, ProblemDocument.code(status), detail));
    }

    /**
     * Starts the server.
     *
     * @throws StartupFailure if it cannot listen there, saying why
     */
    public WebServer start() {
      ServerCertificate certificate =
          reachability.tls() == null ? null : new ServerCertificate(reachability.tls());
      JavalinWebSockets sockets =
          new JavalinWebSockets(scheduler, reachability.pages(), reachability.proxies());
      sockets.onRefusal(refusals);
      RequestGate gate =
          new RequestGate(
              bounds,
              reachability.proxies(),
              scheduler,
              ServerLimits.MAX_REQUESTS,
              ServerLimits.MAX_WAITING_REQUESTS,
              ServerLimits.MAX_REQUEST_WAIT.toNanos());
      Javalin javalin =
          Javalin.create(
              config -> {
                config.startup.showJavalinBanner = false;
                config.startup.showOldJavalinVersionWarning = false;
                config.jetty.threadPool = connections;
                config.jetty.modifyServer(server -> server.addBean(requests, true));
                // Names of values may contain any character, even a slash.
                config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(ANY_NAME));
                config.jetty.modifyServletContextHandler(
                    context -> {
                      context.getServletHandler().setDecodeAmbiguousURIs(true);
                      context.setErrorHandler(new ProblemDocument.OfJetty());
                    });
                config.jetty.modifyServer(
                    server -> server.setErrorHandler(new ProblemDocument.OfJetty()));
                config.http.prefer405over404 = true;
                // values/dir and values/dir/ are two names.
                config.router.ignoreTrailingSlashes = false;
                config.routes.exception(Exception.class, Builder::failed);
                config.routes.exception(HttpResponseException.class, Builder::refused);
                if (certificate != null) {
                  listenWith(certificate, config);
                }
                sockets.install(config, new RequestThreads(requests));
                config.jetty.modifyServer(server -> server.insertHandler(gate));
                config.jetty.modifyServer(gate::watchConnections);
                config.jetty.modifyServer(server -> boundAccepting(server, bounds));
                config.jetty.modifyServer(
                    server -> server.insertHandler(new LoopbackGuard(reachability.pages())));
                config.jetty.modifyServer(server -> server.insertHandler(sockets.checks()));
                parts.forEach(part -> part.accept(config));
              });
      try {
        javalin.start(address, port);
      } catch (RuntimeException e) {
        throw new StartupFailure(why(e));
      }
      if (certificate != null) {
        certificate.watch(scheduler);
      }
      return new WebServer(javalin, sockets, address, certificate, ownDoor);
    }

    /** Also of the connector that Javalin adds last. */
    private static void boundAccepting(Server server, RequestGate.Bounds bounds) {
      AcceptGate gate = new AcceptGate(bounds.ownMachine(), server.getThreadPool());
      server.addEventListener(
          new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle starting) {
              for (Connector connector : server.getConnectors()) {
                ServerConnector door = (ServerConnector) connector;
                door.setAcceptQueueSize(ServerLimits.MAX_ACCEPT_QUEUE);
                door.getSelectorManager().addEventListener(gate);
              }
            }
          });
    }

    private void listenWith(ServerCertificate certificate, JavalinConfig config) {
      config.jetty.addConnector(
          (server, http) -> {
            HttpConfiguration secured = new HttpConfiguration(http);
            // Clients check the name of the certificate; here it may have another, as in a test.
            secured.addCustomizer(new SecureRequestCustomizer(false));
            ServerConnector connector =
                new ServerConnector(
                    server, certificate.factory(), new HttpConnectionFactory(secured));
            connector.setHost(address);
            connector.setPort(port);
            return connector;
          });
      if (hasOwnDoor) {
        config.jetty.addConnector(
            (server, http) -> {
              ownDoor = new ServerConnector(server, new HttpConnectionFactory(http));
              ownDoor.setHost(LOOPBACK);
              return ownDoor;
            });
      }
    }

    private String why(Throwable failure) {
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      String reason = root.getMessage();
      if (root instanceof BindException && String.valueOf(reason).contains("in use")) {
        return "port " + port + " is in use";
      }
      boolean unknownName = root instanceof UnresolvedAddressException;
      return "cannot listen on "
          + address
          + ":"
          + port
          + ": "
          + (unknownName ? "no such host" : reason);
    }
  }

  public int port() {
    return javalin.port();
  }

  /** Whether it listens on all addresses of the machine. */
  public boolean isEverywhere() {
    return isAny(address);
  }

  /** Host and port at which this process reaches the server, without TLS. */
  public String localAuthority() {
    if (ownDoor != null) {
      return LOOPBACK + ":" + ownDoor.getLocalPort();
    }
    if (isAny(address)) {
      return (address.indexOf(':') < 0 ? LOOPBACK : "[::1]") + ":" + port();
    }
    return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port();
  }

  private static boolean isAny(String address) {
    InetAddress parsed = RemoteAddress.parse(address);
    return parsed != null && parsed.isAnyLocalAddress();
  }

  /** The WebSocket address of the server's root, where no other address is advertised. */
  public String defaultAddress() {
    String host =
        isEverywhere() || address.equals(LOOPBACK)
            ? "localhost"
            : address.indexOf(':') < 0 ? address : "[" + address + "]";
    return scheme() + "://" + host + ":" + port();
  }

  /** {@code wss} where the server speaks TLS, otherwise {@code ws}. */
  public String scheme() {
    return certificate == null ? "ws" : "wss";
  }

  /** Accepts sockets at a path such as {@code /node1}, or {@link #ANY_PATH}, from now on. */
  public void route(String path, Executor loop, JavalinWebSockets.Acceptor acceptor) {
    sockets.route(path, loop, acceptor);
  }

  /** Null where the server does not speak TLS itself. */
  ServerCertificate certificate() {
    return certificate;
  }

  /** Says who accepts sockets at a path, for those who check its address. */
  public void describe(String path, String role, String id, String network) {
    sockets.describe(path, role, id, network);
  }

  /** Names this start of the server, as {@link Identification} does. */
  public String process() {
    return sockets.checks().process();
  }

  /** Closes the port and every socket it accepted. */
  @Override
  public void close() {
    if (certificate != null) {
      certificate.close();
    }
    javalin.stop();
  }
}
