package io.peerloom.core;

import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutOptions.Readers;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.QueueOutcome;
import io.peerloom.core.api.QueuedWrite;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Names;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.client.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The writes of a peer's application: sent at once, or queued while nobody can be reached. */
final class PeerWrites {
  /** Of a deletion that waits, or where there was no value. */
  private static final PutResult NOTHING = new PutResult("", 0, 0, null);

  private PeerAssembly assembly;
  final OfflineQueue queue;

  /**
   * The writes of one peer.
   *
   * @param report is told how each queued write ended
   */
  PeerWrites(Env env, RecordStore store, Consumer<QueueOutcome> report) {
    queue = new OfflineQueue(env, store, this::send, report);
  }

  /** What sends them from now on. */
  void moveTo(PeerAssembly next) {
    assembly = next;
  }

  Promise<PutResult> put(String name, byte[] encoded, PutOptions options) {
    if (options.ifSequence() >= Limits.MAX_SEQUENCE) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "ifSequence: less than " + Limits.MAX_SEQUENCE);
    }
    Draft draft = new Draft();
    Supplier<Promise<PutResult>> now = () -> putNow(name, encoded, options, Long.MAX_VALUE, draft);
    if (options.whenOffline() == WhenOffline.REJECT) {
      return queue.overtaking(name, options.readers(), now);
    }
    check(name, encoded, Limits.MAX_VALUE_BYTES, options.ttlSeconds());
    return orQueued(
        QueuedWrite.Kind.PUT,
        name,
        encoded,
        options,
        draft,
        now,
        id -> new PutResult("", 0, 0, id));
  }

  /** Fulfilled with the ids of the deletions that wait. */
  Promise<List<String>> delete(
      String name, Readers readers, long ifSequence, WhenOffline whenOffline) {
    if (ifSequence >= Limits.MAX_SEQUENCE || ifSequence >= 0 && readers == null) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "ifSequence: of the value with these readers");
    }
    List<String> waiting = new ArrayList<>();
    Supplier<Promise<List<String>>> now =
        () -> {
          List<Promise<PutResult>> each = new ArrayList<>();
          for (Readers one : readers == null ? Readers.values() : new Readers[] {readers}) {
            PutOptions options =
                new PutOptions(one, Limits.MAX_TTL_SECONDS, ifSequence, whenOffline);
            each.add(delete(name, options, waiting, readers == null));
          }
          return Promise.all(each).map(done -> waiting);
        };
    return whenOffline == WhenOffline.REJECT ? queue.overtaking(name, readers, now) : now.get();
  }

  private Promise<PutResult> delete(
      String name, PutOptions options, List<String> waiting, boolean onlyIfThere) {
    Draft draft = new Draft();
    Supplier<Promise<PutResult>> now =
        () -> deleteNow(name, options, Long.MAX_VALUE, draft, onlyIfThere);
    return options.whenOffline() == WhenOffline.REJECT
        ? now.get()
        : orQueued(
            QueuedWrite.Kind.DELETE,
            name,
            DataRecord.deletion(),
            options,
            draft,
            now,
            id -> {
              waiting.add(id);
              return NOTHING;
            });
  }

  /**
   * Deletes one value.
   *
   * @param onlyIfThere takes no place of the public name where there is nothing to delete
   */
  private Promise<PutResult> deleteNow(
      String name, PutOptions options, long writtenAt, Draft draft, boolean onlyIfThere) {
    Supplier<Promise<PutResult>> put =
        () -> putNow(name, DataRecord.deletion(), options, writtenAt, draft);
    return onlyIfThere && options.readers() == Readers.PUBLIC && draft.signed == null
        ? assembly
            .reader
            .getOwn(name, true)
            .flatMap(found -> found == null ? Promise.of(NOTHING) : put.get())
        : put.get();
  }

  private Promise<PutResult> putNow(
      String name, byte[] encoded, PutOptions options, long writtenAt, Draft draft) {
    return inTime(
            draft,
            () ->
                assembly.records.put(
                    name,
                    encoded,
                    options.readers() == Readers.PUBLIC,
                    options.ttlSeconds(),
                    options.ifSequence(),
                    writtenAt,
                    draft))
        .map(w -> new PutResult(w.key().hex(), w.sequence(), w.holders(), null));
  }

  Promise<PublishResult> publish(
      String name, byte[] encoded, boolean isPublic, int ttlSeconds, WhenOffline whenOffline) {
    Draft draft = new Draft();
    Supplier<Promise<PublishResult>> now =
        () -> publishNow(name, encoded, isPublic, ttlSeconds, draft);
    if (whenOffline == WhenOffline.REJECT) {
      return now.get();
    }
    check(name, encoded, Limits.MAX_TOPIC_MESSAGE_BYTES, ttlSeconds);
    return orQueued(
        QueuedWrite.Kind.PUBLISH,
        name,
        encoded,
        new PutOptions(
            // Of a message ME stands for encrypted. Earlier builds queued all of them as PUBLIC.
            isPublic ? Readers.PUBLIC : Readers.ME, ttlSeconds, -1, whenOffline),
        draft,
        now,
        id -> new PublishResult("", 0, 0, id));
  }

  private Promise<PublishResult> publishNow(
      String name, byte[] encoded, boolean isPublic, int ttlSeconds, Draft draft) {
    return inTime(draft, () -> assembly.topics.publish(name, encoded, isPublic, ttlSeconds, draft))
        .map(
            p ->
                new PublishResult(
                    p.item().id().toString(), p.item().sequence(), p.holders(), null));
  }

  /**
   * Refused for its date it is dated anew and sent once more, when others have said what time it
   * is.
   */
  private <T> Promise<T> inTime(Draft draft, Supplier<Promise<T>> write) {
    return write
        .get()
        .recover(
            e -> {
              if (e.code() != ErrorCode.CLOCK_SKEW) {
                return Promise.failed(e);
              }
              draft.signed = null;
              return assembly.links.readClocks().flatMap(asked -> write.get());
            });
  }

  private <T> Promise<T> orQueued(
      QueuedWrite.Kind kind,
      String name,
      byte[] encoded,
      PutOptions options,
      Draft draft,
      Supplier<Promise<T>> now,
      Function<String, T> waiting) {
    if (!queue.isDurable()) {
      return OfflineQueue.unsupported();
    }
    boolean isCutOff = assembly.links.size() == 0 && !assembly.presence.isAlone();
    if (queue.has(kind, name) || isCutOff) {
      return queue.add(kind, name, encoded, options, null).map(waiting);
    }
    return now.get()
        .recover(
            e -> {
              // What may be kept is sent again as it was signed; what is conditional cannot be.
              boolean unclear = e.code() == ErrorCode.UNKNOWN && draft.signed != null;
              if (!unclear && e.code() != ErrorCode.UNREACHABLE) {
                return Promise.failed(e);
              }
              return queue
                  .add(kind, name, encoded, options, unclear ? draft.signed : null)
                  .map(waiting)
                  .recover(full -> Promise.failed(unclear ? e : full));
            });
  }

  private Promise<OfflineQueue.Sent> send(QueuedEntry entry) {
    String name = entry.write.name();
    if (entry.write.kind() == QueuedWrite.Kind.PUBLISH) {
      return publishNow(
              name,
              entry.encoded,
              entry.options.readers() == Readers.PUBLIC,
              entry.options.ttlSeconds(),
              entry.draft)
          .map(published -> new OfflineQueue.Sent(published.sequence(), published.holders()));
    }
    long at = entry.write.queuedAt();
    return (entry.write.kind() == QueuedWrite.Kind.PUT
            ? putNow(name, entry.encoded, entry.options, at, entry.draft)
            : deleteNow(name, entry.options, at, entry.draft, !entry.isConditional()))
        .map(put -> new OfflineQueue.Sent(put.sequence(), put.holders()));
  }

  /** What would be refused later is refused now. */
  private static void check(String name, byte[] encoded, int mostBytes, int ttlSeconds) {
    Names.check(name);
    if (encoded.length > mostBytes + 1) {
      throw new PeerloomException(ErrorCode.TOO_LARGE, "at most " + mostBytes + " bytes");
    }
    if (ttlSeconds < 1 || ttlSeconds > Limits.MAX_TTL_SECONDS) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "ttlSeconds is 1 to " + Limits.MAX_TTL_SECONDS);
    }
  }
}
