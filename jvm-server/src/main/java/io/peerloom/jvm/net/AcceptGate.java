package io.peerloom.jvm.net;

import io.peerloom.jvm.limits.ServerLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.eclipse.jetty.io.SelectorManager;

/** Holds the threads that accept a server's connections to its {@link AcceptPace}. */
final class AcceptGate implements SelectorManager.AcceptListener {
  /** Between two measurements of how long tasks wait for the server's threads. */
  private static final int MEASURE_MILLIS = 25;

  private final Executor threads;
  private final AtomicLong measuredAt = new AtomicLong();
  private final AtomicBoolean measuring = new AtomicBoolean();
  private final Predicate<InetAddress> ownMachine;
  private final AcceptPace pace =
      new AcceptPace(
          ServerLimits.ACCEPTS_BURST,
          ServerLimits.ACCEPTS_PER_SECOND_OF_PROCESSOR * Runtime.getRuntime().availableProcessors(),
          nowMillis());

  /**
   * A gate of all ports of a server.
   *
   * @param ownMachine whose connections wait and are never closed
   * @param threads on which connections are read and written
   */
  AcceptGate(Predicate<InetAddress> ownMachine, Executor threads) {
    this.threads = threads;
    this.ownMachine = ownMachine;
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    try {
      if (!(channel instanceof SocketChannel socket)
          || !(socket.getRemoteAddress() instanceof InetSocketAddress remote)) {
        return;
      }
      measure(nowMillis());
      InetAddress address = remote.getAddress();
      // A proxy is on this machine or in its private network, and its clients are not told apart.
      boolean mayWait = ownMachine.test(address) || RemoteAddress.isPrivate(address);
      int wait = take(address, mayWait);
      while (wait > 0) {
        TimeUnit.MILLISECONDS.sleep(wait);
        measure(nowMillis());
        wait = take(address, mayWait);
      }
      if (wait == AcceptPace.CLOSE) {
        channel.close();
      }
    } catch (IOException gone) {
      // The server notices it as soon as it reads.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** One task at a time; it is late, too, as long as it waits. */
  private void measure(long now) {
    long last = measuredAt.get();
    if (now - last < MEASURE_MILLIS || !measuredAt.compareAndSet(last, now)) {
      return;
    }
    if (!measuring.compareAndSet(false, true)) {
      pace.waited(now - last);
      return;
    }
    try {
      threads.execute(
          () -> {
            measuring.set(false);
            pace.waited(nowMillis() - now);
          });
    } catch (RejectedExecutionException stopping) {
      measuring.set(false);
    }
  }

  private int take(InetAddress address, boolean mayWait) {
    return pace.take(RemoteAddress.owner(address.getHostAddress()), mayWait, nowMillis());
  }
}
