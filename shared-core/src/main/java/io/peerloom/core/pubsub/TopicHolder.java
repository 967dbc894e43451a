package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.ConnectionManager;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.Receipt;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.LinkListener;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.RequestHandler;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.Pages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Serves the topics this peer coordinates: keeps their messages durably, pushes them to the
 * subscribers that are its to serve, and reconciles with the other members by digest.
 */
public final class TopicHolder implements RequestHandler, LinkListener {
  private static final byte ITEMS = 0x20;
  private static final byte TOPICS = 0x21;
  private static final int MAX_TOPICS = 1024;

  /**
   * Memory of all topics' messages together; past it none takes more until some expire. A process
   * may hold several peers: the all-in-one holds three in a heap of 256 MB.
   */
  static final int MAX_TOTAL_BYTES = 16 << 20;

  /** What a message takes beside its bytes. */
  private static final int ITEM_OVERHEAD_BYTES = 512;

  private static final int SCAN_BATCH = 512;
  private static final int MEMBER_TIMEOUT_MILLIS = 3_000;
  private static final int RECONCILE_MILLIS = 15_000;

  /** One member that is slow does not hold the others up for longer; the next tick goes on. */
  private static final int MEMBER_RECONCILED_MILLIS = 10_000;

  /** Whoever is no longer a member looks that seldom whether the members have all it has. */
  private static final int TICKS_OF_FORMER = 4;

  private static final int SETTLE_MILLIS = 500;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordStore store;
  private final RoutingTable table;
  private final OverlayNetwork overlay;
  private final Map<Key, Promise<Coordinator>> topics = new LinkedHashMap<>();
  private final Map<Key, List<NodeId>> reconciledWith = new LinkedHashMap<>();
  private final Set<Key> reconciling = new TreeSet<>();
  private int ticks;
  private PushReceiver receiver;
  private boolean settling;
  private boolean stopped;

  public TopicHolder(
      Env env,
      Authority authority,
      Identity self,
      RecordStore store,
      RoutingTable table,
      OverlayNetwork overlay) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.store = store;
    this.table = table;
    this.overlay = overlay;
  }

  /** Who takes the pushes for this peer's own subscriptions. */
  void pushTo(PushReceiver pushReceiver) {
    receiver = pushReceiver;
  }

  /** Takes up the topics kept from before, and the reconciling. */
  public void start() {
    store
        .scan(new byte[] {TOPICS}, new byte[] {TOPICS + 1}, MAX_TOPICS)
        .then(
            entries -> {
              for (RecordStore.Entry entry : entries) {
                coordinator(new Key(Bytes.slice(entry.key(), 1, 1 + Key.BYTES)));
              }
            },
            e -> env.log(LogLevel.WARN, "topics could not be read: " + e));
    env.after(RECONCILE_MILLIS, this::tick);
  }

  /** Ends the reconciling; the peer leaves. */
  public void stop() {
    stopped = true;
  }

  @Override
  public Promise<Message> handle(ProvedPeer from, Message request) {
    if (request instanceof TopicProtocol.Push push) {
      return receiver.pushed(push.topic(), push.items());
    }
    if (!self.kind().holdsData()) {
      return Promise.failed(ErrorCode.UNAUTHORIZED, "a bridge coordinates no topic");
    }
    if (request instanceof TopicProtocol.Append append) {
      return append(append.topic(), append.item())
          .map(receipt -> new DataMessage.Stored(receipt.envelope().encoded()));
    }
    if (request instanceof TopicProtocol.Replicate replicate) {
      return replicate(replicate);
    }
    if (request instanceof TopicProtocol.Subscribe subscribe) {
      return subscribe(from, subscribe);
    }
    if (request instanceof TopicProtocol.AskDigest ask) {
      return known(ask.topic())
          .map(c -> c == null ? new TopicProtocol.Digest(List.of()) : digest(c, ask.pages()));
    }
    if (request instanceof TopicProtocol.AskItems ask) {
      return known(ask.topic()).flatMap(c -> items(c, ask));
    }
    if (request instanceof TopicProtocol.Unsubscribe gone) {
      return known(gone.topic())
          .map(
              coordinator -> {
                if (coordinator != null) {
                  coordinator.unsubscribe(from.id());
                }
                return new LinkMessage.Done();
              });
    }
    return Promise.failed(ErrorCode.INVALID_REQUEST, "message " + request.number());
  }

  // ---- messages

  /** Takes a published message: pushes it on at once, and gives the receipt once it is durable. */
  Promise<Receipt> append(Key topic, byte[] encoded) {
    return take(topic, List.of(encoded))
        .flatMap(
            items -> {
              if (items.isEmpty()) {
                return Promise.failed(ErrorCode.INVALID_REQUEST, "message has expired");
              }
              return Receipt.sign(
                  authority, self.keys(), authority.hash().sha256(encoded), store.domain());
            });
  }

  private Promise<Message> replicate(TopicProtocol.Replicate replicate) {
    return take(replicate.topic(), replicate.items()).map(ok -> new LinkMessage.Done());
  }

  /** Verifies, adds, pushes, stores; fulfilled with the live messages once they are durable. */
  private Promise<List<TopicItem>> take(Key topic, List<byte[]> encoded) {
    long now = env.wallMillis();
    List<Promise<TopicItem>> verified = new ArrayList<>();
    for (byte[] one : encoded) {
      verified.add(TopicItem.verified(authority, topic, one, now));
    }
    return Promise.all(verified)
        .flatMap(items -> coordinator(topic).flatMap(coordinator -> keep(coordinator, items)));
  }

  private Promise<List<TopicItem>> keep(Coordinator coordinator, List<TopicItem> items) {
    List<RecordStore.Entry> changes = new ArrayList<>();
    prune(coordinator, changes);
    boolean first = coordinator.messages().size() == 0;
    List<TopicItem> live = new ArrayList<>();
    List<TopicItem> fresh = new ArrayList<>();
    boolean full = false;
    for (TopicItem item : items) {
      if (item == null) {
        continue;
      }
      int more = item.encoded().length;
      if (!coordinator.messages().contains(item)
          && (!coordinator.messages().hasRoomFor(more) || totalBytes() + more > MAX_TOTAL_BYTES)) {
        // What is acknowledged stays until it expires, so a full topic takes no more until then.
        full = true;
        break;
      }
      live.add(item);
      if (coordinator.messages().add(item)) {
        fresh.add(item);
      }
      changes.add(new RecordStore.Entry(itemKey(item), item.encoded()));
    }
    if (first && !fresh.isEmpty()) {
      changes.add(new RecordStore.Entry(topicKey(coordinator.topic()), new byte[] {1}));
    }
    if (!fresh.isEmpty()) {
      push(coordinator, fresh);
    }
    Promise<Void> written = changes.isEmpty() ? Promise.of(null) : store.write(changes);
    Promise<List<TopicItem>> outcome =
        full ? Promise.failed(ErrorCode.OVERLOADED, "no room for more messages") : Promise.of(live);
    return written.flatMap(ok -> outcome);
  }

  private int totalBytes() {
    int total = 0;
    for (Promise<Coordinator> topic : topics.values()) {
      if (topic.isDone() && !topic.isFailed()) {
        MessageCollection messages = topic.value().messages();
        total += messages.bytes() + messages.size() * ITEM_OVERHEAD_BYTES;
      }
    }
    return total;
  }

  private void push(Coordinator coordinator, List<TopicItem> items) {
    if (!coordinator.hasSubscribers(env.wallMillis())) {
      return;
    }
    List<byte[]> batch = new ArrayList<>();
    int bytes = 0;
    for (TopicItem item : items) {
      int length = item.encoded().length;
      if (batch.size() == TopicProtocol.MAX_ITEMS
          || bytes + length > TopicProtocol.MAX_ANSWER_BYTES) {
        pushBatch(coordinator, batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(item.encoded());
      bytes += length;
    }
    pushBatch(coordinator, batch);
  }

  private void pushBatch(Coordinator coordinator, List<byte[]> encoded) {
    Key topic = coordinator.topic();
    List<NodeId> group = TopicGroup.seenBy(self, table, topic);
    TopicProtocol.Push message = new TopicProtocol.Push(topic, encoded);
    for (NodeId subscriber : coordinator.assigned(self.id(), group, env.wallMillis())) {
      Promise<Message> done =
          subscriber.equals(self.id())
              ? receiver.pushed(topic, encoded)
              : overlay.request(subscriber, message, MEMBER_TIMEOUT_MILLIS);
      done.then(
          ok -> {},
          e -> {
            // It polls for what it misses (R17.2); one that no longer subscribes is dropped.
            if (e.code() == ErrorCode.INVALID_REQUEST) {
              coordinator.unsubscribe(subscriber);
            }
          });
    }
  }

  private Promise<Message> subscribe(ProvedPeer from, TopicProtocol.Subscribe subscribe) {
    return Lease.verified(authority, from, subscribe.topic(), subscribe.lease(), env.wallMillis())
        .flatMap(lease -> coordinator(subscribe.topic()).map(c -> subscribed(c, lease)));
  }

  /** The same for this peer's own subscription. */
  Promise<Message> subscribeSelf(Lease lease) {
    return coordinator(lease.topic()).map(coordinator -> subscribed(coordinator, lease));
  }

  /** Ends this peer's own subscription. */
  void unsubscribeSelf(Key topic) {
    known(topic)
        .then(
            coordinator -> {
              if (coordinator != null) {
                coordinator.unsubscribe(self.id());
              }
            },
            e -> {});
  }

  private Message subscribed(Coordinator coordinator, Lease lease) {
    coordinator.subscribe(lease, env.wallMillis());
    return digest(coordinator, Pages.ALL);
  }

  private static TopicProtocol.Digest digest(Coordinator coordinator, Pages of) {
    return new TopicProtocol.Digest(coordinator.messages().digest(of));
  }

  private static Promise<Message> items(Coordinator coordinator, TopicProtocol.AskItems ask) {
    if (coordinator == null) {
      return Promise.of(new TopicProtocol.Items(List.of(), false));
    }
    TopicProtocol.Items items =
        coordinator.messages().items(new Cursor(ask.pages(), ask.after()), ask.most());
    return items.items().isEmpty() && items.more()
        ? Promise.failed(ErrorCode.TOO_LARGE, "the next message needs a link")
        : Promise.of(items);
  }

  // ---- topics

  /**
   * The coordinator of a topic that has messages or subscribers here, else null: asking makes none.
   */
  Promise<Coordinator> known(Key topic) {
    Promise<Coordinator> loaded = topics.get(topic);
    return loaded == null ? Promise.of(null) : loaded;
  }

  private void prune(Coordinator coordinator, List<RecordStore.Entry> changes) {
    for (TopicItem gone : coordinator.messages().prune(env.wallMillis())) {
      changes.add(new RecordStore.Entry(itemKey(gone), null));
    }
  }

  /** Removes what has expired, and topics left without messages and subscribers (R14.1, R14.4). */
  private void forgetExpired() {
    List<RecordStore.Entry> changes = new ArrayList<>();
    topics
        .values()
        .removeIf(
            loaded -> {
              if (!loaded.isDone() || loaded.isFailed()) {
                return loaded.isFailed();
              }
              Coordinator coordinator = loaded.value();
              prune(coordinator, changes);
              if (coordinator.messages().size() > 0
                  || coordinator.hasSubscribers(env.wallMillis())) {
                return false;
              }
              changes.add(new RecordStore.Entry(topicKey(coordinator.topic()), null));
              return true;
            });
    reconciledWith.keySet().retainAll(topics.keySet());
    if (!changes.isEmpty()) {
      store.write(changes);
    }
  }

  /** The coordinator of a topic, with what the store has of it. */
  Promise<Coordinator> coordinator(Key topic) {
    Promise<Coordinator> known = topics.get(topic);
    if (known != null && !known.isFailed()) {
      return known;
    }
    if (topics.size() >= MAX_TOPICS) {
      forgetExpired();
    }
    if (topics.size() >= MAX_TOPICS) {
      return Promise.failed(ErrorCode.OVERLOADED, "coordinates " + MAX_TOPICS + " topics already");
    }
    Coordinator coordinator = new Coordinator(topic, authority.hash());
    byte[] from = Bytes.concat(new byte[] {ITEMS}, topic.bytes());
    Promise<Coordinator> loading = load(coordinator, from);
    topics.put(topic, loading);
    return loading;
  }

  private Promise<Coordinator> load(Coordinator coordinator, byte[] from) {
    byte[] end = new byte[TopicProtocol.ID_BYTES + 1];
    Arrays.fill(end, (byte) -1);
    byte[] to = Bytes.concat(new byte[] {ITEMS}, coordinator.topic().bytes(), end);
    return store
        .scan(from, to, SCAN_BATCH)
        .flatMap(
            entries -> {
              long now = env.wallMillis();
              List<RecordStore.Entry> expired = new ArrayList<>();
              for (RecordStore.Entry entry : entries) {
                TopicItem item = TopicItem.decode(authority.hash(), entry.value());
                if (item.isExpired(now)) {
                  expired.add(new RecordStore.Entry(entry.key(), null));
                } else {
                  coordinator.messages().add(item);
                }
              }
              if (!expired.isEmpty()) {
                store.write(expired);
              }
              if (entries.size() < SCAN_BATCH) {
                return Promise.of(coordinator);
              }
              byte[] last = entries.get(entries.size() - 1).key();
              return load(coordinator, Bytes.concat(last, new byte[] {0}));
            });
  }

  private static byte[] itemKey(TopicItem item) {
    return Bytes.concat(new byte[] {ITEMS}, item.topic().bytes(), item.id().array());
  }

  private static byte[] topicKey(Key topic) {
    return Bytes.concat(new byte[] {TOPICS}, topic.bytes());
  }

  // ---- reconciling

  @Override
  public void linkOpened(ConnectionManager link) {
    settle();
  }

  @Override
  public void linkClosed(ConnectionManager link, String reason) {
    settle();
  }

  /** Waits until a burst of changes is over, then looks which groups have changed. */
  private void settle() {
    if (!settling && !topics.isEmpty()) {
      settling = true;
      env.after(
          SETTLE_MILLIS,
          () -> {
            settling = false;
            reconcileAll(true);
          });
    }
  }

  private void tick() {
    if (stopped) {
      return;
    }
    forgetExpired();
    ticks++;
    reconcileAll(false);
    env.after(RECONCILE_MILLIS, this::tick);
  }

  /**
   * Reconciles each topic with the members it has not been reconciled with since they linked, one
   * after the other: what one gave is not asked of the next. Only the closest of those who were
   * there does so at once, else all of them would give a newcomer the same, and the newcomer
   * itself, to whom all are new; the others look at the next tick, and who is no member now and
   * then, whether it is all there.
   */
  private void reconcileAll(boolean atOnce) {
    for (Map.Entry<Key, Promise<Coordinator>> entry : new ArrayList<>(topics.entrySet())) {
      Promise<Coordinator> loaded = entry.getValue();
      Key topic = entry.getKey();
      if (!loaded.isDone()
          || loaded.isFailed()
          || loaded.value().messages().size() == 0
          || reconciling.contains(topic)) {
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
        reconcile(loaded.value(), others ? List.of() : due);
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
            items -> take(topic, items).map(ok -> null));
    return reader.compare(
        coordinator.messages(), pages -> give(coordinator, reader, Cursor.before(pages)));
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
                    ? give(coordinator, member, from.after(authority.hash(), items.items()))
                    : Promise.of(null));
  }
}
