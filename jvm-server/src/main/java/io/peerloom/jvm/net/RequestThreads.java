package io.peerloom.jvm.net;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves requests on threads of their own. Reading a body and writing an answer may wait for the
 * client, so these threads are as many as there may be requests; a connection's threads never wait
 * and are few. With one pool for both, a flood of connections got as many threads as a crowd of
 * requests needs, all of which competed for the processors with the loops of the peers.
 */
final class RequestThreads extends Handler.Wrapper {
  private static final Set<String> HEALTH = Set.of("/healthz", "/readyz");

  /**
   * Headers that Javalin would act on: the one replaces the method, which a proxy that lets only
   * GET through does not see; whoever sends the other gets a session, which stays in memory.
   */
  private static final List<String> REMOVED =
      List.of("X-HTTP-Method-Override", "Sec-WebSocket-Version");

  /** In a parameter of a path, behind a semicolon, Jetty overlooks it, and Javalin fails. */
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private final Executor threads;

  /** A request without {@link #REMOVED}. */
  private static final class PlainRequest extends Request.Wrapper {
    private final HttpFields headers;

    PlainRequest(Request request) {
      super(request);
      HttpFields.Mutable kept = HttpFields.build(request.getHeaders());
      REMOVED.forEach(kept::remove);
      headers = kept.asImmutable();
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }

  RequestThreads(Executor threads) {
    this.threads = threads;
  }

  /** Whether it asks for the health of the process, which neither waits nor is refused. */
  static boolean isHealth(Request request) {
    return HEALTH.contains(Request.getPathInContext(request));
  }

  @Override
  public boolean handle(Request given, Response response, Callback callback) throws Exception {
    boolean isPlain = REMOVED.stream().noneMatch(given.getHeaders()::contains);
    Request request = isPlain ? given : new PlainRequest(given);
    String path = request.getHttpURI().getPath();
    if (path != null && BAD_ESCAPE.matcher(path).find()) {
      Response.writeError(
          request, response, callback, HttpStatus.BAD_REQUEST_400, ProblemDocument.BAD_PATH);
      return true;
    }
    if (isHealth(request)) {
      return super.handle(request, response, callback);
    }
    try {
      threads.execute(() -> serve(getHandler(), request, response, callback));
    } catch (RejectedExecutionException stopping) {
      Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
    }
    return true;
  }

  /** Has a request served on the thread that calls, not the one that accepted the request. */
  static void serve(Handler handler, Request request, Response response, Callback callback) {
    try {
      if (!handler.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Exception e) {
      callback.failed(e);
    }
  }
}
