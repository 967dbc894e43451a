package io.peerloom.jvm.loop;

import io.peerloom.core.base.Meter;
import io.peerloom.core.crypto.Hash;
import io.peerloom.jvm.crypto.JdkHash;
import io.peerloom.jvm.crypto.JvmCrypto;
import io.peerloom.jvm.logs.EventLog;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What all peers of a process share: the threads of their loops, their timers, their cryptography.
 */
public final class JvmRuntime implements AutoCloseable {
  private static final int STOP_MILLIS = 2000;
  private static final int FLUSH_SECONDS = 30;

  // Discards tasks that the last events of a socket submit after close().
  private static final RejectedExecutionHandler DISCARD_AFTER_CLOSE =
      new ThreadPoolExecutor.DiscardPolicy();

  private final ExecutorService pool;
  private final ScheduledExecutorService scheduler;
  private final JvmCrypto crypto = new JvmCrypto();
  private final Hash hash = new JdkHash();

  private final InstantSource clock;
  private volatile Function<String, Meter> meters = name -> Meter.NONE;

  public JvmRuntime() {
    this(InstantSource.system());
  }

  /** A runtime whose peers have a wall clock other than the system's. */
  public JvmRuntime(InstantSource clock) {
    this.clock = clock;
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons("peerloom-loop"),
            DISCARD_AFTER_CLOSE);
    ScheduledThreadPoolExecutor timers =
        new ScheduledThreadPoolExecutor(1, daemons("peerloom-timer"), DISCARD_AFTER_CLOSE);
    timers.setRemoveOnCancelPolicy(true);
    scheduler = timers;
    var unused =
        scheduler.scheduleWithFixedDelay(
            EventLog::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
  }

  /** Daemon threads do not keep a program running that has only peers left. */
  public static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** A new serial loop, logging under the peer's name. */
  public PeerLoop newLoop(String name) {
    return new PeerLoop(pool, EventLog.of(name));
  }

  /** Has the peers that start from now on counted, each by the meter of its name. */
  public void countWith(Function<String, Meter> metersByName) {
    meters = metersByName;
  }

  public JvmEnv newEnv(PeerLoop loop, String name) {
    byte[] seed = crypto.randomBytes(Integer.BYTES);
    return new JvmEnv(
        loop,
        scheduler,
        clock,
        EventLog.of(name),
        meters.apply(name),
        ByteBuffer.wrap(seed).getInt());
  }

  public ScheduledExecutorService scheduler() {
    return scheduler;
  }

  /** The wall clock of its peers. */
  public InstantSource clock() {
    return clock;
  }

  public JvmCrypto crypto() {
    return crypto;
  }

  public Hash hash() {
    return hash;
  }

  /** Ends the threads; running tasks have 2 seconds to finish. */
  @Override
  public void close() {
    scheduler.shutdownNow();
    pool.shutdown();
    try {
      if (!pool.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
