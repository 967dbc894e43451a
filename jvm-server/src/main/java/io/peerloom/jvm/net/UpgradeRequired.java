package io.peerloom.jvm.net;

import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells who asks for a WebSocket in another way, as in another version, of none or beside another
 * protocol, how it is spoken here (RFC 6455, section 4.2.2). It stands behind the sockets, which
 * leave such requests to others.
 */
final class UpgradeRequired extends Handler.Wrapper {
  private static final String PROTOCOL = "websocket";
  private static final String VERSION = "13";

  private final Predicate<String> paths;

  /** Stands before others; says which paths have sockets. */
  UpgradeRequired(Handler others, Predicate<String> paths) {
    super(others);
    this.paths = paths;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!HttpMethod.GET.is(request.getMethod())
        || !request.getHeaders().contains(HttpHeader.UPGRADE, PROTOCOL)
        || !paths.test(Request.getPathInContext(request))) {
      return super.handle(request, response, callback);
    }
    response.getHeaders().put(HttpHeader.SEC_WEBSOCKET_VERSION, VERSION);
    // RFC 9110, section 15.5.22.
    response.getHeaders().put(HttpHeader.UPGRADE, PROTOCOL);
    Response.writeError(
        request,
        response,
        callback,
        HttpStatus.UPGRADE_REQUIRED_426,
        "this server speaks version " + VERSION + " of WebSocket, and nothing beside it");
    return true;
  }
}
