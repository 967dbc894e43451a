package io.peerloom.jvm.net;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * Answers whoever checks an address with an {@link Identification}, in whatever response the
 * request gets. It tells what every peer of the network knows, whatever the Host, and stands before
 * all other handlers, so that a request that a proxy has robbed of its Upgrade or of its path is
 * answered as well.
 */
final class CheckHandler extends Handler.Wrapper {
  private static final int PROCESS_BYTES = 8;

  private record Described(String role, String id, String network) {}

  private static final Described NOBODY = new Described(Identification.NO_PEER, "", "");

  private final Map<String, Described> peers = new ConcurrentHashMap<>();
  private final String process;

  CheckHandler() {
    byte[] random = new byte[PROCESS_BYTES];
    new SecureRandom().nextBytes(random);
    process = HexFormat.of().formatHex(random);
  }

  String process() {
    return process;
  }

  void describe(String path, String role, String id, String network) {
    peers.put(path, new Described(role, id, network));
  }

  static boolean isCheck(Request request) {
    return request.getHeaders().contains(Identification.ASKED);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (isCheck(request)) {
      String path = Request.getPathInContext(request);
      Described peer =
          peers.getOrDefault(path, peers.getOrDefault(JavalinWebSockets.ANY_PATH, NOBODY));
      Identification answer =
          new Identification(
              peer.role(),
              peer.id(),
              peer.network(),
              process,
              path,
              request.getHeaders().contains(HttpHeader.UPGRADE, "websocket"));
      response.getHeaders().put(Identification.ANSWERED, answer.header());
    }
    return super.handle(request, response, callback);
  }

  /**
   * The socket of a check, which no peer sees. It stays open while the checker measures how long
   * the proxy keeps a silent connection, at most {@link #MAX_SECONDS}. Public only because Jetty
   * calls it.
   */
  public static final class CheckSocket implements Session.Listener {
    /** More than any check waits. */
    static final int MAX_SECONDS = 100;

    private final ScheduledExecutorService scheduler;
    private volatile Future<?> end;

    CheckSocket(ScheduledExecutorService scheduler) {
      this.scheduler = scheduler;
    }

    @Override
    public void onWebSocketOpen(Session session) {
      end = scheduler.schedule(session::disconnect, MAX_SECONDS, TimeUnit.SECONDS);
      session.demand();
    }

    @Override
    public void onWebSocketClose(
        int status, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
      callback.succeed();
      end.cancel(false);
    }

    /** The checker has gone. */
    @Override
    public void onWebSocketError(Throwable cause) {}

    /** Whoever sends something is no checker. */
    @Override
    public void onWebSocketPartialBinary(
        ByteBuffer part, boolean last, org.eclipse.jetty.websocket.api.Callback callback) {
      callback.fail(new IllegalStateException("a check sends nothing"));
    }
  }
}
