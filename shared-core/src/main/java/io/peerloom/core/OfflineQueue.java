package io.peerloom.core;

import io.peerloom.core.base.Backoff;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Serial;
import io.peerloom.core.base.Timer;
import io.peerloom.core.data.RecordStore;
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
 * gone can be lent to another peer ({@link #drain}). Before an entry is sent that is stored, too:
 * where the process ends in between, a plain put is sent again, which does no harm, while nobody
 * knows whether a message or a conditional put arrived, and so it ends with UNKNOWN. An entry that
 * cannot be sent yet holds back later ones of its name only.
 */
final class OfflineQueue {
  /** Entries that wait at most; another one is refused with OVERLOADED, none is dropped. */
  static final int MAX_ENTRIES = 1_000;

  /** Bytes of their values at most; as above. */
  static final int MAX_BYTES = 8 << 20;

  private static final int RETRY_MILLIS = 2_000;
  private static final int RETRY_CAP_MILLIS = 60_000;

  /** How long links may become more, once the first is there. */
  private static final int SETTLE_MILLIS = 500;

  /** A millisecond has so many places in the order. */
  private static final int ORDERS_A_MILLI = 4096;

  /** How a write ended well. */
  record Sent(long sequence, int holders) {}

  /** Where entries are, and those of them that wait, in order. */
  private static final class Source {
    final RecordStore store;
    final List<QueuedEntry> entries = new ArrayList<>();
    final Promise<Void> emptied = new Promise<>();

    Source(RecordStore store) {
      this.store = store;
    }
  }

  private final Env env;
  private final Source own;
  private final Function<QueuedEntry, Promise<Sent>> sender;
  private final Consumer<QueueOutcome> report;
  private final List<Source> sources = new ArrayList<>();
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
    own = new Source(store);
  }

  /** Takes up what an earlier process left. */
  void start() {
    if (!own.store.isDurable()) {
      loaded.complete(null);
      return;
    }
    load(own)
        .then(
            loaded::complete,
            e -> {
              env.log(LogLevel.WARN, "queued writes cannot be read: " + e);
              loaded.fail(e);
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
    Source source = new Source(store);
    return load(source)
        .flatMap(
            ok -> {
              if (source.entries.isEmpty()) {
                sources.remove(source);
                return Promise.of(null);
              }
              return source.emptied;
            });
  }

  private Promise<Void> load(Source source) {
    return source
        .store
        .scan(new byte[] {QueuedEntry.PREFIX}, new byte[] {QueuedEntry.PREFIX + 1}, 2 * MAX_ENTRIES)
        .map(
            stored -> {
              for (RecordStore.Entry each : stored) {
                try {
                  QueuedEntry entry = QueuedEntry.read(each.key(), each.value());
                  source.entries.add(entry);
                  entry.isUnclear = entry.isSending && entry.isSentOnce();
                  entry.isSending = false;
                } catch (PeerloomException e) {
                  env.log(LogLevel.WARN, "a queued write cannot be read: " + e);
                }
              }
              sources.add(source);
              sendIn(SETTLE_MILLIS);
              return null;
            });
  }

  /** Whether something of that name waits, so that a later write must wait, too. */
  boolean has(QueuedWrite.Kind kind, String name) {
    return own.entries.stream().anyMatch(entry -> entry.isOf(kind, name));
  }

  /**
   * Adds a write, durably.
   *
   * @return its id; fails with UNSUPPORTED where the storage ends with the process, OVERLOADED
   *     where too much waits, STORAGE_FAILED
   */
  Promise<String> add(QueuedWrite.Kind kind, String name, byte[] encoded, PutOptions options) {
    return additions.run("", () -> loaded.flatMap(ok -> store(kind, name, encoded, options)));
  }

  private Promise<String> store(
      QueuedWrite.Kind kind, String name, byte[] encoded, PutOptions options) {
    if (!own.store.isDurable()) {
      return unsupported();
    }
    int bytes = encoded.length;
    for (QueuedEntry entry : own.entries) {
      bytes += entry.encoded.length;
    }
    if (own.entries.size() >= MAX_ENTRIES || bytes > MAX_BYTES) {
      return Promise.failed(
          ErrorCode.OVERLOADED, "at most " + MAX_ENTRIES + " writes and " + MAX_BYTES + " bytes");
    }
    long now = env.wallMillis();
    lastOrder = Math.max(lastOrder + 1, now * ORDERS_A_MILLI);
    for (QueuedEntry entry : own.entries) {
      lastOrder = Math.max(lastOrder, entry.order() + 1);
    }
    byte[] id = new byte[QueuedEntry.ID_BYTES];
    env.rng().nextBytes(id);
    QueuedEntry entry = QueuedEntry.of(lastOrder, id, kind, name, now, encoded, options);
    return save(own, entry)
        .map(
            ok -> {
              own.entries.add(entry);
              sendIn(SETTLE_MILLIS);
              return entry.write.id();
            });
  }

  static <T> Promise<T> unsupported() {
    return Promise.failed(ErrorCode.UNSUPPORTED, "the storage here does not outlive the process");
  }

  boolean isDurable() {
    return own.store.isDurable();
  }

  /** What waits, oldest first. */
  Promise<List<QueuedWrite>> list() {
    return loaded.map(
        ok -> {
          List<QueuedWrite> all = new ArrayList<>();
          for (QueuedEntry entry : own.entries) {
            all.add(entry.write);
          }
          return all;
        });
  }

  /** Takes an entry back: true if it will not be sent, false if it is unknown or being sent. */
  Promise<Boolean> cancel(String id) {
    return loaded.flatMap(
        ok -> {
          for (QueuedEntry entry : own.entries) {
            if (entry.write.id().equals(id) && !entry.isSending) {
              own.entries.remove(entry);
              return delete(own, entry).map(gone -> true);
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
   * Does a put that does not wait: what waits of the same name is older, and gives way once the put
   * is acknowledged.
   */
  <T> Promise<T> overtaking(String name, Supplier<Promise<T>> newer) {
    List<QueuedEntry> older = new ArrayList<>();
    for (QueuedEntry entry : own.entries) {
      if (entry.isOf(QueuedWrite.Kind.PUT, name)) {
        entry.isHeld = !entry.isSending;
        older.add(entry);
      }
    }
    Promise<T> put = newer.get();
    if (!older.isEmpty()) {
      put.then(
          ok -> older.forEach(this::supersede),
          e -> {
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
      end(own, entry, ErrorCode.CONFLICT, 0, 0);
    }
  }

  private void sendIn(int millis) {
    if (stopped || draining || waiting() == 0) {
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

  private int waiting() {
    int waiting = 0;
    for (Source source : sources) {
      waiting += source.entries.size();
    }
    return waiting;
  }

  /** One attempt for each that waits, in order, as far as none before it of its name is left. */
  private void sendAll() {
    next = null;
    if (stopped || draining) {
      return;
    }
    draining = true;
    Set<String> left = new TreeSet<>();
    Promise.each(
            new ArrayList<>(sources),
            source ->
                Promise.each(
                    new ArrayList<>(source.entries), entry -> attempt(source, entry, left)))
        .then(ok -> passed(), e -> passed());
  }

  private void passed() {
    draining = false;
    if (waiting() > 0) {
      sendIn(backoff.next(env.rng()));
    }
  }

  private Promise<Void> attempt(Source source, QueuedEntry entry, Set<String> left) {
    String lane = entry.write.kind() + "/" + entry.write.name();
    if (entry.isHeld) {
      left.add(lane);
    }
    if (stopped || left.contains(lane) || !source.entries.contains(entry)) {
      return Promise.of(null);
    }
    if (entry.isUnclear) {
      return end(source, entry, ErrorCode.UNKNOWN, 0, 0);
    }
    entry.isSending = true;
    Promise<Void> done = new Promise<>();
    save(source, entry)
        .flatMap(
            ok ->
                entry.isSuperseded
                    ? Promise.failed(ErrorCode.CONFLICT, "a newer value was put")
                    : sender.apply(entry))
        .then(
            sent ->
                end(source, entry, null, sent.sequence, sent.holders)
                    .then(done::complete, done::fail),
            e -> failed(source, entry, e, left, lane).then(done::complete, done::fail));
    return done;
  }

  private Promise<Void> failed(
      Source source, QueuedEntry entry, PeerloomException e, Set<String> left, String lane) {
    if (e.code() == ErrorCode.CLOSED) {
      return Promise.of(null);
    }
    boolean later =
        e.code() == ErrorCode.UNREACHABLE
            || e.code() == ErrorCode.RATE_LIMITED
            || e.code() == ErrorCode.OVERLOADED
            || e.code() == ErrorCode.STORAGE_FAILED;
    if (!later || entry.isSuperseded) {
      return end(source, entry, later ? ErrorCode.CONFLICT : e.code(), 0, 0);
    }
    left.add(lane);
    entry.isSending = false;
    return save(source, entry).recover(bad -> Promise.of(null));
  }

  /** It is over: forgotten first, so that it is not sent again, and then reported. */
  private Promise<Void> end(
      Source source, QueuedEntry entry, ErrorCode failure, long sequence, int holders) {
    if (!source.entries.remove(entry)) {
      return Promise.of(null);
    }
    return delete(source, entry)
        .recover(
            e -> {
              env.log(LogLevel.WARN, "a queued write stays in storage: " + e);
              return Promise.of(null);
            })
        .map(
            gone -> {
              report.accept(new QueueOutcome(entry.write, failure, sequence, holders));
              if (source.entries.isEmpty() && source != own && sources.remove(source)) {
                source.emptied.complete(null);
              }
              return null;
            });
  }

  private static Promise<Void> save(Source source, QueuedEntry entry) {
    return source.store.write(List.of(new RecordStore.Entry(entry.key(), entry.stored())));
  }

  private static Promise<Void> delete(Source source, QueuedEntry entry) {
    return source.store.write(List.of(new RecordStore.Entry(entry.key(), null)));
  }
}
