package io.peerloom.simulator;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Carries messages between processes: WebSockets by address, WebRTC by session description. */
public final class SimulatedNetwork {
  private static final int RETRANSMISSION_MILLIS = 200;
  private static final int TIMEOUT_MILLIS = 10_000;

  /** What a server does with an accepted socket. */
  public interface Listener extends BiFunction<Transport, String, TransportEvents> {}

  private record Listening(Host host, Listener listener) {}

  /** One process as the network sees it. */
  public static final class Host {
    final int number;
    final SimulatedEnv env;
    final List<Pipe> pipes = new ArrayList<>();

    Host(int number, SimulatedEnv env) {
      this.number = number;
      this.env = env;
    }
  }

  private final VirtualTime time;
  private final Rng rng;
  private final int seed;
  private final NetworkModel model;
  private final Trace trace;
  private final Map<String, Listening> listeners = new TreeMap<>();
  private final Map<String, RtcEnd> sessions = new TreeMap<>();
  private final Map<String, List<byte[]>> recordings = new TreeMap<>();
  private int sessionCount;
  private int messages;

  SimulatedNetwork(VirtualTime time, int seed, NetworkModel model, Trace trace) {
    this.time = time;
    this.rng = new Rng(seed);
    this.seed = seed;
    this.model = model;
    this.trace = trace;
  }

  /** Messages delivered so far. */
  public int messages() {
    return messages;
  }

  /** Accepts WebSockets at an address. */
  void listen(String address, Host host, Listener listener) {
    listeners.put(address, new Listening(host, listener));
  }

  /** Keeps the first message of every socket dialled to an address from now on. */
  List<byte[]> record(String address) {
    return recordings.computeIfAbsent(address, a -> new ArrayList<>());
  }

  /** The process is gone; the operating system resets its sockets. */
  void killed(Host host) {
    listeners.values().removeIf(listening -> listening.host == host);
    for (Pipe pipe : new ArrayList<>(host.pipes)) {
      pipe.reset();
    }
  }

  private int latency(Host a, Host b) {
    int low = Math.min(a.number, b.number);
    int high = Math.max(a.number, b.number);
    int span = model.maxLatencyMillis() - model.minLatencyMillis() + 1;
    return model.minLatencyMillis() + new Rng(seed ^ (low * 65_537 + high)).nextInt(span);
  }

  // ---- a pipe: one direction-pair of an open connection

  /** One end of an open connection. */
  private final class Pipe implements Transport {
    final Host host;
    TransportEvents events;
    Pipe other;
    boolean closed;
    private long lastArrival;

    Pipe(Host host, TransportEvents events) {
      this.host = host;
      this.events = events;
      host.pipes.add(this);
    }

    @Override
    public void send(Lane lane, byte[] message) {
      if (!closed) {
        Pipe to = other;
        deliver(() -> to.receive(lane, message));
      }
    }

    private void deliver(Runnable arrival) {
      int delay = latency(host, other.host);
      if (rng.chance(model.lossPermille())) {
        delay += RETRANSMISSION_MILLIS + rng.nextInt(RETRANSMISSION_MILLIS);
      }
      lastArrival = Math.max(lastArrival, time.now() + delay);
      time.after(lastArrival - time.now(), arrival);
    }

    private void receive(Lane lane, byte[] message) {
      if (!closed && !host.env.isDead()) {
        messages++;
        trace.add(time.now(), host.number, time.events(), message);
        events.received(lane, message);
      }
    }

    @Override
    public int bufferedBytes() {
      return 0;
    }

    @Override
    public void close(ErrorCode code, String reason) {
      if (closed) {
        return;
      }
      Pipe to = other;
      deliver(() -> to.end(ErrorCode.CLOSED, "closed by the other side"));
      end(code, reason);
    }

    void reset() {
      Pipe to = other;
      closed = true;
      host.pipes.remove(this);
      deliver(() -> to.end(ErrorCode.UNREACHABLE, "connection reset"));
    }

    private void end(ErrorCode code, String reason) {
      if (!closed) {
        closed = true;
        host.pipes.remove(this);
        if (!host.env.isDead()) {
          events.closed(code, reason);
        }
      }
    }
  }

  // ---- WebSocket

  WebSocketPort webSockets(Host host) {
    return (url, events) -> new Dial(host, url, events);
  }

  private final class Dial implements Transport {
    private final TransportEvents events;
    private final String url;
    private Pipe pipe;
    private boolean over;
    private boolean spoken;

    Dial(Host host, String url, TransportEvents events) {
      this.events = events;
      this.url = url;
      Listening there = listeners.get(url);
      if (there == null) {
        host.env.after(2L * model.minLatencyMillis(), () -> fail(ErrorCode.REFUSED));
        return;
      }
      int trip = latency(host, there.host);
      host.env.after(2L * trip, () -> connect(host));
      host.env.after(TIMEOUT_MILLIS, () -> fail(ErrorCode.TIMEOUT));
    }

    private void connect(Host host) {
      Listening there = listeners.get(url);
      if (over) {
        return;
      }
      if (there == null) {
        fail(ErrorCode.REFUSED);
        return;
      }
      pipe = new Pipe(host, events);
      Pipe accepted = new Pipe(there.host, null);
      pipe.other = accepted;
      accepted.other = pipe;
      accepted.events = there.listener.apply(accepted, "host" + host.number);
      if (!pipe.closed) {
        events.opened();
      }
    }

    private void fail(ErrorCode code) {
      if (pipe == null && !over) {
        over = true;
        events.closed(code, "dial failed");
      }
    }

    @Override
    public void send(Lane lane, byte[] message) {
      if (pipe != null) {
        if (!spoken && recordings.containsKey(url)) {
          recordings.get(url).add(message);
        }
        spoken = true;
        pipe.send(lane, message);
      }
    }

    @Override
    public int bufferedBytes() {
      return 0;
    }

    @Override
    public void close(ErrorCode code, String reason) {
      if (pipe != null) {
        pipe.close(code, reason);
      } else if (!over) {
        over = true;
        events.closed(code, reason);
      }
    }
  }

  // ---- WebRTC

  RtcPort rtc(Host host) {
    return events -> new RtcEnd(host, events);
  }

  private final class RtcEnd implements RtcPort.RtcSession {
    private final Host host;
    private final RtcPort.RtcEvents events;
    private final String name;
    private RtcEnd remote;
    private Pipe pipe;
    private boolean over;

    RtcEnd(Host host, RtcPort.RtcEvents events) {
      this.host = host;
      this.events = events;
      this.name = "session" + sessionCount++;
      sessions.put(name, this);
    }

    private String description() {
      return "v=0\na=fingerprint:" + name + "\n";
    }

    @Override
    public void offer() {
      host.env.after(1, () -> describe("offer"));
    }

    private void describe(String type) {
      if (!over) {
        events.described(type, description());
        events.candidate("{\"host\":" + host.number + "}");
      }
    }

    @Override
    public void remote(String type, String sdp) {
      int at = sdp.indexOf("a=fingerprint:");
      remote = at < 0 ? null : sessions.get(sdp.substring(at + 14).trim());
      if (remote == null) {
        fail(ErrorCode.INVALID_REQUEST, "no such session");
        return;
      }
      if (type.equals("offer")) {
        host.env.after(1, () -> describe("answer"));
      } else {
        host.env.after(3L * latency(host, remote.host), this::connect);
      }
    }

    private void connect() {
      if (over || remote.over || remote.remote != this || remote.host.env.isDead()) {
        return;
      }
      pipe = new Pipe(host, events);
      remote.pipe = new Pipe(remote.host, remote.events);
      pipe.other = remote.pipe;
      remote.pipe.other = pipe;
      remote.events.opened();
      events.opened();
    }

    @Override
    public void remoteCandidate(String candidate) {}

    @Override
    public void send(Lane lane, byte[] message) {
      if (pipe != null) {
        pipe.send(lane, message);
      }
    }

    @Override
    public int bufferedBytes() {
      return 0;
    }

    private void fail(ErrorCode code, String reason) {
      if (!over) {
        over = true;
        sessions.remove(name);
        events.closed(code, reason);
      }
    }

    @Override
    public void close(ErrorCode code, String reason) {
      if (pipe != null) {
        sessions.remove(name);
        pipe.close(code, reason);
      } else {
        fail(code, reason);
      }
    }
  }
}
