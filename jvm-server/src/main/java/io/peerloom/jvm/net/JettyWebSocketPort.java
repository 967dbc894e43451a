package io.peerloom.jvm.net;

import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.connection.FrameSeal;
import io.peerloom.core.connection.HandshakePace;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.jvm.crypto.HmacFrameSeal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** Dials the links of one peer, with the client that all peers of the process share. */
public final class JettyWebSocketPort implements WebSocketPort {
  private final WebSocketClient client;
  private final DialRules rules;
  private final HandshakePace handshakes;
  private final Executor loop;
  private final ScheduledExecutorService scheduler;
  private final UnaryOperator<String> shortcut;

  /** The dialler of the peer on that loop. */
  public JettyWebSocketPort(
      SharedWebSocketClient client, Executor loop, ScheduledExecutorService scheduler) {
    this(client, loop, scheduler, UnaryOperator.identity());
  }

  /**
   * A dialler that reaches some addresses on another path.
   *
   * @param shortcut where the socket of an address is opened: for an address of this process, at
   *     its own port, because not every proxy leads back to the server behind it
   */
  public JettyWebSocketPort(
      SharedWebSocketClient client,
      Executor loop,
      ScheduledExecutorService scheduler,
      UnaryOperator<String> shortcut) {
    this.client = client.started();
    this.rules = client.rules();
    this.handshakes = client.handshakes();
    this.loop = loop;
    this.scheduler = scheduler;
    this.shortcut = shortcut;
  }

  @Override
  public Transport dial(String url, TransportEvents events) {
    JettySocket socket = JettySocket.dialled(loop, scheduler, this::reached, events);
    try {
      String where = shortcut.apply(url);
      URI uri = WebSocketAddress.parse(where);
      rules.checkText(uri);
      client.getHttpClient().getExecutor().execute(() -> connect(socket, uri, !where.equals(url)));
    } catch (PeerloomException e) {
      socket.failed(e.code(), e.getMessage());
    } catch (RuntimeException e) {
      fail(socket, e);
    }
    return socket;
  }

  private void connect(JettySocket socket, URI uri, boolean isOwn) {
    try {
      rules.judge(uri, isOwn);
      var unused =
          client
              .connect(socket, new ClientUpgradeRequest(uri))
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
  }

  private void reached(Session session) {
    if (session.getRemoteSocketAddress() instanceof InetSocketAddress remote) {
      rules.reached(remote.getAddress());
    }
  }

  @Override
  public FrameSeal.Factory seals() {
    return HmacFrameSeal::new;
  }

  @Override
  public HandshakePace handshakePace() {
    return handshakes;
  }

  private static void fail(JettySocket socket, Throwable cause) {
    DialFailure failure = DialFailure.of(cause);
    socket.failed(failure.code(), failure.reason());
  }
}
