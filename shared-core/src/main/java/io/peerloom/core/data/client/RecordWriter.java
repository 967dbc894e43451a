package io.peerloom.core.data.client;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.InFlight;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Lists;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Serial;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.data.Receipt;
import io.peerloom.core.data.RecordRepository;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.HolderSet;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Puts records at their holders: asks for the current sequence, signs the next, stores it with the
 * closest; {@link WriteQuorum} decides when that is acknowledged.
 *
 * <p>Writes of one name wait for each other, so that the last one wins and none makes another fail.
 * A plain write that another device has overtaken is tried again with a higher sequence. The
 * writer's own copy is written only once another peer has stored the record, or if the writer is
 * alone: a record refused everywhere is stored nowhere.
 */
final class RecordWriter {
  /** Writes of one name that wait for an earlier one; beyond that OVERLOADED. */
  static final int MAX_WAITING_OF_ONE_NAME = 256;

  /** Payload in flight to the holders, a quarter of what a link takes. */
  private static final int MAX_BYTES_IN_FLIGHT = 256 * 1024;

  /** Writes that have not ended, of all names; beyond that OVERLOADED. */
  static final int MAX_PENDING = 2048;

  /** How often a plain write is tried again after CONFLICT. */
  private static final int MAX_CONFLICTS = 8;

  /** Longest random wait after the second CONFLICT; doubled after each further one. */
  private static final int CONFLICT_WAIT_MILLIS = 20;

  /** If this many contacts cannot be reached, they may have been invented. */
  private static final int SUSPICIOUS = 3;

  /** How long to retry a holder that says when to ask again. */
  private static final int PATIENCE_MILLIS = 10_000;

  private static final int DAY_MILLIS = 24 * 3600 * 1000;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordService holder;
  private final HolderAccess access;
  private final BallotWriter ballots;
  private final BooleanSupplier alone;
  private final Serial<Key> turns = new Serial<>();

  /**
   * How many writes of a name have not ended. An entry is removed when its last write ends, so
   * there are at most {@link #MAX_PENDING}, and none is ever evicted.
   */
  private final Map<Key, Integer> pending = new TreeMap<>();

  private final OwnSequences sequences;
  private final InFlight inFlight = new InFlight(MAX_BYTES_IN_FLIGHT);
  private int pendingCount;
  private boolean closed;

  RecordWriter(
      Env env,
      Authority authority,
      Identity self,
      RecordService holder,
      HolderAccess access,
      BooleanSupplier alone) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.holder = holder;
    this.access = access;
    this.sequences = new OwnSequences(env, holder.repository().sequences());
    this.ballots = new BallotWriter(env, authority, self, holder, access, sequences, alone);
    this.alone = alone;
  }

  /**
   * A value to be written.
   *
   * @param payload makes what is stored, once it is this write's turn
   * @param ifSequence the sequence it must replace, negative for any
   * @param writtenAt when the application wrote it, in wall-clock milliseconds; {@link
   *     Long#MAX_VALUE} for now
   * @param draft holds the signed record, so that a retry sends the same
   */
  record Write(
      Key key,
      byte[] nameHash,
      boolean shared,
      Supplier<Promise<byte[]>> payload,
      int ttlSeconds,
      long ifSequence,
      long writtenAt,
      Draft draft) {

    /** Whether that payload of it is encrypted. */
    boolean seals(byte[] payload) {
      return !shared && !DataRecord.isDeletion(payload);
    }

    /** Anything older than a day counts as a day old, to limit the harm of a wrong clock. */
    long createdAt(long now) {
      return Math.max(now - DAY_MILLIS, Math.min(now, writtenAt));
    }
  }

  /** Writes once all earlier writes of that name have ended. */
  Promise<RecordClient.WriteOutcome> write(Write write) {
    int before = pending.getOrDefault(write.key, 0);
    if (before > MAX_WAITING_OF_ONE_NAME || pendingCount == MAX_PENDING) {
      return Promise.failed(ErrorCode.OVERLOADED, pendingCount + " writes have not ended");
    }
    pending.put(write.key, before + 1);
    pendingCount++;
    Promise<RecordClient.WriteOutcome> written =
        turns.run(write.key, () -> write.payload.get().flatMap(payload -> begin(write, payload)));
    written.then(ok -> ended(write.key), e -> ended(write.key));
    return written;
  }

  /** Begins no further attempt when the peer leaves. */
  void close() {
    closed = true;
    ballots.close();
  }

  private void ended(Key key) {
    pendingCount--;
    if (pending.merge(key, -1, Integer::sum) == 0) {
      pending.remove(key);
    }
  }

  /** Waits while writes in flight fill the links to the holders. */
  private Promise<RecordClient.WriteOutcome> begin(Write write, byte[] payload) {
    return inFlight.run(
        payload.length,
        () ->
            write.ifSequence >= 0
                ? ballots.write(write, payload)
                : attempt(new Progress(write, payload), false));
  }

  /** One plain write and its progress. */
  private static final class Progress {
    final Write write;
    final byte[] payload;
    int conflicts;
    boolean mayBeKept;

    /** Whether it was signed by an earlier call, so that a newer record ends it. */
    final boolean again;

    Progress(Write write, byte[] payload) {
      this.write = write;
      this.payload = payload;
      again = write.draft.signed != null;
    }

    /** Replaces a refusal by UNKNOWN if the record may be stored. */
    PeerloomException failure(PeerloomException e) {
      boolean unclear =
          mayBeKept && (e.code() == ErrorCode.CONFLICT || e.code() == ErrorCode.UNREACHABLE);
      return unclear ? new PeerloomException(ErrorCode.UNKNOWN, "may be kept; last: " + e) : e;
    }
  }

  private Promise<RecordClient.WriteOutcome> attempt(Progress progress, boolean verified) {
    if (closed) {
      return Promise.failed(ErrorCode.CLOSED, "the peer has left");
    }
    Key key = progress.write.key;
    byte[] slot = slotOf(key);
    Promise<Long> last = sequences.last(slot);
    // Most likely this sequence is right: then it is on disk by the time the holders have answered.
    Promise<Void> reserved =
        last.flatMap(used -> sequences.reserve(slot, used + 1, progress.write.ttlSeconds));
    return access
        .places(key, verified)
        .flatMap(
            candidates -> new SlotSurvey(env, access, holder, self.id(), slot, candidates).start())
        .flatMap(
            survey -> reserved.flatMap(ok -> surveyed(progress, survey, last.value(), verified)))
        .recover(
            e -> {
              if (e.code() == ErrorCode.UNKNOWN && !progress.again) {
                // Links ended meanwhile: send the same record to the peers present now.
                Progress same = new Progress(progress.write, progress.payload);
                same.mayBeKept = true;
                return same.again ? attempt(same, true) : Promise.failed(e);
              }
              boolean over = progress.again || progress.conflicts == MAX_CONFLICTS;
              if (e.code() != ErrorCode.CONFLICT || over) {
                return Promise.failed(progress.failure(e));
              }
              // The peers that returned the holders may not have known those with a newer version.
              return later(progress.conflicts++)
                  .flatMap(ok -> attempt(progress, verified || progress.conflicts > 1));
            });
  }

  private Promise<RecordClient.WriteOutcome> surveyed(
      Progress progress, SlotSurvey survey, long last, boolean verified) {
    boolean cutOff = !survey.hasOthers() && !alone.getAsBoolean();
    boolean crowded = survey.isCrowded() && !access.isLinkedToAll();
    if (!verified && (cutOff || crowded || survey.failed().size() >= SUSPICIOUS)) {
      return attempt(progress, true);
    }
    if (cutOff) {
      return Promise.failed(ErrorCode.UNREACHABLE, "no other peer that holds data answers");
    }
    Write write = progress.write;
    Promise<DataRecord> signed =
        progress.again
            ? Promise.of(write.draft.signed)
                .map(bytes -> DataRecord.decode(authority.hash(), bytes))
            : current(progress, survey, last)
                .flatMap(current -> sign(write, progress.payload, Math.max(current, last) + 1));
    return signed.flatMap(
        record ->
            store(progress, record, survey, verified)
                .map(
                    domains ->
                        new RecordClient.WriteOutcome(write.key, record.sequence(), domains)));
  }

  /**
   * The current sequence; one claimed by a single holder counts only if it shows the record. Fails
   * with CONFLICT if the current version was written later.
   */
  private Promise<Long> current(Progress progress, SlotSurvey survey, long last) {
    Write write = progress.write;
    long known = survey.sequence(last);
    long now = env.wallMillis();
    // A queued write has to be compared with the current value, even if the clock was set back.
    boolean waited = write.writtenAt != Long.MAX_VALUE;
    NodeId shower = survey.holderOfNewer(waited ? 0 : known);
    if (shower == null) {
      return Promise.of(known);
    }
    byte[] mine = RecordFetcher.slotTail(slotOf(write.key));
    DataMessage.Fetch question = new DataMessage.Fetch(write.key, mine);
    Promise<Message> answer =
        shower.equals(self.id())
            ? holder.recordsUnder(write.key, mine).map(DataMessage.Records::new)
            : access.request(shower, question, RecordFetcher.HOLDER_TIMEOUT_MILLIS);
    return answer
        .flatMap(shown -> newest(write, shown))
        .recover(e -> Promise.of(null))
        .map(
            newest -> {
              if (newest != null
                  && newest.createdAt() > Math.max(write.writtenAt, now - DAY_MILLIS)) {
                progress.conflicts = MAX_CONFLICTS;
                throw new PeerloomException(ErrorCode.CONFLICT, "a value written later exists");
              }
              return newest == null ? known : Math.max(known, newest.sequence());
            });
  }

  /** This identity's newest record in an answer; null for none. */
  private Promise<DataRecord> newest(Write write, Message answer) {
    List<byte[]> shown =
        answer instanceof DataMessage.Records records ? records.records() : List.of();
    DataRecord[] newest = {null};
    return Promise.each(
            shown,
            encoded -> {
              DataRecord record = DataRecord.decode(authority.hash(), encoded);
              boolean own =
                  record.key().equals(write.key)
                      && Bytes.equal(record.publisherKey(), self.keys().identityPublicKey());
              boolean newer = newest[0] == null || record.sequence() > newest[0].sequence();
              return own && newer
                  ? record.verify(authority).map(ok -> newest[0] = record)
                  : Promise.of(null);
            })
        .map(ok -> newest[0]);
  }

  /** This identity's slot of a key. */
  private byte[] slotOf(Key key) {
    return RecordRepository.slotOf(authority.hash(), key, self.keys().identityPublicKey());
  }

  /**
   * The first retry is immediate: most likely this peer alone writes, and did not know the newest.
   */
  private Promise<Void> later(int conflicts) {
    Promise<Void> later = new Promise<>();
    if (conflicts == 0) {
      later.complete(null);
    } else {
      env.after(env.rng().nextInt(CONFLICT_WAIT_MILLIS << conflicts), () -> later.complete(null));
    }
    return later;
  }

  private Promise<DataRecord> sign(Write write, byte[] payload, long sequence) {
    byte[] slot = slotOf(write.key);
    long now = env.wallMillis();
    long createdAt = write.createdAt(now);
    // It lives as long as if it had been written now, up to the longest time to live.
    int ttlSeconds =
        (int) Math.min(Limits.MAX_TTL_SECONDS, write.ttlSeconds + (now - createdAt) / 1000);
    return sequences
        .reserve(slot, sequence, write.ttlSeconds)
        .flatMap(
            ok ->
                DataRecord.sign(
                    authority,
                    self.keys(),
                    write.shared,
                    write.nameHash,
                    sequence,
                    createdAt,
                    ttlSeconds,
                    write.seals(payload),
                    payload))
        .flatMap(
            record -> {
              sequences.sent(slot, sequence);
              return write.draft.signedAs(record.envelope().encoded()).map(ok -> record);
            });
  }

  private Promise<Integer> store(
      Progress progress, DataRecord record, SlotSurvey survey, boolean verified) {
    List<NodeId> reached = new ArrayList<>(survey.candidates());
    reached.removeAll(survey.failed());
    reached = access.order().order(reached);
    List<NodeId> nearest = Lists.first(reached, Neighbourhood.REPLICAS);
    SlotSurvey.Holders holders = survey.holders(access.voters(nearest), authority.hash());
    return store(progress, record, reached, holders)
        .flatMap(
            quorum ->
                quorum.isMisplaced() && !verified
                    ? storeVerified(progress, record, holders, quorum)
                    : quorum.outcome());
  }

  /** Fulfilled with any outcome, also a failure. */
  private Promise<WriteQuorum> store(
      Progress progress, DataRecord record, List<NodeId> candidates, SlotSurvey.Holders holders) {
    WriteQuorum quorum = new Placement(record, candidates, holders).quorum;
    return quorum
        .outcome()
        .map(domains -> quorum)
        .recover(
            e -> {
              progress.mayBeKept |= quorum.mayBeKept();
              return Promise.of(quorum);
            });
  }

  /** Holders replied that others are closer: the peers that returned them did not know, or lied. */
  private Promise<Integer> storeVerified(
      Progress progress, DataRecord record, SlotSurvey.Holders holders, WriteQuorum before) {
    return access
        .places(record.key(), true)
        .flatMap(proved -> store(progress, record, proved, holders))
        .flatMap(quorum -> quorum.outcome())
        .recover(e -> e.code() == ErrorCode.CONFLICT ? Promise.failed(e) : before.outcome());
  }

  /** Stores one record at the first candidates, or at the next if one cannot accept it. */
  private final class Placement {
    private final DataRecord record;
    private final SlotSurvey.Holders holders;
    private final Iterator<NodeId> next;
    private final WriteQuorum quorum;
    private final long until = env.monotonicMillis() + PATIENCE_MILLIS;

    Placement(DataRecord record, List<NodeId> candidates, SlotSurvey.Holders holders) {
      this.record = record;
      this.holders = holders;
      List<NodeId> able = new ArrayList<>(candidates);
      if (!holder.neighbourhood().isResponsible(record.key())) {
        able.remove(self.id());
      }
      int wanted = Math.min(Neighbourhood.REPLICAS, able.size());
      List<NodeId> first = Lists.first(able, wanted);
      List<NodeId> others = Lists.range(able, wanted, able.size());
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
      stored(self.id()).then(quorum::ownReceipt, quorum::ownFailed);
    }

    private void storeAt(NodeId id) {
      stored(id)
          .then(
              domain -> quorum.receipt(access.order().voice(id, self.id()), domain),
              e -> failed(id, access.asAnswered(id, e)));
    }

    private Promise<byte[]> stored(NodeId id) {
      return holders.isNewTo(id)
          ? storedInFull(id)
          : stored(id, HolderSet.NONE, holders.digest())
              .recover(
                  e ->
                      e.code() == ErrorCode.INVALID_REQUEST ? storedInFull(id) : Promise.failed(e));
    }

    private Promise<byte[]> storedInFull(NodeId id) {
      return holders.inFull().flatMap(set -> stored(id, set, new byte[0]));
    }

    /** Fulfilled with its failure domain once it is durable there. */
    private Promise<byte[]> stored(NodeId id, HolderSet set, byte[] digest) {
      if (id.equals(self.id())) {
        return holder.store(record, 0, set, digest);
      }
      return access
          .request(
              id,
              new DataMessage.Store(record.envelope().encoded(), 0, set, digest),
              RecordFetcher.HOLDER_TIMEOUT_MILLIS)
          .flatMap(RecordWriter::domainOf);
    }

    /**
     * Whether the next closest may be asked instead. A full public name is full at all holders, and
     * nobody would read a value beyond them; under another name only that one has no room.
     */
    private boolean isReplaceable(ErrorCode code) {
      return WriteQuorum.isReplaceable(code) || code == ErrorCode.FULL && !record.isPublic();
    }

    private void failed(NodeId id, PeerloomException e) {
      int wait = e.retryAfterMillis();
      // Where one does not answer, another gets the record, even after the put has ended: readers
      // may
      // find an older version at holders farther away.
      if (quorum.outcome().isDone() && !WriteQuorum.isUnclear(e.code())) {
        quorum.failed(e);
      } else if (wait > 0 && env.monotonicMillis() + 2L * wait < until) {
        env.after(wait + env.rng().nextInt(wait), () -> storeAt(id));
      } else if (isReplaceable(e.code()) && next.hasNext()) {
        quorum.replaced(e);
        storeAt(next.next());
      } else {
        quorum.failed(e);
      }
    }
  }

  /** What a holder's receipt says; without one the holder counts as unreached. */
  static Promise<byte[]> domainOf(Message answer) {
    return Promise.of(answer)
        .map(Receipt::domainOf)
        .recover(e -> Promise.failed(ErrorCode.UNREACHABLE, "no valid receipt: " + e));
  }
}
