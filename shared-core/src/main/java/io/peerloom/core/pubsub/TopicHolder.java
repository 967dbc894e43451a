package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.Receipt;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.Key;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.RequestHandler;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Serves the topics this peer coordinates: stores their messages durably, pushes them to the
 * subscribers assigned to it, and reconciles with the other members by digest.
 */
public final class TopicHolder implements Service, LinkListener, TopicReconciler.Topics {

  /**
   * Room for messages acknowledged by others: enough for one topic filled by two network halves.
   */
  static final int MAX_MERGED_BYTES = 24 << 20;

  /** Memory of a message beside its bytes. */
  private static final int ITEM_OVERHEAD_BYTES = 512;

  private static final int SCAN_BATCH = 512;
  private static final int TICK_MILLIS = 15_000;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordStore store;
  private final RoutingTable table;
  private final Pusher pusher;
  private final TopicReconciler reconciler;
  private final Map<Key, Promise<Coordinator>> topics = new LinkedHashMap<>();

  /**
   * Done once the stored topics are known; until then no request is answered with "unknown topic".
   */
  private Promise<Void> scanned = Promise.of(null);

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
    pusher = new Pusher(env, self, table, overlay);
    reconciler = new TopicReconciler(env, self, table, overlay, this);
  }

  /** Sets the receiver of pushes for this peer's own subscriptions. */
  void pushTo(PushReceiver pushReceiver) {
    pusher.pushTo(pushReceiver);
  }

  /** The reachable peers closest to a topic. */
  List<ContactInfo> reachableNear(Key topic) {
    return TopicGroup.reachable(table, topic);
  }

  /** Loads the stored topics and starts reconciling. */
  public void start() {
    scan();
    env.after(TICK_MILLIS, this::tick);
  }

  private void scan() {
    scanned =
        store
            .scan(
                StoreKeys.start(StoreKeys.TOPICS),
                StoreKeys.end(StoreKeys.TOPICS),
                Limits.MAX_TOPICS_OF_MEMBER)
            .map(
                entries -> {
                  for (RecordStore.Entry entry : entries) {
                    coordinator(new Key(Bytes.slice(entry.key(), 1, 1 + Key.BYTES)));
                  }
                  return null;
                });
    scanned.then(ok -> {}, e -> env.log(LogLevel.WARN, "topics could not be read: " + e));
  }

  /** Stops reconciling when the peer leaves. */
  public void stop() {
    stopped = true;
  }

  @Override
  public void register(Router.Builder router) {
    router.on(
        MessageType.PUSH,
        (ProvedPeer from, TopicProtocol.Push push) ->
            pusher.receiver().pushed(push.topic(), push.items()));
    on(router, MessageType.APPEND, this::answerAppend);
    on(router, MessageType.REPLICATE, this::replicate);
    on(router, MessageType.SUBSCRIBE, this::subscribe);
    on(router, MessageType.ASK_DIGEST, this::answerAskDigest);
    on(router, MessageType.ASK_ITEMS, this::answerAskItems);
    on(router, MessageType.ASK_IDS, this::ids);
    on(router, MessageType.ASK_CHOSEN, this::chosen);
    on(router, MessageType.UNSUBSCRIBE, this::unsubscribe);
  }

  private <M extends Message> void on(Router.Builder router, int type, RequestHandler<M> handler) {
    router.<M>on(
        type,
        (from, request) ->
            self.kind().holdsData()
                ? handler.handle(from, request)
                : Promise.failed(ErrorCode.UNAUTHORIZED, "a bridge coordinates no topic"));
  }

  private Promise<Message> answerAppend(ProvedPeer from, TopicProtocol.Append append) {
    return append(append.topic(), append.items())
        .map(receipt -> new DataMessage.Stored(receipt.envelope().encoded()));
  }

  private Promise<Message> answerAskDigest(ProvedPeer from, TopicProtocol.AskDigest ask) {
    return known(ask.topic())
        .map(c -> c == null ? new TopicProtocol.Digest(List.of()) : digest(c, ask.range()));
  }

  private Promise<Message> answerAskItems(ProvedPeer from, TopicProtocol.AskItems ask) {
    return known(ask.topic()).flatMap(c -> items(c, ask));
  }

  private Promise<Message> ids(ProvedPeer from, TopicProtocol.AskIds ask) {
    return known(ask.topic())
        .map(
            c ->
                c == null
                    ? new TopicProtocol.Ids(List.of(), false)
                    : c.messages().ids(ask.span(), ask.after(), ask.most()));
  }

  private Promise<Message> chosen(ProvedPeer from, TopicProtocol.AskChosen ask) {
    return known(ask.topic())
        .flatMap(
            c ->
                c == null
                    ? Promise.of(new TopicProtocol.Items(List.of(), false))
                    : fitting(c.messages().chosen(ask.span(), ask.ids(), ask.most())));
  }

  private Promise<Message> unsubscribe(ProvedPeer from, TopicProtocol.Unsubscribe gone) {
    return known(gone.topic())
        .map(
            coordinator -> {
              if (coordinator != null) {
                coordinator.unsubscribe(from.id());
              }
              return new LinkMessage.Done();
            });
  }

  // ---- messages

  /**
   * Stores published messages, all or none, and pushes them; returns a receipt once they are
   * durable.
   */
  Promise<Receipt> append(Key topic, List<byte[]> encoded) {
    return take(topic, encoded, true)
        .flatMap(
            items -> {
              if (items.size() < encoded.size()) {
                return Promise.failed(ErrorCode.INVALID_REQUEST, "message has expired");
              }
              return Receipt.sign(
                  authority,
                  self.keys(),
                  Publisher.digestOf(authority.hash(), encoded),
                  store.domain());
            });
  }

  private Promise<Message> replicate(ProvedPeer from, TopicProtocol.Replicate replicate) {
    return take(replicate.topic(), replicate.items(), false).map(ok -> new LinkMessage.Done());
  }

  /**
   * Verifies, stores, adds, pushes; fulfilled with the unexpired messages once they are durable.
   *
   * @param whole whether a publisher sends them: if some do not fit, all are refused, so that
   *     nobody reads a message whose publisher was told that it failed
   */
  private Promise<List<TopicItem>> take(Key topic, List<byte[]> encoded, boolean whole) {
    long now = env.wallMillis();
    List<Promise<TopicItem>> verified = new ArrayList<>();
    for (byte[] one : encoded) {
      verified.add(TopicItem.verified(authority, topic, one, now));
    }
    return Promise.all(verified)
        .flatMap(items -> coordinator(topic).flatMap(c -> keep(c, items, whole)));
  }

  private Promise<List<TopicItem>> keep(
      Coordinator coordinator, List<TopicItem> items, boolean whole) {
    List<RecordStore.Entry> changes = new ArrayList<>();
    prune(coordinator, changes);
    MessageCollection messages = coordinator.messages();
    boolean first = messages.size() == 0;
    int room = (whole ? Limits.MAX_TOPIC_BYTES_OF_MEMBER : MAX_MERGED_BYTES) - totalBytes();
    int times = whole ? 1 : MessageCollection.MERGE_CAPACITY;
    List<TopicItem> live = new ArrayList<>();
    int count = 0;
    int bytes = 0;
    boolean full = false;
    for (TopicItem item : items) {
      if (item == null) {
        continue;
      }
      if (!messages.contains(item)) {
        count++;
        bytes += item.encoded().length;
        // Acknowledged messages stay until they expire, so a full topic accepts no more until then.
        full = bytes > room || !coordinator.hasRoomFor(count, bytes, times);
        if (full) {
          break;
        }
      }
      live.add(item);
    }
    if (full && whole) {
      live.clear();
    }
    List<TopicItem> fresh = new ArrayList<>();
    int freshBytes = 0;
    for (TopicItem item : live) {
      if (!messages.contains(item)) {
        fresh.add(item);
        freshBytes += item.encoded().length;
        changes.add(new RecordStore.Entry(itemKey(item), item.encoded()));
      }
    }
    if (first && !fresh.isEmpty()) {
      changes.add(new RecordStore.Entry(topicKey(coordinator.topic()), new byte[] {1}));
    }
    Promise<Void> written = changes.isEmpty() ? Promise.of(null) : store.write(changes);
    int reserved = freshBytes;
    coordinator.reserve(fresh.size(), reserved);
    written.then(
        ok -> {
          coordinator.reserve(-fresh.size(), -reserved);
          stored(coordinator, fresh);
        },
        e -> coordinator.reserve(-fresh.size(), -reserved));
    Promise<List<TopicItem>> outcome =
        full ? Promise.failed(ErrorCode.OVERLOADED, "no room for more messages") : Promise.of(live);
    return written.flatMap(ok -> outcome);
  }

  /** No message is visible before it is durable: one that could not be stored never existed. */
  private void stored(Coordinator coordinator, List<TopicItem> items) {
    boolean added = false;
    for (TopicItem item : items) {
      added |= coordinator.add(item);
    }
    if (added) {
      reconciler.changed(coordinator.topic());
      pusher.push(coordinator);
    }
  }

  private int totalBytes() {
    int total = 0;
    for (Coordinator topic : loaded()) {
      total += topic.bytes() + topic.size() * ITEM_OVERHEAD_BYTES;
    }
    return total;
  }

  private Promise<Message> subscribe(ProvedPeer from, TopicProtocol.Subscribe subscribe) {
    return Lease.verified(authority, from, subscribe.topic(), subscribe.lease(), env.wallMillis())
        .flatMap(lease -> coordinator(subscribe.topic()).map(c -> subscribed(c, lease)));
  }

  /** Subscribes this peer itself. */
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
    return digest(coordinator, SpanRange.ALL);
  }

  private static TopicProtocol.Digest digest(Coordinator coordinator, SpanRange range) {
    return new TopicProtocol.Digest(coordinator.messages().digest(range));
  }

  private static Promise<Message> items(Coordinator coordinator, TopicProtocol.AskItems ask) {
    if (coordinator == null) {
      return Promise.of(new TopicProtocol.Items(List.of(), false));
    }
    return fitting(coordinator.messages().items(new Cursor(ask.range(), ask.after()), ask.most()));
  }

  private static Promise<Message> fitting(TopicProtocol.Items items) {
    return items.items().isEmpty() && items.more()
        ? Promise.failed(ErrorCode.TOO_LARGE, "the next message needs a link")
        : Promise.of(items);
  }

  // ---- topics

  /**
   * The coordinator of a topic that has messages or subscribers here, else null; asking creates
   * none. Fails when the disk fails, because then the answer is unknown.
   */
  Promise<Coordinator> known(Key topic) {
    return scanned.flatMap(ok -> topics.containsKey(topic) ? coordinator(topic) : Promise.of(null));
  }

  private void prune(Coordinator coordinator, List<RecordStore.Entry> changes) {
    for (TopicItem gone : coordinator.prune(env.wallMillis())) {
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
                return false;
              }
              Coordinator coordinator = loaded.value();
              prune(coordinator, changes);
              if (coordinator.size() > 0 || coordinator.hasSubscribers(env.wallMillis())) {
                return false;
              }
              changes.add(new RecordStore.Entry(topicKey(coordinator.topic()), null));
              return true;
            });
    reconciler.retainAll(topics.keySet());
    if (!changes.isEmpty()) {
      store.write(changes);
    }
  }

  /** The coordinator of a topic, with its stored messages. */
  Promise<Coordinator> coordinator(Key topic) {
    Promise<Coordinator> known = topics.get(topic);
    if (known != null && !known.isFailed()) {
      return known;
    }
    if (known == null && topics.size() >= Limits.MAX_TOPICS_OF_MEMBER) {
      forgetExpired();
    }
    if (known == null && topics.size() >= Limits.MAX_TOPICS_OF_MEMBER) {
      return Promise.failed(
          ErrorCode.OVERLOADED, "coordinates " + Limits.MAX_TOPICS_OF_MEMBER + " topics already");
    }
    Coordinator coordinator = new Coordinator(topic, authority.hash());
    Promise<Coordinator> loading = load(coordinator, itemsOf(topic));
    topics.put(topic, loading);
    return loading;
  }

  private Promise<Coordinator> load(Coordinator coordinator, byte[] from) {
    byte[] end = new byte[TopicProtocol.ID_BYTES + 1];
    Arrays.fill(end, (byte) -1);
    byte[] to = Bytes.concat(itemsOf(coordinator.topic()), end);
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
                  coordinator.add(item);
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
    return Bytes.concat(itemsOf(item.topic()), item.id().array());
  }

  private static byte[] topicKey(Key topic) {
    return StoreKeys.key(StoreKeys.TOPICS, topic.bytes());
  }

  private static byte[] itemsOf(Key topic) {
    return StoreKeys.key(StoreKeys.TOPIC_MESSAGES, topic.bytes());
  }

  // ---- links

  @Override
  public void linkOpened(Link link) {
    reconciler.reconcileSoon();
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    reconciler.reconcileSoon();
  }

  /** The topics whose messages are loaded. */
  @Override
  public List<Coordinator> loaded() {
    List<Coordinator> loaded = new ArrayList<>();
    for (Promise<Coordinator> each : topics.values()) {
      if (each.isDone() && !each.isFailed()) {
        loaded.add(each.value());
      }
    }
    return loaded;
  }

  @Override
  public Promise<Void> received(Key topic, List<byte[]> items) {
    return take(topic, items, false).map(ok -> null);
  }

  private void tick() {
    if (stopped) {
      return;
    }
    if (scanned.isFailed()) {
      scan();
    }
    new ArrayList<>(topics.keySet()).forEach(this::coordinator);
    forgetExpired();
    loaded().forEach(Coordinator::forgetPushed);
    reconciler.tick();
    env.after(TICK_MILLIS, this::tick);
  }
}
