package io.peerloom.e2e.attack;

import io.peerloom.e2e.Bounds;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Opens one socket after the other, some a second, and keeps the latest of them open. It reads
 * nothing, so that it costs the attacker little: on one machine what it costs is missed by those
 * who are attacked.
 */
final class SocketFlood implements AutoCloseable {
  private static final int THREADS = 4;

  /** What to send over a socket. */
  interface Content {
    void send(RawSocket socket, int number) throws IOException;
  }

  private final Attacker attacker;
  private final int perSecond;
  private final int kept;
  private final Content content;
  private final List<Thread> threads = new ArrayList<>();

  /** One permit for each socket that was opened or refused. */
  private final Semaphore tried = new Semaphore(0);

  private volatile boolean closed;

  /**
   * Begins.
   *
   * @param perSecond the most sockets that it opens a second
   * @param kept the most of them that it keeps open
   */
  SocketFlood(Attacker attacker, int perSecond, int kept, Content content) {
    this.attacker = attacker;
    this.perSecond = perSecond;
    this.kept = kept;
    this.content = content;
    for (int i = 0; i < THREADS; i++) {
      int first = i;
      Thread thread = new Thread(() -> flood(first), "flood-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void flood(int first) {
    Deque<RawSocket> open = new ArrayDeque<>();
    long begun = System.nanoTime();
    for (int number = first; !closed; number += THREADS) {
      long due = begun + TimeUnit.SECONDS.toNanos(number) / perSecond;
      LockSupport.parkNanos(due - System.nanoTime());
      if (open.size() >= kept / THREADS) {
        open.poll().close();
      }
      try {
        RawSocket socket = new RawSocket(attacker.connectOnce());
        open.add(socket);
        content.send(socket, number);
        attacker.countSent();
      } catch (IOException refused) {
        // Which is as good for the attacked.
      }
      tried.release();
    }
    open.forEach(RawSocket::close);
  }

  /** Waits until so many sockets were opened or refused. */
  void awaitTried(int sockets) throws InterruptedException {
    if (!tried.tryAcquire(sockets, Bounds.RECOVERED.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("a flood of only " + tried.availablePermits() + " sockets");
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
