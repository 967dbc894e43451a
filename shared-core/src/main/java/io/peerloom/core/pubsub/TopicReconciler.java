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
    /** Topics whose messages are loaded. */
    List<Coordinator> loaded();

    /** Accepts messages from another member, unverified. */
    Promise<Void> received(NodeId member, Key topic, List<byte[]> items);
  }

  /** A slow member delays the others no longer than this; the next tick continues. */
  private static final int MEMBER_RECONCILED_MILLIS = 10_000;

  /**
   * A former member checks only every so many ticks that the members have all its messages, and
   * others as rarely what found no room before.
   */
  private static final int TICKS_OF_FORMER = 4;

  private static final int SETTLE_MILLIS = 500;

  /** How long messages are collected before a peer outside the group hands them over. */
  private static final int HAND_OVER_MILLIS = 1_000;

  private final Env env;
  private final Identity self;
  private final TopicGroup groups;
  private final OverlayNetwork overlay;
  private final Topics topics;

  /** Per stored topic; a forgotten entry only costs another comparison. */
  private final Map<Key, List<NodeId>> reconciledWith = new LinkedHashMap<>();

  private final Set<Key> changed = new TreeSet<>();
  private final Set<Key> reconciling = new TreeSet<>();

  /** Topics of which some messages found no room here or at another member. */
  private final Set<Key> refused = new TreeSet<>();

  private int ticks;
  private boolean settling;
  private boolean handingOver;

  TopicReconciler(
      Env env, Identity self, TopicGroup groups, OverlayNetwork overlay, Topics topics) {
    this.env = env;
    this.self = self;
    this.groups = groups;
    this.overlay = overlay;
    this.topics = topics;
  }

  /** Waits until a burst of changes is over, then checks which groups have changed. */
  void reconcileSoon() {
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

  /** Reconciles the topics that are due or have new messages since the last tick. */
  void tick() {
    ticks++;
    for (Key topic : changed) {
      List<NodeId> done = reconciledWith.get(topic);
      if (done != null && !reconciling.contains(topic)) {
        // Of two members that have to compare again, the one with the lower id begins.
        done.removeIf(member -> self.id().compareTo(member) < 0);
      }
    }
    changed.retainAll(reconciling);
    if (ticks % TICKS_OF_FORMER == 0) {
      refused.forEach(reconciledWith::remove);
      refused.clear();
    }
    reconcileAll(false);
  }

  /** Notes new messages of a topic: other members may lack them, and may have others. */
  void changed(Key topic) {
    changed.add(topic);
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
    boolean busy = false;
    for (Coordinator coordinator : topics.loaded()) {
      Key topic = coordinator.topic();
      List<NodeId> group = changed.contains(topic) ? groups.of(topic) : List.of();
      if (group.isEmpty() || group.contains(self.id())) {
        continue;
      }
      if (reconciling.contains(topic)) {
        // The running comparison may have missed what arrived since.
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

  /** Forgets all other topics. */
  void retainAll(Set<Key> known) {
    reconciledWith.keySet().retainAll(known);
    changed.retainAll(known);
    refused.retainAll(known);
  }

  /**
   * Reconciles each topic with the members it has not been reconciled with since they joined the
   * group, one after the other, so that what one sent is not requested from the next. After a
   * change only the closest of the earlier members does so at once: otherwise all of them, and the
   * newcomer, to whom all are new, would exchange the same messages. The others follow at the next
   * tick; a former member checks now and then that nothing is missing.
   */
  private void reconcileAll(boolean atOnce) {
    for (Coordinator coordinator : topics.loaded()) {
      Key topic = coordinator.topic();
      if (coordinator.messages().size() == 0 || reconciling.contains(topic)) {
        continue;
      }
      List<NodeId> group = groups.of(topic);
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

  /** Whether this peer is the closest of the members that were there before the newcomers. */
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
                    // Not marked as reconciled, so tried again at the next tick.
                    .recover(e -> Promise.of(null)))
        .then(ok -> reconciling.remove(topic), e -> reconciling.remove(topic));
  }

  /** Exchanges what one member has and lacks, part by part, until the deadline. */
  private Promise<Void> reconcile(Coordinator coordinator, NodeId member, long until) {
    Key topic = coordinator.topic();
    TopicReader reader =
        new TopicReader(
            overlay,
            member,
            topic,
            () -> env.monotonicMillis() < until,
            items -> topics.received(member, topic, items).recover(e -> afterRefusal(topic, e)));
    return reader.compare(
        coordinator.messages(),
        new TopicReader.MissingItemSender() {
          @Override
          public Promise<Void> sendSpans(SpanRange range) {
            return give(coordinator, reader, Cursor.before(range));
          }

          @Override
          public Promise<Void> sendItems(List<TopicItem> items) {
            return give(topic, reader, items, 0);
          }
        });
  }

  /**
   * Goes on where some messages were refused because their publishers have no room: others may
   * have. What was refused is compared again at a later tick.
   */
  private Promise<Void> afterRefusal(Key topic, PeerloomException why) {
    if (why.code() != ErrorCode.OVERLOADED) {
      return Promise.failed(why);
    }
    refused.add(topic);
    return Promise.of(null);
  }

  private Promise<Void> give(Key topic, TopicReader member, List<TopicItem> items, int from) {
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
            .map(ok -> (Void) null)
            .recover(e -> afterRefusal(topic, e))
            .flatMap(ok -> give(topic, member, items, rest));
  }

  private Promise<Void> give(Coordinator coordinator, TopicReader member, Cursor from) {
    TopicProtocol.Items items = coordinator.messages().items(from, TopicProtocol.MAX_ANSWER_BYTES);
    if (items.items().isEmpty()) {
      return Promise.of(null);
    }
    return member
        .request(new TopicProtocol.Replicate(coordinator.topic(), items.items()))
        .map(ok -> (Void) null)
        .recover(e -> afterRefusal(coordinator.topic(), e))
        .flatMap(
            ok ->
                items.more()
                    ? give(coordinator, member, from.after(overlay.hash(), items.items()))
                    : Promise.of(null));
  }
}
