package io.peerloom.core;

import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.QueueOutcome;
import io.peerloom.core.api.QueuedWrite;
import io.peerloom.core.base.Backoff;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Serial;
import io.peerloom.core.base.Timer;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.data.StoreScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps writes in durable storage until they can be sent, and sends them in the order in which they
 * were written.
 *
 * <p>One peer sends what is in one store, for a store has one owner; the queue of an owner that is
 * gone can be lent to another peer ({@link #drain}). What an entry is signed as is stored before it
 * is sent: where nobody knows whether it arrived, or the process ends, the same is sent again, so
 * that whoever has it knows it again. A conditional one cannot be sent twice: it ends with UNKNOWN
 * then. An entry that cannot be sent yet holds back later ones of its name only.
 */
final class OfflineQueue {
  private static final int RETRY_MILLIS = 2_000;
  private static final int RETRY_CAP_MILLIS = 60_000;

  /** How long links may become more, once the first is there. */
  private static final int SETTLE_MILLIS = 500;

  /** A millisecond has so many places in the order. */
  private static final int POSITIONS_PER_MILLISECOND = 4096;

  /** How a write ended well. */
  record Sent(long sequence, int holders) {}

  private final Env env;
  private final RecordStore own;
  private final Function<QueuedEntry, Promise<Sent>> sender;
  private final Consumer<QueueOutcome> report;

  /** What waits, of all stores. */
  private final List<QueuedEntry> entries = new ArrayList<>();

  private final Promise<Void> loaded = new Promise<>();
  private final Serial<String> additions = new Serial<>();
  private Backoff backoff = new Backoff(RETRY_MILLIS, RETRY_CAP_MILLIS);
  private Timer next;
  private long nextAt;
  private long lastOrder;
  private boolean draining;
  private boolean stopped;

  /**
   * A queue that sends nothing before {@link #start}.
   *
   * @param sender sends one entry
   * @param report is told how each entry ended
   */
  OfflineQueue(
      Env env,
      RecordStore store,
      Function<QueuedEntry, Promise<Sent>> sender,
      Consumer<QueueOutcome> report) {
    this.env = env;
    this.sender = sender;
    this.report = report;
    own = store;
  }

  /** Takes up what an earlier process left. */
  void start() {
    if (!isDurable()) {
      loaded.complete(null);
      return;
    }
    load(own)
        .then(
            ok -> loaded.complete(null),
            e -> {
              // Others must be possible all the same; these are tried again at the next start.
              env.log(LogLevel.WARN, "queued writes cannot be read: " + e);
              loaded.complete(null);
            });
  }

  void stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
    }
  }

  /**
   * Sends what is queued in a store whose owner is gone; the caller owns it meanwhile. Fulfilled
   * once nothing is left in it.
   */
  Promise<Void> drain(RecordStore store) {
    return load(store).flatMap(Promise::all).map(all -> null);
  }

  /** Takes up what is stored; when each of it is over. */
  private Promise<List<Promise<Void>>> load(RecordStore store) {
    return new StoreScan(env, store)
        .all(
            StoreKeys.start(StoreKeys.OFFLINE_QUEUE),
            StoreKeys.end(StoreKeys.OFFLINE_QUEUE),
            2 * Limits.MAX_QUEUED_WRITES,
            each -> QueuedEntry.read(store, each))
        .map(
            stored -> {
              List<Promise<Void>> ends = new ArrayList<>();
              for (QueuedEntry entry : stored) {
                entries.add(entry);
                ends.add(entry.ended);
              }
              sendIn(SETTLE_MILLIS);
              return ends;
            });
  }

  private List<QueuedEntry> own() {
    List<QueuedEntry> all = new ArrayList<>();
    for (QueuedEntry entry : entries) {
      if (entry.isIn(own)) {
        all.add(entry);
      }
    }
    return all;
  }

  /** Whether something of that name waits, so that a later write must wait, too. */
  boolean has(QueuedWrite.Kind kind, String name) {
    return own().stream().anyMatch(entry -> entry.lane().equals(QueuedEntry.lane(kind, name)));
  }

  /**
   * Adds a write, durably.
   *
   * @param signed what was sent of it already and may have arrived, or null
   * @return its id; fails with UNSUPPORTED where the storage ends with the process, OVERLOADED
   *     where too much waits, STORAGE_FAILED
   */
  Promise<String> add(
      QueuedWrite.Kind kind, String name, byte[] encoded, PutOptions options, byte[] signed) {
    return additions.run(
        "", () -> loaded.flatMap(ok -> store(kind, name, encoded, options, signed)));
  }

  private Promise<String> store(
      QueuedWrite.Kind kind, String name, byte[] encoded, PutOptions options, byte[] signed) {
    if (!isDurable()) {
      return unsupported();
    }
    int bytes = encoded.length;
    for (QueuedEntry entry : own()) {
      bytes += entry.encoded.length;
    }
    if (own().size() >= Limits.MAX_QUEUED_WRITES || bytes > Limits.MAX_QUEUED_WRITE_BYTES) {
      return Promise.failed(
          ErrorCode.OVERLOADED,
          "at most "
              + Limits.MAX_QUEUED_WRITES
              + " writes and "
              + Limits.MAX_QUEUED_WRITE_BYTES
              + " bytes");
    }
    long now = env.wallMillis();
    lastOrder = Math.max(lastOrder + 1, now * POSITIONS_PER_MILLISECOND);
    for (QueuedEntry entry : own()) {
      lastOrder = Math.max(lastOrder, entry.order() + 1);
    }
    byte[] id = new byte[QueuedEntry.ID_BYTES];
    env.rng().nextBytes(id);
    QueuedEntry entry = QueuedEntry.of(own, lastOrder, id, kind, name, now, encoded, options);
    entry.draft.signed = signed;
    return entry
        .save()
        .map(
            ok -> {
              entries.add(entry);
              sendIn(SETTLE_MILLIS);
              return entry.write.id();
            });
  }

  static <T> Promise<T> unsupported() {
    return Promise.failed(ErrorCode.UNSUPPORTED, "the storage here does not outlive the process");
  }

  boolean isDurable() {
    return own.isDurable();
  }

  /** What waits, oldest first. */
  Promise<List<QueuedWrite>> list() {
    return loaded.map(
        ok -> {
          List<QueuedWrite> all = new ArrayList<>();
          for (QueuedEntry entry : own()) {
            all.add(entry.write);
          }
          return all;
        });
  }

  /**
   * Takes an entry back: true if it will not be sent, false if it is unknown, being sent, or was
   * sent and may have arrived.
   */
  Promise<Boolean> cancel(String id) {
    return loaded.flatMap(
        ok -> {
          for (QueuedEntry entry : own()) {
            boolean isUnsent = !entry.isSending && entry.draft.signed == null;
            if (entry.write.id().equals(id) && isUnsent) {
              entries.remove(entry);
              return entry.delete().map(gone -> true);
            }
          }
          return Promise.of(false);
        });
  }

  /** There is a link again. */
  void online() {
    backoff = new Backoff(RETRY_MILLIS, RETRY_CAP_MILLIS);
    sendIn(SETTLE_MILLIS);
  }

  /**
   * Does a put or deletion that does not wait: what waits of the same value is older, and gives way
   * once it is acknowledged, or may be kept.
   *
   * @param readers of the value; null for the private and the public one of that name
   */
  <T> Promise<T> overtaking(String name, PutOptions.Readers readers, Supplier<Promise<T>> newer) {
    List<QueuedEntry> older = new ArrayList<>();
    for (QueuedEntry entry : entries) {
      boolean same = readers == null || entry.options.readers() == readers;
      if (same && entry.lane().equals(QueuedEntry.lane(QueuedWrite.Kind.PUT, name))) {
        entry.isHeld = !entry.isSending;
        older.add(entry);
      }
    }
    Promise<T> put = newer.get();
    if (!older.isEmpty()) {
      put.then(
          ok -> older.forEach(this::supersede),
          e -> {
            if (e.code() == ErrorCode.UNKNOWN) {
              older.forEach(this::supersede);
              return;
            }
            older.forEach(entry -> entry.isHeld = false);
            sendIn(SETTLE_MILLIS);
          });
    }
    return put;
  }

  /** A newer put is acknowledged; one that is being sent was before it, or is not sent again. */
  private void supersede(QueuedEntry entry) {
    if (entry.isSending) {
      entry.isSuperseded = true;
    } else {
      end(entry, ErrorCode.CONFLICT, 0, 0);
    }
  }

  private void sendIn(int millis) {
    if (stopped || draining || entries.isEmpty()) {
      return;
    }
    long at = env.monotonicMillis() + millis;
    if (next != null) {
      if (nextAt <= at) {
        return;
      }
      next.cancel();
    }
    nextAt = at;
    next = env.after(millis, this::sendAll);
  }

  /** One attempt for each that waits, in order, as far as none before it of its name is left. */
  private void sendAll() {
    next = null;
    if (stopped || draining) {
      return;
    }
    draining = true;
    Set<String> left = new TreeSet<>();
    List<QueuedEntry> all = new ArrayList<>(entries);
    all.sort((a, b) -> Long.compare(a.order(), b.order()));
    Promise.each(all, entry -> attempt(entry, left)).then(ok -> passed(), e -> passed());
  }

  private void passed() {
    draining = false;
    sendIn(backoff.next(env.rng()));
  }

  private Promise<Void> attempt(QueuedEntry entry, Set<String> left) {
    String lane = entry.lane();
    if (entry.isHeld) {
      left.add(lane);
    }
    if (stopped || left.contains(lane) || !entries.contains(entry)) {
      return Promise.of(null);
    }
    if (entry.isOutcomeUnknown) {
      return end(entry, ErrorCode.UNKNOWN, 0, 0);
    }
    boolean again = entry.draft.signed != null;
    entry.isSending = true;
    Promise<Void> marked = entry.isConditional() ? entry.save() : Promise.of(null);
    return marked
        .flatMap(
            ok ->
                entry.isSuperseded
                    ? Promise.failed(ErrorCode.CONFLICT, "a newer value was put")
                    : sender.apply(entry))
        .flatMap(sent -> end(entry, null, sent.sequence, sent.holders))
        .recover(e -> failed(entry, e, again, left, lane));
  }

  /**
   * Sent again later, or over.
   *
   * @param again whether what it was signed as may have arrived before
   */
  private Promise<Void> failed(
      QueuedEntry entry, PeerloomException e, boolean again, Set<String> left, String lane) {
    ErrorCode code = e.code();
    if (code == ErrorCode.CLOSED) {
      return Promise.of(null);
    }
    boolean unclear = code == ErrorCode.UNKNOWN && entry.draft.signed != null;
    boolean later =
        unclear
            || code == ErrorCode.UNREACHABLE
            || code == ErrorCode.RATE_LIMITED
            || code == ErrorCode.OVERLOADED
            || code == ErrorCode.STORAGE_FAILED;
    if (!later || entry.isSuperseded) {
      // What was sent before and is invalid now has expired since.
      boolean lost = again && code == ErrorCode.INVALID_REQUEST;
      return end(entry, lost ? ErrorCode.UNKNOWN : later ? ErrorCode.CONFLICT : code, 0, 0);
    }
    left.add(lane);
    entry.isSending = false;
    if (!again && !unclear) {
      // Nobody has it: it is dated anew when it is sent.
      entry.draft.signed = null;
    }
    return entry.save().recover(bad -> Promise.of(null));
  }

  /** It is over: forgotten first, so that it is not sent again, and then reported. */
  private Promise<Void> end(QueuedEntry entry, ErrorCode failure, long sequence, int holders) {
    if (!entries.remove(entry)) {
      return Promise.of(null);
    }
    return entry
        .delete()
        .recover(
            e -> {
              env.log(LogLevel.WARN, "a queued write stays in storage: " + e);
              return Promise.of(null);
            })
        .map(
            gone -> {
              report.accept(new QueueOutcome(entry.write, failure, sequence, holders));
              entry.ended.complete(null);
              return null;
            });
  }
}
