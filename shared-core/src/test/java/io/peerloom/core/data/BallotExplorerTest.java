package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.DataMessage.Prepared;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Writers and holders without anything around them, in any order of events: messages are late, lost
 * and doubled, writers end, the network is cut, holders are gone, copies and plain puts come
 * between, and holders change who is recorded.
 */
@Label("Ballots")
class BallotExplorerTest {
  private static final int HOLDERS = 7;
  private static final int EVENTS = 500;
  private static final int[] SUCCEEDED = {0};
  private static final int[] RENEWED = {0};

  private static final class Holder {
    SlotState state = SlotState.EMPTY;
    int value;
    boolean gone;
    int side;

    Prepared prepare(long sequence, long ballot) {
      if (state.mayPromise(sequence, ballot)) {
        state = state.promised(sequence, ballot, 1);
      }
      byte[] record = state.sequence() >= sequence ? new byte[] {(byte) value} : new byte[0];
      return new Prepared(
          state.sequence(),
          state.ballot(),
          state.promisedSequence(),
          state.promisedBallot(),
          1,
          state.holders(),
          record,
          !state.holders().isNone(),
          new byte[0]);
    }

    /** As {@code RecordHolder} allows a holder, but for what it knows of links. */
    boolean mayRenew(NodeId by, long sequence) {
      HolderSet set = state.holders();
      return state.sequence() == sequence
          && (set.holders().contains(by) || set.former().contains(by));
    }

    boolean store(long sequence, long ballot, int stored, HolderSet with) {
      boolean same = state.sequence() == sequence && value == stored && state.ballot() >= ballot;
      if (!same && !state.mayAccept(sequence, ballot)) {
        return false;
      }
      if (!same) {
        state = state.accepted(sequence, ballot, 0, with);
        value = stored;
      }
      return true;
    }
  }

  /** One compare-and-set, or one change of who is recorded, as {@link Ballot} carries it out. */
  private static final class Writer {
    /** Which holder it is, where it changes who is recorded; null for a compare-and-set. */
    NodeId renewer;

    final int value;
    final long base;
    final int side;
    List<NodeId> nearest;
    long sequence;
    long number = 1;
    BallotRound round;
    final TreeSet<NodeId> answered = new TreeSet<>();
    long ballot;
    HolderSet set;
    boolean proposing;
    int proposed;
    long mineAt;
    boolean mayBeKept;
    String outcome;

    Writer(int value, long base, int side) {
      this.value = value;
      this.base = base;
      this.side = side;
      this.sequence = base + 1;
    }

    void end(String how) {
      outcome = how.equals("conflict") && mayBeKept ? "unknown" : how;
    }
  }

  private static final class World {
    final Rng rng;
    final Map<NodeId, Holder> holders = new LinkedHashMap<>();
    final List<NodeId> ids = new ArrayList<>();
    final List<Writer> writers = new ArrayList<>();
    final List<Writer> renewals = new ArrayList<>();
    final List<Runnable> messages = new ArrayList<>();
    final Map<Long, Integer> successes = new TreeMap<>();
    final Map<Long, Integer> chosen = new TreeMap<>();
    int values = 1;
    final int most;
    final int renewing;
    boolean cut;

    World(int seed) {
      rng = new Rng(seed);
      most = 1 + rng.nextInt(8);
      renewing = rng.nextInt(6);
      for (int i = 0; i < HOLDERS; i++) {
        byte[] id = new byte[NodeId.BYTES];
        rng.nextBytes(id);
        ids.add(new NodeId(id));
        holders.put(ids.get(i), new Holder());
      }
      List<NodeId> first = new ArrayList<>(ids.subList(0, 3 + rng.nextInt(3)));
      for (NodeId id : first) {
        holders.get(id).store(1, 0, 0, new HolderSet(0, 0, first, List.of()));
      }
    }

    void run() {
      for (int i = 0; i < EVENTS; i++) {
        int event = rng.nextInt(100);
        if (rng.nextInt(100) < renewing) {
          renew();
        } else if (event < 82 && !messages.isEmpty()) {
          messages.remove(rng.nextInt(messages.size())).run();
        } else if (event < 83 && !messages.isEmpty()) {
          messages.remove(rng.nextInt(messages.size()));
        } else if (event < 85 && !messages.isEmpty()) {
          messages.get(rng.nextInt(messages.size())).run();
        } else if (event < 90 && writers.size() < most) {
          begin();
        } else if (event < 94) {
          timeout();
        } else if (event < 96) {
          copy(ids.get(rng.nextInt(HOLDERS)), ids.get(rng.nextInt(HOLDERS)));
        } else if (event < 97) {
          holders.get(ids.get(rng.nextInt(HOLDERS))).gone = rng.nextInt(4) == 0;
        } else if (event < 98) {
          cut = rng.nextInt(3) == 0;
          for (Holder holder : holders.values()) {
            holder.side = cut && rng.nextInt(2) == 0 ? 1 - holder.side : holder.side;
          }
        } else if (rng.nextInt(8) == 0) {
          plainPut();
        }
      }
    }

    private void begin() {
      long base = 1;
      for (long sequence : chosen.keySet()) {
        base = rng.nextInt(3) > 0 ? sequence : base;
      }
      Writer writer = new Writer(values++, base, rng.nextInt(2));
      writers.add(writer);
      prepare(writer);
    }

    private void renew() {
      NodeId id = ids.get(rng.nextInt(HOLDERS));
      SlotState state = holders.get(id).state;
      if (!holders.get(id).gone && state.holders().holders().contains(id)) {
        Writer writer = new Writer(0, state.sequence() - 1, holders.get(id).side);
        writer.renewer = id;
        writer.number = BallotRound.roundOf(Math.max(state.ballot(), state.promisedBallot())) + 1;
        renewals.add(writer);
        prepare(writer);
      }
    }

    private boolean reaches(Writer writer, NodeId id) {
      Holder holder = holders.get(id);
      return !holder.gone && (!cut || holder.side == writer.side);
    }

    private void prepare(Writer writer) {
      writer.nearest = new ArrayList<>();
      for (NodeId id : ids) {
        if ((reaches(writer, id) || rng.nextInt(4) == 0) && writer.nearest.size() < 5) {
          writer.nearest.add(id);
        }
      }
      if (writer.nearest.isEmpty()) {
        writer.nearest.add(ids.get(0));
      }
      writer.proposing = false;
      writer.answered.clear();
      writer.ballot = BallotRound.number(writer.number, rng.nextInt(1 << 30));
      writer.round =
          new BallotRound(writer.sequence, writer.ballot, writer.nearest, writer.nearest);
      ask(writer, writer.round, new TreeSet<>());
    }

    private void ask(Writer writer, BallotRound round, TreeSet<NodeId> asked) {
      for (NodeId id : round.members()) {
        if (asked.add(id)) {
          long sequence = writer.sequence;
          long ballot = writer.ballot;
          messages.add(
              () -> {
                if (!reaches(writer, id)) {
                  if (rng.nextInt(2) == 0 && writer.round == round && !writer.proposing) {
                    round.failed(id);
                    step(writer);
                  }
                } else if (writer.renewer != null
                    && !holders.get(id).mayRenew(writer.renewer, sequence)) {
                  if (writer.round == round && !writer.proposing) {
                    writer.answered.add(id);
                    round.refused(id);
                    step(writer);
                  }
                } else {
                  Prepared answer = holders.get(id).prepare(sequence, ballot);
                  messages.add(
                      () -> {
                        if (writer.round == round && !writer.proposing && reaches(writer, id)) {
                          writer.answered.add(id);
                          round.prepared(id, answer);
                          ask(writer, round, asked);
                          step(writer);
                        }
                      });
                }
              });
        }
      }
    }

    /** What has not answered by now has failed. */
    private void timeout() {
      List<Writer> open = new ArrayList<>(writers);
      open.addAll(renewals);
      open.removeIf(writer -> writer.outcome != null);
      if (open.isEmpty()) {
        return;
      }
      Writer writer = open.get(rng.nextInt(open.size()));
      if (rng.nextInt(12) == 0) {
        writer.end("unknown");
      } else if (writer.proposing) {
        writer.mayBeKept |= writer.proposed == writer.value;
        writer.number = writer.round.nextRound(writer.sequence);
        prepare(writer);
      } else {
        for (NodeId id : writer.round.members()) {
          if (!writer.answered.contains(id)) {
            writer.round.failed(id);
          }
        }
        step(writer);
        if (writer.outcome == null && !writer.proposing) {
          writer.number++;
          prepare(writer);
        }
      }
    }

    private void step(Writer writer) {
      if (writer.outcome != null) {
        return;
      }
      BallotRound.Step step = writer.round.step();
      if (writer.renewer != null && step != BallotRound.Step.PROMISED) {
        writer.outcome = step == BallotRound.Step.WAITING ? null : "over";
        return;
      }
      switch (step) {
        case PROMISED -> promised(writer);
        case OUTBID -> {
          writer.sequence = Math.max(writer.sequence, writer.round.promisedSequence());
          writer.number = writer.round.nextRound(writer.sequence);
          prepare(writer);
        }
        case UNREACHABLE -> writer.end("conflict");
        default -> {}
      }
    }

    private void promised(Writer writer) {
      Prepared newest = writer.round.newest();
      long held = newest == null ? 0 : newest.sequence();
      if (writer.renewer != null) {
        if (held == writer.sequence && writer.round.isNewestOne()) {
          propose(writer, newest.record()[0]);
        } else {
          writer.end("over");
        }
      } else if (held > writer.sequence || held < writer.sequence && held != writer.base) {
        writer.end("conflict");
      } else if (held == writer.sequence) {
        propose(writer, newest.record()[0]);
      } else {
        writer.mineAt = writer.sequence;
        propose(writer, writer.value);
      }
    }

    private void propose(Writer writer, int value) {
      List<NodeId> there = new ArrayList<>(writer.nearest);
      there.removeIf(writer.round::hasFailed);
      BallotRound round = writer.round;
      if (writer.renewer != null) {
        List<NodeId> nearest = there;
        there = new ArrayList<>(round.recorded().holders());
        int count = Math.max(there.size(), nearest.size());
        there.removeIf(round::hasFailed);
        for (NodeId id : nearest) {
          if (there.size() < count && !there.contains(id)) {
            there.add(id);
          }
        }
      }
      HolderSet set = round.holders(there);
      writer.set = set;
      writer.proposing = true;
      writer.proposed = value;
      List<NodeId> members = round.members();
      for (NodeId id : set.holders()) {
        if (!members.contains(id)) {
          members.add(id);
        }
      }
      long sequence = writer.sequence;
      long ballot = writer.ballot;
      for (NodeId id : members) {
        messages.add(
            () -> {
              Holder holder = holders.get(id);
              boolean may =
                  writer.renewer == null
                      || holder.mayRenew(writer.renewer, sequence) && holder.value == value;
              if (reaches(writer, id) && may && holder.store(sequence, ballot, value, set)) {
                messages.add(() -> accepted(writer, round, id));
              }
            });
      }
    }

    private void accepted(Writer writer, BallotRound round, NodeId id) {
      if (writer.round != round || writer.outcome != null) {
        return;
      }
      writer.mayBeKept |= writer.proposed == writer.value;
      round.accepted(id);
      if (!round.isChosen(writer.set)) {
        return;
      }
      Integer other = chosen.put(writer.sequence, writer.proposed);
      assertThat(other).as("one value a sequence").isIn(null, writer.proposed);
      if (writer.renewer != null) {
        RENEWED[0] += writer.set.former().isEmpty() ? 0 : 1;
        writer.end("over");
      } else if (writer.proposed == writer.value) {
        writer.end("success");
        other = successes.put(writer.base, writer.value);
        assertThat(other).as("one success on one base").isNull();
      } else {
        writer.mayBeKept &= writer.mineAt != writer.sequence && writer.mineAt > 0;
        writer.end("conflict");
      }
    }

    /** Goes above what some hold, and passes on who is recorded, as {@link SlotSurvey} says. */
    private void plainPut() {
      long highest = 0;
      HolderSet set = HolderSet.NONE;
      for (Holder holder : holders.values()) {
        if (rng.nextInt(2) == 0) {
          highest = Math.max(highest, holder.state.sequence());
          set =
              holder.state.holders().isNewerThan(set) || set.isNone()
                  ? holder.state.holders()
                  : set;
        }
      }
      int value = values++;
      for (Holder holder : holders.values()) {
        if (rng.nextInt(2) == 0 && !set.isNone()) {
          holder.store(highest + 1, 0, value, set);
        }
      }
    }

    private boolean copy(NodeId from, NodeId to) {
      SlotState state = holders.get(from).state;
      Holder taker = holders.get(to);
      boolean takes =
          state.sequence() > 0 && taker.state.mayAccept(state.sequence(), state.ballot());
      return takes
          && taker.store(
              state.sequence(), state.ballot(), holders.get(from).value, state.holders());
    }

    /** All copies go everywhere once promises are over. */
    void settle() {
      for (Holder holder : holders.values()) {
        SlotState s = holder.state;
        holder.state =
            new SlotState(s.sequence(), s.ballot(), 0, 0, 0, 0, s.keptUntil(), s.holders());
      }
      boolean more = true;
      while (more) {
        more = false;
        for (NodeId from : ids) {
          for (NodeId to : ids) {
            more |= copy(from, to);
          }
        }
      }
    }

    void check() {
      Holder last = holders.get(ids.get(0));
      for (Writer writer : writers) {
        if ("conflict".equals(writer.outcome)) {
          for (Holder holder : holders.values()) {
            assertThat(holder.value).as("told CONFLICT").isNotEqualTo(writer.value);
          }
        }
      }
      for (Map.Entry<Long, Integer> each : chosen.entrySet()) {
        assertThat(last.state.sequence()).isGreaterThanOrEqualTo(each.getKey());
        if (last.state.sequence() == each.getKey() && last.state.ballot() > 0) {
          assertThat(last.value).as("what was chosen stays").isEqualTo(each.getValue());
        }
      }
    }
  }

  @Property(tries = 4000)
  void oneOutcomeWhateverIsLostOrLate(@ForAll int seed) {
    World world = new World(seed);
    world.run();
    world.settle();
    world.check();
    SUCCEEDED[0] += world.successes.size();
  }

  @AfterContainer
  static void ballotsDoSucceed() {
    assertThat(SUCCEEDED[0]).as("compare-and-sets that succeeded").isGreaterThan(1_500);
    assertThat(RENEWED[0]).as("sets that were changed").isGreaterThan(60);
  }
}
