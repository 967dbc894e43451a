package io.peerloom.core.data.client;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.Members;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.PeerPresence;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.MessageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks holders for their records under a key, and verifies these. {@link ReadQuorum} decides when
 * enough have answered; while one is slow, the next is asked as well (DESIGN 18).
 */
public final class RecordFetcher {
  public static final int HOLDER_TIMEOUT_MILLIS = 3_000;

  private static final int STRAGGLER_MILLIS = 250;
  private static final int AGREEING = 2;

  /** Time a holder gets beyond two round-trip times before the next is asked. */
  private static final int HEDGE_MILLIS = 15;

  /** Assumed round-trip time if none was measured. */
  private static final int UNKNOWN_RTT_MILLIS = 100;

  /** How long a holder without a link that was late is not waited for. */
  private static final int LATE_MILLIS = 60_000;

  /** Late holders remembered; an evicted one is waited for once more. */
  private static final int MAX_LATE = 256;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordService holder;
  private final OverlayNetwork overlay;
  private final PeerPresence presence;
  private final Members members;

  /** When holders without a link were last late; linked ones are probed instead. */
  private final BoundedMap<NodeId, Long> lateAt = new BoundedMap<>(MAX_LATE);

  public RecordFetcher(
      Env env,
      Authority authority,
      Identity self,
      RecordService holder,
      OverlayNetwork overlay,
      PeerPresence presence,
      Members members) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.holder = holder;
    this.overlay = overlay;
    this.presence = presence;
    this.members = members;
  }

  /**
   * What is read.
   *
   * @param publisher the hash of the only publisher's key; null for all
   */
  record Wanted(Key key, byte[] publisher) {
    private DataMessage.Fetch question() {
      return publisher == null
          ? new DataMessage.Fetch(key)
          : new DataMessage.Fetch(
              key, Bytes.slice(publisher, 0, DataMessage.SLOT_BYTES - Key.BYTES));
    }
  }

  /** What a slot says of its publisher. */
  static byte[] slotTail(byte[] slot) {
    return Bytes.slice(slot, Key.BYTES, slot.length);
  }

  /**
   * Fetches the newest records of the holders, including deletions and expired ones, which show
   * that older ones do not count; see {@link #isValue}. It ends when enough agree, and does not
   * wait long for the rest once most have answered.
   *
   * @param candidates closest first
   * @param first this many are asked at once, the others one by one, as those before fail or are
   *     slow
   * @param purpose what is enough; a proof that is impossible fails, see {@link #prove}
   * @param failed receives the holders that failed
   */
  Promise<List<DataRecord>> gather(
      Wanted wanted,
      List<NodeId> candidates,
      int first,
      ReadQuorum.Purpose purpose,
      Set<NodeId> failed) {
    return gather(new Run(wanted, candidates, new TreeSet<>(), purpose, failed), first);
  }

  /**
   * Proves whether there is a record: returns what {@link #gather} does. If there is nothing, most
   * of the closest must have said so, counting those that may only be out of reach. Otherwise it
   * fails with the code of a holder that refused to answer, or with UNREACHABLE; a peer that is
   * alone needs no answers.
   *
   * @param verified peers that have just answered themselves
   */
  Promise<List<DataRecord>> prove(Wanted wanted, List<NodeId> verified) {
    Key key = wanted.key();
    List<NodeId> candidates = new ArrayList<>(verified);
    Set<NodeId> missing = new TreeSet<>();
    for (NodeId id : presence.missing(key, Neighbourhood.REPLICAS)) {
      if (!verified.contains(id)) {
        candidates.add(id);
        missing.add(id);
      }
    }
    candidates.sort(key::compareDistance);
    return gather(
        new Run(wanted, candidates, missing, ReadQuorum.Purpose.PROOF, new TreeSet<>()),
        Neighbourhood.REPLICAS);
  }

  private static Promise<List<DataRecord>> gather(Run run, int first) {
    run.ask(Math.min(first, run.candidates.size()));
    run.check();
    return run.result;
  }

  private final class Run {
    final Promise<List<DataRecord>> result = new Promise<>();
    private final ReadQuorum quorum;
    private final IdentityPlaces.Count count = overlay.places().count();
    private final Wanted wanted;
    private final List<NodeId> candidates;

    /** Candidates that need not be asked: a lookup has just failed to reach them. */
    private final Set<NodeId> missing;

    private final ReadQuorum.Purpose purpose;
    private final Set<NodeId> failed;
    private int next;
    private PeerloomException refusal;

    Run(
        Wanted wanted,
        List<NodeId> candidates,
        Set<NodeId> missing,
        ReadQuorum.Purpose purpose,
        Set<NodeId> failed) {
      this.quorum = new ReadQuorum(purpose, AGREEING, authority.hash());
      this.wanted = wanted;
      this.candidates = candidates;
      this.missing = missing;
      this.purpose = purpose;
      this.failed = failed;
    }

    /**
     * Asks the first candidates; all are counted before any can fail, so that none is asked twice.
     */
    void ask(int first) {
      for (next = 0; next < first; next++) {
        quorum.asked();
      }
      for (int i = 0; i < first; i++) {
        askOne(i);
      }
    }

    private void askNext() {
      if (next < candidates.size() && !result.isDone()) {
        quorum.asked();
        askOne(next++);
      }
    }

    private void askOne(int index) {
      NodeId id = candidates.get(index);
      int patience = patience(id);
      Promise<List<DataRecord>> answer =
          missing.contains(id)
              ? Promise.failed(ErrorCode.UNREACHABLE, "it fell silent")
              : fetch(wanted, id);
      answer.then(
          records -> {
            lateAt.remove(id);
            boolean place = count.takes(id);
            quorum.answer(
                index, id.equals(self.id()), overlay.places().voice(id, self.id()), place, records);
            if (!place) {
              askNext();
            }
            check();
          },
          e -> {
            failed.add(id);
            refusal = refusal == null && isRefusal(e.code()) ? e : refusal;
            quorum.failed(index, overlay.isLinked(id));
            askNext();
            check();
          });
      if (!answer.isDone()) {
        env.after(patience, () -> late(index, answer));
      }
    }

    private void late(int index, Promise<?> answer) {
      if (!answer.isDone() && !result.isDone()) {
        NodeId id = candidates.get(index);
        overlay.suspect(id);
        if (!overlay.isLinked(id)) {
          lateAt.put(id, env.monotonicMillis());
        }
        quorum.slow(index);
        askNext();
        check();
      }
    }

    private boolean isProof() {
      return quorum.isProof() || presence.isAlone();
    }

    void check() {
      if (quorum.isDecided()) {
        List<DataRecord> best = quorum.best();
        if (quorum.hasFoundNothing() && purpose == ReadQuorum.Purpose.PROOF && !isProof()) {
          result.fail(
              refusal != null
                  ? refusal
                  : new PeerloomException(
                      ErrorCode.UNREACHABLE, "too many holders are out of reach"));
        } else {
          result.complete(best);
        }
      } else if (quorum.isNearlyDecided()) {
        env.after(
            STRAGGLER_MILLIS,
            () -> {
              if (!quorum.mayBeOld()) {
                result.complete(quorum.best());
              }
            });
      }
    }
  }

  /** Whether a holder answered with a refusal that may be temporary. */
  private static boolean isRefusal(ErrorCode code) {
    return code == ErrorCode.RATE_LIMITED
        || code == ErrorCode.OVERLOADED
        || code == ErrorCode.CLOCK_SKEW
        || code == ErrorCode.STORAGE_FAILED;
  }

  /** Whether it is a value; expired ones and deletions only show that older ones do not count. */
  boolean isValue(DataRecord record) {
    return !record.isDeletion() && record.expiresAt() > env.wallMillis();
  }

  /** Milliseconds until another holder is asked besides this one. */
  private int patience(NodeId id) {
    double rtt = overlay.rttMillis(id);
    Long late = lateAt.get(id);
    if (!overlay.isLinked(id) && late != null && env.monotonicMillis() - late < LATE_MILLIS) {
      return 0;
    }
    // A request that waits here for the holder's rate limit is not the holder's delay.
    return overlay.delayMillis(id, MessageType.FETCH)
        + HEDGE_MILLIS
        + (int) (2 * (rtt < 0 ? UNKNOWN_RTT_MILLIS : rtt));
  }

  private Promise<List<DataRecord>> fetch(Wanted wanted, NodeId id) {
    DataMessage.Fetch question = wanted.question();
    Promise<List<byte[]>> encoded =
        id.equals(self.id())
            ? holder.recordsUnder(wanted.key(), question.publisher())
            : overlay
                .request(id, question, HOLDER_TIMEOUT_MILLIS)
                .flatMap(
                    answer ->
                        answer instanceof DataMessage.Records records
                            ? Promise.of(records.records())
                            : Promise.failed(ErrorCode.INVALID_REQUEST, "malformed"));
    return encoded.flatMap(
        all -> {
          List<Promise<DataRecord>> valid = new ArrayList<>();
          for (byte[] one : all) {
            valid.add(verified(wanted, one, id).recover(bad -> Promise.of(null)));
          }
          return Promise.all(valid);
        });
  }

  private boolean isWanted(Wanted wanted, DataRecord record) {
    return record.key().equals(wanted.key())
        && (wanted.publisher() == null
            || Bytes.equal(authority.hash().sha256(record.publisherKey()), wanted.publisher()));
  }

  /**
   * The record, if it is of those that were asked for, is not from the future, and under a public
   * name is that of a member: holders check the same, but may lie.
   */
  Promise<DataRecord> verified(Wanted wanted, byte[] encoded, NodeId from) {
    try {
      DataRecord record = DataRecord.decode(authority.hash(), encoded);
      if (!isWanted(wanted, record)
          || record.createdAt() > env.wallMillis() + Limits.MAX_AHEAD_MILLIS) {
        return Promise.of(null);
      }
      Promise<Void> signed = record.verify(authority);
      return record.isPublic()
          ? signed
              .flatMap(ok -> members.verify(record.publisherKey(), record.createdAt(), from))
              .map(member -> record)
          : signed.map(ok -> record);
    } catch (PeerloomException e) {
      return Promise.failed(e);
    }
  }
}
