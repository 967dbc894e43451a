package io.peerloom.jvm.net;

import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Owner;
import io.peerloom.core.rpc.RateLimiter;

/**
 * Decides how fast a server takes connections, before anything is allocated for them. Without it a
 * flood fills the web server's queue, all its threads work on what is closed already, and the loops
 * of the peers get hardly any of the processor. Connections beyond the pace wait in the system's
 * queue, in their order; but of an address that has had half of this second's they are closed, so
 * that others do not wait behind them. Time is an argument.
 */
final class AcceptPace {
  /** Instead of a time to wait: the connection is closed. */
  static final int CLOSE = -1;

  private static final int SECOND_MILLIS = 1_000;

  private final RateLimiter pace;
  private final int perSecond;
  private FairShares taken;
  private long since;

  /** A pace of so many at once, and so many a second. */
  AcceptPace(int burst, int perSecond, long now) {
    this.perSecond = perSecond;
    pace = new RateLimiter(burst, perSecond, now);
    taken = new FairShares(perSecond);
    since = now;
  }

  /**
   * Takes a connection: 0, or the milliseconds after which to ask again, or {@link #CLOSE}.
   *
   * @param mayWait whether it is never closed: one of this machine, or of a proxy
   */
  synchronized int take(Owner owner, boolean mayWait, long now) {
    if (now - since >= SECOND_MILLIS) {
      taken = new FairShares(perSecond);
      since = now;
    }
    int wait = pace.take(now);
    if (wait == 0) {
      taken.add(owner, 1);
      return 0;
    }
    return mayWait || 2 * taken.used(owner) < perSecond ? wait : CLOSE;
  }
}
