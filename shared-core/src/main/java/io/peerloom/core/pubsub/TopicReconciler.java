package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares topics with the other members of their groups by digest, so that each has what any was
 * given: after the group has changed, and after messages came, which some may not have received.
 */
final class TopicReconciler {
  /** The topics of this member. */
  interface Topics {
    /** Those whose messages are loaded. */
    List<Coordinator> loaded();

    /** Messages another member had, unverified. */
    Promise<Void> received(Key topic, List<byte[]> items);
  }

  /** One member that is slow does not hold the others up for longer; the next tick goes on. */
  private static final int MEMBER_RECONCILED_MILLIS = 10_000;

  /** Whoever is no longer a member looks that seldom whether the members have all it has. */
  private static final int TICKS_OF_FORMER = 4;

  private static final int SETTLE_MILLIS = 500;

  /** Messages for others are handed over together that soon. */
  private static final int HAND_OVER_MILLIS = 1_000;

  private final Env env;
  private final Identity self;
  private final RoutingTable table;
  private final OverlayNetwork overlay;
  private final Topics topics;

  /** Of each topic that is kept, so no more than those; a forgotten one is only compared again. */
  private final Map<Key, List<NodeId>> reconciledWith = new LinkedHashMap<>();

  private final Set<Key> changed = new TreeSet<>();
  private final Set<Key> reconciling = new TreeSet<>();
  private int ticks;
  private boolean settling;
  private boolean handingOver;

  TopicReconciler(
      Env env, Identity self, RoutingTable table, OverlayNetwork overlay, Topics topics) {
    this.env = env;
    this.self = self;
    this.table = table;
    this.overlay = overlay;
    this.topics = topics;
  }

  /** Waits until a burst of changes is over, then looks which groups have changed. */
  void settle() {
    if (!settling && !topics.loaded().isEmpty()) {
      settling = true;
      env.after(
          SETTLE_MILLIS,
          () -> {
            settling = false;
            reconcileAll(true);
          });
    }
  }

  /** Reconciles what has become due, or changed, since the last time. */
  void tick() {
    ticks++;
    for (Key topic : changed) {
      List<NodeId> done = reconciledWith.get(topic);
      if (done != null && !reconciling.contains(topic)) {
        // Of two members that have to compare again the one with the lower id begins.
        done.removeIf(member -> self.id().compareTo(member) < 0);
      }
    }
    changed.retainAll(reconciling);
    reconcileAll(false);
  }

  /** A topic has new messages: the others may lack them, and have others. */
  void changed(Key topic) {
    changed.add(topic);
    if (!handingOver) {
      handingOver = true;
      env.after(HAND_OVER_MILLIS, this::handOver);
    }
  }

  /** What a publisher gave to one that is no member, as one with few links does, nobody reads. */
  private void handOver() {
    handingOver = false;
    boolean busy = false;
    for (Coordinator coordinator : topics.loaded()) {
      Key topic = coordinator.topic();
      List<NodeId> group =
          changed.contains(topic) ? TopicGroup.seenBy(self, table, topic) : List.of();
      if (group.isEmpty() || group.contains(self.id())) {
        continue;
      }
      if (reconciling.contains(topic)) {
        // It may have gone past what came since.
        busy = true;
      } else {
        changed.remove(topic);
        reconcile(coordinator, group);
      }
    }
    if (busy && !handingOver) {
      handingOver = true;
      env.after(HAND_OVER_MILLIS, this::handOver);
    }
  }

  /** Forgets all topics but those. */
  void retainAll(Set<Key> known) {
    reconciledWith.keySet().retainAll(known);
    changed.retainAll(known);
  }

  /**
   * Reconciles each topic with the members it has not been reconciled with since they linked, one
   * after the other: what one gave is not asked of the next. Only the closest of those who were
   * there does so at once, else all of them would give a newcomer the same, and the newcomer
   * itself, to whom all are new; the others look at the next tick, and who is no member now and
   * then, whether it is all there.
   */
  private void reconcileAll(boolean atOnce) {
    for (Coordinator coordinator : topics.loaded()) {
      Key topic = coordinator.topic();
      if (coordinator.messages().size() == 0 || reconciling.contains(topic)) {
        continue;
      }
      List<NodeId> group = TopicGroup.seenBy(self, table, topic);
      List<NodeId> done = new ArrayList<>(reconciledWith.getOrDefault(topic, List.of()));
      done.retainAll(group);
      reconciledWith.put(topic, done);
      List<NodeId> due = new ArrayList<>(group);
      due.remove(self.id());
      due.removeAll(done);
      boolean member = group.contains(self.id());
      if (atOnce ? member : member || ticks % TICKS_OF_FORMER == 0) {
        boolean others = atOnce && !isFirstWithout(due, group);
        reconcile(coordinator, others ? List.of() : due);
      }
    }
  }

  /** Whether this peer is the closest of those of a group who were there before the newcomers. */
  private boolean isFirstWithout(List<NodeId> newcomers, List<NodeId> group) {
    List<NodeId> there = new ArrayList<>(group);
    there.removeAll(newcomers);
    return there.get(0).equals(self.id());
  }

  private void reconcile(Coordinator coordinator, List<NodeId> due) {
    if (due.isEmpty()) {
      return;
    }
    Key topic = coordinator.topic();
    reconciling.add(topic);
    Promise.each(
            due,
            member ->
                reconcile(coordinator, member, env.monotonicMillis() + MEMBER_RECONCILED_MILLIS)
                    .map(
                        ok -> {
                          reconciledWith.computeIfAbsent(topic, t -> new ArrayList<>()).add(member);
                          return (Void) null;
                        })
                    // Asked again at the next tick: this one does not count as reconciled.
                    .recover(e -> Promise.of(null)))
        .then(ok -> reconciling.remove(topic), e -> reconciling.remove(topic));
  }

  /** What one member has and lacks, a part at a time until then. */
  private Promise<Void> reconcile(Coordinator coordinator, NodeId member, long until) {
    Key topic = coordinator.topic();
    TopicReader reader =
        new TopicReader(
            overlay,
            member,
            topic,
            () -> env.monotonicMillis() < until,
            items -> topics.received(topic, items));
    return reader.compare(
        coordinator.messages(),
        new TopicReader.Giver() {
          @Override
          public Promise<Void> range(SpanRange range) {
            return give(coordinator, reader, Cursor.before(range));
          }

          @Override
          public Promise<Void> items(List<TopicItem> items) {
            return give(topic, reader, items, 0);
          }
        });
  }

  private static Promise<Void> give(
      Key topic, TopicReader member, List<TopicItem> items, int from) {
    List<byte[]> part = new ArrayList<>();
    int bytes = 0;
    int next = from;
    while (next < items.size() && part.size() < TopicProtocol.MAX_ITEMS) {
      byte[] encoded = items.get(next).encoded();
      bytes += encoded.length;
      if (bytes > TopicProtocol.MAX_ANSWER_BYTES) {
        break;
      }
      part.add(encoded);
      next++;
    }
    int rest = next;
    return part.isEmpty()
        ? Promise.of(null)
        : member
            .request(new TopicProtocol.Replicate(topic, part))
            .flatMap(ok -> give(topic, member, items, rest));
  }

  private Promise<Void> give(Coordinator coordinator, TopicReader member, Cursor from) {
    TopicProtocol.Items items = coordinator.messages().items(from, TopicProtocol.MAX_ANSWER_BYTES);
    if (items.items().isEmpty()) {
      return Promise.of(null);
    }
    return member
        .request(new TopicProtocol.Replicate(coordinator.topic(), items.items()))
        .flatMap(
            ok ->
                items.more()
                    ? give(coordinator, member, from.after(overlay.hash(), items.items()))
                    : Promise.of(null));
  }
}
