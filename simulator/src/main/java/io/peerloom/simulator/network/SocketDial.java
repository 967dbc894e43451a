package io.peerloom.simulator.network;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.simulator.time.Chaos;
import io.peerloom.simulator.time.SimulatedEnv;

/**
 * A WebSocket at the dialling side. It opens after the round trips of its set-up, or ends with
 * REFUSED if the machine answers and nobody listens, UNREACHABLE if a router says so, and TIMEOUT
 * if no answer ever arrives.
 */
final class SocketDial implements Transport {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int LOST_SYN_MILLIS = 1_000;
  private static final int ROUTER_MILLIS = 3_000;

  private final SimulatedNetwork network;
  private final SimulatedHost host;
  private final SimulatedEnv process;
  private final TransportEvents events;
  private final String url;
  private final Timer timeout;
  private Pipe pipe;
  private boolean over;
  private boolean spoken;

  SocketDial(
      SimulatedNetwork network,
      Chaos chaos,
      SimulatedHost host,
      String url,
      TransportEvents events) {
    this.network = network;
    this.host = host;
    this.process = host.process();
    this.url = url;
    this.events = events;
    SimulatedNetwork.Address there = network.address(url);
    this.timeout = later(TIMEOUT_MILLIS, () -> fail(ErrorCode.TIMEOUT));
    if (there == null) {
      later(1, () -> fail(ErrorCode.UNREACHABLE));
      return;
    }
    int roundTrip = network.roundTrip(host, there.host);
    if (chaos.dialRefused()) {
      later(roundTrip, () -> fail(ErrorCode.REFUSED));
    } else if (!chaos.dialLost()) {
      later(network.setUp(roundTrip, 1, LOST_SYN_MILLIS), () -> knock(there, roundTrip));
    }
  }

  private Timer later(int millis, Runnable step) {
    return network.schedule(process, millis, step);
  }

  private boolean isReachable(SimulatedNetwork.Address there) {
    return there.host.admits(host)
        && network.reaches(host, there.host)
        && network.reaches(there.host, host);
  }

  private void knock(SimulatedNetwork.Address there, int roundTrip) {
    if (!isReachable(there)) {
      if (network.pick(4) == 0) {
        later(ROUTER_MILLIS, () -> fail(ErrorCode.UNREACHABLE));
      }
    } else if (there.listener == null) {
      fail(ErrorCode.REFUSED);
    } else {
      int rest = network.setUp(roundTrip, network.dialRoundTrips() - 1, 2 * roundTrip + 200);
      later(rest, () -> connect(there));
    }
  }

  private void connect(SimulatedNetwork.Address there) {
    if (over || !isReachable(there) || there.host.isPaused()) {
      return;
    }
    if (there.listener == null) {
      fail(ErrorCode.REFUSED);
      return;
    }
    timeout.cancel();
    pipe = Pipe.between(network, host, there.host, false);
    pipe.tell(events);
    Pipe accepted = pipe.other();
    SimulatedNetwork.Listener listener = there.listener;
    there.host.process().run(() -> accepted.tell(listener.apply(accepted, "host" + host.number())));
    if (!pipe.isClosed()) {
      events.opened();
    }
  }

  private void fail(ErrorCode code) {
    if (pipe == null && !over) {
      over = true;
      timeout.cancel();
      events.closed(code, "dial failed");
    }
  }

  @Override
  public void send(Lane lane, byte[] message) {
    if (pipe != null) {
      if (!spoken) {
        network.spoke(url, message);
      }
      spoken = true;
      pipe.send(lane, message);
    }
  }

  @Override
  public int bufferedBytes() {
    return pipe == null ? 0 : pipe.bufferedBytes();
  }

  @Override
  public void close(ErrorCode code, String reason) {
    if (pipe != null) {
      pipe.close(code, reason);
    } else if (!over) {
      over = true;
      timeout.cancel();
      events.closed(code, reason);
    }
  }
}
