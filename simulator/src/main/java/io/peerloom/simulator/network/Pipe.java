package io.peerloom.simulator.network;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.simulator.time.Processor;
import io.peerloom.simulator.time.ProcessorCosts;
import io.peerloom.simulator.time.SimulatedEnv;
import java.util.ArrayDeque;

/**
 * One end of an open connection. Messages arrive whole, in order, once, or not at all: where the
 * path is cut they wait, as in a kernel's buffer, until the path is restored or the connection
 * ends. A WebSocket keeps one order for both lanes, WebRTC one for each.
 */
public final class Pipe implements Transport {
  /** Time without consent after which a WebRTC connection fails. */
  static final int ICE_FAILS_MILLIS = 15_600;

  /** Time without consent after which it reports that it may fail. */
  private static final int ICE_FALTERS_MILLIS = 5_500;

  private static final Runnable NOTHING = () -> {};

  private final SimulatedNetwork network;
  private final SimulatedHost host;
  private final SimulatedEnv process;
  private final boolean webRtc;
  private final int roundTrip;
  private final int createdAt;
  private final ArrayDeque<Runnable> stalled = new ArrayDeque<>();
  private final int[] lastArrival = new int[2];
  private TransportEvents events;
  private Runnable faltered = NOTHING;
  private Pipe other;
  private int stalledBytes;
  private boolean closed;
  private boolean stranded;

  private Pipe(SimulatedNetwork network, SimulatedHost host, boolean webRtc, int roundTrip) {
    this.network = network;
    this.host = host;
    this.process = host.process();
    this.webRtc = webRtc;
    this.roundTrip = roundTrip;
    this.createdAt = network.now();
    host.pipes().add(this);
  }

  /** Connects two hosts and returns the end of the first. */
  public static Pipe between(
      SimulatedNetwork network, SimulatedHost a, SimulatedHost b, boolean webRtc) {
    int roundTrip = network.roundTrip(a, b);
    Pipe one = new Pipe(network, a, webRtc, roundTrip);
    Pipe two = new Pipe(network, b, webRtc, roundTrip);
    one.other = two;
    two.other = one;
    return one;
  }

  Pipe other() {
    return other;
  }

  SimulatedHost host() {
    return host;
  }

  /** The host of the other end. */
  public SimulatedHost farHost() {
    return other.host;
  }

  /** When it was set up, in virtual milliseconds. */
  public int createdAt() {
    return createdAt;
  }

  /** Whether both ends are open, in processes that run. */
  public boolean isLive() {
    return !closed && !other.closed && !process.isDead() && !other.process.isDead();
  }

  boolean isWebRtc() {
    return webRtc;
  }

  void tell(TransportEvents listener) {
    events = listener;
  }

  void tell(TransportEvents listener, Runnable faltering) {
    events = listener;
    faltered = faltering;
  }

  boolean isClosed() {
    return closed;
  }

  // ---- sending

  @Override
  public void send(Lane lane, byte[] message) {
    if (closed) {
      return;
    }
    Pipe to = other;
    charge(true, message);
    double leaves = host.transmit(loopNow(), message.length) + loopNow() - network.now();
    submit(lane, leaves, message.length, () -> to.receive(lane, message));
  }

  /** When the process will have finished its current work. */
  private int loopNow() {
    return (int) process.monotonicMillis();
  }

  private void charge(boolean sending, byte[] message) {
    Processor processor = process.processor();
    if (processor != null) {
      ProcessorCosts costs = processor.costs();
      int fixed = sending ? costs.send() : costs.receive();
      processor.charge(ProcessorCosts.of(fixed, costs.messageKilobyte(), message.length));
    }
  }

  private void submit(Lane lane, double leaves, int bytes, Runnable arrival) {
    if (stranded) {
      return;
    }
    if (!stalled.isEmpty() || !network.passes(host, other.host)) {
      stalled.add(arrival);
      stalledBytes += bytes;
      network.stalls(this);
      return;
    }
    travel(lane, (int) leaves, arrival);
  }

  private void travel(Lane lane, int delay, Runnable arrival) {
    int at = network.now() + delay + network.oneWay(roundTrip);
    int order = webRtc && lane == Lane.BULK ? 1 : 0;
    lastArrival[order] = Math.max(lastArrival[order], at);
    network.at(lastArrival[order], arrival);
  }

  /** The path is restored: stalled messages continue at the next retransmission. */
  void flow() {
    if (closed || stranded) {
      stalled.clear();
      stalledBytes = 0;
    } else if (network.passes(host, other.host)) {
      int wait = network.retransmission(roundTrip);
      while (!stalled.isEmpty()) {
        travel(Lane.CONTROL, wait, stalled.poll());
      }
      stalledBytes = 0;
    }
  }

  boolean hasStalled() {
    return !stalled.isEmpty();
  }

  /** Bytes that were accepted and are stalled. */
  public int waitingBytes() {
    return stalledBytes;
  }

  @Override
  public int bufferedBytes() {
    int leaving = Math.max(host.backlog(network.now()), network.forcedBacklog());
    return Math.max(stalledBytes, leaving);
  }

  private void receive(Lane lane, byte[] message) {
    if (host.isPaused() && !process.isDead()) {
      network.schedule(process, 0, () -> receive(lane, message));
    } else if (!closed && !process.isDead()) {
      process.run(() -> take(lane, message));
    } else if (process.isDead() && !webRtc && !host.isOffline() && !other.closed) {
      // The machine is up but does not know this connection.
      Pipe back = other;
      travel(Lane.CONTROL, 0, () -> back.end(ErrorCode.UNREACHABLE, "connection reset"));
    }
  }

  private void take(Lane lane, byte[] message) {
    if (!closed) {
      charge(false, message);
      network.delivered(host, message);
      events.received(lane, message);
    }
  }

  // ---- ending

  @Override
  public void close(ErrorCode code, String reason) {
    if (!closed) {
      Pipe to = other;
      lastArrival[0] = Math.max(lastArrival[0], lastArrival[1]);
      submit(
          Lane.CONTROL,
          loopNow() - network.now(),
          0,
          () -> to.process.run(() -> to.end(ErrorCode.CLOSED, "closed by the other side")));
      end(code, reason);
    }
  }

  /** The process has ended: the operating system resets its sockets, but not its data channels. */
  void abandoned(boolean quietly) {
    closed = true;
    release();
    Pipe to = other;
    if (webRtc || quietly) {
      if (webRtc) {
        to.loseConsent();
      }
    } else {
      submit(
          Lane.CONTROL,
          0,
          0,
          () -> to.process.run(() -> to.end(ErrorCode.UNREACHABLE, "connection reset")));
    }
  }

  /** The network under this end is gone: what it sends from now on is lost. */
  void strand() {
    stranded = true;
    if (webRtc) {
      loseConsent();
    }
  }

  /**
   * Fails a WebRTC connection after some seconds, unless its other end is reachable again by then.
   */
  void loseConsent() {
    ifNothingArrives(ICE_FALTERS_MILLIS, () -> network.schedule(process, 0, faltered));
    ifNothingArrives(ICE_FAILS_MILLIS, () -> end(ErrorCode.UNREACHABLE, "ice failed"));
  }

  private void ifNothingArrives(int millis, Runnable then) {
    network.at(
        network.now() + millis,
        () -> {
          boolean heard =
              !stranded
                  && !other.process.isDead()
                  && network.passes(host, other.host)
                  && network.passes(other.host, host);
          if (!closed && !heard) {
            then.run();
          }
        });
  }

  void end(ErrorCode code, String reason) {
    if (!closed) {
      closed = true;
      host.pipes().remove(this);
      TransportEvents listener = release();
      if (listener == null) {
        return; // Rejected by the acceptor before its events were registered.
      }
      if (host.isPaused()) {
        network.schedule(process, 0, () -> listener.closed(code, reason));
      } else if (!process.isDead()) {
        listener.closed(code, reason);
      }
    }
  }

  /**
   * Drops the references to the process; else a dead process would be held by its former peers for
   * ever.
   */
  private TransportEvents release() {
    TransportEvents held = events;
    events = null;
    faltered = NOTHING;
    return held;
  }
}
