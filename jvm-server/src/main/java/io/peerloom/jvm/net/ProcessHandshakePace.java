package io.peerloom.jvm.net;

import io.peerloom.core.base.Limits;
import io.peerloom.core.connection.HandshakePace;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The pace of a process, from any of its peers' threads: a token bucket whose tokens can be
 * reserved, as the generic cell rate algorithm (ITU-T I.371) does it.
 */
final class ProcessHandshakePace implements HandshakePace {
  private final LongSupplier nanos;
  private final long intervalNanos;
  private long next;

  /** A pace of so many steps a second, after a burst of {@link Limits#HANDSHAKE_STEPS_BURST}. */
  ProcessHandshakePace(int perSecond, LongSupplier nanos) {
    this.nanos = nanos;
    intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    next = nanos.getAsLong() - Limits.HANDSHAKE_STEPS_BURST * intervalNanos;
  }

  @Override
  public synchronized int reserve() {
    long now = nanos.getAsLong();
    next = Math.max(next, now - Limits.HANDSHAKE_STEPS_BURST * intervalNanos);
    long wait = Math.max(0, next - now);
    next += intervalNanos;
    return (int) TimeUnit.NANOSECONDS.toMillis(wait + TimeUnit.MILLISECONDS.toNanos(1) - 1);
  }
}
