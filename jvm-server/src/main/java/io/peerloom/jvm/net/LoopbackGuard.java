package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * What every response of a server keeps to because browsers bring requests of strangers' pages: no
 * page shows one of its own in a frame, where a visitor could be made to click; and a port that is
 * open on this machine only answers no request whose Host an attacker may have pointed at this
 * machine. A request that names two origins is nobody's page's (RFC 6454, section 7.3). It stands
 * before everything that serves content; only the headers of {@link CheckHandler} come before it.
 */
final class LoopbackGuard extends Handler.Wrapper {
  private static final String NO_FRAMES = "frame-ancestors 'none'";

  private static final String FRAME_OPTIONS = "X-Frame-Options";

  private final PageOrigins pages;

  /** Also lets through the names of advertised addresses. */
  LoopbackGuard(PageOrigins pages) {
    this.pages = pages;
  }

  /** Whether the request arrived at a port that is open on this machine only. */
  static boolean isOnLoopback(Request request) {
    return request.getConnectionMetaData().getConnector() instanceof ServerConnector connector
        && connector.getTransport() instanceof ServerSocketChannel channel
        && channel.socket().getLocalSocketAddress() instanceof InetSocketAddress address
        && address.getAddress().isLoopbackAddress();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    response.getHeaders().put(FRAME_OPTIONS, "DENY");
    response.getHeaders().put("Content-Security-Policy", NO_FRAMES);
    if (request.getHeaders().getValuesList(HttpHeader.ORIGIN).size() > 1) {
      return refuse(response, callback, "more than one Origin");
    }
    String host = request.getHeaders().get(HttpHeader.HOST);
    if (host == null || pages.isOwnHost(host) || !isOnLoopback(request)) {
      return super.handle(request, response, callback);
    }
    return refuse(response, callback, PageOrigins.FOREIGN_HOST);
  }

  private static boolean refuse(Response response, Callback callback, String reason) {
    int status = HttpStatus.FORBIDDEN_403;
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDocument.CONTENT_TYPE);
    byte[] problem = ProblemDocument.of(status, ErrorCode.UNAUTHORIZED, reason);
    response.write(true, ByteBuffer.wrap(problem), callback);
    return true;
  }
}
