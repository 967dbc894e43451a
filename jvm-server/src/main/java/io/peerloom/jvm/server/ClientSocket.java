package io.peerloom.jvm.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectableChannelEndPoint;

/**
 * Detects that a client has closed its connection during a response. Jetty does not read from a
 * connection then, and a write fails only once there is something to write.
 */
final class ClientSocket {
  private static final int CHUNK_BYTES = 512;

  private final SocketChannel channel;

  private ClientSocket(SocketChannel channel) {
    this.channel = channel;
  }

  /** The socket of a request that is the last one on its connection: further input is discarded. */
  static ClientSocket of(Context context) {
    EndPoint endPoint =
        ServletContextRequest.getServletContextRequest(context.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    return new ClientSocket(
        endPoint instanceof SelectableChannelEndPoint selectable
                && selectable.getChannel() instanceof SocketChannel socket
            ? socket
            : null);
  }

  /** Whether the client has closed the connection; never waits. */
  boolean isClosed() {
    if (channel == null) {
      return false;
    }
    try {
      return channel.read(ByteBuffer.allocate(CHUNK_BYTES)) < 0;
    } catch (IOException reset) {
      return true;
    }
  }
}
