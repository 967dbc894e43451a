package io.peerloom.jvm.net;

import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** Dials the links of one peer, with the client that all peers of the process share. */
public final class JettyWebSocketPort implements WebSocketPort {
  private final WebSocketClient client;
  private final Executor loop;
  private final ScheduledExecutorService scheduler;

  /** The dialler of the peer on that loop. */
  public JettyWebSocketPort(
      SharedWebSocketClient client, Executor loop, ScheduledExecutorService scheduler) {
    this.client = client.started();
    this.loop = loop;
    this.scheduler = scheduler;
  }

  @Override
  public Transport dial(String url, TransportEvents events) {
    JettySocket socket = JettySocket.dialled(loop, scheduler, events);
    try {
      URI uri = WebSocketAddress.parse(url);
      ClientUpgradeRequest request = new ClientUpgradeRequest(uri);
      var unused =
          client
              .connect(socket, request)
              .orTimeout(SharedWebSocketClient.DIAL_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
              .whenComplete(
                  (session, failure) -> {
                    if (failure != null) {
                      fail(socket, failure);
                    }
                  });
    } catch (PeerloomException e) {
      socket.failed(e.code(), e.getMessage());
    } catch (IOException | RuntimeException e) {
      fail(socket, e);
    }
    return socket;
  }

  private static void fail(JettySocket socket, Throwable cause) {
    DialFailure failure = DialFailure.of(cause);
    socket.failed(failure.code(), failure.reason());
  }
}
