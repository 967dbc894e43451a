package io.peerloom.core.data.replication;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.RecordRepository;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.data.SlotState;
import io.peerloom.core.data.client.Ballot;
import io.peerloom.core.data.client.BallotRound;
import io.peerloom.core.data.client.HolderAccess;
import io.peerloom.core.data.client.HolderFinder;
import io.peerloom.core.data.client.RecordFetcher;
import io.peerloom.core.data.client.WriteQuorum;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.DataMessage.Prepared;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Adapts the recorded holders of a slot to the network: replaces departed ones while most of the
 * others are present, and adds some if a set was recorded in a small network. Otherwise a
 * compare-and-set would find most of them gone one day, and could not succeed any more.
 *
 * <p>The first present holder of a set is responsible. It stores the same record again, under a
 * higher ballot of the same sequence, with the changed set: a membership change of CASPaxos
 * (Rystsov, 2018), which needs most of the former and most of the new holders. So of the halves of
 * a network at most one can change a set, and none if neither has most of it. Two holders at once
 * only outbid each other; a later pass continues.
 */
public final class HolderRenewal {
  /** Between two passes: this to twice this. A holder missing for this long has departed. */
  public static final int PASS_MILLIS = 5 * 60_000;

  private static final int BATCH_MILLIS = 100;
  private static final int BATCH = 32;

  /** Slots renewed in one pass, one after the other; the next pass continues with the rest. */
  private static final int MAX_RENEWED = 64;

  /** How long a holder without a link that has answered is not probed again. */
  private static final int PRESENT_MILLIS = 60 * 60_000;

  private static final int MAX_MISSING = 1024;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordService holder;
  private final HolderAccess access;
  private final Ballot.Context context;

  /**
   * From when on a holder without a link counts as departed, in monotonic milliseconds. An evicted
   * holder counts as newly missing, and is replaced a pass later.
   */
  private final BoundedMap<NodeId, Long> departedFrom = new BoundedMap<>(MAX_MISSING);

  /** Spreads the passes of peers over time, by their ids. */
  private final int moment;

  private Timer next;
  private boolean stopped;
  private int renewed;

  public HolderRenewal(
      Env env,
      Authority authority,
      Identity self,
      RecordService holder,
      OverlayNetwork overlay,
      HolderFinder finder) {
    this(env, authority, self, holder, HolderAccess.of(overlay, finder));
  }

  public HolderRenewal(
      Env env, Authority authority, Identity self, RecordService holder, HolderAccess access) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.holder = holder;
    this.access = access;
    this.moment = (self.id().bytes()[0] & 0xff) * PASS_MILLIS / 256;
    this.context = new Ballot.Context(authority, self, holder, access, () -> false);
  }

  /** Starts the passes; only for peers that hold data. */
  public void start() {
    next = env.after(PASS_MILLIS + moment, this::pass);
  }

  /** Stops when the peer leaves. */
  public void stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
    }
  }

  private void pass() {
    renewed = 0;
    renewFrom(new byte[0]);
  }

  private void renewFrom(byte[] from) {
    holder
        .repository()
        .batch(from, BATCH)
        .flatMap(
            stored ->
                Promise.each(stored.slots(), slot -> consider(slot).recover(e -> Promise.of(null)))
                    .map(ok -> stored.next()))
        .then(
            more -> {
              if (stopped) {
                return;
              }
              if (more == null) {
                start();
              } else {
                next = env.after(BATCH_MILLIS, () -> renewFrom(more));
              }
            },
            e -> {
              env.log(LogLevel.WARN, "storage: " + e);
              if (!stopped) {
                start();
              }
            });
  }

  private Promise<Void> consider(RecordRepository.ScannedSlot stored) {
    RecordRepository.Slot kept = stored.content();
    if (stopped || renewed == MAX_RENEWED || !isDue(kept)) {
      return Promise.of(null);
    }
    renewed++;
    return Promise.each(kept.state().holders().holders(), id -> probe(id, stored.slot()))
        .flatMap(ok -> isDue(kept) ? new Renewal(stored.slot(), kept).run() : Promise.of(null));
  }

  /** A holder that is no longer near a key may have no link to this peer and yet be present. */
  private Promise<Void> probe(NodeId id, byte[] slot) {
    if (!hasDeparted(id)) {
      return Promise.of(null);
    }
    return access
        .request(id, new DataMessage.Prepare(slot, 0, 0), RecordFetcher.HOLDER_TIMEOUT_MILLIS)
        .map(answer -> true)
        .recover(e -> Promise.of(WriteQuorum.isRefusal(e.code())))
        .map(
            present -> {
              if (present) {
                departedFrom.put(id, env.monotonicMillis() + PRESENT_MILLIS);
              }
              return null;
            });
  }

  private boolean hasDeparted(NodeId id) {
    if (id.equals(self.id()) || holder.neighbourhood().isLinked(id)) {
      departedFrom.remove(id);
      return false;
    }
    long now = env.monotonicMillis();
    Long from = departedFrom.putIfAbsent(id, now + PASS_MILLIS);
    return from != null && from <= now;
  }

  /** Whether a set has to be changed, and by this peer. */
  private boolean isDue(RecordRepository.Slot kept) {
    HolderSet set = kept.state().holders();
    if (kept.record() == null || kept.record().expiresAt() <= env.wallMillis()) {
      return false;
    }
    NodeId first = null;
    boolean departed = false;
    for (NodeId id : set.holders()) {
      if (hasDeparted(id)) {
        departed = true;
      } else {
        first = first == null ? id : first;
      }
    }
    return self.id().equals(first)
        && (departed
            || !set.former().isEmpty()
            || wanted(kept.record().key(), set, List.of()).size() > set.holders().size());
  }

  /** The present holders of a set, plus the nearest peers if more are wanted. */
  private List<NodeId> wanted(Key key, HolderSet set, List<NodeId> failed) {
    List<NodeId> there = new ArrayList<>(holder.neighbourhood().nearest(key));
    there.removeAll(failed);
    List<NodeId> nearest = access.voters(there);
    int count = Math.max(set.holders().size(), nearest.size());
    List<NodeId> wanted = new ArrayList<>(set.holders());
    wanted.removeAll(failed);
    for (NodeId id : nearest) {
      if (wanted.size() < count && !wanted.contains(id)) {
        wanted.add(id);
      }
    }
    wanted.sort(key::compareDistance);
    return wanted;
  }

  /** Renews one slot, in up to two rounds: one to change the set, one to settle the change. */
  private final class Renewal implements Ballot.Listener {
    private final byte[] slot;
    private final DataRecord record;
    private final Promise<Void> over = new Promise<>();
    private long number;
    private boolean changing;

    Renewal(byte[] slot, RecordRepository.Slot kept) {
      this.slot = slot;
      this.record = kept.record();
      this.number = SlotState.roundOf(kept.state().ballot());
      if (kept.state().promisedSequence() == record.sequence()) {
        number = Math.max(number, SlotState.roundOf(kept.state().promisedBallot()));
      }
    }

    /** Fulfilled at the end, whatever the outcome. */
    Promise<Void> run() {
      List<NodeId> nearest = holder.neighbourhood().nearest(record.key());
      new Ballot(context, this, slot, record.publisherKey(), record.sequence(), ++number, nearest)
          .start();
      return over;
    }

    private void end() {
      over.complete(null);
    }

    @Override
    public boolean isOver() {
      return stopped || over.isDone();
    }

    @Override
    public void promised(Ballot ballot) {
      BallotRound round = ballot.round();
      Prepared newest = round.newest();
      if (newest == null || newest.sequence() != record.sequence() || !round.isNewestOne()) {
        end();
        return;
      }
      List<NodeId> failed = new ArrayList<>(round.members());
      failed.removeIf(id -> !round.hasFailed(id));
      HolderSet set = round.holders(wanted(record.key(), round.recorded(), failed));
      if (set.namesSame(round.recorded())) {
        end();
        return;
      }
      changing = !set.former().isEmpty();
      ballot.propose(DataRecord.decode(authority.hash(), newest.record()), set);
    }

    @Override
    public void chosen(DataRecord stored, int domains) {
      if (changing) {
        changing = false;
        run();
      } else {
        end();
      }
    }

    @Override
    public void mayBeStored(DataRecord stored) {}

    @Override
    public void outbid(BallotRound round) {
      end();
    }

    @Override
    public void unreachable() {
      end();
    }

    @Override
    public void notChosen(BallotRound round, DataRecord stored, PeerloomException refusal) {
      end();
    }
  }
}
