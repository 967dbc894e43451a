package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.jvm.limits.ServerLimits;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.exceptions.MessageTooLargeException;

/**
 * One WebSocket of a peer, dialled or accepted: callbacks on Jetty's threads become events on the
 * peer's loop, in the socket's order.
 *
 * <p>Both lanes share the socket, because the core's frames name theirs. Jetty's writes never
 * block; what is not yet sent is counted, and the socket is closed if a slow receiver leaves more
 * than {@link ServerLimits#MAX_SOCKET_OUTPUT_BYTES}. Public only because Jetty calls it from
 * another package.
 */
public final class JettySocket implements Session.Listener, Transport {
  // A close is answered within a round trip or not at all.
  private static final int CLOSE_MILLIS = 2000;

  private final Executor loop;
  private final ScheduledExecutorService scheduler;
  private final AtomicInteger buffered = new AtomicInteger();
  private final InboundWindow window = new InboundWindow();
  private final Owner owner;
  private final Consumer<Session> onKnown;
  private volatile Session session;
  private volatile boolean proved;

  // Used on the loop only.
  private final Function<Transport, TransportEvents> acceptor;
  private TransportEvents events;
  private boolean over;

  private JettySocket(
      Executor loop,
      ScheduledExecutorService scheduler,
      Owner owner,
      Consumer<Session> onKnown,
      TransportEvents events,
      Function<Transport, TransportEvents> acceptor) {
    this.owner = owner;
    this.onKnown = onKnown;
    this.loop = loop;
    this.scheduler = scheduler;
    this.events = events;
    this.acceptor = acceptor;
  }

  /**
   * A socket that is being dialled.
   *
   * @param onKnown learns that the peer there is proved
   */
  static JettySocket dialled(
      Executor loop,
      ScheduledExecutorService scheduler,
      Consumer<Session> onKnown,
      TransportEvents events) {
    return new JettySocket(loop, scheduler, RemoteAddress.owner(""), onKnown, events, null);
  }

  /**
   * A socket that a server accepts; the acceptor, called on the loop, returns its listener.
   *
   * @param owner for whom it is counted until its other end is proved
   * @param onKnown learns of that, and that it has asked what it came for
   */
  static JettySocket accepted(
      Executor loop,
      ScheduledExecutorService scheduler,
      Owner owner,
      Consumer<Session> onKnown,
      Function<Transport, TransportEvents> acceptor) {
    return new JettySocket(loop, scheduler, owner, onKnown, null, acceptor);
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = opened;
    loop.execute(
        () -> {
          if (over) {
            opened.disconnect();
            return;
          }
          if (acceptor == null) {
            events.opened();
          } else {
            events = acceptor.apply(this);
          }
          demandNext();
        });
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    byte[] message = new byte[payload.remaining()];
    payload.get(message);
    callback.succeed();
    if (!proved) {
      // One message of a stranger at a time, so that no more than that waits for the loop.
      loop.execute(
          () -> {
            receive(message);
            demandNext();
          });
      return;
    }
    if (window.added(message.length)) {
      demandNext();
    }
    loop.execute(
        () -> {
          if (window.removed(message.length)) {
            demandNext();
          }
          receive(message);
        });
  }

  private void receive(byte[] message) {
    if (!over) {
      events.received(Lane.CONTROL, message);
    }
  }

  @Override
  public Owner owner() {
    return owner;
  }

  @Override
  public void proved() {
    Session open = session;
    if (open != null) {
      open.setMaxBinaryMessageSize(WebSocketPort.MAX_MESSAGE_BYTES);
      open.setMaxOutgoingFrames(-1);
      proved = true;
      onKnown.accept(open);
    }
  }

  @Override
  public void asked() {
    Session open = session;
    if (open != null) {
      onKnown.accept(open);
    }
  }

  private void demandNext() {
    try {
      session.demand();
    } catch (RejectedExecutionException stopping) {
      // The whole client or server is stopping; onWebSocketClose follows.
    }
  }

  /** Refuses text at its first part, so that none of it is buffered. */
  @Override
  public void onWebSocketPartialText(String part, boolean last) {
    loop.execute(() -> close(ErrorCode.INVALID_REQUEST, "a text message"));
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    if (session == null) {
      // A failed dial is reported by its future, with a cause that may be missing here.
      return;
    }
    ErrorCode code =
        cause instanceof MessageTooLargeException ? ErrorCode.TOO_LARGE : ErrorCode.UNREACHABLE;
    loop.execute(
        () ->
            end(
                code,
                cause.getMessage() == null
                    ? cause.getClass().getSimpleName()
                    : cause.getMessage()));
  }

  @Override
  public void onWebSocketClose(int status, String reason, Callback callback) {
    callback.succeed();
    loop.execute(() -> end(CloseCodes.code(status), reason == null ? "" : reason));
  }

  /** Reports that the dial failed; from any thread. */
  void failed(ErrorCode code, String reason) {
    loop.execute(() -> end(code, reason));
  }

  private void end(ErrorCode code, String reason) {
    // A failed upgrade ends before the acceptor has set a listener.
    if (!over && events != null) {
      over = true;
      events.closed(code, reason);
    }
  }

  @Override
  public void send(Lane lane, byte[] message) {
    Session open = session;
    if (over || open == null) {
      return;
    }
    int waiting = message.length + ServerLimits.WAITING_FRAME_BYTES;
    if (buffered.addAndGet(waiting) > ServerLimits.MAX_SOCKET_OUTPUT_BYTES) {
      loop.execute(() -> close(ErrorCode.OVERLOADED, "the receiver is too slow"));
      return;
    }
    // A failed write ends the session, which is reported through onWebSocketError.
    open.sendBinary(
        ByteBuffer.wrap(message), Callback.from(() -> buffered.addAndGet(-waiting), failure -> {}));
  }

  @Override
  public int bufferedBytes() {
    return buffered.get();
  }

  @Override
  public void close(ErrorCode code, String reason) {
    if (over) {
      return;
    }
    over = true;
    loop.execute(
        () -> {
          if (events != null) {
            events.closed(code, reason);
          }
        });
    Session open = session;
    if (open == null) {
      return;
    }
    if (code == ErrorCode.OVERLOADED && buffered.get() > ServerLimits.MAX_BYTES_BEFORE_CLOSE) {
      // The reason would wait behind what is not read, and keep it in memory.
      open.disconnect();
    } else {
      open.close(CloseCodes.status(code), CloseCodes.fitting(reason), Callback.NOOP);
      var unused = scheduler.schedule(open::disconnect, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
