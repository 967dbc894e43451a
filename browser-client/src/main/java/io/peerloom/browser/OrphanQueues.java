package io.peerloom.browser;

import io.peerloom.core.Peer;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;

/**
 * Sends the writes that closed tabs had queued while they were offline.
 *
 * <p>A queue belongs to the instance that wrote it, and only the holder of an instance's lock sends
 * from its queue: so each entry is sent once, however many tabs share the database. An entry that
 * has to wait blocks neither this tab's own writes nor other queues: of several puts of one name
 * the one written last remains, in whatever order they are sent.
 */
final class OrphanQueues {
  private static final int EVERY_MILLIS = 60_000;

  /** Queues drained at the same time; others wait until one of them is empty. */
  private static final int MAX_TAKEN = 4;

  private final Env env;
  private final Peer peer;
  private final Profile profile;
  private final int own;
  private Timer next;
  private int taken;
  private boolean closed;

  OrphanQueues(Env env, Peer peer, Profile profile, int own) {
    this.env = env;
    this.peer = peer;
    this.profile = profile;
    this.own = own;
  }

  /** Searches for queues now and every minute. */
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
              if (found < 0 || closed || taken == MAX_TAKEN) {
                return Promise.of(null);
              }
              Promise<Void> begun = found == own ? Promise.of(null) : take(found);
              return begun.flatMap(done -> from(found + 1));
            });
  }

  private Promise<Void> take(int instance) {
    return Instance.takeFree(instance)
        .map(
            held -> {
              if (held != null) {
                taken++;
                drain(instance).then(done -> release(held), failure -> release(held));
              }
              return null;
            });
  }

  private void release(Instance held) {
    taken--;
    held.release();
  }

  private Promise<Void> drain(int instance) {
    return IndexedDbRecordStore.open(profile.database(), profile.domain(), instance, 0)
        .flatMap(
            store ->
                peer.drainQueueOf(store)
                    .recover(failure -> Promise.of(null))
                    .map(
                        done -> {
                          store.close();
                          return null;
                        }));
  }

  void close() {
    closed = true;
    if (next != null) {
      next.cancel();
    }
  }
}
