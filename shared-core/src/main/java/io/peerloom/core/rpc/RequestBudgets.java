package io.peerloom.core.rpc;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Meter;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.PresenceMessage;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Limits the requests of each identity, so that nobody takes a peer's time from the others with
 * however many ids, and those of all that one member invited.
 *
 * <p>The budget grows with the logarithm of the network, as lookups do (R3.4). Beyond it a few
 * requests without which a peer would get no links still pass: those for its own neighbours, and
 * signals; they have a small budget of their own, so that nobody lives on it (R3.2).
 */
public final class RequestBudgets {
  private static final int LOG_EVERY_MILLIS = 1_000;
  private static final int SCALE_MILLIS = 10_000;

  /** The budget grows so many times at most, whatever is estimated: 32,768 peers. */
  private static final int MAX_SCALE = 12;

  private static final class Budget {
    final int scale;
    final RateLimiter general;

    /** Of all those whom it invited, with all whom they did. */
    final RateLimiter group;

    final RateLimiter critical;
    final RateLimiter pushes;
    long loggedAt;
    int refused;

    /** Full; {@code depth} says in how many groups it is that are limited. */
    Budget(int scale, int depth, long now) {
      this.scale = scale;
      general =
          new RateLimiter(Limits.REQUESTS_BURST * scale, Limits.REQUESTS_PER_SECOND * scale, now);
      group =
          new RateLimiter(
              (int) FairShares.ofGroup(Limits.REQUESTS_BURST * scale, depth),
              (int) FairShares.ofGroup(Limits.REQUESTS_PER_SECOND * scale, depth),
              now);
      critical =
          new RateLimiter(Limits.CRITICAL_REQUESTS_BURST, Limits.CRITICAL_REQUESTS_PER_SECOND, now);
      pushes = new RateLimiter(Limits.REQUESTS_BURST, Limits.REQUESTS_PER_SECOND, now);
      loggedAt = now - LOG_EVERY_MILLIS;
    }
  }

  private final Env env;
  private final IntSupplier networkSize;
  private final BoundedMap<Bytes, Budget> budgets = new BoundedMap<>(Limits.MAX_REQUESTERS);
  private int scale = 1;
  private long scaleUntil = Long.MIN_VALUE;

  /**
   * Full budgets.
   *
   * @param networkSize an estimate of how many peers there are
   */
  public RequestBudgets(Env env, IntSupplier networkSize) {
    this.env = env;
    this.networkSize = networkSize;
  }

  /** Counts the requests that are answered, too. */
  Meter meter() {
    return env.meter();
  }

  /**
   * Takes a request from a peer's budget.
   *
   * @return 0, or how long to wait in milliseconds
   */
  int waitMillis(ProvedPeer from, Message request) {
    long now = env.monotonicMillis();
    if (now >= scaleUntil) {
      scale = scale(networkSize.getAsInt());
      scaleUntil = now + SCALE_MILLIS;
    }
    List<Bytes> path = from.owner().path();
    int last = path.size() - 1;
    Budget budget = budget(path, last, now);
    // Whoever pushes waits for the answers, so its pushes need not cost it its other requests.
    boolean push =
        request instanceof TopicProtocol.Push || request instanceof PresenceMessage.Attendees;
    int wait = (push ? budget.pushes : budget.general).take(now);
    // The smallest group first: what it refuses costs the others nothing. The largest, at 0, is the
    // bridge's, to which most members belong.
    for (int i = last - 1; i > 0 && wait == 0; i--) {
      wait = budget(path, i, now).group.take(now);
    }
    if (wait == 0 || isCritical(from, request) && budget.critical.take(now) == 0) {
      return 0;
    }
    env.meter().limited("requests");
    budget.refused++;
    if (now - budget.loggedAt >= LOG_EVERY_MILLIS) {
      env.log(
          LogLevel.INFO,
          "requests.limited",
          "peer",
          from.id(),
          "limitPerSecond",
          Limits.REQUESTS_PER_SECOND * budget.scale,
          "refused",
          budget.refused,
          "waitMillis",
          wait);
      budget.loggedAt = now;
      budget.refused = 0;
    }
    return wait;
  }

  private Budget budget(List<Bytes> path, int at, long now) {
    Bytes name = path.get(at);
    Budget budget = budgets.remove(name);
    if (budget == null || budget.scale < scale) {
      budget = new Budget(scale, Math.max(0, at - 1), now);
    }
    budgets.put(name, budget);
    return budget;
  }

  /** 1 up to 16 peers, and one more each time the network is twice as large. */
  private static int scale(int peers) {
    int scale = 1;
    for (int size = 16; size < peers && scale < MAX_SCALE; size *= 2) {
      scale++;
    }
    return scale;
  }

  private static boolean isCritical(ProvedPeer from, Message request) {
    return request instanceof RoutingMessage.Signal
        || request instanceof RoutingMessage.FindNode find
            && Bytes.equal(find.target(), from.id().bytes());
  }
}
