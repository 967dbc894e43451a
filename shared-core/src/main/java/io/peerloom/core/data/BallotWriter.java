package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.DataMessage.Prepared;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Writes what may replace one known sequence only ({@code ifSequence}): compare-and-set by a ballot
 * among the recorded holders. {@link BallotRound} decides, this carries out.
 *
 * <p>It succeeds once most of the recorded holders have the record. CONFLICT means that it is
 * certainly not kept: it was given to nobody, or another is chosen in its place. Where it was given
 * to somebody and neither came about, the outcome is UNKNOWN. What another writer has begun and not
 * finished is finished first, so that its outcome does not depend on who asks next.
 */
final class BallotWriter {
  /** Rounds of one write; others come between in each of them. */
  private static final int MAX_ROUNDS = 24;

  /** No further round begins after that. */
  private static final int MAX_MILLIS = 20_000;

  /** Waited before another round, at most and at random; twice that after each, up to 16 times. */
  private static final int WAIT_MILLIS = 25;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordHolder holder;
  private final HolderAccess access;
  private final OwnSequences sequences;
  private final BooleanSupplier alone;

  BallotWriter(
      Env env,
      Authority authority,
      Identity self,
      RecordHolder holder,
      HolderAccess access,
      OwnSequences sequences,
      BooleanSupplier alone) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.holder = holder;
    this.access = access;
    this.sequences = sequences;
    this.alone = alone;
  }

  /** Writes; fails with CONFLICT, UNKNOWN, UNREACHABLE, or the code of most refusals. */
  Promise<RecordClient.Written> write(RecordWriter.Write write, byte[] payload) {
    Course course = new Course(write, payload);
    course.find(false);
    return course.outcome;
  }

  /** One write, through as many rounds as it takes. */
  private final class Course {
    final Promise<RecordClient.Written> outcome = new Promise<>();
    private final RecordWriter.Write write;
    private final byte[] payload;
    private final byte[] slot;
    private List<NodeId> candidates;
    private List<NodeId> nearest;
    private boolean verified;
    private long sequence;
    private long number = 1;
    private int rounds;
    private DataRecord mine;
    private boolean mayBeKept;
    private final long until = env.monotonicMillis() + MAX_MILLIS;

    Course(RecordWriter.Write write, byte[] payload) {
      this.write = write;
      this.payload = payload;
      this.sequence = write.ifSequence() + 1;
      this.slot = SlotStore.slotOf(authority.hash(), write.key(), self.keys().identityPublicKey());
    }

    void find(boolean strict) {
      verified = strict;
      access
          .places(write.key(), strict)
          .then(
              found -> {
                candidates = found;
                nearest =
                    new ArrayList<>(
                        found.subList(0, Math.min(RecordHolder.REPLICAS, found.size())));
                prepare();
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
            if (!outcome.isDone()) {
              prepare();
            }
          });
    }

    /** Ends it; what may be kept is not said to be refused. */
    private void fail(ErrorCode code, String why) {
      outcome.fail(new PeerloomException(mayBeKept ? ErrorCode.UNKNOWN : code, why));
    }

    private void prepare() {
      new Half(this).start();
    }

    // ---- what was promised

    void promised(BallotRound round, long ballot) {
      Prepared newest = round.newest();
      long held = newest == null ? 0 : newest.sequence();
      boolean live = newest != null && newest.expiresAt() > env.wallMillis();
      long current = live ? held : 0;
      if (held >= sequence && live) {
        DataRecord other = DataRecord.decode(authority.hash(), newest.record());
        if (mine != null && Bytes.equal(other.envelope().encoded(), mine.envelope().encoded())) {
          propose(round, ballot, mine);
        } else if (held == sequence) {
          propose(round, ballot, other);
        } else {
          fail(ErrorCode.CONFLICT, "the sequence is " + held);
        }
      } else if (current != write.ifSequence()) {
        fail(ErrorCode.CONFLICT, "the sequence is " + current);
      } else if (held >= sequence) {
        // What has expired still counts: the next one goes above it.
        sequence = held + 1;
        number = 1;
        again();
      } else if (mine != null && mine.sequence() == sequence) {
        propose(round, ballot, mine);
      } else {
        sign()
            .then(
                record -> {
                  mine = record;
                  propose(round, ballot, record);
                },
                outcome::fail);
      }
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
                    !write.shared(),
                    payload);
              });
    }

    void outbid(BallotRound round) {
      sequence = Math.max(sequence, round.promisedSequence());
      number = round.nextRound(sequence);
      if (number >= BallotRound.MAX_ROUND) {
        fail(ErrorCode.CONFLICT, "no further ballot for sequence " + sequence);
      } else {
        again();
      }
    }

    void unreachable() {
      if (verified) {
        fail(ErrorCode.UNREACHABLE, "most of the recorded holders cannot be reached");
      } else {
        find(true);
      }
    }

    // ---- storing it

    private void propose(BallotRound round, long ballot, DataRecord record) {
      List<NodeId> there = new ArrayList<>();
      for (NodeId id : nearest) {
        if (!round.hasFailed(id)) {
          there.add(id);
        }
      }
      HolderSet holders = round.holders(access.deciders(there));
      List<NodeId> members = round.members();
      for (NodeId id : holders.holders()) {
        if (!members.contains(id)) {
          members.add(id);
        }
      }
      new Proposal(this, round, record, ballot, holders, members).start();
    }

    void chosen(DataRecord record, int domains) {
      if (record == mine) {
        outcome.complete(new RecordClient.Written(write.key(), record.sequence(), domains));
      } else {
        // Nothing else is ever chosen for this sequence.
        mayBeKept &= mine != null && mine.sequence() != record.sequence();
        fail(ErrorCode.CONFLICT, "the sequence is " + record.sequence());
      }
    }

    /** Stored, but not with most of them. */
    void notChosen(BallotRound round, DataRecord record, PeerloomException refusal) {
      if (record == mine && refusal != null && !mayBeKept && refusal.code() != ErrorCode.CONFLICT) {
        outcome.fail(refusal);
      } else {
        number = round.nextRound(sequence);
        again();
      }
    }
  }

  /** The first half of a round: asks all who count for a promise. */
  private final class Half {
    private final Course course;
    private final long ballot;
    private final BallotRound round;
    private final Set<NodeId> asked = new TreeSet<>();
    private boolean over;

    Half(Course course) {
      this.course = course;
      byte[] random = authority.crypto().randomBytes(5);
      long tag = 0;
      for (byte each : random) {
        tag = tag << 8 | each & 0xff;
      }
      ballot = BallotRound.number(course.number, tag);
      round =
          new BallotRound(course.sequence, ballot, course.nearest, access.deciders(course.nearest));
    }

    void start() {
      askAll();
      check();
    }

    private void askAll() {
      for (NodeId id : round.members()) {
        if (asked.add(id)) {
          ask(id);
        }
      }
    }

    private void ask(NodeId id) {
      DataMessage.Prepare question = new DataMessage.Prepare(course.slot, course.sequence, ballot);
      Promise<Prepared> answer =
          id.equals(self.id())
              ? holder.prepare(question)
              : access
                  .request(id, question, RecordFetcher.HOLDER_TIMEOUT_MILLIS)
                  .flatMap(
                      said ->
                          said instanceof Prepared prepared
                              ? Promise.of(prepared)
                              : Promise.failed(ErrorCode.INVALID_REQUEST, "no promise"));
      answer
          .flatMap(this::proved)
          .then(
              said -> {
                round.prepared(id, said);
                askAll();
                check();
              },
              e -> {
                round.failed(id);
                check();
              });
    }

    /** Who says to hold that sequence or a later one shows the record. */
    private Promise<Prepared> proved(Prepared said) {
      if (said.sequence() < course.sequence) {
        return Promise.of(said);
      }
      DataRecord record = DataRecord.decode(authority.hash(), said.record());
      boolean fits =
          record.sequence() == said.sequence()
              && record.key().equals(course.write.key())
              && Bytes.equal(record.publisherKey(), self.keys().identityPublicKey());
      return fits
          ? record.verify(authority).map(ok -> said)
          : Promise.failed(ErrorCode.INVALID_REQUEST, "another record");
    }

    private void check() {
      if (over || course.outcome.isDone()) {
        return;
      }
      BallotRound.Step step = round.step();
      if (step == BallotRound.Step.WAITING) {
        return;
      }
      over = true;
      switch (step) {
        case PROMISED -> course.promised(round, ballot);
        case OUTBID -> course.outbid(round);
        default -> course.unreachable();
      }
    }
  }

  /** The second half: stores the record where most have promised. */
  private final class Proposal {
    private final Course course;
    private final BallotRound round;
    private final DataRecord record;
    private final long ballot;
    private final HolderSet holders;
    private final List<NodeId> members;
    private final Set<Bytes> domains = new TreeSet<>();
    private PeerloomException refusal;
    private boolean ownPending;
    private boolean foreign;
    private boolean over;
    private int pending;

    Proposal(
        Course course,
        BallotRound round,
        DataRecord record,
        long ballot,
        HolderSet holders,
        List<NodeId> members) {
      this.course = course;
      this.round = round;
      this.record = record;
      this.ballot = ballot;
      this.holders = holders;
      this.members = members;
    }

    void start() {
      ownPending = members.remove(self.id());
      pending = members.size();
      DataMessage.Store message =
          new DataMessage.Store(record.envelope().encoded(), ballot, holders, new byte[0]);
      byte[] digest = record.digest(authority.hash());
      for (NodeId id : members) {
        access
            .request(id, message, RecordFetcher.HOLDER_TIMEOUT_MILLIS)
            .flatMap(answer -> RecordWriter.receiptOf(authority, answer, digest))
            .then(
                receipt -> {
                  foreign = true;
                  taken(id, receipt);
                },
                e -> refused(id, e));
      }
      check();
    }

    private void taken(NodeId id, Receipt receipt) {
      pending--;
      round.accepted(id);
      domains.add(Bytes.wrap(receipt.domain()));
      course.mayBeKept |= record == course.mine;
      check();
    }

    private void refused(NodeId id, PeerloomException e) {
      pending--;
      boolean unclear = WriteQuorum.isUnclear(e.code());
      course.mayBeKept |= unclear && record == course.mine;
      if (WriteQuorum.isRefusal(e.code()) && !id.equals(self.id())) {
        refusal = refusal == null || e.code() != ErrorCode.CONFLICT ? e : refusal;
      }
      check();
    }

    private void check() {
      if (over || course.outcome.isDone()) {
        return;
      }
      if (ownPending && (foreign || pending == 0 && alone.getAsBoolean())) {
        ownPending = false;
        pending++;
        holder
            .keep(record, ballot, holders, new byte[0])
            .then(receipt -> taken(self.id(), receipt), e -> refused(self.id(), e));
        return;
      }
      if (round.isChosen(holders) && (foreign || alone.getAsBoolean())) {
        over = true;
        course.chosen(record, domains.size());
      } else if (pending == 0) {
        over = true;
        course.notChosen(round, record, refusal);
      }
    }
  }
}
