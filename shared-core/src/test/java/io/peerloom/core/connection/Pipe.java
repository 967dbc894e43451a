package io.peerloom.core.connection;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** Two ends of a transport in memory: in order, with a latency, and with whatever meddles. */
final class Pipe {
  /** Changes the message of that number on its way; null loses it. */
  interface Meddler {
    byte[] pass(int number, byte[] message);
  }

  static final int LATENCY_MILLIS = 5;

  private final Env env;
  final End dialling = new End();
  final End accepting = new End();

  Pipe(Env env) {
    this.env = env;
    dialling.other = accepting;
    accepting.other = dialling;
  }

  final class End implements Transport {
    final List<byte[]> sent = new ArrayList<>();
    TransportEvents events;
    Meddler meddler = (number, message) -> message;
    private End other;
    private boolean closed;

    @Override
    public void send(Lane lane, byte[] message) {
      if (closed) {
        return;
      }
      byte[] passed = meddler.pass(sent.size(), message.clone());
      sent.add(message);
      if (passed != null) {
        env.after(LATENCY_MILLIS, () -> other.arrive(lane, passed));
      }
    }

    private void arrive(Lane lane, byte[] message) {
      if (!closed && events != null) {
        events.received(lane, message);
      }
    }

    @Override
    public int bufferedBytes() {
      return 0;
    }

    @Override
    public void close(ErrorCode code, String reason) {
      if (!closed) {
        closed = true;
        tell(code, reason);
        env.after(LATENCY_MILLIS, () -> other.closedByOther());
      }
    }

    private void closedByOther() {
      if (!closed) {
        closed = true;
        tell(ErrorCode.CLOSED, "the other side closed");
      }
    }

    private void tell(ErrorCode code, String reason) {
      if (events != null) {
        env.after(0, () -> events.closed(code, reason));
      }
    }

    boolean isClosed() {
      return closed;
    }
  }
}
