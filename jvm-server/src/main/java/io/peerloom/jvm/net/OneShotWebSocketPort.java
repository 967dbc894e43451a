package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.jvm.limits.ServerLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ServerHandshake;

/**
 * Dials a socket for one request and its response, as the bootstrap server does with a bridge, with
 * Java-WebSocket: each request has its own socket and threads, which are all released when it
 * closes, so that no state is kept between two newcomers (R11).
 */
public final class OneShotWebSocketPort implements WebSocketPort {
  // A close is answered within a round trip or not at all.
  private static final int CLOSE_MILLIS = 2000;

  private final Executor loop;
  private final ScheduledExecutorService scheduler;
  private final Semaphore free = new Semaphore(ServerLimits.MAX_CONVERSATIONS);

  public OneShotWebSocketPort(Executor loop, ScheduledExecutorService scheduler) {
    this.loop = loop;
    this.scheduler = scheduler;
  }

  @Override
  public Transport dial(String url, TransportEvents events) {
    URI uri;
    try {
      uri = WebSocketAddress.parse(url);
    } catch (PeerloomException e) {
      return refused(events, e.code(), e.getMessage());
    }
    if (!free.tryAcquire()) {
      return refused(events, ErrorCode.OVERLOADED, "too many conversations at once");
    }
    Conversation conversation = new Conversation(uri, events);
    conversation.connect();
    var unused =
        scheduler.schedule(
            conversation::timeOutUnlessOpened,
            SharedWebSocketClient.DIAL_TIMEOUT_MILLIS,
            TimeUnit.MILLISECONDS);
    return conversation.transport;
  }

  private Transport refused(TransportEvents events, ErrorCode code, String reason) {
    loop.execute(() -> events.closed(code, reason));
    return new Transport() {
      @Override
      public void send(Lane lane, byte[] message) {}

      @Override
      public int bufferedBytes() {
        return 0;
      }

      @Override
      public void close(ErrorCode later, String laterReason) {}
    };
  }

  private final class Conversation extends WebSocketClient {
    private final TransportEvents events;
    private final AtomicBoolean released = new AtomicBoolean();
    private final Transport transport = new ConversationTransport();
    private volatile Exception failure;
    private volatile boolean opened;
    // Used on the loop only.
    private boolean over;

    Conversation(URI uri, TransportEvents events) {
      super(
          uri,
          new Draft_6455(List.of(), MAX_MESSAGE_BYTES),
          Map.of(),
          SharedWebSocketClient.DIAL_TIMEOUT_MILLIS);
      this.events = events;
      setTcpNoDelay(true);
      setConnectionLostTimeout(0);
      setDaemon(true);
      if (WebSocketAddress.isSecure(uri)) {
        setSocketFactory(SharedWebSocketClient.trustOfThisProcess().getSocketFactory());
      }
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
      opened = true;
      loop.execute(
          () -> {
            if (!over) {
              events.opened();
            }
          });
    }

    @Override
    public void onMessage(ByteBuffer payload) {
      byte[] message = new byte[payload.remaining()];
      payload.get(message);
      loop.execute(
          () -> {
            if (!over) {
              events.received(Lane.CONTROL, message);
            }
          });
    }

    @Override
    public void onMessage(String text) {
      loop.execute(() -> transport.close(ErrorCode.INVALID_REQUEST, "a text message"));
    }

    @Override
    public void onError(Exception e) {
      failure = e;
    }

    @Override
    public void onClose(int status, String reason, boolean remote) {
      if (released.compareAndSet(false, true)) {
        free.release();
      }
      if (opened) {
        loop.execute(() -> end(CloseCodes.code(status), reason == null ? "" : reason));
      } else {
        DialFailure why = DialFailure.of(failure == null ? new IOException(reason) : failure);
        loop.execute(() -> end(why.code(), why.reason()));
      }
    }

    /** Times out the handshake: only the TCP connect has a timeout of its own. */
    private void timeOutUnlessOpened() {
      if (!opened) {
        loop.execute(() -> end(ErrorCode.TIMEOUT, "no answer to the dial"));
        closeConnection(CloseCodes.GOING_AWAY, "");
      }
    }

    private void end(ErrorCode code, String reason) {
      if (!over) {
        over = true;
        events.closed(code, reason);
      }
    }

    private final class ConversationTransport implements Transport {
      @Override
      public void send(Lane lane, byte[] message) {
        if (!over && isOpen()) {
          Conversation.this.send(message);
        }
      }

      // One request fits the socket's own buffer, so no flow control is needed.
      @Override
      public int bufferedBytes() {
        return 0;
      }

      @Override
      public void close(ErrorCode code, String reason) {
        if (over) {
          return;
        }
        over = true;
        loop.execute(() -> events.closed(code, reason));
        Conversation.this.close(CloseCodes.status(code), CloseCodes.fitting(reason));
        var unused =
            scheduler.schedule(
                () -> closeConnection(CloseCodes.GOING_AWAY, ""),
                CLOSE_MILLIS,
                TimeUnit.MILLISECONDS);
      }
    }
  }
}
