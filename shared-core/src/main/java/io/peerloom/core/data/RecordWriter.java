package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Serial;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Puts records at their holders: asks them for the current sequence, signs the next, stores it with
 * the closest; {@link WriteQuorum} decides when that is acknowledged.
 *
 * <p>Writes of one name wait for each other, so that the last one wins and none is refused for the
 * sake of another. A plain write that another device was faster than is tried again with a higher
 * sequence. The writer's own copy is written only once another peer has taken the record, or where
 * the writer is alone: what is refused everywhere is kept nowhere.
 */
final class RecordWriter {
  /** Writes of one name that wait for an earlier one; beyond that OVERLOADED. */
  static final int MAX_WAITING_OF_ONE_NAME = 256;

  /** Writes that have not ended, of all names; beyond that OVERLOADED. */
  static final int MAX_PENDING = 2048;

  /** How often a plain write is tried again after CONFLICT. */
  private static final int MAX_CONFLICTS = 8;

  /** Waited after the second CONFLICT, at most and at random; twice that after each further one. */
  private static final int CONFLICT_WAIT_MILLIS = 20;

  /** With so many named that cannot be reached, somebody may have made them up. */
  private static final int SUSPICIOUS = 3;

  /** How long a holder that names a time to ask again is asked again. */
  private static final int PATIENCE_MILLIS = 10_000;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordHolder holder;
  private final OverlayNetwork overlay;
  private final HolderFinder finder;
  private final RecordFetcher fetcher;
  private final BooleanSupplier alone;
  private final Serial<Key> turns = new Serial<>();

  /**
   * How many writes of a name have not ended. An entry goes when its last write ends, so there are
   * at most {@link #MAX_PENDING}, and none is ever evicted.
   */
  private final Map<Key, Integer> pending = new TreeMap<>();

  private int pendingCount;
  private boolean closed;

  RecordWriter(
      Env env,
      Authority authority,
      Identity self,
      RecordHolder holder,
      OverlayNetwork overlay,
      HolderFinder finder,
      RecordFetcher fetcher,
      BooleanSupplier alone) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.holder = holder;
    this.overlay = overlay;
    this.finder = finder;
    this.fetcher = fetcher;
    this.alone = alone;
  }

  /**
   * A value on its way.
   *
   * @param payload makes what is stored, once it is this write's turn
   * @param ifSequence the sequence it must replace, negative for any
   */
  record Write(
      Key key,
      byte[] nameHash,
      boolean shared,
      Supplier<Promise<byte[]>> payload,
      int ttlSeconds,
      long ifSequence) {}

  /** Writes once all earlier writes of that name have ended. */
  Promise<RecordClient.Written> write(Write write) {
    int before = pending.getOrDefault(write.key, 0);
    if (before > MAX_WAITING_OF_ONE_NAME || pendingCount == MAX_PENDING) {
      return Promise.failed(ErrorCode.OVERLOADED, pendingCount + " writes have not ended");
    }
    pending.put(write.key, before + 1);
    pendingCount++;
    Promise<RecordClient.Written> written =
        turns.run(
            write.key,
            () -> write.payload.get().flatMap(payload -> attempt(write, payload, false, 0)));
    written.then(ok -> ended(write.key), e -> ended(write.key));
    return written;
  }

  /** Begins nothing more; the peer leaves. */
  void close() {
    closed = true;
  }

  private void ended(Key key) {
    pendingCount--;
    if (pending.merge(key, -1, Integer::sum) == 0) {
      pending.remove(key);
    }
  }

  private Promise<RecordClient.Written> attempt(
      Write write, byte[] payload, boolean verified, int conflicts) {
    if (closed) {
      return Promise.failed(ErrorCode.CLOSED, "the peer has left");
    }
    Set<NodeId> failed = new TreeSet<>();
    return (verified ? finder.candidates(write.key, true) : finder.places(write.key))
        .flatMap(
            candidates ->
                currentSequence(write.key, candidates, failed)
                    .flatMap(
                        current ->
                            !verified && failed.size() >= SUSPICIOUS
                                ? attempt(write, payload, true, conflicts)
                                : sign(write, payload, current)
                                    .flatMap(
                                        record ->
                                            store(record, reached(candidates, failed), verified)
                                                .map(
                                                    domains ->
                                                        new RecordClient.Written(
                                                            write.key,
                                                            record.sequence(),
                                                            domains)))))
        .recover(
            e ->
                e.code() == ErrorCode.CONFLICT && write.ifSequence < 0 && conflicts < MAX_CONFLICTS
                    // Whoever named the holders may not have known those that have a newer one.
                    ? later(conflicts)
                        .flatMap(
                            ok -> attempt(write, payload, verified || conflicts > 0, conflicts + 1))
                    : Promise.failed(e));
  }

  /** The first time at once: most likely this peer alone writes, and did not know the newest. */
  private Promise<Void> later(int conflicts) {
    Promise<Void> later = new Promise<>();
    if (conflicts == 0) {
      later.complete(null);
    } else {
      env.after(env.rng().nextInt(CONFLICT_WAIT_MILLIS << conflicts), () -> later.complete(null));
    }
    return later;
  }

  private Promise<DataRecord> sign(Write write, byte[] payload, long current) {
    if (write.ifSequence >= 0 && write.ifSequence != current) {
      return Promise.failed(ErrorCode.CONFLICT, "the sequence is " + current);
    }
    return DataRecord.sign(
        authority,
        self.keys(),
        write.shared,
        write.nameHash,
        current + 1,
        env.wallMillis(),
        write.ttlSeconds,
        !write.shared,
        payload);
  }

  /** Without those that could not be asked. */
  private static List<NodeId> reached(List<NodeId> candidates, Set<NodeId> failed) {
    List<NodeId> reached = new ArrayList<>(candidates);
    reached.removeAll(failed);
    return reached.isEmpty() ? candidates : reached;
  }

  private Promise<Integer> store(DataRecord record, List<NodeId> candidates, boolean verified) {
    WriteQuorum quorum = new Storing(record, candidates).quorum;
    if (verified) {
      return quorum.outcome();
    }
    return quorum
        .outcome()
        .recover(e -> quorum.isMisplaced() ? Promise.of(0) : Promise.failed(e))
        .flatMap(
            domains -> quorum.isMisplaced() ? storeVerified(record, domains) : Promise.of(domains));
  }

  /** Holders say that others are closer: whoever named them did not know, or lied. */
  private Promise<Integer> storeVerified(DataRecord record, int before) {
    return finder
        .candidates(record.key(), true)
        .flatMap(proved -> store(record, proved, true))
        .recover(
            e ->
                before > 0 && e.code() != ErrorCode.CONFLICT
                    ? Promise.of(before)
                    : Promise.failed(e));
  }

  /** One record on its way to the first candidates, or to the next where one cannot take it. */
  private final class Storing {
    private final DataRecord record;
    private final Iterator<NodeId> next;
    private final WriteQuorum quorum;
    private final long until = env.monotonicMillis() + PATIENCE_MILLIS;

    Storing(DataRecord record, List<NodeId> candidates) {
      this.record = record;
      List<NodeId> able = new ArrayList<>(candidates);
      if (!holder.isResponsible(record.key())) {
        able.remove(self.id());
      }
      int wanted = Math.min(RecordHolder.REPLICAS, able.size());
      List<NodeId> first = new ArrayList<>(able.subList(0, wanted));
      List<NodeId> others = new ArrayList<>(able.subList(wanted, able.size()));
      others.remove(self.id());
      boolean own = first.contains(self.id());
      quorum = new WriteQuorum(wanted - (own ? 1 : 0), own, alone.getAsBoolean());
      next = others.iterator();
      quorum.ownCopyDue().then(ok -> keep(), never -> {});
      for (NodeId id : first) {
        if (!id.equals(self.id())) {
          storeAt(id);
        }
      }
    }

    private void keep() {
      holder.keep(record).then(receipt -> quorum.ownReceipt(receipt.domain()), quorum::ownFailed);
    }

    private void storeAt(NodeId id) {
      overlay
          .request(
              id,
              new DataMessage.Store(record.envelope().encoded()),
              RecordFetcher.HOLDER_TIMEOUT_MILLIS)
          .flatMap(this::receiptOf)
          .then(receipt -> quorum.receipt(receipt.domain()), e -> failed(id, asAnswered(id, e)));
    }

    /** What is too long to be routed has not got there. */
    private PeerloomException asAnswered(NodeId id, PeerloomException e) {
      return e.code() == ErrorCode.TOO_LARGE && !overlay.isLinked(id)
          ? new PeerloomException(ErrorCode.UNREACHABLE, "needs a link: " + e.getMessage())
          : e;
    }

    private Promise<Receipt> receiptOf(Message answer) {
      return answer instanceof DataMessage.Stored stored
          ? Receipt.check(authority, stored.receipt(), record.digest(authority.hash()))
              .recover(e -> Promise.failed(ErrorCode.UNREACHABLE, "no valid receipt: " + e))
          : Promise.failed(ErrorCode.UNREACHABLE, "no receipt");
    }

    private void failed(NodeId id, PeerloomException e) {
      int wait = e.retryAfterMillis();
      if (quorum.outcome().isDone()) {
        quorum.failed(e);
      } else if (wait > 0 && env.monotonicMillis() + 2L * wait < until) {
        env.after(wait + env.rng().nextInt(wait), () -> storeAt(id));
      } else if (WriteQuorum.isReplaceable(e.code()) && next.hasNext()) {
        quorum.replaced(e);
        storeAt(next.next());
      } else {
        quorum.failed(e);
      }
    }
  }

  private Promise<Long> currentSequence(Key key, List<NodeId> candidates, Set<NodeId> failed) {
    return fetcher
        .gather(key, candidates, RecordHolder.REPLICAS, ReadQuorum.Purpose.SEQUENCE, failed)
        .map(
            found -> {
              long highest = 0;
              for (DataRecord record : found) {
                if (Bytes.equal(record.publisherKey(), self.keys().identityPublicKey())) {
                  highest = Math.max(highest, record.sequence());
                }
              }
              return highest;
            });
  }
}
