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
import io.peerloom.core.lookup.PeerFinder;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.signalling.WebRtcSignalling;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Publishes to topics and subscribes to them, for this peer's application. */
public final class TopicClient implements LinkListener, PushReceiver, Publisher.Groups {
  private static final int GROUP_KEPT_MILLIS = 30_000;

  /** Peers that a lookup of a group finds. */
  private static final int LOOKED_UP = 16;

  /** Cached groups; a forgotten one is looked up again. */
  private static final int MAX_GROUPS = 1024;

  private record Group(List<NodeId> members, List<NodeId> spares, long until) {}

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final OverlayNetwork overlay;
  private final PeerFinder finder;
  private final WebRtcSignalling signalling;
  private final TopicHolder holder;
  private final BooleanSupplier alone;
  private final BoundedMap<Key, Group> groups = new BoundedMap<>(MAX_GROUPS);

  /** Lookups in progress, at most one for each waiting caller. */
  private final Map<Key, Promise<List<NodeId>>> lookups = new LinkedHashMap<>();

  private final Publisher publisher;
  private final List<TopicFeed> feeds = new ArrayList<>();
  private long leasedAt;

  /**
   * A client without subscriptions.
   *
   * @param alone whether there is no other peer that may hold data
   */
  public TopicClient(
      Env env,
      Authority authority,
      Identity self,
      OverlayNetwork overlay,
      PeerFinder finder,
      WebRtcSignalling signalling,
      TopicHolder holder,
      BooleanSupplier alone) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.overlay = overlay;
    this.finder = finder;
    this.signalling = signalling;
    this.holder = holder;
    this.alone = alone;
    publisher = new Publisher(env, authority, self, overlay, holder, this, alone);
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
   * @param draft holds the signed message, so that a retry sends the same
   */
  public Promise<Publication> publish(String name, byte[] payload, int ttlSeconds, Draft draft) {
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
    return publisher.publish(topic, payload, ttlSeconds, draft);
  }

  /**
   * Subscribes; fulfilled when the history, if requested, has been delivered. Fails with
   * UNREACHABLE if none of the other peers could be asked.
   */
  public Promise<TopicFeed> open(String name, boolean history, Consumer<TopicItem> listener) {
    return open(name, history, true, listener);
  }

  private Promise<TopicFeed> open(
      String name, boolean history, boolean wantsPushes, Consumer<TopicItem> listener) {
    Key topic = topicKey(name);
    if (feeds.size() >= Limits.MAX_SUBSCRIPTIONS) {
      return Promise.failed(
          ErrorCode.OVERLOADED, "over " + Limits.MAX_SUBSCRIPTIONS + " subscriptions");
    }
    TopicFeed feed =
        new TopicFeed(env, authority, self, topic, holder, overlay, this, wantsPushes, listener);
    feeds.add(feed);
    return feed.start(history)
        .map(ok -> feed)
        .recover(
            e -> {
              close(feed);
              return Promise.failed(e);
            });
  }

  /** Ends a subscription, and the leases with the last one of a topic. */
  public void close(TopicFeed feed) {
    if (!feeds.remove(feed)) {
      return;
    }
    feed.close();
    for (TopicFeed other : feeds) {
      if (other.topic().equals(feed.topic())) {
        return;
      }
    }
    feed.unlease();
  }

  /** All unexpired messages of a topic, in order; fails as {@link #open} does. */
  public Promise<List<TopicItem>> history(String name) {
    return open(name, false, false, item -> {})
        .map(
            feed -> {
              List<TopicItem> seen = feed.seen();
              close(feed);
              return seen;
            });
  }

  @Override
  public void outdated(Key topic) {
    groups.remove(topic);
  }

  /** Whether there is no other peer that may hold data. */
  boolean isAlone() {
    return alone.getAsBoolean();
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

  private Promise<List<NodeId>> lookUp(Key topic) {
    return finder
        .closest(topic, LOOKED_UP)
        .map(
            contacts -> {
              // Under load a lookup may return few contacts; linked peers are candidates, too.
              List<ContactInfo> candidates = holder.groups().reachable(topic);
              Set<NodeId> linked = new TreeSet<>();
              candidates.forEach(each -> linked.add(each.id()));
              for (ContactInfo contact : contacts) {
                if (linked.add(contact.id())) {
                  candidates.add(contact);
                }
              }
              candidates.add(ContactInfo.of(self));
              List<NodeId> members = new ArrayList<>();
              for (ContactInfo member : holder.groups().choose(topic, candidates)) {
                members.add(member.id());
                signalling.connect(member);
              }
              if (members.isEmpty()) {
                throw new PeerloomException(
                    ErrorCode.NOT_ENOUGH_HOLDERS, "nobody can hold this topic");
              }
              List<NodeId> spares = holder.groups().spares(topic, candidates, members);
              groups.put(
                  topic, new Group(members, spares, env.monotonicMillis() + GROUP_KEPT_MILLIS));
              return members;
            });
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

  private Key topicKey(String name) {
    Names.check(name);
    return TopicGroup.key(authority.hash(), name);
  }

  @Override
  public void linkOpened(Link link) {
    linksChanged();
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    if (link.openedAt() > 0) {
      linksChanged();
    }
  }

  /** Takes over the subscriptions of this peer's previous client after a change of its id. */
  public void adopt(TopicClient before) {
    for (TopicFeed feed : before.feeds) {
      feed.rebind(self, holder, overlay, this);
      feeds.add(feed);
    }
    before.feeds.clear();
    leasedAt = before.leasedAt;
  }

  /** Ends all subscriptions when the peer leaves. */
  public void closeAll() {
    List<TopicFeed> all = new ArrayList<>(feeds);
    feeds.clear();
    all.forEach(TopicFeed::close);
    publisher.close();
  }

  /**
   * Catches up after this peer was suspended, or its page was hidden or shown: it reads what was
   * published meanwhile (R16.4), and a hidden page wants no pushes (R17.4).
   */
  public void catchUpSoon() {
    linksChanged();
  }

  /** The nearest peers may have changed. */
  private void linksChanged() {
    groups.clear();
    for (TopicFeed feed : new ArrayList<>(feeds)) {
      feed.pollSoon();
    }
  }
}
