package io.peerloom.jvm.net;

import io.peerloom.core.base.Limits;
import io.peerloom.core.connection.HandshakePace;
import io.peerloom.core.rpc.RateLimiter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The pace of a process, from any of its peers' threads: steps are taken before they are due. */
final class ProcessHandshakePace implements HandshakePace {
  private final LongSupplier nanos;
  private final RateLimiter pace;

  /** A pace of so many steps a second, after a burst of {@link Limits#HANDSHAKE_STEPS_BURST}. */
  ProcessHandshakePace(int perSecond, LongSupplier nanos) {
    this.nanos = nanos;
    pace = new RateLimiter(Limits.HANDSHAKE_STEPS_BURST, perSecond, nowMillis());
  }

  private long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }

  @Override
  public synchronized int reserve() {
    long now = nowMillis();
    int wait = pace.waitMillis(now);
    pace.spend(1, now);
    return wait;
  }
}
