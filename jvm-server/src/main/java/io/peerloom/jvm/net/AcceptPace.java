package io.peerloom.jvm.net;

import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Owner;
import io.peerloom.core.rpc.RateLimiter;

/**
 * Decides how fast a server takes connections, before anything is allocated for them. Without it a
 * flood fills the web server's queue, all its threads work on what is closed already, and the loops
 * of the peers get hardly any of the processor. The pace falls while tasks wait for the server's
 * threads, and rises again once they do not: additive increase and multiplicative decrease, as of
 * TCP. Connections beyond the pace wait in the system's queue, in their order; but of an address
 * that has had half of this second's they are closed, so that others do not wait behind them. Time
 * is an argument.
 */
final class AcceptPace {
  /** Instead of a time to wait: the connection is closed. */
  static final int CLOSE = -1;

  /** A task that has waited this long for a thread is late: what honest peers send is, too. */
  static final int LATE_MILLIS = 10;

  /** How much slower it is at the most. */
  static final int MAX_COST = 5;

  /** How much the cost falls with each task that was on time. */
  private static final double COST_STEP = 0.25;

  private static final int SECOND_MILLIS = 1_000;

  private final RateLimiter pace;
  private final int perSecond;

  /** The tokens that a connection takes. */
  private double cost = 1;

  private FairShares taken;
  private long since;

  /** A pace of so many at once, and of so many a second where nothing is late. */
  AcceptPace(int burst, int perSecond, long now) {
    this.perSecond = perSecond;
    pace = new RateLimiter(burst, perSecond, now);
    taken = new FairShares(perSecond);
    since = now;
  }

  /** Tells how long a task has waited for a thread of the server. */
  synchronized void waited(long millis) {
    cost = millis >= LATE_MILLIS ? Math.min(MAX_COST, 2 * cost) : Math.max(1, cost - COST_STEP);
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
    int tokens = (int) cost;
    int wait = pace.waitMillis(now);
    if (wait == 0) {
      pace.spend(tokens, now);
      taken.add(owner, 1);
      return 0;
    }
    return mayWait || 2 * tokens * taken.used(owner) < perSecond ? wait : CLOSE;
  }
}
