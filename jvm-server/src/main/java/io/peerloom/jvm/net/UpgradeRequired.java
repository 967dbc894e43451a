package io.peerloom.jvm.net;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells who asks for a WebSocket of another version which one is spoken here, as RFC 6455, section
 * 4.2.2 wants it. It stands behind the sockets, which leave such requests to others.
 */
final class UpgradeRequired extends Handler.Wrapper {
  private static final String VERSION = "13";

  UpgradeRequired(Handler others) {
    super(others);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String version = request.getHeaders().get(HttpHeader.SEC_WEBSOCKET_VERSION);
    boolean isUpgrade = request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
    if (!isUpgrade || version == null || version.equals(VERSION)) {
      return super.handle(request, response, callback);
    }
    response.getHeaders().put(HttpHeader.SEC_WEBSOCKET_VERSION, VERSION);
    Response.writeError(request, response, callback, HttpStatus.UPGRADE_REQUIRED_426);
    return true;
  }
}
