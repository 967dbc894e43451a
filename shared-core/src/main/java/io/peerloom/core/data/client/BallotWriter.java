package io.peerloom.core.data.client;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Lists;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.data.RecordRepository;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.DataMessage.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Writes a record that may replace only one known sequence ({@code ifSequence}): compare-and-set by
 * a ballot among the recorded holders. {@link BallotRound} decides, {@link Ballot} carries out each
 * round.
 *
 * <p>It succeeds once most of the recorded holders have the record. CONFLICT means that it is
 * certainly not stored: it reached nobody, or another is chosen in its place. If it may have
 * reached somebody and neither happened, the outcome is UNKNOWN. A write that another writer has
 * left unfinished is finished first, so that its outcome does not depend on who asks next.
 */
final class BallotWriter {
  /** Rounds of one write; other writers may intervene in each of them. */
  private static final int MAX_ROUNDS = 24;

  /** No further round begins after this time. */
  private static final int MAX_MILLIS = 20_000;

  /** Longest random wait before another round; doubled after each, up to 16 times. */
  private static final int WAIT_MILLIS = 25;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final HolderAccess access;
  private final OwnSequences sequences;
  private final Ballot.Context context;
  private boolean closed;

  BallotWriter(
      Env env,
      Authority authority,
      Identity self,
      RecordService holder,
      HolderAccess access,
      OwnSequences sequences,
      BooleanSupplier alone) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.access = access;
    this.sequences = sequences;
    this.context = new Ballot.Context(authority, self, holder, access, alone);
  }

  /** Begins no further round when the peer leaves. */
  void close() {
    closed = true;
  }

  /** Writes; fails with CONFLICT, UNKNOWN, UNREACHABLE, or the code of most refusals. */
  Promise<RecordClient.WriteOutcome> write(RecordWriter.Write write, byte[] payload) {
    Attempt attempt = new Attempt(write, payload);
    attempt.find(false);
    return attempt.outcome;
  }

  /** One write, through as many rounds as it takes. */
  private final class Attempt implements Ballot.Listener {
    final Promise<RecordClient.WriteOutcome> outcome = new Promise<>();
    private final RecordWriter.Write write;
    private final byte[] payload;
    private final byte[] slot;
    private List<NodeId> candidates;
    private List<NodeId> nearest;
    private boolean verified;
    private long sequence;
    private long number = 1;

    /** The sequence it replaces: the known one, or that of a deletion where there is no value. */
    private long replaces;

    private int rounds;
    private DataRecord mine;
    private boolean mayBeKept;
    private final long until = env.monotonicMillis() + MAX_MILLIS;

    Attempt(RecordWriter.Write write, byte[] payload) {
      this.write = write;
      this.payload = payload;
      this.replaces = write.ifSequence();
      this.sequence = replaces + 1;
      this.slot =
          RecordRepository.slotOf(authority.hash(), write.key(), self.keys().identityPublicKey());
    }

    void find(boolean strict) {
      verified = strict;
      access
          .places(write.key(), strict)
          .then(
              found -> {
                candidates = found;
                nearest = new ArrayList<>(Lists.first(found, Neighbourhood.REPLICAS));
                if (write.ifSequence() > Limits.MAX_SEQUENCES_AHEAD) {
                  survey();
                } else {
                  prepare();
                }
              },
              outcome::fail);
    }

    private void survey() {
      new SlotSurvey(env, access, context.holder(), self.id(), slot, candidates)
          .start()
          .then(
              survey -> {
                if (survey.hasOthers()
                    && survey.sequence(write.ifSequence()) + Limits.MAX_SEQUENCES_AHEAD
                        < write.ifSequence()) {
                  fail(ErrorCode.CONFLICT, "the sequence is lower");
                } else {
                  prepare();
                }
              },
              outcome::fail);
    }

    private void again() {
      if (++rounds >= MAX_ROUNDS || env.monotonicMillis() >= until) {
        fail(ErrorCode.CONFLICT, "others write the same value, or most holders are slow");
        return;
      }
      env.after(
          env.rng().nextInt(WAIT_MILLIS << Math.min(rounds, 4)),
          () -> {
            if (closed) {
              fail(ErrorCode.CLOSED, "the peer has left");
            } else {
              prepare();
            }
          });
    }

    /** Fails the write; with UNKNOWN if the record may be stored. */
    private void fail(ErrorCode code, String why) {
      outcome.fail(new PeerloomException(mayBeKept ? ErrorCode.UNKNOWN : code, why));
    }

    private void prepare() {
      new Ballot(context, this, slot, self.keys().identityPublicKey(), sequence, number, nearest)
          .start();
    }

    @Override
    public boolean isOver() {
      return outcome.isDone();
    }

    @Override
    public void mayBeStored(DataRecord record) {
      mayBeKept |= record == mine;
    }

    // ---- promises

    @Override
    public void promised(Ballot ballot) {
      Prepared newest = ballot.round().newest();
      long held = newest == null ? 0 : newest.sequence();
      boolean live = newest != null && newest.expiresAt() > env.wallMillis();
      long current = live ? held : 0;
      if (held >= sequence && live) {
        DataRecord other = DataRecord.decode(authority.hash(), newest.record());
        if (mine != null && Bytes.equal(other.envelope().encoded(), mine.envelope().encoded())) {
          propose(ballot, mine);
        } else if (held == sequence) {
          propose(ballot, other);
        } else if (isOver(other)) {
          // Perhaps not stored by most: what an unfinished deletion leaves is not known yet.
          startAt(held);
        } else {
          fail(ErrorCode.CONFLICT, "the sequence is " + held);
        }
      } else if (current != replaces) {
        fail(ErrorCode.CONFLICT, "the sequence is " + current);
      } else if (held >= sequence) {
        // An expired version still counts: the next one goes above it.
        startAt(held + 1);
      } else if (mine != null && mine.sequence() == sequence) {
        propose(ballot, mine);
      } else {
        sign()
            .then(
                record -> {
                  mine = record;
                  propose(ballot, record);
                },
                outcome::fail);
      }
    }

    /** Whether that version is a deletion, and the write requires that there is no value. */
    private boolean isOver(DataRecord other) {
      return write.ifSequence() == 0 && other.isDeletion() && !mayBeKept;
    }

    private void startAt(long next) {
      sequence = next;
      number = 1;
      again();
    }

    private Promise<DataRecord> sign() {
      long next = sequence;
      return sequences
          .last(slot)
          .flatMap(last -> sequences.reserve(slot, next, write.ttlSeconds()))
          .flatMap(
              ok -> {
                sequences.sent(slot, next);
                return DataRecord.sign(
                    authority,
                    self.keys(),
                    write.shared(),
                    write.nameHash(),
                    next,
                    env.wallMillis(),
                    write.ttlSeconds(),
                    write.seals(payload),
                    payload);
              });
    }

    /** Continues with a later version if there is one: earlier ones are never promised again. */
    @Override
    public void outbid(BallotRound round) {
      Prepared newest = round.newest();
      long held = newest == null ? 0 : newest.sequence();
      long promised = round.promisedSequence();
      // One that claims a promise far ahead lies, and would use up the slot's numbers.
      boolean credible = promised - Math.max(held, sequence) <= Limits.MAX_SEQUENCES_AHEAD;
      sequence = Math.max(sequence, Math.max(held, credible ? promised : 0));
      number = round.nextRound(sequence);
      if (number >= BallotRound.MAX_ROUND) {
        fail(ErrorCode.CONFLICT, "no further ballot for sequence " + sequence);
      } else {
        again();
      }
    }

    @Override
    public void unreachable() {
      if (verified) {
        fail(ErrorCode.UNREACHABLE, "most of the recorded holders cannot be reached");
      } else {
        find(true);
      }
    }

    // ---- storing

    private void propose(Ballot ballot, DataRecord record) {
      List<NodeId> there = new ArrayList<>(nearest);
      there.removeIf(ballot.round()::hasFailed);
      ballot.propose(record, ballot.round().holders(access.voters(there)));
    }

    @Override
    public void chosen(DataRecord record, int domains) {
      if (record == mine) {
        outcome.complete(new RecordClient.WriteOutcome(write.key(), record.sequence(), domains));
      } else if (isOver(record)) {
        replaces = record.sequence();
        startAt(replaces + 1);
      } else {
        // Nothing else is ever chosen for this sequence.
        mayBeKept &= mine != null && mine.sequence() != record.sequence();
        fail(ErrorCode.CONFLICT, "the sequence is " + record.sequence());
      }
    }

    @Override
    public void notChosen(BallotRound round, DataRecord record, PeerloomException refusal) {
      boolean needed = record == mine || isOver(record);
      if (needed && refusal != null && !mayBeKept && refusal.code() != ErrorCode.CONFLICT) {
        outcome.fail(refusal);
      } else if (record == mine && refusal == null && !mayBeKept) {
        // No peer received it.
        unreachable();
      } else {
        number = round.nextRound(sequence);
        again();
      }
    }
  }
}
