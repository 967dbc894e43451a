package io.peerloom.core.pubsub;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Names;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.client.Draft;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.lookup.LookupConfig;
import io.peerloom.core.lookup.PeerFinder;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.signalling.WebRtcSignalling;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** Publishes to topics and subscribes to them, for this peer's application. */
public final class TopicClient implements LinkListener, PushReceiver, Publisher.Groups {
  private static final int GROUP_KEPT_MILLIS = 30_000;

  /** Peers that a lookup of a group finds. */
  private static final int LOOKED_UP = 16;

  /** Cached groups; a forgotten one is looked up again. */
  private static final int MAX_GROUPS = 1024;

  /**
   * A subscription reads the history from so long before what it is to deliver: messages may arrive
   * that were published earlier, and streams go on from earlier messages.
   */
  private static final int LATE_MILLIS = 60_000;

  /** How long the peers that a verified lookup found are candidates, whoever returns others. */
  private static final int PROVED_KEPT_MILLIS = 10 * 60_000;

  /**
   * A topic's group.
   *
   * @param spares who may be asked in place of members
   * @param until when it is chosen anew
   * @param proved the closest peers that have answered themselves; others may be invented, or
   *     returned in place of closer ones
   * @param provedUntil when they are looked up again
   */
  private record Group(
      List<NodeId> members,
      List<NodeId> spares,
      long until,
      List<ContactInfo> proved,
      long provedUntil) {
    Group without(NodeId gone) {
      List<ContactInfo> others = new ArrayList<>(proved);
      others.removeIf(each -> each.id().equals(gone));
      return new Group(members, spares, 0, others, provedUntil);
    }

    Group chosenAgain() {
      return new Group(members, spares, 0, proved, provedUntil);
    }
  }

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final OverlayNetwork overlay;
  private final PeerFinder finder;
  private final WebRtcSignalling signalling;
  private final TopicHolder holder;
  private final BooleanSupplier alone;
  private final Function<Key, List<NodeId>> missing;
  private final BoundedMap<Key, Group> groups = new BoundedMap<>(MAX_GROUPS);

  /** Lookups in progress, at most one for each waiting caller. */
  private final Map<Key, Promise<List<NodeId>>> lookups = new LinkedHashMap<>();

  private final Publisher publisher;
  private final PresenceClient presences;
  private final List<TopicFeed> feeds = new ArrayList<>();
  private long leasedAt;

  /**
   * A client without subscriptions.
   *
   * @param alone whether there is no other peer that may hold data
   * @param missing the closest to a topic of those that may only be out of reach, as many as a
   *     group has members
   */
  public TopicClient(
      Env env,
      Authority authority,
      Identity self,
      OverlayNetwork overlay,
      PeerFinder finder,
      WebRtcSignalling signalling,
      TopicHolder holder,
      BooleanSupplier alone,
      Function<Key, List<NodeId>> missing) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.overlay = overlay;
    this.finder = finder;
    this.signalling = signalling;
    this.holder = holder;
    this.alone = alone;
    this.missing = missing;
    publisher = new Publisher(env, authority, self, overlay, holder, this, alone);
    presences = new PresenceClient(env, authority, self, overlay, holder, this);
    holder.pushTo(this);
  }

  /** An acknowledged message. */
  public record Publication(TopicItem item, int holders) {}

  /**
   * Publishes a message to a topic's whole group at once; fulfilled when enough failure domains
   * hold it durably. Fails with RATE_LIMITED, and when to try again, if more messages wait than the
   * members can keep up with; with UNREACHABLE if nobody has it, with UNKNOWN if somebody may have
   * it; with OVERLOADED if the topic is full.
   *
   * @param payload the format byte and the value
   * @param isPublic whether its holders, too, can read it, not only who knows the topic's name
   * @param draft holds the signed message, so that a retry sends the same
   */
  public Promise<Publication> publish(
      String name, byte[] payload, boolean isPublic, int ttlSeconds, Draft draft) {
    Key topic = topicKey(name);
    if (payload.length > Limits.MAX_TOPIC_MESSAGE_BYTES + 1) {
      return Promise.failed(
          ErrorCode.TOO_LARGE,
          "a message holds at most " + Limits.MAX_TOPIC_MESSAGE_BYTES + " bytes");
    }
    if (ttlSeconds < 1 || ttlSeconds > Limits.MAX_TTL_SECONDS) {
      return Promise.failed(
          ErrorCode.INVALID_REQUEST, "ttlSeconds is 1 to " + Limits.MAX_TTL_SECONDS);
    }
    return publisher.publish(topic, payload, isPublic ? null : cipher(name), ttlSeconds, draft);
  }

  /**
   * Subscribes; fulfilled when the history, as far as requested, has been delivered. Fails with
   * UNREACHABLE if none of the other peers could be asked.
   *
   * @param since the time of the first message of the history, in wall-clock milliseconds
   * @param onGap is told of messages that expired before they could be delivered
   */
  public Promise<TopicFeed> open(
      String name, long since, Consumer<ReadMessage> listener, Consumer<StreamGap> onGap) {
    long readSince = Math.min(since, env.wallMillis()) - LATE_MILLIS;
    return open(name, true, listener, onGap, feed -> feed.start(since, readSince).map(ok -> feed));
  }

  private <T> Promise<T> open(
      String name,
      boolean wantsPushes,
      Consumer<ReadMessage> listener,
      Consumer<StreamGap> onGap,
      Function<TopicFeed, Promise<T>> begin) {
    Key topic = topicKey(name);
    if (feeds.size() >= Limits.MAX_SUBSCRIPTIONS) {
      return Promise.failed(
          ErrorCode.OVERLOADED, "over " + Limits.MAX_SUBSCRIPTIONS + " subscriptions");
    }
    TopicFeed feed =
        new TopicFeed(
            env,
            authority,
            self,
            topic,
            cipher(name),
            holder,
            overlay,
            this,
            wantsPushes,
            listener,
            onGap);
    feeds.add(feed);
    return begin
        .apply(feed)
        .recover(
            e -> {
              close(feed);
              return Promise.failed(e);
            });
  }

  /** Where this peer is present. */
  public PresenceClient presences() {
    return presences;
  }

  /** Shows this peer on a topic, as {@link PresenceClient#open}. */
  public Promise<TopicPresence> present(
      String name, byte[] state, Consumer<TopicPresence.Change> listener) {
    return presences.open(topicKey(name), cipher(name), state, listener);
  }

  /** Ends a subscription, and the leases with the last one of a topic. */
  public void close(TopicFeed feed) {
    if (!feeds.remove(feed)) {
      return;
    }
    feed.close();
    if (!isSubscribed(feed.topic()) && !holder.leases().isForwarding(feed.topic())) {
      feed.unlease();
    }
  }

  /** Whether there is a subscription to a topic. */
  boolean isSubscribed(Key topic) {
    for (TopicFeed feed : feeds) {
      if (feed.topic().equals(topic)) {
        return true;
      }
    }
    return false;
  }

  /**
   * All unexpired messages of a topic that can be decrypted, in order; fails as {@link #open} does,
   * and with TOO_LARGE where they have more than {@link Limits#MAX_HISTORY_BYTES}.
   */
  public Promise<List<ReadMessage>> history(String name) {
    return open(name, false, message -> {}, gap -> {}, feed -> read(feed, cipher(name)));
  }

  private Promise<List<ReadMessage>> read(TopicFeed feed, TopicCipher cipher) {
    return feed.read()
        .flatMap(
            items -> {
              List<ReadMessage> read = new ArrayList<>();
              Deliveries all = new Deliveries(env, cipher, feed::isClosed, read::add);
              all.add(items);
              return all.done()
                  .map(
                      done -> {
                        close(feed);
                        return read;
                      });
            });
  }

  @Override
  public void outdated(Key topic) {
    groups.remove(topic);
  }

  @Override
  public void unreachable(Key topic, NodeId member) {
    Group known = groups.get(topic);
    if (known != null) {
      groups.put(topic, known.without(member));
    }
  }

  /** Whether there is no other peer that may hold data. */
  boolean isAlone() {
    return alone.getAsBoolean();
  }

  /** How many peers that may only be out of reach would be members of a group, if they were not. */
  int missing(Key topic, List<NodeId> group) {
    NodeId farthest =
        group.size() < Coordinator.GROUP ? null : Collections.max(group, topic::compareDistance);
    int count = 0;
    for (NodeId id : missing.apply(topic)) {
      if (!group.contains(id) && (farthest == null || topic.compareDistance(id, farthest) < 0)) {
        count++;
      }
    }
    return count;
  }

  /** The time to date a lease with: later than that of every earlier one, as members require. */
  long leaseTime() {
    leasedAt = Math.max(leasedAt + 1, env.wallMillis());
    return leasedAt;
  }

  /** The group of a topic, looked up at most every half minute. */
  @Override
  public Promise<List<NodeId>> group(Key topic) {
    Group known = groups.get(topic);
    if (known != null && known.until > env.monotonicMillis()) {
      return Promise.of(known.members);
    }
    Promise<List<NodeId>> running = lookups.get(topic);
    if (running != null) {
      return running;
    }
    Promise<List<NodeId>> lookup = lookUp(topic);
    if (!lookup.isDone()) {
      lookups.put(topic, lookup);
      lookup.then(ok -> lookups.remove(topic), e -> lookups.remove(topic));
    }
    return lookup;
  }

  /**
   * The group as a usual lookup finds it, if that is faster: it may contain peers that take the
   * places of closer ones, or that do not exist.
   */
  @Override
  public Promise<List<NodeId>> likelyGroup(Key topic) {
    Group before = groups.get(topic);
    Promise<List<NodeId>> group = group(topic);
    if (before != null
        || group.isDone()
        || holder.groups().networkSize() <= RoutingTable.FEW_PEERS) {
      return group;
    }
    Promise<List<NodeId>> either = new Promise<>();
    group.then(either::complete, either::fail);
    finder
        .closest(topic, LOOKED_UP)
        .then(
            contacts -> {
              List<NodeId> members = new ArrayList<>();
              for (ContactInfo each : chosen(topic, candidates(topic, List.of()), contacts)) {
                members.add(each.id());
              }
              either.complete(members);
            },
            e -> {});
    return either;
  }

  /**
   * Chooses a group. Peers that lie return invented contacts, or others than the closest, and the
   * messages sent to these would be lost: so the first lookup is a verified one, and a later one
   * where a usual lookup returns somebody close of whom nothing else is known.
   */
  private Promise<List<NodeId>> lookUp(Key topic) {
    Group known = groups.get(topic);
    boolean isProved = known != null && known.provedUntil > env.monotonicMillis();
    if (!isProved && holder.groups().networkSize() > RoutingTable.FEW_PEERS) {
      return lookUpVerified(topic);
    }
    List<ContactInfo> before = isProved ? known.proved : List.of();
    return finder
        .closest(topic, LOOKED_UP)
        .flatMap(
            contacts -> {
              List<ContactInfo> candidates = candidates(topic, before);
              List<ContactInfo> members = chosen(topic, candidates, contacts);
              return candidates.containsAll(members)
                  ? Promise.of(remember(topic, members, before, isProved ? known.provedUntil : 0))
                  : lookUpVerified(topic);
            });
  }

  private Promise<List<NodeId>> lookUpVerified(Key topic) {
    return finder
        .closest(topic, LOOKED_UP, LookupConfig.VERIFIED)
        .map(
            proved ->
                remember(
                    topic,
                    chosen(topic, candidates(topic, List.of()), proved),
                    proved,
                    env.monotonicMillis() + PROVED_KEPT_MILLIS));
  }

  /** This peer, those it can reach, and some others. */
  private List<ContactInfo> candidates(Key topic, List<ContactInfo> others) {
    // Under load a lookup may return few contacts; linked peers are candidates, too.
    List<ContactInfo> candidates = holder.groups().reachable(topic);
    candidates.add(ContactInfo.of(self));
    return with(candidates, others);
  }

  private List<ContactInfo> chosen(
      Key topic, List<ContactInfo> candidates, List<ContactInfo> others) {
    return holder.groups().choose(topic, with(candidates, others));
  }

  private static List<ContactInfo> with(List<ContactInfo> some, List<ContactInfo> others) {
    List<ContactInfo> all = new ArrayList<>(some);
    Set<NodeId> ids = new TreeSet<>();
    some.forEach(each -> ids.add(each.id()));
    for (ContactInfo each : others) {
      if (ids.add(each.id())) {
        all.add(each);
      }
    }
    return all;
  }

  /** Remembers a group, and seeks links to its members. */
  private List<NodeId> remember(
      Key topic, List<ContactInfo> chosen, List<ContactInfo> proved, long provedUntil) {
    List<NodeId> members = new ArrayList<>();
    for (ContactInfo member : chosen) {
      members.add(member.id());
      signalling.connect(member);
    }
    if (members.isEmpty()) {
      throw new PeerloomException(ErrorCode.NOT_ENOUGH_HOLDERS, "nobody can hold this topic");
    }
    long until = env.monotonicMillis() + GROUP_KEPT_MILLIS;
    List<NodeId> spares = holder.groups().spares(topic, candidates(topic, proved), members);
    groups.put(topic, new Group(members, spares, until, proved, provedUntil));
    return members;
  }

  @Override
  public List<NodeId> spares(Key topic) {
    Group known = groups.get(topic);
    return known == null ? List.of() : known.spares;
  }

  @Override
  public Promise<Message> pushed(NodeId source, Key topic, List<byte[]> items) {
    List<Promise<Void>> taken = new ArrayList<>();
    for (TopicFeed feed : new ArrayList<>(feeds)) {
      if (feed.topic().equals(topic)) {
        taken.add(feed.pushed(source, items));
      }
    }
    if (taken.isEmpty()) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "not subscribed");
    }
    return Promise.all(taken).map(ok -> new LinkMessage.Done());
  }

  private TopicCipher cipher(String name) {
    return new TopicCipher(authority.crypto(), authority.hash(), name);
  }

  private Key topicKey(String name) {
    Names.check(name);
    return TopicGroup.key(authority.hash(), name);
  }

  @Override
  public void linkOpened(Link link) {
    catchUpSoon();
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    if (link.openedAt() > 0) {
      presences.linkClosed(link, end);
      catchUpSoon();
    }
  }

  /** Takes over the subscriptions of this peer's previous client after a change of its id. */
  public void adopt(TopicClient before) {
    for (TopicFeed feed : before.feeds) {
      feed.rebind(self, holder, overlay, this);
      feeds.add(feed);
    }
    before.feeds.clear();
    presences.adopt(before.presences);
    leasedAt = before.leasedAt;
  }

  /** Ends all subscriptions when the peer leaves. */
  public void closeAll() {
    List<TopicFeed> all = new ArrayList<>(feeds);
    feeds.clear();
    all.forEach(TopicFeed::close);
    publisher.close();
    presences.closeAll();
  }

  /**
   * Catches up after the nearest peers may have changed, this peer was suspended, or its page was
   * hidden or shown: it reads what was published meanwhile (R16.4), and a hidden page wants no
   * pushes (R17.4).
   */
  public void catchUpSoon() {
    groups.replaceAll((topic, group) -> group.chosenAgain());
    for (TopicFeed feed : new ArrayList<>(feeds)) {
      feed.pollSoon();
    }
    presences.refreshSoon();
  }
}
