package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares topics with the other members of their groups by digest, so that each member has all
 * messages any of them received: after the group changed, and after new messages, which some may
 * have missed.
 */
final class TopicReconciler {
  interface Topics {
    /** Accepts messages from another member, unverified. */
    Promise<Void> received(NodeId member, Key topic, List<byte[]> items);

    /** Reads stored messages, as signed. */
    Promise<List<byte[]>> read(Coordinator coordinator, List<IndexedMessage> messages);
  }

  /** A slow member delays the others no longer than this; the next tick continues. */
  private static final int MEMBER_RECONCILED_MILLIS = 10_000;

  /** A former member checks in one of so many rounds that the members have all its messages. */
  private static final int ROUNDS_OF_FORMER = 4;

  /** A comparison with a member ends when so much has been refused; the next one goes on. */
  private static final int MAX_REFUSED_BYTES = 8 << 20;

  /** After so many ticks what was refused is compared again, then after twice as many each time. */
  private static final int MIN_TICKS_SKIPPED = 4;

  private static final int MAX_TICKS_SKIPPED = 32;

  /** Spans that are not compared with one member; what is refused beyond them is sent again. */
  private static final int MAX_SKIPPED_SPANS = 4_096;

  private static final int SETTLE_MILLIS = 500;

  /** Topics whose groups are computed in one turn, and by one tick: some milliseconds of work. */
  private static final int MAX_AT_ONCE = 1_024;

  /** Topics that are compared at the same time, beyond which others wait: links have budgets. */
  private static final int MAX_COMPARED = 128;

  private static final int NEXT_TURN_MILLIS = 100;

  /** How long messages are collected before a peer outside the group hands them over. */
  private static final int HAND_OVER_MILLIS = 1_000;

  private final Env env;
  private final Identity self;
  private final TopicGroup groups;
  private final OverlayNetwork overlay;
  private final HeldTopics held;
  private final Topics topics;

  /** Per stored topic; a forgotten entry only costs another comparison. */
  private final Map<Key, List<NodeId>> reconciledWith = new LinkedHashMap<>();

  private final Set<Key> changed = new TreeSet<>();
  private final Set<Key> reconciling = new TreeSet<>();

  /** Topics with new messages that may have to be handed over. */
  private final Set<Key> fresh = new TreeSet<>();

  /** Topics for the next tick, whether it is their turn or not. */
  private final Set<Key> again = new TreeSet<>();

  /**
   * What is not compared with a member for some time, because messages found no room there or here:
   * it may store fewer than the other, as pages do.
   */
  private static final class Skipped {
    final Set<Long> spans = new TreeSet<>();
    int pauseTicks = MIN_TICKS_SKIPPED;
    int until;
  }

  /** By topic and member of its group. */
  private final Map<Key, Map<NodeId, Skipped>> skipped = new LinkedHashMap<>();

  private int ticks;

  /** The last topic that a tick has looked at; null where they begin again. */
  private Key lookedAt;

  /** How often ticks have looked at all topics. */
  private int rounds;

  private boolean settling;

  /** Links have changed since {@link #settling}. */
  private boolean settlesAgain;

  private boolean handingOver;

  /** Whether topics of an earlier tick wait for the next turn. */
  private boolean looking;

  TopicReconciler(
      Env env,
      Identity self,
      TopicGroup groups,
      OverlayNetwork overlay,
      HeldTopics held,
      Topics topics) {
    this.env = env;
    this.self = self;
    this.groups = groups;
    this.overlay = overlay;
    this.held = held;
    this.topics = topics;
  }

  /** Waits until a burst of changes is over, then checks which groups have changed. */
  void reconcileSoon() {
    settlesAgain = settling;
    if (!settling && held.after(null) != null) {
      settling = true;
      env.after(SETTLE_MILLIS, () -> reconcileAll(null));
    }
  }

  /** Checks all topics behind one, some in each turn. */
  private void reconcileAll(Key behind) {
    Key last = lookBehind(behind, true);
    if (last == null) {
      settling = false;
      if (settlesAgain) {
        reconcileSoon();
      }
    } else {
      env.after(NEXT_TURN_MILLIS, () -> reconcileAll(last));
    }
  }

  /**
   * Looks at {@link #MAX_AT_ONCE} topics, or fewer where many are being compared; returns the last
   * of them, or null at the end.
   */
  private Key lookBehind(Key behind, boolean atOnce) {
    Key last = behind;
    Coordinator next = held.after(last);
    for (int i = 0; next != null && i < MAX_AT_ONCE && reconciling.size() < MAX_COMPARED; i++) {
      last = next.topic();
      reconcile(next, atOnce, rounds % ROUNDS_OF_FORMER == 0);
      next = held.after(last);
    }
    return next == null ? null : last;
  }

  /** Looks at some topics of a list, from one on, and in the next turn at the others. */
  private void lookAt(List<Key> due, int from) {
    int at = from;
    while (at < due.size() && at < from + MAX_AT_ONCE && reconciling.size() < MAX_COMPARED) {
      Coordinator coordinator = held.find(due.get(at++));
      if (coordinator != null) {
        reconcile(coordinator, false, true);
      }
    }
    looking = at < due.size();
    if (looking) {
      int rest = at;
      env.after(NEXT_TURN_MILLIS, () -> lookAt(due, rest));
    }
  }

  /**
   * Reconciles the topics that have new messages since the last tick or failed then, and of all
   * others as many as fit.
   */
  void tick() {
    ticks++;
    for (Key topic : changed) {
      List<NodeId> done = reconciledWith.get(topic);
      if (done != null && !reconciling.contains(topic)) {
        // Of two members that have to compare again, the one with the lower id begins.
        done.removeIf(member -> self.id().compareTo(member) < 0);
      }
    }
    again.addAll(changed);
    changed.retainAll(reconciling);
    skipped.forEach(this::compareSkipped);
    if (!looking) {
      List<Key> due = new ArrayList<>(again);
      again.clear();
      lookAt(due, 0);
    }
    if (lookedAt == null) {
      rounds++;
    }
    lookedAt = lookBehind(lookedAt, false);
  }

  /** What was refused long enough ago is compared again. */
  private void compareSkipped(Key topic, Map<NodeId, Skipped> ofTopic) {
    ofTopic.forEach(
        (member, skip) -> {
          if (ticks >= skip.until && !skip.spans.isEmpty()) {
            skip.spans.clear();
            reconciledWith.getOrDefault(topic, new ArrayList<>()).remove(member);
            again.add(topic);
          }
        });
  }

  /** Notes new messages of a topic: other members may lack them, and may have others. */
  void changed(Key topic) {
    changed.add(topic);
    fresh.add(topic);
    if (!handingOver) {
      handingOver = true;
      env.after(HAND_OVER_MILLIS, this::handOver);
    }
  }

  /**
   * Sends a topic's new messages to its group if this peer is no member: a publisher with few links
   * appended them here, where nobody reads them.
   */
  private void handOver() {
    handingOver = false;
    List<Key> all = new ArrayList<>(fresh);
    fresh.clear();
    for (Key topic : all) {
      Coordinator coordinator = held.find(topic);
      List<NodeId> group = coordinator == null ? List.of() : groups.of(topic);
      if (group.isEmpty() || group.contains(self.id())) {
        continue;
      }
      if (reconciling.contains(topic) || reconciling.size() >= MAX_COMPARED) {
        // A running comparison may have missed what arrived since.
        fresh.add(topic);
      } else {
        changed.remove(topic);
        reconcile(coordinator, group);
      }
    }
    if (!fresh.isEmpty() && !handingOver) {
      handingOver = true;
      env.after(HAND_OVER_MILLIS, this::handOver);
    }
  }

  /** A topic is no longer held. */
  void forget(Key topic) {
    reconciledWith.remove(topic);
    changed.remove(topic);
    fresh.remove(topic);
    again.remove(topic);
    skipped.remove(topic);
  }

  /**
   * Reconciles a topic with the members it has not been reconciled with since they joined the
   * group, one after the other, so that what one sent is not requested from the next. After a
   * change only the closest of the earlier members does so at once: otherwise all of them, and the
   * newcomer, to whom all are new, would exchange the same messages. The others follow at the next
   * tick; a former member checks now and then that nothing is missing.
   */
  private void reconcile(Coordinator coordinator, boolean atOnce, boolean former) {
    Key topic = coordinator.topic();
    if (coordinator.messages().size() == 0) {
      return;
    }
    if (reconciling.contains(topic)) {
      again.add(topic);
      return;
    }
    List<NodeId> group = groups.of(topic);
    List<NodeId> done = new ArrayList<>(reconciledWith.getOrDefault(topic, List.of()));
    done.retainAll(group);
    reconciledWith.put(topic, done);
    List<NodeId> due = new ArrayList<>(group);
    due.remove(self.id());
    due.removeAll(done);
    boolean member = group.contains(self.id());
    if (due.isEmpty() || !member && (atOnce || !former)) {
      return;
    }
    if (atOnce && !isFirstWithout(due, group)) {
      again.add(topic);
    } else {
      reconcile(coordinator, due);
    }
  }

  /** Whether this peer is the closest of the members that were there before the newcomers. */
  private boolean isFirstWithout(List<NodeId> newcomers, List<NodeId> group) {
    List<NodeId> there = new ArrayList<>(group);
    there.removeAll(newcomers);
    return there.get(0).equals(self.id());
  }

  private void reconcile(Coordinator coordinator, List<NodeId> due) {
    Key topic = coordinator.topic();
    reconciling.add(topic);
    Promise.each(
            due,
            member ->
                new Pass(coordinator, member)
                    .run()
                    .map(
                        ok -> {
                          if (held.find(topic) == coordinator) {
                            reconciledWith
                                .computeIfAbsent(topic, t -> new ArrayList<>())
                                .add(member);
                          }
                          return (Void) null;
                        })
                    .recover(
                        e -> {
                          again.add(topic);
                          return Promise.of(null);
                        }))
        .then(ok -> reconciling.remove(topic), e -> reconciling.remove(topic));
  }

  /**
   * Exchanges what one member has and lacks, part by part, until the time is over, or much was
   * refused because its publishers have no room here or there: others may have, so it goes on until
   * then, and later passes leave out the spans with what was refused.
   */
  private final class Pass implements TopicReader.MissingItemSender {
    private final Coordinator coordinator;
    private final Key topic;
    private final long until = env.monotonicMillis() + MEMBER_RECONCILED_MILLIS;
    private final NodeId member;
    private final TopicReader reader;
    private int refusedBytes;

    Pass(Coordinator coordinator, NodeId member) {
      this.coordinator = coordinator;
      this.member = member;
      topic = coordinator.topic();
      reader =
          new TopicReader(
              overlay,
              member,
              topic,
              () -> env.monotonicMillis() < until && refusedBytes < MAX_REFUSED_BYTES,
              () -> Long.MAX_VALUE,
              this::take);
    }

    Promise<Void> run() {
      return reader
          .compare(coordinator.messages(), this)
          .map(
              ok -> {
                if (refusedBytes == 0 && skippedSpans().isEmpty()) {
                  skipped.getOrDefault(topic, new LinkedHashMap<>()).remove(member);
                }
                return null;
              });
    }

    @Override
    public Set<Long> skippedSpans() {
      Map<NodeId, Skipped> ofTopic = skipped.get(topic);
      Skipped skip = ofTopic == null ? null : ofTopic.get(member);
      return skip == null ? Collections.emptySet() : new TreeSet<>(skip.spans);
    }

    private void skip(long span) {
      if (held.find(topic) != coordinator) {
        return;
      }
      Map<NodeId, Skipped> ofTopic = skipped.computeIfAbsent(topic, any -> new LinkedHashMap<>());
      ofTopic.keySet().retainAll(groups.of(topic));
      Skipped skip = ofTopic.computeIfAbsent(member, any -> new Skipped());
      if (skip.spans.isEmpty()) {
        skip.until = ticks + skip.pauseTicks;
        skip.pauseTicks = Math.min(MAX_TICKS_SKIPPED, 2 * skip.pauseTicks);
      }
      if (skip.spans.size() < MAX_SKIPPED_SPANS) {
        skip.spans.add(span);
      }
    }

    private Promise<Void> take(List<byte[]> items) {
      return topics.received(member, topic, items).recover(e -> refused(e, items));
    }

    /** What was refused is compared again at a later tick. */
    private Promise<Void> refused(PeerloomException why, List<byte[]> items) {
      if (why.code() != ErrorCode.OVERLOADED) {
        return Promise.failed(why);
      }
      for (byte[] item : items) {
        refusedBytes += item.length;
        TopicItem refused = TopicItem.decode(overlay.hash(), item);
        skip(MessageCollection.spanOf(refused.publishedAt()));
      }
      return Promise.of(null);
    }

    @Override
    public Promise<Void> sendSpans(SpanRange range) {
      return give(Cursor.before(range));
    }

    private Promise<Void> give(Cursor from) {
      MessageCollection.Part part =
          coordinator.messages().items(from, TopicProtocol.MAX_ANSWER_BYTES);
      if (part.messages().isEmpty()) {
        return Promise.of(null);
      }
      return give(part.messages())
          .flatMap(ok -> part.more() ? give(from.after(part.messages())) : Promise.of(null));
    }

    @Override
    public Promise<Void> sendItems(List<IndexedMessage> messages) {
      return give(messages, 0);
    }

    /** Sends some messages, as many as fit into each request. */
    private Promise<Void> give(List<IndexedMessage> messages, int from) {
      List<IndexedMessage> part = new ArrayList<>();
      int bytes = 0;
      int next = from;
      while (next < messages.size() && part.size() < TopicProtocol.MAX_ITEMS) {
        bytes += messages.get(next).length();
        if (bytes > TopicProtocol.MAX_ANSWER_BYTES) {
          break;
        }
        part.add(messages.get(next));
        next++;
      }
      int rest = next;
      return part.isEmpty() ? Promise.of(null) : give(part).flatMap(ok -> give(messages, rest));
    }

    private Promise<Void> give(List<IndexedMessage> messages) {
      return topics
          .read(coordinator, messages)
          .flatMap(items -> items.isEmpty() ? Promise.of(null) : send(items));
    }

    private Promise<Void> send(List<byte[]> items) {
      return reader
          .request(new TopicProtocol.Replicate(topic, items))
          .map(ok -> (Void) null)
          .recover(e -> refused(e, items));
    }
  }
}
