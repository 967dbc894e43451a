package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.Members;
import io.peerloom.core.data.Receipt;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.RequestHandler;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Serves the topics this peer coordinates: stores their messages durably, pushes them to the
 * subscribers assigned to it, and reconciles with the other members by digest.
 */
public final class TopicHolder implements Service, LinkListener, TopicReconciler.Topics {
  private static final int TICK_MILLIS = 15_000;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordStore store;
  private final Members members;
  private final MessageVerifier verifier;
  private final TopicGroup groups;
  private final Pusher pusher;
  private final TopicReconciler reconciler;
  private final TopicDisk disk;
  private final TopicRoom room;

  private TopicLeases leases;

  /**
   * Topics with messages or leases, whose bounds are those of {@link TopicRoom} and of leases, and
   * topics that are being loaded.
   */
  private final HeldTopics topics = new HeldTopics();

  /**
   * Done once the stored topics are known; until then no request is answered with "unknown topic".
   */
  private Promise<Void> scanned = Promise.of(null);

  /** Done once their messages count, too: until then the room for new ones is unknown. */
  private Promise<Void> counted = Promise.of(null);

  private boolean stopped;

  public TopicHolder(
      Env env,
      Authority authority,
      Identity self,
      RecordStore store,
      RoutingTable table,
      OverlayNetwork overlay,
      Members members) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.store = store;
    this.members = members;
    disk = new TopicDisk(env, store, authority.hash());
    room = new TopicRoom(store.quotaBytes(), members::owner);
    verifier = new MessageVerifier(env, authority, members, overlay::forged);
    groups = new TopicGroup(self, table, overlay.places());
    pusher = new Pusher(env, self, table, groups, overlay, this::read);
    reconciler = new TopicReconciler(env, self, groups, overlay, topics, this);
    leases = new TopicLeases(env, authority, self, this, overlay);
  }

  /** Subscribers' leases. */
  TopicLeases leases() {
    return leases;
  }

  /** Answers requests for leases by those of a node that forwards topics. */
  void leaseBy(TopicLeases forwarding) {
    leases = forwarding;
  }

  /** Sets the receiver of pushes for this peer's own subscriptions. */
  void pushTo(PushReceiver pushReceiver) {
    pusher.pushTo(pushReceiver);
  }

  /** Who coordinates a topic. */
  TopicGroup groups() {
    return groups;
  }

  /** Verifies messages. */
  MessageVerifier verifier() {
    return verifier;
  }

  /** For whom the messages of an identity count; see {@link Members#owner}. */
  Owner owner(byte[] identityKey) {
    return members.owner(identityKey);
  }

  /** Loads the stored topics and starts reconciling. */
  public void start() {
    scan();
    env.after(TICK_MILLIS, this::tick);
  }

  private void scan() {
    Promise<List<Key>> stored = disk.topics();
    counted = stored.flatMap(this::load).recover(e -> Promise.of(null));
    scanned = stored.map(ok -> null);
    scanned.then(ok -> {}, e -> env.log(LogLevel.WARN, "storage: " + e));
  }

  private Promise<Void> load(List<Key> stored) {
    List<Promise<Boolean>> loading = new ArrayList<>();
    for (Key topic : stored) {
      loading.add(coordinator(topic).map(c -> c.onDisk = true).recover(e -> Promise.of(false)));
    }
    return Promise.all(loading).map(all -> null);
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
            pusher.receiver().pushed(from.id(), push.topic(), push.items()));
    on(router, MessageType.APPEND, this::answerAppend);
    on(router, MessageType.REPLICATE, this::replicate);
    on(
        router,
        MessageType.SUBSCRIBE,
        (ProvedPeer from, TopicProtocol.Subscribe asked) -> leases.subscribe(from, asked));
    TopicQuestions questions = new TopicQuestions(this, authority.hash());
    on(router, MessageType.ASK_DIGEST, questions::digest);
    on(router, MessageType.ASK_ITEMS, questions::items);
    on(router, MessageType.ASK_IDS, questions::ids);
    on(router, MessageType.ASK_CHOSEN, questions::chosen);
    on(
        router,
        MessageType.UNSUBSCRIBE,
        (ProvedPeer from, TopicProtocol.Unsubscribe gone) -> leases.unsubscribe(from, gone));
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
    return append(append.topic(), append.items(), from.id())
        .flatMap(
            domain ->
                Receipt.answer(authority, self.keys(), append.plain(), append.items(), domain));
  }

  /**
   * Reads stored messages; those that have expired meanwhile are left out. So are damaged ones,
   * which this member forgets, so that it gets them from another.
   */
  @Override
  public Promise<List<byte[]>> read(Coordinator coordinator, List<IndexedMessage> messages) {
    Key topic = coordinator.topic();
    return disk.read(
        topic,
        messages,
        lost -> {
          if (coordinator.messages().remove(lost)) {
            room.release(topic, lost);
            topics.dueAt(topic, env.wallMillis());
            env.log(LogLevel.WARN, "a message of topic " + topic + " cannot be read");
          }
        });
  }

  /**
   * Stores this peer's own messages, all or none, and pushes them; fulfilled with the failure
   * domain once they are durable.
   */
  Promise<byte[]> append(Key topic, List<byte[]> encoded) {
    return append(topic, encoded, null);
  }

  private Promise<byte[]> append(Key topic, List<byte[]> encoded, NodeId source) {
    return take(topic, encoded, true, source).map(ok -> store.domain());
  }

  private Promise<Message> replicate(ProvedPeer from, TopicProtocol.Replicate replicate) {
    return take(replicate.topic(), replicate.items(), false, from.id())
        .map(ok -> new LinkMessage.Done());
  }

  /**
   * Verifies, stores, adds, pushes; fulfilled once the messages are durable. Of what other members
   * replicate each message is accepted or refused by itself.
   *
   * @param whole whether a publisher sends them: if some are invalid or do not fit, all are
   *     refused, so that nobody reads a message whose publisher was told that it failed
   * @param source the peer they are from; null for this one
   */
  private Promise<Void> take(Key topic, List<byte[]> encoded, boolean whole, NodeId source) {
    Coordinator held = topics.find(topic);
    MessageCollection before =
        held == null ? new MessageCollection(authority.hash()) : held.messages();
    return (whole
            ? verifier.verifyAll(topic, encoded, before, source)
            : verifier.verifyEach(topic, encoded, before, source))
        .flatMap(
            items ->
                items.isEmpty()
                    ? Promise.of(null)
                    : counted
                        .flatMap(ok -> heldCoordinator(topic))
                        .flatMap(c -> keep(c, items, whole)));
  }

  private Promise<Void> keep(Coordinator coordinator, List<TopicItem> items, boolean whole) {
    List<RecordStore.Entry> changes = new ArrayList<>();
    prune(coordinator, changes);
    MessageCollection messages = coordinator.messages();
    boolean first = messages.size() == 0;
    List<TopicItem> fresh = new ArrayList<>();
    boolean full = false;
    for (TopicItem item : items) {
      if (messages.contains(item)) {
        continue;
      }
      IndexedMessage message = IndexedMessage.of(item);
      boolean fits = room.reserve(item.topic(), message, !whole);
      if (!fits && !full) {
        forgetExpired(coordinator);
        fits = room.reserve(item.topic(), message, !whole);
      }
      if (fits) {
        fresh.add(item);
      }
      full |= !fits;
    }
    if (full && whole) {
      fresh.forEach(this::release);
      fresh.clear();
    }
    Map<Bytes, List<RecordStore.Entry>> tokens = new LinkedHashMap<>();
    for (TopicItem item : fresh) {
      changes.add(TopicDisk.message(item));
      tokens.computeIfAbsent(
          Bytes.wrap(item.identityKey()), key -> members.entries(item.identityKey()));
    }
    tokens.values().forEach(changes::addAll);
    if (first && !fresh.isEmpty()) {
      changes.add(TopicDisk.topic(coordinator.topic(), true));
      coordinator.onDisk = true;
    }
    Promise<Void> written = changes.isEmpty() ? Promise.of(null) : store.write(changes);
    written.then(
        ok -> {
          tokens.forEach((key, token) -> members.stored(token, key.array()));
          stored(coordinator, fresh);
        },
        e -> {
          fresh.forEach(this::release);
          forgetIfIdle(coordinator);
        });
    forgetIfIdle(coordinator);
    Promise<Void> outcome =
        full
            ? Promise.failed(ErrorCode.OVERLOADED, "its publisher has no room for more messages")
            : Promise.of(null);
    return written.flatMap(ok -> outcome);
  }

  private void release(TopicItem item) {
    room.release(item.topic(), IndexedMessage.of(item));
  }

  /** No message is visible before it is durable: one that could not be stored never existed. */
  private void stored(Coordinator coordinator, List<TopicItem> items) {
    boolean added = false;
    for (TopicItem item : items) {
      if (coordinator.add(IndexedMessage.of(item))) {
        disk.written(item);
        added = true;
      } else {
        release(item);
      }
    }
    if (added) {
      lookWhenDue(coordinator);
      reconciler.changed(coordinator.topic());
      pusher.push(coordinator);
    }
  }

  /**
   * The coordinator of a topic that has messages or subscribers here, else null; asking creates
   * none. Fails when the disk fails, because then the answer is unknown.
   */
  Promise<Coordinator> known(Key topic) {
    return scanned.flatMap(ok -> topics.contains(topic) ? coordinator(topic) : Promise.of(null));
  }

  private void prune(Coordinator coordinator, List<RecordStore.Entry> changes) {
    for (IndexedMessage gone : coordinator.prune(env.wallMillis())) {
      room.release(coordinator.topic(), gone);
      changes.add(TopicDisk.without(coordinator.topic(), gone));
    }
    if (coordinator.onDisk && room.isEmpty(coordinator.topic())) {
      coordinator.onDisk = false;
      changes.add(TopicDisk.topic(coordinator.topic(), false));
    }
  }

  /**
   * Removes what has expired, and topics left without messages and subscribers (R14.1, R14.4); and
   * tries to load again what could not be.
   *
   * @param used a topic that is about to get some; null for none
   */
  void forgetExpired(Coordinator used) {
    List<RecordStore.Entry> changes = new ArrayList<>();
    for (Key topic : topics.takeDue(env.wallMillis())) {
      Coordinator coordinator = topics.find(topic);
      if (coordinator == null) {
        coordinator(topic);
      } else {
        prune(coordinator, changes);
        lookWhenDue(coordinator);
        if (coordinator != used) {
          forgetIfIdle(coordinator);
        }
      }
    }
    if (!changes.isEmpty()) {
      store.write(changes);
    }
  }

  void lookWhenDue(Coordinator coordinator) {
    topics.dueAt(coordinator.topic(), coordinator.nextExpiry());
  }

  /** An ended lease keeps its topic, too, so that it cannot be used again. */
  void forgetIfIdle(Coordinator coordinator) {
    Key topic = coordinator.topic();
    if (room.isEmpty(topic)
        && !coordinator.hasLeases(env.wallMillis())
        && topics.find(topic) == coordinator) {
      topics.remove(topic);
      reconciler.forget(topic);
    }
  }

  /** The coordinator of a topic, with its stored messages. */
  Promise<Coordinator> coordinator(Key topic) {
    Promise<Coordinator> known = topics.get(topic);
    if (known != null && !known.isFailed()) {
      return known;
    }
    Coordinator coordinator = new Coordinator(topic, authority.hash(), leases.all());
    Promise<Coordinator> loading =
        disk.messages(topic, env.wallMillis())
            .flatMap(verifier::withPublishers)
            .map(
                messages -> {
                  for (IndexedMessage message : messages) {
                    coordinator.add(message);
                    room.add(topic, message);
                  }
                  return coordinator;
                });
    topics.add(topic, loading);
    // One of which nothing is left on disk but its name is looked at by the next tick.
    loading.then(
        ok -> topics.dueAt(topic, ok.size() == 0 ? env.wallMillis() : ok.nextExpiry()),
        e -> topics.dueAt(topic, env.wallMillis()));
    return loading;
  }

  /** The same, which is still held: others that waited for it may have left it idle. */
  Promise<Coordinator> heldCoordinator(Key topic) {
    return coordinator(topic)
        .flatMap(
            loaded -> topics.find(topic) == loaded ? Promise.of(loaded) : heldCoordinator(topic));
  }

  @Override
  public void linkOpened(Link link) {
    reconciler.reconcileSoon();
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    reconciler.reconcileSoon();
  }

  /** Removes a lease of an owner, who has some. */
  void evictLease(Owner owner) {
    topics.evictLease(owner);
  }

  /** The topics whose messages are loaded. */
  public List<Coordinator> loaded() {
    return topics.loaded();
  }

  @Override
  public Promise<Void> received(NodeId member, Key topic, List<byte[]> items) {
    return take(topic, items, false, member);
  }

  private void tick() {
    if (stopped) {
      return;
    }
    if (scanned.isFailed()) {
      scan();
    }
    forgetExpired(null);
    pusher.forgetPushed();
    reconciler.tick();
    env.after(TICK_MILLIS, this::tick);
  }
}
