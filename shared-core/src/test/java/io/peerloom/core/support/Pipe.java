package io.peerloom.core.support;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Two ends of a transport in memory: in order, with a latency, and with whatever meddles. */
public final class Pipe {
  /** Changes the message of that number on its way; null loses it. */
  public interface Meddler {
    byte[] pass(int number, byte[] message);
  }

  /** The latency where none is asked for. */
  public static final int LATENCY_MILLIS = 5;

  public final End dialling = new End();
  public final End accepting = new End();
  private final Env env;
  private final int latencyMillis;

  public Pipe(Env env) {
    this(env, LATENCY_MILLIS);
  }

  public Pipe(Env env, int latencyMillis) {
    this.env = env;
    this.latencyMillis = latencyMillis;
    dialling.other = accepting;
    accepting.other = dialling;
  }

  /** Somebody dials and gets one end, whoever accepts the other; it opens a millisecond later. */
  public Transport connect(TransportEvents dialler, Function<Transport, TransportEvents> acceptor) {
    dialling.events = dialler;
    accepting.events = acceptor.apply(accepting);
    env.after(1, dialler::opened);
    return dialling;
  }

  /** One end, which its owner sends with and closes. */
  public final class End implements Transport {
    /** Where it comes from; null for nowhere that is known. */
    public Owner owner;

    public final List<byte[]> sent = new ArrayList<>();
    public TransportEvents events;
    public int bufferedBytes;
    public boolean hasAsked;
    public Meddler meddler = (number, message) -> message;
    private End other;
    private boolean closed;

    @Override
    public Owner owner() {
      return owner == null ? Transport.super.owner() : owner;
    }

    @Override
    public void send(Lane lane, byte[] message) {
      if (closed) {
        return;
      }
      byte[] passed = meddler.pass(sent.size(), message.clone());
      sent.add(message);
      if (passed != null) {
        env.after(latencyMillis, () -> other.arrive(lane, passed));
      }
    }

    @Override
    public void asked() {
      hasAsked = true;
    }

    private void arrive(Lane lane, byte[] message) {
      if (!closed && events != null) {
        events.received(lane, message);
      }
    }

    @Override
    public int bufferedBytes() {
      return bufferedBytes;
    }

    @Override
    public void close(ErrorCode code, String reason) {
      if (!closed) {
        closed = true;
        tell(code, reason);
        env.after(latencyMillis, () -> other.closedByOther());
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
  }
}
