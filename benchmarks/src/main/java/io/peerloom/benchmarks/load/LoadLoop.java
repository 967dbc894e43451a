package io.peerloom.benchmarks.load;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * One thread for the sockets, timers and tasks of thousands of peers, which share its buffers. Each
 * dial comes from another loopback address, in turn, because servers limit the share of one.
 */
public final class LoadLoop implements Env, WebSocketPort, AutoCloseable {
  private static final int ADDRESSES = 200;
  private static final int BUFFER_BYTES = 256 << 10;
  private static final int SEED = 777;

  private record Due(long at, long number, Runnable code) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int order = Long.compare(at, other.at);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  private final Selector selector;
  private final Thread thread;
  private final TreeSet<Due> timers = new TreeSet<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Rng rng = new Rng(SEED);
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private long number;
  private int dials;
  private volatile boolean closed;

  /** Starts the thread. */
  public LoadLoop() throws IOException {
    selector = Selector.open();
    thread = new Thread(this::run, "peerloom-load");
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs a task on the loop; from any thread. */
  public void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  private void run() {
    while (!closed) {
      try {
        selector.select(Math.max(1, untilNextMillis()));
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
          SelectionKey key = keys.next();
          keys.remove();
          ((LightSocket) key.attachment()).ready(buffer);
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        runTimers();
      } catch (IOException | RuntimeException e) {
        System.err.println("load: " + e);
      }
    }
  }

  private long untilNextMillis() {
    if (!tasks.isEmpty()) {
      return 1;
    }
    return timers.isEmpty() ? 1_000 : Math.min(1_000, timers.first().at - monotonicMillis());
  }

  private void runTimers() {
    long now = monotonicMillis();
    while (!timers.isEmpty() && timers.first().at <= now) {
      timers.pollFirst().code.run();
    }
  }

  @Override
  public long monotonicMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public long wallMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public Timer after(long delayMillis, Runnable code) {
    Due due = new Due(monotonicMillis() + delayMillis, number++, code);
    timers.add(due);
    return () -> timers.remove(due);
  }

  @Override
  public Rng rng() {
    return rng;
  }

  @Override
  public void log(LogLevel level, String message) {}

  @Override
  public Transport dial(String url, TransportEvents events) {
    String source = "127.1.0." + (1 + dials++ % ADDRESSES);
    LightSocket socket = new LightSocket(this, events);
    try {
      socket.connect(selector, URI.create(url), source);
    } catch (IOException | RuntimeException e) {
      after(0, () -> socket.end(ErrorCode.REFUSED, String.valueOf(e)));
    }
    after(10_000, socket::timeOutUnlessOpen);
    return socket;
  }

  /** Ends the thread and every socket. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new PeerloomException(ErrorCode.INTERNAL, String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
