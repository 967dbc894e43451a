package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Owner;
import io.peerloom.jvm.net.RequestGate;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bounded number of places for requests of one kind, shared by address: none has more than is
 * free ({@link FairShares#hasShare}). This machine is limited in all only, as all that come from it
 * are one operator's. Any thread may call it.
 */
final class Places {
  private static final Owner HERE = Owner.of(Bytes.wrap(new byte[0]));

  private final Semaphore free;
  private final FairShares shares;

  Places(int most) {
    free = new Semaphore(most);
    shares = new FairShares(most);
  }

  /** For whom a place was taken that was free for a request at once; null if none was. */
  Owner take(Context request) {
    Owner owner = owner(request);
    return mayTake(owner) && free.tryAcquire() ? added(owner) : null;
  }

  /** The same; waits for a place that gets free, but not for a share of the address. */
  Owner take(Context request, long waitMillis) throws InterruptedException {
    Owner owner = owner(request);
    return mayTake(owner) && free.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)
        ? added(owner)
        : null;
  }

  /** Gives back a place that was taken. */
  void leave(Owner owner) {
    synchronized (shares) {
      shares.add(owner, -1);
    }
    free.release();
  }

  /** Counts a place that is taken; null if others of its address were faster. */
  private Owner added(Owner owner) {
    synchronized (shares) {
      if (mayTake(owner)) {
        shares.add(owner, 1);
        return owner;
      }
    }
    free.release();
    return null;
  }

  private boolean mayTake(Owner owner) {
    synchronized (shares) {
      return owner.equals(HERE) || shares.hasShare(owner, 1);
    }
  }

  private static Owner owner(Context request) {
    boolean isOwn = Boolean.TRUE.equals(request.attribute(RequestGate.OWN_MACHINE));
    return isOwn ? HERE : request.attribute(RequestGate.OWNER);
  }
}
