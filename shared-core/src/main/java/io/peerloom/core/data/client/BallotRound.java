package io.peerloom.core.data.client;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.data.SlotState;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.DataMessage.Prepared;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One ballot of a writer: the proposer of CASPaxos (Rystsov, 2018). It needs the promises of most
 * recorded holders, in which it sees whatever most of them have accepted before, and then their
 * receipts. Of two writers at most one gets both, whatever is lost or late, and whichever peer
 * fails.
 *
 * <p>The holders are those recorded with the newest ballot. If some of them are gone, this ballot
 * records others, and then needs a majority of both (see {@link HolderSet}). If nothing is recorded
 * yet, the nearest are the holders; if first puts have recorded different ones, a majority of each
 * is needed.
 */
public final class BallotRound {
  /** How far the first half of a ballot is. */
  enum Step {
    /** More answers are needed. */
    WAITING,
    /** The value may be stored. */
    PROMISED,
    /** Another writer's later ballot intervened. */
    OUTBID,
    /** Most holders cannot be reached. */
    UNREACHABLE
  }

  /** Rounds of one sequence. */
  static final long MAX_ROUND = 1 << 22;

  private final long sequence;
  private final long ballot;
  private final List<NodeId> nearest;
  private final HolderSet first;
  private final Map<NodeId, Prepared> answers = new LinkedHashMap<>();
  private final Set<NodeId> granted = new TreeSet<>();
  private final Set<NodeId> failed = new TreeSet<>();
  private final Set<NodeId> refused = new TreeSet<>();
  private final Set<NodeId> accepted = new TreeSet<>();
  private final List<HolderSet> recorded = new ArrayList<>();

  /**
   * A ballot without answers.
   *
   * @param nearest the peers that should hold the value now, closest first
   * @param first those of them that vote as long as no holders are recorded
   */
  BallotRound(long sequence, long ballot, List<NodeId> nearest, List<NodeId> first) {
    this.sequence = sequence;
    this.ballot = ballot;
    this.nearest = nearest;
    this.first = new HolderSet(sequence, ballot, first, List.of());
  }

  /**
   * The number of a ballot.
   *
   * @param round higher than that of every ballot it is to outbid
   * @param random 40 bits, unique to the writer
   */
  static long number(long round, long random) {
    return round << SlotState.ROUND_SHIFT | random & (1L << SlotState.ROUND_SHIFT) - 1;
  }

  /** The peers to ask: the nearest, and all recorded holders known so far. */
  public List<NodeId> members() {
    List<NodeId> members = new ArrayList<>(nearest);
    for (HolderSet set : needed()) {
      add(members, set.holders());
      add(members, set.former());
    }
    return members;
  }

  private static void add(List<NodeId> members, List<NodeId> more) {
    for (NodeId id : more) {
      if (!members.contains(id)) {
        members.add(id);
      }
    }
  }

  /** A peer answered, whether it promised or not. */
  void prepared(NodeId from, Prepared answer) {
    answers.put(from, answer);
    if (answer.promisedSequence() == sequence && answer.promisedBallot() == ballot) {
      granted.add(from);
    }
    HolderSet set = answer.holders();
    if (set.isNone() || !recorded.isEmpty() && recorded.get(0).isNewerThan(set)) {
      return;
    }
    if (!recorded.isEmpty() && set.isNewerThan(recorded.get(0))) {
      recorded.clear();
    }
    boolean known = false;
    for (HolderSet each : recorded) {
      known |= each.namesSame(set);
    }
    if (!known) {
      recorded.add(set);
    }
  }

  /** Whether a peer could not be asked, or refused. */
  public boolean hasFailed(NodeId id) {
    return failed.contains(id) || refused.contains(id);
  }

  /** A peer cannot be reached, or its answer is invalid. */
  void failed(NodeId from) {
    failed.add(from);
  }

  /** A peer is present, but refused a promise. */
  void refused(NodeId from) {
    refused.add(from);
  }

  /** The holders recorded with the newest ballot, as far as is known; any one of several sets. */
  public HolderSet recorded() {
    return recorded.isEmpty() ? HolderSet.NONE : recorded.get(0);
  }

  /** The sets whose majorities decide. */
  private List<HolderSet> needed() {
    return recorded.isEmpty() ? List.of(first) : recorded;
  }

  private boolean isMajority(Set<NodeId> some) {
    for (HolderSet set : needed()) {
      if (!set.isMajority(some)) {
        return false;
      }
    }
    return true;
  }

  /** The progress of the first half. */
  Step step() {
    if (isMajority(granted)) {
      return nearestStep();
    }
    Set<NodeId> possible = new TreeSet<>(members());
    possible.removeIf(this::hasFailed);
    boolean outbid = false;
    for (Map.Entry<NodeId, Prepared> answer : answers.entrySet()) {
      if (!granted.contains(answer.getKey())) {
        possible.remove(answer.getKey());
        outbid = true;
      }
    }
    if (isMajority(possible)) {
      return Step.WAITING;
    }
    return outbid ? Step.OUTBID : Step.UNREACHABLE;
  }

  /**
   * Whether most of the nearest promise, too. They have acknowledged plain puts, whatever holders
   * are recorded; and if they promised a later ballot to a write that failed, they would refuse
   * this one and return the previous version to readers.
   */
  private Step nearestStep() {
    int there = 0;
    int willing = 0;
    int possible = 0;
    for (NodeId id : nearest) {
      there += hasFailed(id) ? 0 : 1;
      willing += granted.contains(id) ? 1 : 0;
      possible += granted.contains(id) || !answers.containsKey(id) && !hasFailed(id) ? 1 : 0;
    }
    if (2 * willing > there || there == 0) {
      return Step.PROMISED;
    }
    return 2 * possible > there ? Step.WAITING : Step.OUTBID;
  }

  /** The newest version at any peer, under the highest ballot, or null. */
  public Prepared newest() {
    Prepared newest = null;
    for (Prepared each : answers.values()) {
      boolean later =
          newest == null
              || SlotState.compare(
                      each.sequence(), each.ballot(), newest.sequence(), newest.ballot())
                  > 0;
      newest = later ? each : newest;
    }
    return newest == null || newest.sequence() == 0 ? null : newest;
  }

  /** Whether all peers with the newest version have the same record. */
  public boolean isNewestOne() {
    Prepared newest = newest();
    boolean one = newest != null;
    for (Prepared each : answers.values()) {
      one &=
          SlotState.compare(each.sequence(), each.ballot(), newest.sequence(), newest.ballot()) != 0
              || Bytes.equal(each.record(), newest.record());
    }
    return one;
  }

  /** The highest sequence that was promised to another ballot. */
  long promisedSequence() {
    long highest = 0;
    for (Prepared each : answers.values()) {
      highest = Math.max(highest, each.promisedSequence());
    }
    return highest;
  }

  /** A round above all those promised for a sequence. */
  long nextRound(long forSequence) {
    long highest = SlotState.roundOf(ballot);
    for (Prepared each : answers.values()) {
      if (each.promisedSequence() == forSequence) {
        highest = Math.max(highest, SlotState.roundOf(each.promisedBallot()));
      }
      if (each.sequence() == forSequence) {
        highest = Math.max(highest, SlotState.roundOf(each.ballot()));
      }
    }
    return highest + 1;
  }

  /**
   * The holders to record with this ballot.
   *
   * @param wanted the holders wanted from now on, of the present peers
   */
  public HolderSet holders(List<NodeId> wanted) {
    if (recorded.isEmpty()) {
      return first;
    }
    HolderSet now = recorded.get(0);
    if (!now.former().isEmpty()) {
      return new HolderSet(
          sequence, ballot, now.holders(), isSettled(now) ? List.of() : now.former());
    }
    boolean changed = false;
    for (NodeId id : now.holders()) {
      changed |= failed.contains(id);
    }
    boolean grown = now.holders().size() < HolderSet.MAX && wanted.size() > now.holders().size();
    return (changed || grown) && !wanted.isEmpty() && !wanted.equals(now.holders())
        ? new HolderSet(sequence, ballot, wanted, now.holders())
        : new HolderSet(sequence, ballot, now.holders(), List.of());
  }

  /**
   * Whether most of the former and most of the new holders have recorded the change under the same
   * ballot: the same names may have been recorded twice, with other changes in between.
   */
  private boolean isSettled(HolderSet change) {
    Set<NodeId> having = new TreeSet<>();
    for (Map.Entry<NodeId, Prepared> answer : answers.entrySet()) {
      if (answer.getValue().holders().equals(change)) {
        having.add(answer.getKey());
      }
    }
    return change.isMajority(having);
  }

  /** A peer has stored the record. */
  void accepted(NodeId from) {
    accepted.add(from);
  }

  /** Whether most have stored the record, with that set. */
  boolean isChosen(HolderSet with) {
    return isMajority(accepted) && with.isMajority(accepted);
  }
}
