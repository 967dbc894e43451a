package io.peerloom.simulator.network;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.simulator.time.Chaos;
import io.peerloom.simulator.time.SimulatedEnv;
import io.peerloom.simulator.time.VirtualTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Connectivity, latency and loss: WebSockets by address, WebRTC by session description. All faults
 * of the network are injected here, as data.
 */
public final class SimulatedNetwork {
  /** The first retransmission timeout if nothing else follows; it doubles. */
  private static final int RETRANSMISSION_MILLIS = 200;

  private static final int MAX_RETRANSMISSIONS = 6;

  /** The longest a kernel waits before it tries again, after a path was interrupted for long. */
  private static final int MAX_IDLE_RETRANSMISSION_MILLIS = 3_000;

  /** Accepts sockets at a server. */
  public interface Listener extends BiFunction<Transport, String, TransportEvents> {}

  /** An address, its host, and its listener if there is one now. */
  static final class Address {
    final SimulatedHost host;
    Listener listener;

    Address(SimulatedHost host) {
      this.host = host;
    }
  }

  private final VirtualTime time;
  private final Rng rng;
  private final int seed;
  private final NetworkModel model;
  private final Chaos chaos;
  private final Trace trace;
  private final RtcSessions sessions;
  private final Map<String, Address> addresses = new TreeMap<>();
  private final Map<String, List<byte[]>> recordings = new TreeMap<>();
  private final Set<String> cuts = new TreeSet<>();
  private final Set<Pipe> stalled = new LinkedHashSet<>();
  private final Traffic traffic = new Traffic();
  private int hosts;
  private int messages;
  private long bytes;

  public SimulatedNetwork(
      VirtualTime time, int seed, NetworkModel model, Chaos chaos, Trace trace) {
    this.time = time;
    this.rng = new Rng(seed);
    this.seed = seed;
    this.model = model;
    this.chaos = chaos;
    this.trace = trace;
    this.sessions = new RtcSessions(this, chaos);
  }

  /** Connects a new machine. */
  public SimulatedHost host(boolean server, NatKind nat) {
    return host(model.pickRegion(rng), server, nat);
  }

  private SimulatedHost host(int region, boolean server, NatKind nat) {
    double bytesPerMilli = model.kilobitsPerSecond() / 8.0 * (server ? 10 : 1);
    return new SimulatedHost(
        hosts++, region, model.pickAccess(rng, server), server, nat, bytesPerMilli);
  }

  /** A server in the same region as another host. */
  public SimulatedHost beside(SimulatedHost other) {
    return host(other.region(), true, NatKind.OPEN);
  }

  /** Messages delivered so far. */
  public int messages() {
    return messages;
  }

  /** Bytes of the messages delivered so far. */
  public long bytes() {
    return bytes;
  }

  /** Messages and bytes by kind. */
  public Traffic traffic() {
    return traffic;
  }

  // ---- ports

  public WebSocketPort webSockets(SimulatedHost host) {
    return (url, events) -> new SocketDial(this, chaos, host, url, events);
  }

  public RtcPort rtc(SimulatedHost host) {
    return sessions.port(host);
  }

  /** Accepts WebSockets at an address. */
  public void listen(String url, SimulatedHost host, Listener listener) {
    Address address = addresses.computeIfAbsent(url, u -> new Address(host));
    address.listener = listener;
  }

  Address address(String url) {
    return addresses.get(url);
  }

  /** Records the first message of every socket dialled to an address from now on. */
  public List<byte[]> record(String url) {
    return recordings.computeIfAbsent(url, u -> new ArrayList<>());
  }

  void spoke(String url, byte[] first) {
    List<byte[]> recording = recordings.get(url);
    if (recording != null) {
      recording.add(first);
    }
  }

  // ---- faults

  /**
   * The process has ended.
   *
   * @param quietly without notifying its peers, as in a power failure
   */
  public void ended(SimulatedHost host, boolean quietly) {
    for (Address address : addresses.values()) {
      if (address.host == host) {
        address.listener = null;
      }
    }
    host.offline(quietly);
    for (Pipe pipe : new ArrayList<>(host.pipes())) {
      pipe.abandoned(quietly);
    }
    host.pipes().clear();
  }

  /** Removes a machine and its addresses for good. */
  public void removed(SimulatedHost host) {
    addresses.values().removeIf(address -> address.host == host);
  }

  /** Ends every connection of one host, as a restarting router does. */
  public void dropConnections(SimulatedHost host) {
    for (Pipe pipe : new ArrayList<>(host.pipes())) {
      pipe.end(ErrorCode.UNREACHABLE, "connection lost");
      pipe.other().end(ErrorCode.UNREACHABLE, "connection lost");
    }
  }

  /** Whatever the open connections of a host carry is lost from now on, and nobody is told. */
  public void strand(SimulatedHost host) {
    for (Pipe pipe : new ArrayList<>(host.pipes())) {
      pipe.strand();
      pipe.other().strand();
    }
  }

  /** Drops everything that {@code from} sends to {@code to}; the other direction still works. */
  public void cut(SimulatedHost from, SimulatedHost to) {
    cuts.add(from.number() + ">" + to.number());
    changed(from);
  }

  /** Undoes all cuts between single machines. */
  public void mendCuts() {
    cuts.clear();
    resumeStalled();
  }

  /** A machine's connectivity or side of a partition has changed. */
  public void changed(SimulatedHost host) {
    for (Pipe pipe : new ArrayList<>(host.pipes())) {
      if (pipe.isWebRtc() && !reaches(host, pipe.farHost())) {
        pipe.loseConsent();
        pipe.other().loseConsent();
      }
    }
  }

  /** Paths may have been restored: stalled messages continue. */
  public void resumeStalled() {
    for (Pipe pipe : new ArrayList<>(stalled)) {
      pipe.flow();
      if (!pipe.hasStalled()) {
        stalled.remove(pipe);
      }
    }
  }

  void stalls(Pipe pipe) {
    stalled.add(pipe);
  }

  /** Whether a message sent now would be received by the other machine. */
  boolean passes(SimulatedHost from, SimulatedHost to) {
    return !to.isPaused() && reaches(from, to);
  }

  /** Whether packets of one machine reach the other at all. */
  boolean reaches(SimulatedHost from, SimulatedHost to) {
    return from.partition() == to.partition()
        && !from.isOffline()
        && !to.isOffline()
        && (cuts.isEmpty() || !cuts.contains(from.number() + ">" + to.number()));
  }

  // ---- time

  int now() {
    return time.now();
  }

  /** Schedules a task of the network, which runs whatever process is alive. */
  void at(int moment, Runnable task) {
    time.after(moment - time.now(), task);
  }

  /** Schedules an event of a process, which sees it only while it runs. */
  Timer schedule(SimulatedEnv process, int millis, Runnable task) {
    return time.after(millis, process, task);
  }

  int roundTrip(SimulatedHost a, SimulatedHost b) {
    return Math.max(1, model.roundTripMillis(a, b, seed));
  }

  /** Latency of one message, losses included. */
  int oneWay(int roundTrip) {
    int delay = (roundTrip + 1) / 2 + rng.nextInt(1 + roundTrip / 16) + chaos.stall();
    int wait = Math.max(RETRANSMISSION_MILLIS, roundTrip + roundTrip / 2);
    for (int i = 0; i < MAX_RETRANSMISSIONS && isLost(); i++) {
      delay += wait;
      wait *= 2;
    }
    return delay;
  }

  private boolean isLost() {
    return model.lossPermille() > 0 && rng.chance(model.lossPermille());
  }

  /** Duration of that many round trips of a set-up, each of which may lose a packet. */
  int setUp(int roundTrip, int count, int lostMillis) {
    int delay = 0;
    for (int i = 0; i < count; i++) {
      delay += roundTrip + rng.nextInt(1 + roundTrip / 8);
      boolean there = isLost();
      boolean back = isLost();
      if (there || back) {
        delay += lostMillis;
      }
    }
    return delay;
  }

  int dialRoundTrips() {
    return model.dialRoundTrips();
  }

  /** How long a kernel waits before it retransmits stalled data. */
  int retransmission(int roundTrip) {
    return roundTrip / 2 + rng.nextInt(MAX_IDLE_RETRANSMISSION_MILLIS);
  }

  int forcedBacklog() {
    return chaos.backlog();
  }

  int pick(int bound) {
    return rng.nextInt(bound);
  }

  void delivered(SimulatedHost to, byte[] message) {
    messages++;
    bytes += message.length;
    traffic.add(message);
    trace.add(time.now(), to.number(), time.events(), message);
  }
}
