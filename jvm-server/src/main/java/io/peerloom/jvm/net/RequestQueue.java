package io.peerloom.jvm.net;

import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Owner;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which requests are served now, which wait, and which are refused. Of those served at once
 * no address has more than is free, so at most half of all, and as much of those that wait: many
 * behind one address are all served, and a flood from one leaves room for the next. Time is an
 * argument. All methods may be called from any thread.
 *
 * @param <R> a request
 */
final class RequestQueue<R> {
  /** What becomes of a new request. */
  enum Verdict {
    SERVE,
    WAIT,
    REFUSE
  }

  private record Waiting(Owner owner, boolean isExempt, long since) {}

  private final FairShares serving;
  private final FairShares waiting;
  private final long maxWaitNanos;
  private final Map<R, Owner> served = new LinkedHashMap<>();
  private final Map<R, Waiting> queue = new LinkedHashMap<>();

  RequestQueue(int maxServed, int maxWaiting, long maxWaitNanos) {
    serving = new FairShares(maxServed);
    waiting = new FairShares(maxWaiting);
    this.maxWaitNanos = maxWaitNanos;
  }

  /** A new request of an address; without a limit but that of all where it is exempt. */
  synchronized Verdict arrived(R request, Owner owner, boolean isExempt, long now) {
    if (mayServe(owner, isExempt)) {
      serve(request, owner);
      return Verdict.SERVE;
    }
    if (isExempt ? waiting.hasRoom(1) : waiting.hasShare(owner, 1)) {
      waiting.add(owner, 1);
      queue.put(request, new Waiting(owner, isExempt, now));
      return Verdict.WAIT;
    }
    return Verdict.REFUSE;
  }

  private boolean mayServe(Owner owner, boolean isExempt) {
    return isExempt ? serving.hasRoom(1) : serving.hasShare(owner, 1);
  }

  private void serve(R request, Owner owner) {
    serving.add(owner, 1);
    served.put(request, owner);
  }

  /** A request is answered or was given up; returns those to serve now. */
  synchronized List<R> ended(R request) {
    Waiting waited = queue.remove(request);
    if (waited != null) {
      waiting.add(waited.owner(), -1);
    }
    Owner owner = served.remove(request);
    if (owner != null) {
      serving.add(owner, -1);
    }
    List<R> next = new ArrayList<>();
    Iterator<Map.Entry<R, Waiting>> each = queue.entrySet().iterator();
    while (each.hasNext() && serving.hasRoom(1)) {
      Map.Entry<R, Waiting> entry = each.next();
      if (mayServe(entry.getValue().owner(), entry.getValue().isExempt())) {
        each.remove();
        waiting.add(entry.getValue().owner(), -1);
        serve(entry.getKey(), entry.getValue().owner());
        next.add(entry.getKey());
      }
    }
    return next;
  }

  /** Those that have waited too long; they are given up. */
  synchronized List<R> late(long now) {
    List<R> late = new ArrayList<>();
    Iterator<Map.Entry<R, Waiting>> each = queue.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<R, Waiting> entry = each.next();
      if (now - entry.getValue().since() < maxWaitNanos) {
        break;
      }
      each.remove();
      waiting.add(entry.getValue().owner(), -1);
      late.add(entry.getKey());
    }
    return late;
  }
}
