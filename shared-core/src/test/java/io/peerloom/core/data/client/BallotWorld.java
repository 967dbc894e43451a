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

/**
 * Holders and writers of one slot without anything around them, driven by one seed; {@link
 * BallotExplorerTest} says what happens to them.
 */
final class BallotWorld {
  private static final int HOLDERS = 7;
  private static final int PHASES = 6;
  private static final int EVENTS = 100;

  /** A question or an order to a holder, or its answer. */
  record Message(ModelWriter writer, NodeId holder, Runnable run) {}

  final Rng rng;
  final Map<NodeId, ModelHolder> holders = new LinkedHashMap<>();
  final List<NodeId> ids = new ArrayList<>();
  final List<ModelWriter> writers = new ArrayList<>();
  final List<ModelWriter> renewals = new ArrayList<>();
  final List<Message> messages = new ArrayList<>();
  final Map<Long, Integer> successes = new TreeMap<>();
  final Map<Long, Integer> chosen = new TreeMap<>();
  private int renewed;
  private int values = 1;
  final int most;
  long clock;
  boolean cut;

  BallotWorld(int seed) {
    rng = new Rng(seed);
    most = 1 + rng.nextInt(3);
    for (int i = 0; i < HOLDERS; i++) {
      byte[] id = new byte[NodeId.BYTES];
      rng.nextBytes(id);
      ids.add(new NodeId(id));
      holders.put(ids.get(i), new ModelHolder());
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
      for (ModelHolder holder : holders.values()) {
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
      List<ModelWriter> open = open();
      if (!open.isEmpty()) {
        ModelWriter writer = open.get(rng.nextInt(open.size()));
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

  /**
   * Messages of one writer to some holders arrive at once; the others arrive later, or count as
   * lost.
   */
  private void burst() {
    List<ModelWriter> open = open();
    if (open.isEmpty()) {
      return;
    }
    ModelWriter writer = open.get(rng.nextInt(open.size()));
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

  /** Time passes: no message of a ballot is in flight any more, then promises expire. */
  private void expire() {
    messages.clear();
    clock += 2;
    for (ModelHolder holder : holders.values()) {
      holder.keep(holder.state.of(holder.state.sequence(), clock));
    }
    for (ModelWriter writer : open()) {
      if (writer.proposing) {
        again(writer);
      } else {
        // It was frozen, and what it was answered comes when it wakes.
        messages.addAll(writer.answers);
      }
    }
  }

  private static List<ModelWriter> open(List<ModelWriter> of) {
    List<ModelWriter> open = new ArrayList<>(of);
    open.removeIf(writer -> writer.outcome != null);
    return open;
  }

  private List<ModelWriter> open() {
    List<ModelWriter> open = open(writers);
    open.addAll(open(renewals));
    return open;
  }

  /** Another round, as nobody knows what became of the one before. */
  private void again(ModelWriter writer) {
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
    ModelWriter writer = new ModelWriter(values++, base, rng.nextInt(2));
    writers.add(writer);
    prepare(writer);
  }

  private void renew() {
    NodeId id = ids.get(rng.nextInt(HOLDERS));
    SlotState state = holders.get(id).state;
    if (!holders.get(id).gone && holders.get(id).mayRenew(id, state.sequence())) {
      ModelWriter writer = new ModelWriter(0, state.sequence() - 1, holders.get(id).side);
      writer.renewer = id;
      writer.number = SlotState.roundOf(Math.max(state.ballot(), state.promisedBallot())) + 1;
      renewals.add(writer);
      prepare(writer);
    }
  }

  private boolean reaches(ModelWriter writer, NodeId id) {
    ModelHolder holder = holders.get(id);
    return !holder.gone && (!cut || holder.side == writer.side);
  }

  private void prepare(ModelWriter writer) {
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
    writer.round = new BallotRound(writer.sequence, writer.ballot, writer.nearest, writer.nearest);
    ask(writer, writer.round, new TreeSet<>());
  }

  private void ask(ModelWriter writer, BallotRound round, TreeSet<NodeId> asked) {
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
  private void timeout(ModelWriter writer) {
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

  private void step(ModelWriter writer) {
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

  private void promised(ModelWriter writer) {
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

  private void propose(ModelWriter writer, int value) {
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
            ModelHolder holder = holders.get(id);
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

  private void accepted(ModelWriter writer, BallotRound round, NodeId id) {
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
        renewed++;
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
    for (ModelHolder holder : holders.values()) {
      if (rng.nextInt(2) == 0) {
        highest = Math.max(highest, holder.state.sequence());
        set =
            holder.state.holders().isNewerThan(set) || set.isNone() ? holder.state.holders() : set;
      }
    }
    int value = values++;
    for (ModelHolder holder : holders.values()) {
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
                state.sequence(), state.ballot(), holders.get(from).value, state.holders(), clock);
  }

  /** All copies go everywhere once promises are over. */
  void settle() {
    for (ModelHolder holder : holders.values()) {
      SlotState s = holder.state;
      holder.state =
          new SlotState(s.sequence(), s.ballot(), 0, 0, 0, s.supersedesUntil(), s.holders());
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
    ModelHolder last = holders.get(ids.get(0));
    for (ModelWriter writer : writers) {
      if ("conflict".equals(writer.outcome)) {
        for (ModelHolder holder : holders.values()) {
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

  /** How many sets of holders were changed. */
  int renewed() {
    return renewed;
  }
}
