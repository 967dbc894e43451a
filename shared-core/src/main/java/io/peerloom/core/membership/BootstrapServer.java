package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The public entry point (R11): forwards a newcomer's request to a bridge and the answer back, and
 * keeps nothing, not even a connection.
 */
public final class BootstrapServer {
  /** How long one bridge may take (R12.5). */
  public static final int BRIDGE_TIMEOUT_MILLIS = 5_000;

  /** How long a newcomer may stay connected. */
  public static final int VISIT_MILLIS = 30_000;

  private static final int MAX_VISITORS = 1024;

  private final List<String> bridges;
  private final Env env;
  private final WebSocketPort webSockets;
  private int visitors;

  /**
   * A bootstrap server.
   *
   * @param bridges WebSocket addresses of bridges, asked in random order
   */
  public BootstrapServer(List<String> bridges, Env env, WebSocketPort webSockets) {
    this.bridges = new ArrayList<>(bridges);
    this.env = env;
    this.webSockets = webSockets;
  }

  /** Accepts a newcomer's socket, which is closed after the answer. */
  public TransportEvents accept(Transport transport, String remoteAddress) {
    Visit visit = new Visit(transport, remoteAddress);
    if (++visitors > MAX_VISITORS) {
      visit.end(new LinkMessage.Failure(ErrorCode.OVERLOADED, "too many at once", 1_000));
    }
    return visit;
  }

  private Promise<Message> ask(JoinMessage.Join join, List<String> order, int index) {
    if (index == order.size()) {
      return Promise.failed(ErrorCode.BRIDGE_UNAVAILABLE, "no bridge answers");
    }
    String bridge = order.get(index);
    return Conversation.ask(env, webSockets, bridge, join, BRIDGE_TIMEOUT_MILLIS)
        .recover(
            e -> {
              if (isUnanswered(e.code())) {
                env.log(LogLevel.WARN, "bridge " + bridge + " does not answer: " + e);
                return ask(join, order, index + 1);
              }
              return Promise.failed(e);
            });
  }

  /** Whether the dialled peer did not answer. */
  static boolean isUnanswered(ErrorCode code) {
    return code == ErrorCode.TIMEOUT
        || code == ErrorCode.REFUSED
        || code == ErrorCode.UNREACHABLE
        || code == ErrorCode.CLOSED;
  }

  private final class Visit implements TransportEvents {
    private final Transport transport;
    private final String remoteAddress;
    private final Timer limit;
    private boolean asked;
    private boolean over;

    Visit(Transport transport, String remoteAddress) {
      this.transport = transport;
      this.remoteAddress = remoteAddress;
      this.limit =
          env.after(
              VISIT_MILLIS, () -> end(new LinkMessage.Failure(ErrorCode.TIMEOUT, "too slow", 0)));
    }

    @Override
    public void opened() {}

    @Override
    public void received(Lane lane, byte[] message) {
      if (over) {
        return;
      }
      JoinMessage.Join join;
      try {
        if (asked || !(OneMessage.read(message) instanceof JoinMessage.Join read)) {
          throw new PeerloomException(ErrorCode.INVALID_REQUEST, "one join request, please");
        }
        join = read;
      } catch (PeerloomException e) {
        env.log(LogLevel.INFO, "visitor " + remoteAddress + " turned away: " + e);
        end(new LinkMessage.Failure(e.code(), "not understood: " + e.getMessage(), 0));
        return;
      }
      asked = true;
      List<String> order = new ArrayList<>(bridges);
      env.rng().shuffle(order);
      ask(join, order, 0)
          .then(
              this::end,
              e -> {
                env.log(LogLevel.WARN, "visitor " + remoteAddress + " not admitted: " + e);
                end(new LinkMessage.Failure(e.code(), "", e.retryAfterMillis()));
              });
    }

    @Override
    public void closed(ErrorCode code, String reason) {
      if (!over) {
        env.log(
            LogLevel.INFO,
            "visitor " + remoteAddress + " gone without an answer: " + code + " " + reason);
      }
      finish();
    }

    private void end(Message answer) {
      if (!over) {
        finish();
        OneMessage.answer(transport, answer);
      }
    }

    private void finish() {
      if (!over) {
        over = true;
        visitors--;
        limit.cancel();
      }
    }
  }
}
