package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Sends what {@link Coordinator} and {@link PushCursor} decide to push. */
final class Pusher {
  /** Within this time the messages of a push are delivered, or the push is repeated. */
  private static final int PUSH_TIMEOUT_MILLIS = 10_000;

  private final Env env;
  private final Identity self;
  private final RoutingTable table;
  private final TopicGroup groups;
  private final OverlayNetwork overlay;
  private final BiFunction<Coordinator, List<IndexedMessage>, Promise<List<byte[]>>> reader;
  private PushReceiver receiver;

  /** Topics of which messages are kept until all subscribers have been pushed them. */
  private final Map<Key, Coordinator> pushing = new TreeMap<>();

  /**
   * Nobody is pushed to yet.
   *
   * @param reader reads stored messages
   */
  Pusher(
      Env env,
      Identity self,
      RoutingTable table,
      TopicGroup groups,
      OverlayNetwork overlay,
      BiFunction<Coordinator, List<IndexedMessage>, Promise<List<byte[]>>> reader) {
    this.env = env;
    this.self = self;
    this.table = table;
    this.groups = groups;
    this.overlay = overlay;
    this.reader = reader;
  }

  /** Sets the receiver of pushes for this peer's own subscriptions. */
  void pushTo(PushReceiver pushReceiver) {
    receiver = pushReceiver;
  }

  PushReceiver receiver() {
    return receiver;
  }

  /** Pushes new messages to the subscribers assigned to this member. */
  void push(Coordinator coordinator) {
    long now = env.wallMillis();
    if (coordinator.isPushing()) {
      pushing.put(coordinator.topic(), coordinator);
    }
    if (!coordinator.hasSubscribers(now)) {
      return;
    }
    for (NodeId subscriber :
        coordinator.assigned(self.id(), groups.of(coordinator.topic()), this::isActive, now)) {
      push(coordinator, subscriber);
    }
  }

  /** Keeps no longer what all subscribers have been pushed. */
  void forgetPushed() {
    for (Coordinator coordinator : new ArrayList<>(pushing.values())) {
      coordinator.forgetPushed();
      if (!coordinator.isPushing()) {
        pushing.remove(coordinator.topic());
      }
    }
  }

  private boolean isActive(NodeId subscriber) {
    Contact contact = table.find(subscriber);
    // Without a link rely on the lease: a browser peer ends it when it is hidden.
    return contact == null || !contact.isLinked() || contact.active();
  }

  private void push(Coordinator coordinator, NodeId subscriber) {
    PushCursor cursor = coordinator.cursor(subscriber);
    while (cursor != null && cursor.mayPush(env.monotonicMillis())) {
      boolean linked = subscriber.equals(self.id()) || overlay.isLinked(subscriber);
      int most = linked ? cursor.pushBytes() : RoutingMessage.MAX_SHORT_BYTES;
      Coordinator.Batch batch = coordinator.batch(cursor, TopicProtocol.MAX_ITEMS, most);
      if (linked && batch.messages().isEmpty()) {
        // The next message is sent even if it exceeds the push size reduced after failures.
        batch = coordinator.batch(cursor, 1, PushCursor.MAX_PUSH_BYTES);
      }
      if (batch.messages().isEmpty()) {
        return;
      }
      long from = cursor.next();
      cursor.pushed(batch.before());
      send(coordinator, subscriber, cursor, batch.messages(), from);
      cursor = coordinator.cursor(subscriber);
    }
  }

  private void send(
      Coordinator coordinator,
      NodeId subscriber,
      PushCursor cursor,
      List<IndexedMessage> messages,
      long from) {
    Promise<Message> done =
        reader
            .apply(coordinator, messages)
            .flatMap(
                items ->
                    items.isEmpty()
                        ? Promise.of(null)
                        : send(coordinator.topic(), subscriber, items));
    done.then(
        ok -> {
          cursor.delivered(from);
          if (coordinator.cursor(subscriber) == cursor) {
            push(coordinator, subscriber);
          }
        },
        e -> failed(coordinator, subscriber, cursor, from, e));
  }

  private Promise<Message> send(Key topic, NodeId subscriber, List<byte[]> items) {
    return subscriber.equals(self.id())
        ? receiver.pushed(self.id(), topic, items)
        : overlay.request(subscriber, new TopicProtocol.Push(topic, items), PUSH_TIMEOUT_MILLIS);
  }

  /** Drops a subscriber that no longer subscribes; repeats the push to any other later. */
  private void failed(
      Coordinator coordinator,
      NodeId subscriber,
      PushCursor cursor,
      long from,
      PeerloomException reason) {
    if (coordinator.cursor(subscriber) != cursor) {
      return;
    }
    if (reason.code() == ErrorCode.INVALID_REQUEST) {
      coordinator.subscribers().end(subscriber, Long.MAX_VALUE);
      return;
    }
    long now = env.monotonicMillis();
    cursor.failed(from, reason.retryAfterMillis(), now);
    env.after(
        cursor.pauseMillis(now),
        () -> {
          if (coordinator.cursor(subscriber) == cursor) {
            push(coordinator);
          }
        });
  }
}
