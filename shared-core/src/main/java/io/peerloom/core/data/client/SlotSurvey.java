package io.peerloom.core.data.client;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state of a slot at its holders, before a plain put: most answers are enough, since a holder
 * with something newer refuses the put. If one fails or is slow, the next is asked as well.
 */
final class SlotSurvey {
  /** Time a holder gets before the next is asked as well. */
  private static final int HEDGE_MILLIS = 250;

  private final Env env;
  private final HolderAccess access;
  private final RecordService holder;
  private final NodeId self;
  private final byte[] slot;
  private final List<NodeId> candidates;
  private final Map<NodeId, DataMessage.Prepared> answers = new LinkedHashMap<>();
  private final Set<NodeId> failed = new TreeSet<>();
  private final Promise<SlotSurvey> done = new Promise<>();
  private final IdentityPlaces.Count count;

  /** Answers of peers that have a place; for each other one the next candidate is asked. */
  private int voices;

  private int asked;
  private int wanted;
  private int pending;

  SlotSurvey(
      Env env,
      HolderAccess access,
      RecordService holder,
      NodeId self,
      byte[] slot,
      List<NodeId> candidates) {
    this.env = env;
    this.access = access;
    this.holder = holder;
    this.self = self;
    this.slot = slot;
    this.candidates = candidates;
    this.count = access.order().count();
  }

  /** Asks the holders; always fulfilled. */
  Promise<SlotSurvey> start() {
    wanted = Math.min(Neighbourhood.REPLICAS, candidates.size());
    pending = wanted;
    // Set before any can fail, so that none of these is asked again in its place.
    asked = wanted;
    for (int i = 0; i < wanted; i++) {
      ask(candidates.get(i));
    }
    settle();
    return done;
  }

  private void ask(NodeId id) {
    Promise<DataMessage.Prepared> answer = ask(id, false);
    answer.then(
        prepared -> {
          answers.put(id, prepared);
          pending--;
          if (count.takes(id)) {
            voices++;
          } else {
            askNext();
          }
          settle();
        },
        e -> {
          failed.add(id);
          pending--;
          askNext();
          settle();
        });
    if (!answer.isDone()) {
      env.after(
          HEDGE_MILLIS,
          () -> {
            if (!answer.isDone()) {
              askNext();
            }
          });
    }
  }

  private Promise<DataMessage.Prepared> ask(NodeId id, boolean withHolders) {
    return ask(access, holder, self, id, new DataMessage.Prepare(slot, withHolders ? 1 : 0, 0));
  }

  /** Asks a peer, which may be this one, for the state of a slot. */
  static Promise<DataMessage.Prepared> ask(
      HolderAccess access,
      RecordService holder,
      NodeId self,
      NodeId id,
      DataMessage.Prepare question) {
    return id.equals(self)
        ? holder.prepare(question)
        : access
            .request(id, question, RecordFetcher.HOLDER_TIMEOUT_MILLIS)
            .flatMap(
                response ->
                    response instanceof DataMessage.Prepared prepared
                        ? Promise.of(prepared)
                        : Promise.failed(ErrorCode.INVALID_REQUEST, "malformed"));
  }

  private void askNext() {
    if (asked < candidates.size() && !done.isDone()) {
      pending++;
      ask(candidates.get(asked++));
    }
  }

  private void settle() {
    if (pending == 0 || 2 * voices > wanted && hasOthers()) {
      done.complete(this);
    }
  }

  /** Whether another peer has answered. */
  boolean hasOthers() {
    return answers.size() > (answers.containsKey(self) ? 1 : 0);
  }

  /**
   * Whether peers of so few identities answered that most of the places would be theirs: whoever
   * has many ids near a key may have returned them alone.
   */
  boolean isCrowded() {
    return answers.size() > voices && 2 * voices <= wanted;
  }

  /** The peers that may be asked, closest first. */
  List<NodeId> candidates() {
    return candidates;
  }

  /** The peers that did not answer, or refused to. */
  Set<NodeId> failed() {
    return failed;
  }

  /**
   * The highest credible sequence held or promised: of several identities the claim of a single one
   * may be a lie.
   *
   * @param last the last sequence of this peer itself: claims far above it have to be shown
   */
  long sequence(long last) {
    long most = last + Limits.MAX_SEQUENCES_AHEAD;
    Map<Bytes, Long> byIdentity = new TreeMap<>();
    for (Map.Entry<NodeId, DataMessage.Prepared> answer : answers.entrySet()) {
      if (!answer.getKey().equals(self)) {
        Bytes identity = access.order().identity(answer.getKey());
        long claim = claimed(answer.getValue(), most);
        byIdentity.put(identity, Math.max(claim, byIdentity.getOrDefault(identity, 0L)));
      }
    }
    List<Long> claims = new ArrayList<>(byIdentity.values());
    claims.sort((a, b) -> Long.compare(b, a));
    long sequence = claims.isEmpty() ? 0 : claims.get(claims.size() > 2 ? 1 : 0);
    return answers.containsKey(self)
        ? Math.max(sequence, claimed(answers.get(self), Limits.MAX_SEQUENCE))
        : sequence;
  }

  private static long claimed(DataMessage.Prepared answer, long most) {
    long claimed = Math.max(answer.sequence(), answer.promisedSequence());
    return claimed < Math.min(most, Limits.MAX_SEQUENCE) ? claimed : 0;
  }

  /**
   * The peer that claims to hold the newest version, which it has to show; null if none is newer.
   *
   * @param sequence newer than that
   */
  NodeId holderOfNewer(long sequence) {
    NodeId newest = null;
    long highest = sequence;
    for (Map.Entry<NodeId, DataMessage.Prepared> answer : answers.entrySet()) {
      if (answer.getValue().sequence() > highest
          && answer.getValue().sequence() < Limits.MAX_SEQUENCE) {
        highest = answer.getValue().sequence();
        newest = answer.getKey();
      }
    }
    return newest;
  }

  /**
   * The holder set recorded with a plain put at holders without one. Each is sent the digest only,
   * and all 8 ids if it would record others, which is rare: peers near a key know the same.
   */
  final class Holders {
    private final HolderSet first;
    private final byte[] digest;

    /** By digest of a set, one of the peers that recorded it. */
    private final Map<Bytes, NodeId> recorded = new TreeMap<>();

    private Promise<HolderSet> newest;

    private Holders(HolderSet first, Hash hash) {
      this.first = first;
      answers.forEach(
          (id, answer) -> {
            if (answer.isRecorded()) {
              recorded.put(Bytes.wrap(answer.digest()), id);
            }
          });
      this.digest =
          recorded.isEmpty() ? first.digest(hash) : recorded.keySet().iterator().next().array();
    }

    /** The digest of the set. */
    byte[] digest() {
      return digest;
    }

    /** Whether a peer needs more than the digest, according to its answer. */
    boolean isNewTo(NodeId id) {
      DataMessage.Prepared answer = answers.get(id);
      return answer != null && !answer.isRecorded() && !Bytes.equal(answer.digest(), digest);
    }

    /** The whole set; if some are recorded already, the newest of these, obtained by a request. */
    Promise<HolderSet> inFull() {
      if (newest == null) {
        newest = recorded.isEmpty() ? Promise.of(first) : askForNewest();
      }
      return newest;
    }

    private Promise<HolderSet> askForNewest() {
      HolderSet[] best = {HolderSet.NONE};
      return Promise.each(
              new ArrayList<>(recorded.values()),
              id ->
                  ask(id, true)
                      .map(
                          answer -> {
                            HolderSet set = answer.holders();
                            best[0] = best[0].isNone() || set.isNewerThan(best[0]) ? set : best[0];
                            return (Void) null;
                          })
                      .recover(e -> Promise.of(null)))
          .flatMap(
              ok ->
                  best[0].isNone()
                      ? Promise.failed(ErrorCode.UNREACHABLE, "who the holders are is not known")
                      : Promise.of(best[0]));
    }
  }

  /** The set to record if there is none; {@code first} if no peer has recorded one. */
  Holders holders(List<NodeId> voters, Hash hash) {
    return new Holders(new HolderSet(0, 0, voters, List.of()), hash);
  }
}
