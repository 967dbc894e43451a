package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Lists;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.client.WriteQuorum;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.SpanDigest;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Leases pushes from the members of a topic, or from a node that forwards them, and reads from the
 * members, for one subscription.
 */
final class MemberReader {
  private static final int MEMBER_TIMEOUT_MILLIS = 3_000;

  /** Between two searches for somebody who forwards. */
  private static final int SEARCH_MILLIS = 15_000;

  /** A member is read for no longer than this; the next poll continues. */
  private static final int MEMBER_READ_MILLIS = 60_000;

  /** What is read, and what becomes of it. */
  interface Subscription {
    /** What is to be read of the topic. */
    SpanRange range();

    /** What is behind that span is read later. */
    long lastSpan();

    /** Whether nothing is wanted any more. */
    boolean isClosed();

    /** Takes messages of a member, unverified; the next are read when it is done. */
    Promise<Void> received(NodeId member, List<byte[]> items);

    /** Another node pushes from now on: what was published meanwhile is to be read. */
    void pushedByAnother();

    /** Takes a message that this peer stores as a member. */
    void arrived(TopicItem item);
  }

  private final Env env;
  private final Authority authority;
  private final Key topic;
  private final SeenMessages seen;
  private final MemberChoice members;
  private final ReadingTurns turns;
  private final Subscription subscription;
  private Identity self;
  private TopicHolder holder;
  private OverlayNetwork overlay;
  private TopicClient client;

  /** Counts what ends the search for somebody who forwards. */
  private int round;

  private boolean isSearching;

  /** The place of the one that is asked first: those before it have left something out. */
  private int first;

  /** When the last search began, or found somebody, on the monotonic clock. */
  private long searchedAt = Long.MIN_VALUE / 2;

  MemberReader(
      Env env,
      Authority authority,
      Key topic,
      SeenMessages seen,
      MemberChoice members,
      Subscription subscription) {
    this.env = env;
    this.authority = authority;
    this.topic = topic;
    this.seen = seen;
    this.members = members;
    this.turns = new ReadingTurns(env);
    this.subscription = subscription;
  }

  /** Reads for this peer, as which it is known. */
  void bind(Identity as, TopicHolder holding, OverlayNetwork over, TopicClient by) {
    self = as;
    holder = holding;
    overlay = over;
    client = by;
    endSearch();
  }

  /**
   * Reads what the subscription lacks from one member.
   *
   * @param lease whether to lease pushes from it, too
   */
  Promise<Void> read(NodeId member, boolean lease) {
    if (member.equals(self.id())) {
      return readSelf(lease);
    }
    Promise<Message> leased = lease ? lease(member) : Promise.of(null);
    SpanRange range = subscription.range();
    return leased
        .flatMap(
            answer ->
                answer != null && range.equals(SpanRange.ALL)
                    ? Promise.of(answer)
                    : ask(member, new TopicProtocol.AskDigest(topic, range)))
        .flatMap(
            answer ->
                answer instanceof TopicProtocol.Digest digest
                    ? turns.run(() -> missing(member, range, digest.spans()))
                    : Promise.failed(ErrorCode.INVALID_REQUEST, "malformed"));
  }

  /**
   * Fulfilled with the member's digest; with null where it has no place, as the history can be read
   * without pushes, and where it was to push in any case, since nodes that are no members do so
   * without having the topic.
   */
  private Promise<Message> lease(NodeId member) {
    boolean forwards = members.isForwarder(member) || holder.leases().isSource(topic, member);
    boolean insists = forwards || members.insistsOn(member);
    int asked = round;
    return lease(member, insists, client.leaseTime())
        .map(
            answer -> {
              if (!forwards && members.answered(member, true)) {
                endSearch();
                leave(members.forwarder(null), client.leaseTime());
              }
              return insists ? null : answer;
            })
        .recover(
            e -> {
              if (!WriteQuorum.isRefusal(e.code())) {
                return Promise.failed(e);
              }
              if (members.answered(member, false) && round == asked) {
                follow(false);
              }
              return Promise.of(null);
            });
  }

  private Promise<Message> lease(NodeId from, boolean insists, long at) {
    return Lease.sign(authority, self, topic, at)
        .flatMap(signed -> ask(from, new TopicProtocol.Subscribe(topic, signed, insists)));
  }

  private Promise<Message> ask(NodeId member, Message question) {
    return overlay.request(member, question, MEMBER_TIMEOUT_MILLIS);
  }

  private Promise<Void> readSelf(boolean lease) {
    long now = client.leaseTime();
    Lease own =
        new Lease(topic, self.id(), self.keys().topicPublicKey(), now, now + Lease.LASTS_MILLIS);
    Promise<Message> leased = lease ? holder.leases().subscribeSelf(own) : Promise.of(null);
    return leased
        .recover(e -> Promise.of(null))
        .flatMap(ok -> holder.known(topic))
        .flatMap(kept -> kept == null ? Promise.of(null) : readOwn(kept));
  }

  /** Reads what this peer stores as a member. */
  private Promise<Void> readOwn(Coordinator own) {
    List<IndexedMessage> lacked = own.messages().missingFrom(seen.index(), subscription.range());
    List<Integer> begins = new ArrayList<>();
    for (int i = 0; i < lacked.size(); i += TopicProtocol.MAX_ITEMS) {
      begins.add(i);
    }
    return Promise.each(
        begins,
        begin -> {
          int end = Math.min(lacked.size(), begin + TopicProtocol.MAX_ITEMS);
          long span = MessageCollection.spanOf(lacked.get(begin).publishedAt());
          return span > subscription.lastSpan()
              ? Promise.of(null)
              : holder.read(own, Lists.range(lacked, begin, end)).map(this::takeOwn);
        });
  }

  private Void takeOwn(List<byte[]> encoded) {
    List<TopicItem> items = new ArrayList<>();
    encoded.forEach(one -> items.add(TopicItem.decode(authority.hash(), one)));
    items.sort(null);
    items.forEach(subscription::arrived);
    return null;
  }

  /**
   * Reads the messages that a member's digest lists and this peer lacks, as long as it is a member.
   */
  private Promise<Void> missing(NodeId member, SpanRange range, List<SpanDigest> digest) {
    long until = env.monotonicMillis() + MEMBER_READ_MILLIS;
    MessageCollection has = seen.index();
    members.helped(member, has.compare(range, digest).isEmpty());
    return new TopicReader(
            overlay,
            member,
            topic,
            () -> isWanted(member) && env.monotonicMillis() < until,
            subscription::lastSpan,
            items -> subscription.received(member, items))
        .compare(has, range, digest);
  }

  private boolean isWanted(NodeId member) {
    return !subscription.isClosed() && members.isMember(member);
  }

  /**
   * Has a node forward the topic, if the member that is to push has no place for this subscriber.
   *
   * @param renew whether the lease with that node is due to be renewed
   */
  void follow(boolean renew) {
    NodeId forwarder = members.forwarder();
    boolean isLost =
        forwarder == null
            ? env.monotonicMillis() > searchedAt + SEARCH_MILLIS
            : !overlay.isLinked(forwarder) && !members.isMember(forwarder);
    if (!isSearching
        && !subscription.isClosed()
        && members.isCrowdedOut()
        && !holder.leases().isForwarding(topic)
        && (renew || isLost)) {
      isSearching = true;
      searchedAt = env.monotonicMillis();
      follow(members.forwarders(holder.groups().forwarders(topic)), first, 0, round);
    }
  }

  private void follow(List<NodeId> nodes, int from, int asked, int searching) {
    if (round != searching) {
      return;
    }
    if (asked == nodes.size()) {
      isSearching = false;
      return;
    }
    NodeId node = nodes.get((from + asked) % nodes.size());
    long at = client.leaseTime();
    lease(node, true, at)
        .then(
            ok -> {
              if (round != searching) {
                leave(node, at);
                return;
              }
              isSearching = false;
              NodeId before = members.forwarder(node);
              if (!node.equals(before)) {
                leave(before, at);
                searchedAt = env.monotonicMillis();
                subscription.pushedByAnother();
              }
            },
            e -> {
              if (!WriteQuorum.isRefusal(e.code())) {
                leave(node, at);
              }
              follow(nodes, from, asked + 1, searching);
            });
  }

  /**
   * A member brought a message: others wait for their turns longer.
   *
   * @param unpushed whether it should have been pushed before
   */
  void brought(NodeId member, boolean unpushed) {
    turns.brought();
    members.helped(member, true);
    if (unpushed && !members.isCrowdedOut()) {
      members.insist(member);
    } else if (unpushed && !isSearching && env.monotonicMillis() > searchedAt + SEARCH_MILLIS) {
      // What was published before that node forwarded does not count against it.
      first++;
      follow(true);
    }
  }

  private void endSearch() {
    round++;
    isSearching = false;
  }

  /** Ends a lease with a node that forwards, if any; a member has one in any case. */
  private void leave(NodeId forwarder, long until) {
    if (forwarder != null && !members.isMember(forwarder)) {
      end(forwarder, until);
    }
  }

  private void end(NodeId leased, long until) {
    ask(leased, new TopicProtocol.Unsubscribe(topic, until)).then(ok -> {}, e -> {});
  }

  /** Ends the leases of those members, and that of the node that forwards the topic. */
  void unlease(List<NodeId> leased) {
    endSearch();
    leave(members.forwarder(null), client.leaseTime());
    for (NodeId member : leased) {
      if (member.equals(self.id())) {
        holder.leases().unsubscribeSelf(topic);
      } else {
        end(member, client.leaseTime());
      }
    }
  }
}
