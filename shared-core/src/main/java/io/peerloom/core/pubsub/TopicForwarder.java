package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Lists;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.client.WriteQuorum;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Forwards topics of other members to linked subscribers for whom the members have no places: the
 * second level of a tree, as in Scribe (Castro, Druschel, Kermarrec and Rowstron, 2002). A node
 * begins when a linked subscriber asks, and ends with the last one.
 *
 * <p>It has leases with {@link #SOURCES} members, which push to it; verifies what they push, and
 * nobody else's; and keeps it in memory until it is pushed on, at most {@link #KEPT_MILLIS}. It
 * promises nothing: subscribers compare what they have with the members as all do, and choose
 * another that forwards when this one leaves something out.
 */
public final class TopicForwarder extends TopicLeases
    implements PushReceiver, ForwarderFactory.Forwarder {
  /** Members that push a topic to this node: one more than is needed, as one may fail silently. */
  static final int SOURCES = 2;

  /** How long a message is kept for subscribers that have not taken it. */
  static final int KEPT_MILLIS = 30_000;

  /** After that a subscriber has asked another, and a lease would bring it everything twice. */
  static final int ANSWER_MILLIS = 2_500;

  /**
   * What was published before that is not passed on: a member may not have old messages sent to
   * many, again and again. Subscribers read late ones from the members.
   */
  static final int LATE_MILLIS = 60_000;

  /**
   * The most leases of all topics; one owner gets half of what is free, and all whose memberships
   * one bridge issued four fifths.
   */
  static final int MAX_LEASES = 4096;

  /** The most bytes of messages; beyond it the oldest of the topic with most are forgotten. */
  static final int MAX_KEPT_BYTES = 16 << 20;

  /** Pushes that this peer's own subscriptions have not taken; what is beyond they read later. */
  private static final int MAX_OWN_WAITING = 16;

  private static final int TICK_MILLIS = 5_000;
  private static final int REQUEST_MILLIS = 2_000;

  /** The members may have changed: they are looked up so often for each topic. */
  private static final int LOOK_MILLIS = 60_000;

  private static final int RETRY_MILLIS = 15_000;

  /** Topics that are begun with in a quarter of a minute; one owner gets half of what is free. */
  private static final int MAX_STARTING = 64;

  /**
   * A message as it was pushed.
   *
   * @param message expires when it is kept no longer
   */
  private record Kept(IndexedMessage message, byte[] encoded) {}

  private static final class Forwarded {
    final Coordinator coordinator;

    /** In order of arrival. */
    final Map<Bytes, Kept> kept = new LinkedHashMap<>();

    int keptBytes;

    /** The members that push, and when their leases are to be renewed; monotonic time. */
    final Map<NodeId, Long> sources = new TreeMap<>();

    long lookAt;

    /** While leases are being asked for; null otherwise. */
    Promise<Void> feeding;

    /** Subscribers that wait for the leases. */
    int waiting;

    /** What comes of the last push given to this peer's own subscriptions. */
    Promise<Message> own = Promise.of(null);

    /** How many they have not taken yet. */
    int ownWaiting;

    Forwarded(Coordinator coordinator) {
      this.coordinator = coordinator;
    }

    Key topic() {
      return coordinator.topic();
    }
  }

  private final TopicClient client;
  private final Pusher pusher;
  private final FairShares leases = new FairShares(MAX_LEASES);

  /** No more than leases: without one a topic is not forwarded. */
  private final Map<Key, Forwarded> topics = new TreeMap<>();

  private final FairShares starting = new FairShares(MAX_STARTING);
  private long keptBytes;
  private boolean stopped;

  public TopicForwarder(
      Env env,
      Authority authority,
      Identity self,
      RoutingTable table,
      OverlayNetwork overlay,
      TopicHolder holder,
      TopicClient client) {
    super(env, authority, self, holder, overlay);
    this.client = client;
    pusher = new Pusher(env, self, table, holder.groups(), overlay, this::read);
    holder.leaseBy(this);
    holder.pushTo(this);
  }

  @Override
  public void start() {
    env.after(TICK_MILLIS, this::tick);
  }

  @Override
  public void stop() {
    stopped = true;
    topics.values().forEach(topic -> topic.coordinator.subscribers().clear());
    topics.clear();
  }

  @Override
  public int subscribers() {
    return (int) leases.used();
  }

  @Override
  boolean isForwarding(Key topic) {
    return topics.containsKey(topic);
  }

  @Override
  boolean isSource(Key topic, NodeId member) {
    Forwarded forwarded = topics.get(topic);
    return forwarded != null && forwarded.sources.containsKey(member);
  }

  /** Who insists, and is linked to this node, which is no member, wants the topic forwarded. */
  @Override
  Promise<Message> subscribe(ProvedPeer from, TopicProtocol.Subscribe request) {
    Key topic = request.topic();
    if (!request.push()
        || stopped
        || !overlay.isLinked(from.id())
        || holder.groups().of(topic).contains(self.id())) {
      return super.subscribe(from, request);
    }
    return verified(from, request).flatMap(lease -> forward(lease, from.owner()));
  }

  private Promise<Message> forward(Lease lease, Owner owner) {
    long until = env.monotonicMillis() + ANSWER_MILLIS;
    Forwarded known = topics.get(lease.topic());
    requireRoom(known, lease, owner);
    Forwarded topic = known == null ? start(lease.topic(), owner) : known;
    topic.waiting++;
    Promise<Void> fed = feed(topic);
    fed.then(ok -> topic.waiting--, e -> topic.waiting--);
    return fed.map(
            ok -> {
              if (env.monotonicMillis() > until || topics.get(lease.topic()) != topic) {
                throw new PeerloomException(ErrorCode.OVERLOADED, "its members answered late");
              }
              requireRoom(topic, lease, owner);
              int most = Limits.MAX_ASSIGNED_SUBSCRIBERS;
              topic.coordinator.subscribe(lease, owner, true, most, env.wallMillis());
              return (Message) new TopicProtocol.Digest(List.of());
            })
        .recover(
            e -> {
              forgetIfIdle(topic);
              return Promise.failed(e);
            });
  }

  private Forwarded start(Key topic, Owner owner) {
    if (!starting.hasShare(owner, 1)) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "begins to forward other topics");
    }
    Forwarded made = new Forwarded(new Coordinator(topic, authority.hash(), leases));
    topics.put(topic, made);
    starting.add(owner, 1);
    env.after(RETRY_MILLIS, () -> starting.add(owner, -1));
    return made;
  }

  private void requireRoom(Forwarded topic, Lease lease, Owner owner) {
    boolean isKnown = topic != null && topic.coordinator.subscribers().contains(lease.subscriber());
    if (!isKnown && !leases.hasShare(owner, 1)) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "forwards enough");
    }
  }

  /** Has leases with members: fulfilled at once where none is due. */
  private Promise<Void> feed(Forwarded topic) {
    if (topic.feeding != null) {
      return topic.feeding;
    }
    if (!topic.sources.isEmpty() && env.monotonicMillis() < topic.lookAt) {
      return Promise.of(null);
    }
    Promise<Void> leased = client.group(topic.topic()).flatMap(group -> lease(topic, group));
    topic.feeding = leased;
    leased.then(ok -> fed(topic, LOOK_MILLIS), e -> fed(topic, RETRY_MILLIS));
    return leased;
  }

  private void fed(Forwarded topic, int again) {
    topic.feeding = null;
    topic.lookAt = env.monotonicMillis() + again;
  }

  /** Has leases with those members that this node is assigned to, with others where they refuse. */
  private Promise<Void> lease(Forwarded topic, List<NodeId> group) {
    List<NodeId> members = new ArrayList<>(group);
    members.remove(self.id());
    topic.sources.keySet().retainAll(members);
    List<NodeId> ordered = new ArrayList<>();
    while (!members.isEmpty()) {
      NodeId next = Rendezvous.assigned(authority.hash(), members, self.id());
      members.remove(next);
      ordered.add(next);
    }
    return lease(topic, ordered, List.of());
  }

  private Promise<Void> lease(Forwarded topic, List<NodeId> members, List<NodeId> chosen) {
    List<NodeId> next = Lists.first(members, SOURCES - chosen.size());
    if (next.isEmpty()) {
      leaveOthers(topic, chosen);
      return chosen.isEmpty()
          ? Promise.failed(ErrorCode.UNREACHABLE, "no member pushes the topic")
          : Promise.of(null);
    }
    List<NodeId> others = new ArrayList<>(members);
    others.removeAll(next);
    List<Promise<Boolean>> leased = new ArrayList<>();
    for (NodeId member : next) {
      leased.add(renew(topic, member));
    }
    return Promise.all(leased)
        .flatMap(
            accepted -> {
              List<NodeId> more = new ArrayList<>(chosen);
              for (int i = 0; i < next.size(); i++) {
                if (accepted.get(i)) {
                  more.add(next.get(i));
                }
              }
              return lease(topic, others, more);
            });
  }

  private void leaveOthers(Forwarded topic, List<NodeId> chosen) {
    for (NodeId source : new ArrayList<>(topic.sources.keySet())) {
      if (!chosen.contains(source)) {
        topic.sources.remove(source);
        leave(topic.topic(), source);
      }
    }
  }

  /** Whether the member pushes. It counts as a source before it answers, as it may push sooner. */
  private Promise<Boolean> renew(Forwarded topic, NodeId member) {
    Long renewAt = topic.sources.get(member);
    long now = env.monotonicMillis();
    if (renewAt != null && now < renewAt) {
      return Promise.of(true);
    }
    topic.sources.put(member, now);
    return Lease.sign(authority, self, topic.topic(), client.leaseTime())
        .flatMap(
            signed ->
                overlay.request(
                    member,
                    new TopicProtocol.Subscribe(topic.topic(), signed, true),
                    REQUEST_MILLIS))
        .map(
            ok -> {
              topic.sources.put(member, now + Lease.LASTS_MILLIS / 2);
              return true;
            })
        .recover(
            e -> {
              topic.sources.remove(member);
              if (!WriteQuorum.isRefusal(e.code())) {
                client.unreachable(topic.topic(), member);
              }
              return Promise.of(false);
            });
  }

  @Override
  Promise<Message> unsubscribe(ProvedPeer from, TopicProtocol.Unsubscribe gone) {
    Forwarded topic = topics.get(gone.topic());
    if (topic != null) {
      topic.coordinator.subscribers().end(from.id(), gone.until());
    }
    return super.unsubscribe(from, gone);
  }

  /**
   * Passes on what members push, and nobody else: two nodes cannot push the same to each other in a
   * circle. This peer's own subscriptions get it, too, but who is forwarded to does not wait for
   * them: what they are not ready for they read from the members.
   */
  @Override
  public Promise<Message> pushed(NodeId source, Key topic, List<byte[]> items) {
    Forwarded forwarded = topics.get(topic);
    if (forwarded == null
        || !forwarded.sources.containsKey(source) && !holder.groups().of(topic).contains(source)) {
      return client.pushed(source, topic, items);
    }
    if (forwarded.ownWaiting < MAX_OWN_WAITING) {
      forwarded.ownWaiting++;
      forwarded.own =
          forwarded.own.flatMap(
              before -> client.pushed(source, topic, items).recover(e -> Promise.of(null)));
      forwarded.own.then(ok -> forwarded.ownWaiting--, e -> forwarded.ownWaiting--);
    }
    return holder
        .verifier()
        .verifyEach(topic, items, forwarded.coordinator.messages(), source)
        .map(
            verified -> {
              if (topics.get(topic) == forwarded) {
                keep(forwarded, verified);
              }
              return new LinkMessage.Done();
            });
  }

  private void keep(Forwarded topic, List<TopicItem> items) {
    for (TopicItem item : items) {
      IndexedMessage message = IndexedMessage.of(item).until(env.wallMillis() + KEPT_MILLIS);
      boolean isLate = item.publishedAt() + LATE_MILLIS < env.wallMillis();
      if (!isLate && topic.coordinator.add(message)) {
        topic.kept.put(item.id(), new Kept(message, item.encoded()));
        count(topic, message.length());
      }
    }
    while (keptBytes > MAX_KEPT_BYTES) {
      Forwarded largest = topic;
      for (Forwarded each : topics.values()) {
        largest = each.keptBytes > largest.keptBytes ? each : largest;
      }
      IndexedMessage oldest = largest.kept.values().iterator().next().message;
      largest.coordinator.forget(oldest);
      forget(largest, oldest);
    }
    pusher.push(topic.coordinator);
  }

  private void count(Forwarded topic, int bytes) {
    topic.keptBytes += bytes;
    keptBytes += bytes;
  }

  private void forget(Forwarded topic, IndexedMessage message) {
    topic.kept.remove(message.id());
    count(topic, -message.length());
  }

  /** What is still kept of some messages. */
  private Promise<List<byte[]>> read(Coordinator coordinator, List<IndexedMessage> messages) {
    Forwarded topic = topics.get(coordinator.topic());
    List<byte[]> items = new ArrayList<>();
    for (IndexedMessage message : messages) {
      Kept kept = topic == null ? null : topic.kept.get(message.id());
      if (kept != null) {
        items.add(kept.encoded);
      }
    }
    return Promise.of(items);
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    if (link.openedAt() == 0 || overlay.isLinked(link.peerId())) {
      return;
    }
    for (Forwarded topic : topics.values()) {
      if (topic.sources.remove(link.peerId()) != null) {
        topic.lookAt = 0;
      }
    }
  }

  private void tick() {
    if (stopped) {
      return;
    }
    long now = env.monotonicMillis();
    for (Forwarded topic : new ArrayList<>(topics.values())) {
      for (IndexedMessage old : topic.coordinator.prune(env.wallMillis())) {
        forget(topic, old);
      }
      endUnlinked(topic.coordinator.subscribers());
      forgetIfIdle(topic);
      if (topics.get(topic.topic()) == topic && now >= topic.lookAt && topic.feeding == null) {
        feed(topic).then(ok -> {}, e -> {});
      }
    }
    pusher.forgetPushed();
    env.after(TICK_MILLIS, this::tick);
  }

  /** Other peers would have to carry what is pushed to a subscriber without a link. */
  private void endUnlinked(Subscribers subscribers) {
    for (NodeId each : subscribers.entries().keySet()) {
      if (!overlay.isLinked(each)) {
        subscribers.end(each, Long.MAX_VALUE);
      }
    }
  }

  /** The members push no longer what nobody wants. */
  private void forgetIfIdle(Forwarded topic) {
    Key key = topic.topic();
    boolean isWanted = topic.waiting > 0 || topic.coordinator.hasSubscribers(env.wallMillis());
    if (isWanted || topics.get(key) != topic) {
      return;
    }
    topics.remove(key);
    topic.coordinator.subscribers().clear();
    count(topic, -topic.keptBytes);
    topic.sources.keySet().forEach(source -> leave(key, source));
  }

  /** Ends a lease with a member, unless this peer subscribes by it, too. */
  private void leave(Key topic, NodeId member) {
    if (!client.isSubscribed(topic)) {
      overlay
          .request(member, new TopicProtocol.Unsubscribe(topic, client.leaseTime()), REQUEST_MILLIS)
          .then(ok -> {}, e -> {});
    }
  }
}
