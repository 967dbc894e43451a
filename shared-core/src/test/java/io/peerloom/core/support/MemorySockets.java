package io.peerloom.core.support;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * WebSockets in memory between whole peers that share virtual time; keeps nothing of what passes.
 * Each process dials through a port of its own, which ends with it.
 */
public final class MemorySockets {
  private static final int LATENCY_MILLIS = 5;

  private final Env env;
  private final Map<String, Listener> listeners = new LinkedHashMap<>();

  private final Set<String> silent = new TreeSet<>();

  /** Sees each message that a process sends, to whomever. */
  public Consumer<byte[]> sent = message -> {};

  private record Listener(
      Process process, BiFunction<Transport, String, TransportEvents> acceptor) {}

  public MemorySockets(Env env) {
    this.env = env;
  }

  /** Nothing passes any more between those that are connected at an address, or dial it. */
  public void silence(String address) {
    silent.add(address);
  }

  /** A process: what it opened breaks when it dies. */
  public final class Process implements WebSocketPort {
    /** Sees each address that the process dials. */
    public Consumer<String> dialled = address -> {};

    private final List<End> ends = new ArrayList<>();
    private boolean dead;
    private boolean stopped;

    /** Accepts what is dialled to an address. */
    public void listen(String address, BiFunction<Transport, String, TransportEvents> acceptor) {
      listeners.put(address, new Listener(this, acceptor));
    }

    /** Ends it without a word: the operating system closes its sockets. */
    public void kill() {
      dead = true;
      breakSockets();
    }

    /** All its connections break, as when a proxy is restarted; new ones are accepted. */
    public void breakSockets() {
      for (End end : new ArrayList<>(ends)) {
        end.close(ErrorCode.UNREACHABLE, "broken");
      }
    }

    /** Its machine is gone: sockets stay open, and nothing passes. */
    public void vanish() {
      stopped = true;
    }

    @Override
    public Transport dial(String url, TransportEvents events) {
      dialled.accept(url);
      End here = new End(this, url);
      here.events = events;
      env.after(LATENCY_MILLIS, () -> connect(url, here));
      return here;
    }

    private void connect(String url, End here) {
      Listener listener = listeners.get(url);
      if (here.closed || dead) {
        return;
      }
      if (listener == null || listener.process.dead) {
        here.arriveClosed(ErrorCode.REFUSED, "nobody listens at " + url);
        return;
      }
      if (listener.process.stopped || silent.contains(url)) {
        return;
      }
      End there = new End(listener.process, url);
      here.other = there;
      there.other = here;
      there.events = listener.acceptor.apply(there, "memory");
      there.events.opened();
      here.events.opened();
    }
  }

  private final class End implements Transport {
    private final Process process;
    private final String address;
    private End other;
    private TransportEvents events;
    private boolean closed;

    End(Process process, String address) {
      this.process = process;
      this.address = address;
      process.ends.add(this);
    }

    @Override
    public void send(Lane lane, byte[] message) {
      if (!closed && other != null && !process.dead && !isSilent()) {
        sent.accept(message);
        env.after(LATENCY_MILLIS, () -> other.arrive(lane, message));
      }
    }

    private boolean isSilent() {
      return process.stopped || silent.contains(address);
    }

    private void arrive(Lane lane, byte[] message) {
      if (!closed && !process.dead && !isSilent()) {
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
      end(code, reason);
      if (other != null && !isSilent()) {
        env.after(LATENCY_MILLIS, () -> other.arriveClosed(ErrorCode.CLOSED, "the other closed"));
      }
    }

    private void arriveClosed(ErrorCode code, String reason) {
      if (!closed && !isSilent()) {
        end(code, reason);
      }
    }

    private void end(ErrorCode code, String reason) {
      closed = true;
      process.ends.remove(this);
      if (!process.dead) {
        env.after(0, () -> events.closed(code, reason));
      }
    }
  }
}
