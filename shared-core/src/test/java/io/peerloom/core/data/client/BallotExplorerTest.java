package io.peerloom.core.data.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.data.SlotState;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.DataMessage.Prepared;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Writers and holders without anything around them, in any order of events: messages are late, lost
 * and doubled, holders restart, are gone and come back, writers end, or are frozen until nobody
 * keeps their promises, the network is cut at other places again and again, copies and plain puts
 * come between, and two holders at once change who is recorded.
 *
 * <p>Each rule was taken out once, and a violation seen in about one of 2,000 worlds, without the
 * second in one of 100: the majority of the former holders; the holder's check of the ballot; the
 * promise kept over a restart; the first half of a renewal; the record that a renewal found in it,
 * instead of the one its holder had before, where the others do not compare it; the same where
 * anybody may renew; the promise kept against lower ballots for as long as a record may live.
 * {@link #FOUND} has a world for each.
 */
@Label("Ballots")
class BallotExplorerTest {
  private static final int HOLDERS = 7;
  private static final int PHASES = 6;
  private static final int EVENTS = 100;

  /** Worlds that showed one of those, in this order. */
  private static final int[] FOUND = {675, 217, 2867, 160, 3978, 704, 2806};

  private static final int[] SUCCEEDED = {0};
  private static final int[] RENEWED = {0};

  private static final class Holder {
    SlotState state = SlotState.EMPTY;
    byte[] disk = state.encoded();
    int value;
    boolean gone;
    int side;

    void keep(SlotState next) {
      state = next;
      disk = next.encoded();
    }

    void restart() {
      state = SlotState.decode(disk);
    }

    Prepared prepare(long sequence, long ballot, long until) {
      if (state.mayPromise(sequence, ballot)) {
        keep(state.promised(sequence, ballot, until));
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

    /** As {@code RecordService} allows a holder, but for what it knows of links. */
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
        keep(state.accepted(sequence, ballot, 0, with));
        value = stored;
      }
      return true;
    }

    /** A copy, or a plain put: not under a ballot. */
    boolean take(long sequence, long ballot, int taken, HolderSet with, long now) {
      boolean may = state.mayTake(sequence, ballot, now);
      if (may) {
        keep(state.accepted(sequence, ballot, 0, with));
        value = taken;
      }
      return may;
    }
  }

  /** A question or an order to a holder, or its answer. */
  private record Message(Writer writer, NodeId holder, Runnable run) {}

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
    final List<Message> answers = new ArrayList<>();
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
    final List<Message> messages = new ArrayList<>();
    final Map<Long, Integer> successes = new TreeMap<>();
    final Map<Long, Integer> chosen = new TreeMap<>();
    int values = 1;
    final int most;
    long clock;
    boolean cut;

    World(int seed) {
      rng = new Rng(seed);
      most = 1 + rng.nextInt(3);
      for (int i = 0; i < HOLDERS; i++) {
        byte[] id = new byte[NodeId.BYTES];
        rng.nextBytes(id);
        ids.add(new NodeId(id));
        holders.put(ids.get(i), new Holder());
      }
      List<NodeId> first = new ArrayList<>(ids.subList(0, 3 + rng.nextInt(2)));
      for (NodeId id : first) {
        holders.get(id).store(1, 0, 0, new HolderSet(0, 0, first, List.of()));
      }
    }

    /** In each phase the network is cut elsewhere, or whole, and something is more frequent. */
    void run() {
      for (int phase = 0; phase < PHASES; phase++) {
        cut = rng.nextInt(3) > 0;
        int bursts = rng.nextInt(3) * 15;
        int away = 2 + rng.nextInt(2);
        for (Holder holder : holders.values()) {
          holder.side = rng.nextInt(away) == 0 ? 1 : 0;
          holder.gone = rng.nextInt(12) == 0;
        }
        int renewing = rng.nextInt(12);
        int begun = 1 + rng.nextInt(6);
        int lost = rng.nextInt(3) * 4;
        int inOrder = rng.nextInt(4);
        int restarts = rng.nextInt(2) * rng.nextInt(20);
        for (int i = 0; i < EVENTS; i++) {
          if (rng.nextInt(100) < renewing && open(renewals).size() < 2) {
            renew();
          }
          if (rng.nextInt(100) < begun && open(writers).size() < most) {
            begin();
          }
          if (rng.nextInt(100) < bursts) {
            burst();
          } else {
            event(lost, inOrder, restarts);
          }
        }
        if (rng.nextInt(3) == 0) {
          expire();
        }
      }
    }

    private void event(int lost, int inOrder, int restarts) {
      int event = rng.nextInt(100);
      if (event < 88 && !messages.isEmpty()) {
        int newest = Math.max(0, messages.size() - 12);
        int from = rng.nextInt(4) < inOrder ? newest : 0;
        Message message = messages.remove(from + rng.nextInt(messages.size() - from));
        if (rng.nextInt(100) >= lost) {
          message.run.run();
        }
      } else if (event < 90 && !messages.isEmpty()) {
        messages.get(rng.nextInt(messages.size())).run.run();
      } else if (event < 93) {
        List<Writer> open = open();
        if (!open.isEmpty()) {
          Writer writer = open.get(rng.nextInt(open.size()));
          if (rng.nextInt(12) == 0) {
            writer.end("unknown");
          } else {
            timeout(writer);
          }
        }
      } else if (event < 97) {
        copy(ids.get(rng.nextInt(HOLDERS)), ids.get(rng.nextInt(HOLDERS)));
      } else if (rng.nextInt(36) == 0) {
        plainPut();
      }
      if (rng.nextInt(100) < restarts) {
        holders.get(ids.get(rng.nextInt(HOLDERS))).restart();
      }
    }

    /** What one sends to some goes through at once, and the rest is late; or taken for lost. */
    private void burst() {
      List<Writer> open = open();
      if (open.isEmpty()) {
        return;
      }
      Writer writer = open.get(rng.nextInt(open.size()));
      TreeSet<NodeId> some = new TreeSet<>(ids);
      some.removeIf(id -> rng.nextInt(3) == 0);
      int most = 40;
      for (int i = 0; i < messages.size() && most > 0; i++) {
        Message message = messages.get(i);
        if (message.writer == writer && some.contains(message.holder)) {
          messages.remove(i);
          message.run.run();
          i = -1;
          most--;
        }
      }
      if (writer.outcome == null && rng.nextInt(2) == 0) {
        timeout(writer);
      }
    }

    /** Time passes: no message of a ballot is about any more, and then no promise is kept. */
    private void expire() {
      messages.clear();
      clock += 2;
      for (Holder holder : holders.values()) {
        holder.keep(holder.state.of(holder.state.sequence(), clock));
      }
      for (Writer writer : open()) {
        if (writer.proposing) {
          again(writer);
        } else {
          // It was frozen, and what it was answered comes when it wakes.
          messages.addAll(writer.answers);
        }
      }
    }

    private static List<Writer> open(List<Writer> of) {
      List<Writer> open = new ArrayList<>(of);
      open.removeIf(writer -> writer.outcome != null);
      return open;
    }

    private List<Writer> open() {
      List<Writer> open = open(writers);
      open.addAll(open(renewals));
      return open;
    }

    /** Another round, as nobody knows what became of the one before. */
    private void again(Writer writer) {
      if (writer.renewer != null) {
        writer.end("over");
        return;
      }
      writer.mayBeKept |= writer.proposing && writer.proposed == writer.value;
      writer.number = writer.round.nextRound(writer.sequence);
      prepare(writer);
    }

    private void begin() {
      long base = 1;
      for (long sequence : chosen.keySet()) {
        base = rng.nextInt(8) > 0 ? sequence : base;
      }
      Writer writer = new Writer(values++, base, rng.nextInt(2));
      writers.add(writer);
      prepare(writer);
    }

    private void renew() {
      NodeId id = ids.get(rng.nextInt(HOLDERS));
      SlotState state = holders.get(id).state;
      if (!holders.get(id).gone && holders.get(id).mayRenew(id, state.sequence())) {
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
      int most = 3 + rng.nextInt(2);
      int from = rng.nextInt(HOLDERS);
      for (int i = 0; i < HOLDERS; i++) {
        NodeId id = ids.get((from + i) % HOLDERS);
        if ((reaches(writer, id) || rng.nextInt(8) == 0) && writer.nearest.size() < most) {
          writer.nearest.add(id);
        }
      }
      if (writer.nearest.isEmpty()) {
        writer.nearest.add(ids.get(0));
      }
      writer.answers.clear();
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
          Runnable question =
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
                  Prepared answer = holders.get(id).prepare(sequence, ballot, clock + 1);
                  Runnable back =
                      () -> {
                        if (writer.round == round && !writer.proposing && reaches(writer, id)) {
                          writer.answered.add(id);
                          round.prepared(id, answer);
                          ask(writer, round, asked);
                          step(writer);
                        }
                      };
                  writer.answers.add(new Message(writer, id, back));
                  messages.add(new Message(writer, id, back));
                }
              };
          messages.add(new Message(writer, id, question));
        }
      }
    }

    /** What has not answered by now has failed. */
    private void timeout(Writer writer) {
      if (writer.proposing) {
        again(writer);
        return;
      }
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
        Runnable order =
            () -> {
              Holder holder = holders.get(id);
              boolean may =
                  writer.renewer == null
                      || holder.mayRenew(writer.renewer, sequence) && holder.value == value;
              if (reaches(writer, id) && may && holder.store(sequence, ballot, value, set)) {
                messages.add(new Message(writer, id, () -> accepted(writer, round, id)));
              }
            };
        messages.add(new Message(writer, id, order));
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
        if (writer.set.former().isEmpty()) {
          writer.end("over");
        } else {
          RENEWED[0]++;
          writer.number++;
          prepare(writer);
        }
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
          holder.take(highest + 1, 0, value, set, clock);
        }
      }
    }

    private boolean copy(NodeId from, NodeId to) {
      SlotState state = holders.get(from).state;
      return state.sequence() > 0
          && holders
              .get(to)
              .take(
                  state.sequence(),
                  state.ballot(),
                  holders.get(from).value,
                  state.holders(),
                  clock);
    }

    /** All copies go everywhere once promises are over. */
    void settle() {
      for (Holder holder : holders.values()) {
        SlotState s = holder.state;
        holder.state = new SlotState(s.sequence(), s.ballot(), 0, 0, 0, s.keptUntil(), s.holders());
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

  @Property(tries = 6000)
  void oneOutcomeWhateverIsLostOrLate(@ForAll int seed) {
    World world = new World(seed);
    world.run();
    world.settle();
    world.check();
    SUCCEEDED[0] += world.successes.size();
  }

  @Example
  void oneOutcomeInWorldsThatShowedTwo() {
    for (int number : FOUND) {
      oneOutcomeWhateverIsLostOrLate(number * 0x9E3779B1);
    }
  }

  @AfterContainer
  static void ballotsDoSucceed() {
    assertThat(SUCCEEDED[0]).as("compare-and-sets that succeeded").isGreaterThan(10_000);
    assertThat(RENEWED[0]).as("sets that were changed").isGreaterThan(700);
  }
}
