package io.peerloom.browser;

import io.peerloom.core.Peer;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;

/**
 * Sends what tabs that are gone had queued while they were offline.
 *
 * <p>A queue belongs to the instance that wrote it, and whoever holds the lock of an instance is
 * the only one to send from its queue: so each entry is sent once, however many tabs share the
 * database.
 */
final class OrphanQueues {
  private static final int EVERY_MILLIS = 60_000;

  private final Env env;
  private final Peer peer;
  private final Profile profile;
  private final int own;
  private Timer next;
  private boolean closed;

  OrphanQueues(Env env, Peer peer, Profile profile, int own) {
    this.env = env;
    this.peer = peer;
    this.profile = profile;
    this.own = own;
  }

  /** Looks now and every minute. */
  void start() {
    from(0)
        .then(
            done -> again(),
            failure -> {
              env.log(LogLevel.DEBUG, "queues of other tabs: " + failure.getMessage());
              again();
            });
  }

  private void again() {
    if (!closed) {
      next = env.after(EVERY_MILLIS, this::start);
    }
  }

  private Promise<Void> from(int instance) {
    return IndexedDbRecordStore.instanceWithQueue(profile.database(), instance)
        .flatMap(
            found -> {
              if (found < 0 || closed) {
                return Promise.of(null);
              }
              Promise<Void> drained = found == own ? Promise.of(null) : drain(found);
              return drained.flatMap(done -> from(found + 1));
            });
  }

  private Promise<Void> drain(int instance) {
    return Instance.takeFree(instance)
        .flatMap(
            held -> {
              if (held == null) {
                return Promise.of(null);
              }
              Promise<Void> drained =
                  IndexedDbRecordStore.open(profile.database(), profile.domain(), instance, 0)
                      .flatMap(
                          store ->
                              peer.drainQueueOf(store)
                                  .recover(failure -> Promise.of(null))
                                  .map(
                                      done -> {
                                        store.close();
                                        return null;
                                      }));
              drained.then(done -> held.release(), failure -> held.release());
              return drained;
            });
  }

  void close() {
    closed = true;
    if (next != null) {
      next.cancel();
    }
  }
}
