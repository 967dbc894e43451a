package io.peerloom.core.data.client;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.RecordRepository;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.DataMessage.Prepared;
import io.peerloom.core.wire.HolderSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Carries out one round of a ballot: asks all peers that count for a promise, and stores a record
 * where most have promised. {@link BallotRound} decides, a {@link Listener} receives the outcome.
 */
public final class Ballot {
  /** The peer that runs ballots, and its means. */
  public record Context(
      Authority authority,
      Identity self,
      RecordService holder,
      HolderAccess access,
      BooleanSupplier alone) {}

  /** The purpose of the rounds. Each half reports exactly one outcome. */
  public interface Listener {
    /** Whether nothing more is to be done. */
    boolean isOver();

    /** The first half: most have promised, and {@link #propose} may be called. */
    void promised(Ballot ballot);

    /** The first half: another ballot intervened. */
    void outbid(BallotRound round);

    /** The first half: most cannot be reached. */
    void unreachable();

    /** A peer has stored a record, or may have. */
    void mayBeStored(DataRecord record);

    /** The second half: stored by most, in so many failure domains. */
    void chosen(DataRecord record, int domains);

    /** The second half: not stored by most; {@code refusal} null for none. */
    void notChosen(BallotRound round, DataRecord record, PeerloomException refusal);
  }

  private final Context context;
  private final Listener listener;
  private final byte[] slot;
  private final byte[] publisherKey;
  private final long sequence;
  private final long number;
  private final BallotRound round;
  private final Set<NodeId> asked = new TreeSet<>();
  private boolean promised;

  /**
   * A round that has not begun.
   *
   * @param nearest the peers that should hold the value now, closest first
   */
  public Ballot(
      Context context,
      Listener listener,
      byte[] slot,
      byte[] publisherKey,
      long sequence,
      long number,
      List<NodeId> nearest) {
    this.context = context;
    this.listener = listener;
    this.slot = slot;
    this.publisherKey = publisherKey;
    this.sequence = sequence;
    long tag = 0;
    for (byte each : context.authority.crypto().randomBytes(5)) {
      tag = tag << 8 | each & 0xff;
    }
    this.number = BallotRound.number(number, tag);
    this.round = new BallotRound(sequence, this.number, nearest, context.access.voters(nearest));
  }

  public BallotRound round() {
    return round;
  }

  public void start() {
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
    DataMessage.Prepare question = new DataMessage.Prepare(slot, sequence, number);
    SlotSurvey.ask(context.access, context.holder, context.self.id(), id, question)
        .flatMap(this::proved)
        .then(
            answer -> {
              if (promised) {
                return;
              }
              round.prepared(id, answer);
              askAll();
              check();
            },
            e -> {
              if (e.code() == ErrorCode.UNAUTHORIZED) {
                round.refused(id);
              } else {
                round.failed(id);
              }
              check();
            });
  }

  /** A peer that claims to hold that sequence or a later one must show the record. */
  private Promise<Prepared> proved(Prepared answer) {
    if (answer.sequence() < sequence) {
      return Promise.of(answer);
    }
    DataRecord record = DataRecord.decode(context.authority.hash(), answer.record());
    boolean fits =
        record.sequence() == answer.sequence()
            && record.key().equals(RecordRepository.keyOf(slot))
            && Bytes.equal(record.publisherKey(), publisherKey);
    return fits
        ? record.verify(context.authority).map(ok -> answer)
        : Promise.failed(ErrorCode.INVALID_REQUEST, "malformed");
  }

  private void check() {
    if (promised || listener.isOver()) {
      return;
    }
    BallotRound.Step step = round.step();
    if (step == BallotRound.Step.WAITING) {
      return;
    }
    promised = true;
    if (step == BallotRound.Step.PROMISED) {
      listener.promised(this);
    } else if (step == BallotRound.Step.OUTBID) {
      listener.outbid(round);
    } else {
      listener.unreachable();
    }
  }

  /** Stores a record at all members and recorded holders. */
  public void propose(DataRecord record, HolderSet holders) {
    List<NodeId> members = round.members();
    for (NodeId id : holders.holders()) {
      if (!members.contains(id)) {
        members.add(id);
      }
    }
    new Proposal(record, holders).start(members);
  }

  /** The second half: stores the record where most have promised. */
  private final class Proposal {
    private final DataRecord record;
    private final HolderSet holders;
    private final Set<Bytes> domains = new TreeSet<>();
    private PeerloomException refusal;
    private boolean ownPending;
    private boolean ownInFlight;
    private boolean foreign;
    private boolean over;
    private int pending;

    Proposal(DataRecord record, HolderSet holders) {
      this.record = record;
      this.holders = holders;
    }

    public void start(List<NodeId> members) {
      ownPending = members.remove(context.self.id());
      pending = members.size();
      DataMessage.Store message =
          new DataMessage.Store(record.envelope().encoded(), number, holders, new byte[0]);
      for (NodeId id : members) {
        context
            .access
            .request(id, message, RecordFetcher.HOLDER_TIMEOUT_MILLIS)
            .flatMap(RecordWriter::domainOf)
            .then(
                domain -> {
                  foreign = true;
                  taken(id, domain);
                },
                e -> refused(id, context.access.asAnswered(id, e)));
      }
      check();
    }

    private void answered(NodeId id) {
      pending--;
      ownInFlight &= !id.equals(context.self.id());
    }

    private void taken(NodeId id, byte[] domain) {
      answered(id);
      round.accepted(id);
      domains.add(Bytes.wrap(domain));
      listener.mayBeStored(record);
      check();
    }

    private void refused(NodeId id, PeerloomException e) {
      answered(id);
      if (WriteQuorum.isUnclear(e.code())) {
        listener.mayBeStored(record);
      }
      if (WriteQuorum.isRefusal(e.code()) && !id.equals(context.self.id())) {
        refusal = refusal == null || e.code() != ErrorCode.CONFLICT ? e : refusal;
      }
      check();
    }

    private void check() {
      if (over || listener.isOver()) {
        return;
      }
      if (ownPending && (foreign || pending == 0 && context.alone.getAsBoolean())) {
        ownPending = false;
        ownInFlight = true;
        pending++;
        context
            .holder
            .store(record, number, holders, new byte[0])
            .then(domain -> taken(context.self.id(), domain), e -> refused(context.self.id(), e));
        return;
      }
      // The writer must be able to read its own write: wait for its own copy.
      if (!ownInFlight && round.isChosen(holders) && (foreign || context.alone.getAsBoolean())) {
        over = true;
        listener.chosen(record, domains.size());
      } else if (pending == 0) {
        over = true;
        listener.notChosen(round, record, refusal);
      }
    }
  }
}
