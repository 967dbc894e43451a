package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One subscription of this peer to a topic: a lease with every member, pushes as they arrive, and a
 * digest now and then for what was missed (R16.4, R17.2). A hidden browser peer has no leases: it
 * reads what is new every {@link #POLL_HIDDEN_MILLIS}, and all at once when it is shown again
 * (R17.4).
 */
public final class TopicFeed {
  /** Interval of comparing a member's digest while pushes arrive. */
  static final int POLL_MILLIS = 15_000;

  /** The same after a digest brought a message that pushes had not. */
  static final int POLL_UNPUSHED_MILLIS = 1_000;

  /** Interval at which a hidden browser peer reads; its timers run once a minute at most. */
  static final int POLL_HIDDEN_MILLIS = 30_000;

  /** While something is missing members are read in turn, first at this interval. */
  private static final int GAP_POLL_MILLIS = 300;

  private static final int MAX_GAP_POLL_MILLIS = 3_000;
  private static final int MEMBER_TIMEOUT_MILLIS = 3_000;

  /** A member is read for no longer than this; the next poll continues. */
  private static final int MEMBER_READ_MILLIS = 60_000;

  /** Between two attempts to reach a member at first. */
  private static final int RETRY_MILLIS = 500;

  /** How long a subscription tries to reach a member before it is UNREACHABLE. */
  private static final int START_MILLIS = 10_000;

  /** A message counts as not pushed when it is older than this. */
  private static final int PUSH_MILLIS = 2_000;

  private final Env env;
  private final Authority authority;
  private final Key topic;
  private Identity self;
  private TopicHolder holder;
  private OverlayNetwork overlay;
  private TopicClient client;
  private final boolean wantsPushes;

  /** What is read of the topic. */
  private SpanRange range = SpanRange.ALL;

  private final ReadingTurns turns;

  /**
   * All messages received that have not expired: delivered, or held for their order. Bounded like a
   * member's collection, and shared in the same way; beyond that a message stays in the history
   * until others of its publisher have expired. A delivered message is not forgotten before it
   * expires, or it would be delivered again.
   */
  private final MessageCollection seen;

  /** How much of {@link #seen} each publisher uses. */
  private final MessageShares shares =
      new MessageShares(
          Limits.MAX_TOPIC_BYTES + Limits.MAX_MERGED_TOPIC_BYTES, 0, 0, key -> holder.owner(key));

  private final StreamOrder order = new StreamOrder(key -> holder.owner(key));
  private final Deliveries deliveries;

  /** The messages of {@link #seen} that were pushed before the subscription began to deliver. */
  private MessageCollection early;

  /** When a message had last to be left for a later reading, on the monotonic clock. */
  private long lackedAt = Long.MIN_VALUE / 2;

  private final Consumer<StreamGap> onGap;

  private final Promise<Void> started = new Promise<>();
  private final Promise<Void> ended = new Promise<>();
  private boolean live;
  private boolean looking;

  /** Whether a message was rejected for lack of room and has to be read again. */
  private boolean behind;

  private boolean unpushed;
  private final EarliestTimer pollTimer;
  private long renewAt;
  private int gapPollMillis = GAP_POLL_MILLIS;

  private final MemberChoice members = new MemberChoice();

  /** The latest unfinished reading of each member. */
  private final Map<NodeId, Promise<Void>> underWay = new LinkedHashMap<>();

  TopicFeed(
      Env env,
      Authority authority,
      Identity self,
      Key topic,
      TopicCipher cipher,
      TopicHolder holder,
      OverlayNetwork overlay,
      TopicClient client,
      boolean wantsPushes,
      Consumer<ReadMessage> listener,
      Consumer<StreamGap> onGap) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.topic = topic;
    this.holder = holder;
    this.overlay = overlay;
    this.client = client;
    this.wantsPushes = wantsPushes;
    this.onGap = onGap;
    deliveries = new Deliveries(env, cipher, this::isClosed, listener);
    this.seen = new MessageCollection(authority.hash());
    this.early = new MessageCollection(authority.hash());
    this.turns = new ReadingTurns(env);
    this.pollTimer = new EarliestTimer(env, () -> catchUp().then(ok -> next(), e -> next()));
  }

  /** Continues for this peer under another id, for which no member has a lease yet. */
  void rebind(Identity as, TopicHolder holding, OverlayNetwork over, TopicClient by) {
    self = as;
    holder = holding;
    overlay = over;
    client = by;
    members.startOver();
    underWay.clear();
    renewAt = 0;
    pollSoon();
  }

  /**
   * Leases pushes first and reads the history second, so that nothing is missed between the two.
   * Fails with UNREACHABLE if nobody else could be asked for {@link #START_MILLIS}, with CLOSED if
   * it was closed meanwhile.
   *
   * @param since what was published before that, in wall-clock milliseconds, is not delivered
   * @param readSince what was published before that is not even read, unless it is pushed
   */
  Promise<Void> start(long since, long readSince) {
    range = MessageCollection.since(readSince);
    begin(env.monotonicMillis() + START_MILLIS).then(ok -> deliverFirst(since), started::fail);
    return started;
  }

  /** Keeps trying when members disconnect or do not answer: others may. */
  private Promise<Void> begin(long until) {
    return catchUp()
        .recover(
            e -> {
              if (isClosed() || WriteQuorum.isRefusal(e.code())) {
                return Promise.failed(e);
              }
              if (env.monotonicMillis() >= until) {
                return e.code() == ErrorCode.UNREACHABLE
                    ? Promise.failed(e)
                    : Promise.failed(
                        ErrorCode.UNREACHABLE,
                        "nobody else could be asked for this topic; last: " + e.getMessage());
              }
              client.outdated(topic);
              Promise<Void> later = new Promise<>();
              env.after(RETRY_MILLIS, () -> begin(until).then(later::complete, later::fail));
              return later;
            });
  }

  private void deliverFirst(long since) {
    MessageCollection waiting = early;
    early = null;
    live = true;
    for (TopicItem item : seen.ordered()) {
      boolean settled = item.publishedAt() + StreamOrder.GAP_MILLIS <= env.wallMillis();
      StreamOrder.Outcome outcome = order.remembered(item, env.monotonicMillis(), settled);
      rejectForNow(outcome.returned());
      if (item.publishedAt() >= since || waiting.contains(item)) {
        deliver(outcome.ready());
      }
    }
    next();
    deliveries.done().then(ok -> started.complete(null), e -> {});
  }

  /**
   * Renews leases if needed, as members or time may have changed, and reads what is new. Once most
   * members have answered, waits only briefly for the rest.
   */
  Promise<Void> catchUp() {
    return client.group(topic).flatMap(this::catchUp);
  }

  private Promise<Void> catchUp(List<NodeId> group) {
    members.group(group, self.id(), client.missing(topic, group));
    boolean leases = wantsPushes && self.active();
    if (!leases) {
      unlease();
    }
    boolean renew = leases && env.monotonicMillis() >= renewAt;
    List<NodeId> before = members.lease(leases ? group : List.of());
    if (renew) {
      renewAt = env.monotonicMillis() + Lease.LASTS_MILLIS / 2;
    }
    boolean all =
        !live
            || looking
            || renew
            || leases && !before.equals(group)
            || order.isWorthReading(env.monotonicMillis());
    List<NodeId> asked = all ? group : members.next(leases);
    looking = false;
    behind = false;
    GroupReading readings =
        new GroupReading(env, self.id(), asked.size(), client::isAlone, () -> live);
    for (NodeId member : asked) {
      boolean lease = leases && (renew || !before.contains(member));
      readAgain(member, lease)
          .then(
              ok -> readings.succeeded(member),
              e -> {
                unreadable(member, e);
                readings.failed(e);
              });
    }
    return readings.enough();
  }

  /**
   * Joins a reading of the member that is in progress, unless it needs a lease. A reading works
   * from the digest received when it began; queued readings would compare messages received long
   * ago.
   */
  private Promise<Void> readAgain(NodeId member, boolean lease) {
    Promise<Void> before = underWay.get(member);
    if (before != null && !lease) {
      return before;
    }
    long begun = env.monotonicMillis();
    long wall = env.wallMillis();
    Promise<Void> reading = read(member, lease);
    underWay.put(member, reading);
    reading.then(
        ok -> {
          members.read(member, begun, wall);
          underWay.remove(member);
          passGaps();
        },
        e -> underWay.remove(member));
    return reading;
  }

  private void unreadable(NodeId member, PeerloomException why) {
    env.log(LogLevel.DEBUG, "topic " + topic + " not read from " + member + ": " + why);
    members.unreadable(member);
    client.unreachable(topic, member);
  }

  private Promise<Void> read(NodeId member, boolean lease) {
    if (member.equals(self.id())) {
      return readSelf(lease);
    }
    Promise<Message> leased =
        lease
            ? Lease.sign(authority, self, topic, client.leaseTime())
                .flatMap(
                    signed ->
                        ask(
                            member,
                            new TopicProtocol.Subscribe(topic, signed, members.insistsOn(member))))
                // Without a lease there are no pushes, but the history can be read.
                .recover(
                    e -> WriteQuorum.isRefusal(e.code()) ? Promise.of(null) : Promise.failed(e))
            : Promise.of(null);
    return leased
        .flatMap(
            answer ->
                answer != null && range.from() == 0
                    ? Promise.of(answer)
                    : ask(member, new TopicProtocol.AskDigest(topic, range)))
        .flatMap(
            answer ->
                answer instanceof TopicProtocol.Digest digest
                    ? turns.run(() -> missing(member, digest.spans()))
                    : Promise.failed(ErrorCode.INVALID_REQUEST, "malformed"));
  }

  private Promise<Message> ask(NodeId member, Message question) {
    return overlay.request(member, question, MEMBER_TIMEOUT_MILLIS);
  }

  private Promise<Void> readSelf(boolean lease) {
    long now = client.leaseTime();
    Lease own =
        new Lease(topic, self.id(), self.keys().topicPublicKey(), now, now + Lease.LASTS_MILLIS);
    Promise<Message> leased = lease ? holder.subscribeSelf(own) : Promise.of(null);
    return leased
        .recover(e -> Promise.of(null))
        .flatMap(ok -> holder.known(topic))
        .map(
            coordinator -> {
              if (coordinator != null) {
                for (TopicItem item : coordinator.messages().missingFrom(seen, range)) {
                  arrived(item, false);
                }
              }
              return null;
            });
  }

  /**
   * Reads the messages that a member's digest lists and this peer lacks, as long as it is a member.
   */
  private Promise<Void> missing(NodeId member, List<SpanDigest> digest) {
    long until = env.monotonicMillis() + MEMBER_READ_MILLIS;
    seen.prune(env.wallMillis()).forEach(shares::remove);
    members.helped(member, seen.compare(range, digest).isEmpty());
    return new TopicReader(
            overlay,
            member,
            topic,
            () -> !isClosed() && members.isMember(member) && env.monotonicMillis() < until,
            items -> verify(member, items, false))
        .compare(seen, range, digest);
  }

  private Promise<Void> verify(NodeId member, List<byte[]> encoded, boolean pushed) {
    return holder
        .verifier()
        .verifyEach(topic, encoded, seen, member)
        .flatMap(
            items -> {
              items.sort(null);
              for (TopicItem item : items) {
                if (arrived(item, pushed) && !pushed) {
                  broughtBy(member);
                }
              }
              return deliveries.done();
            });
  }

  private void broughtBy(NodeId member) {
    turns.brought();
    members.helped(member, true);
    if (unpushed && self.active()) {
      members.insist(member);
    }
  }

  /** Accepts pushed messages; fulfilled once they are delivered, which is the credit for more. */
  Promise<Void> pushed(NodeId member, List<byte[]> items) {
    members.pushedBy(member);
    return verify(member, items, true);
  }

  /** Whether it is a new message for which there is room. */
  private boolean arrived(TopicItem item, boolean pushed) {
    if (isClosed()) {
      return false;
    }
    seen.prune(env.wallMillis()).forEach(shares::remove);
    boolean known = seen.contains(item);
    if (!known && !shares.hasShare(item, false)) {
      // It is read again by a later poll.
      lackedAt = env.monotonicMillis();
      return false;
    }
    if (pushed && !live) {
      early.prune(env.wallMillis());
      early.add(item);
    }
    if (!known) {
      seen.add(item);
      shares.add(item);
      if (live) {
        take(item, pushed);
      }
    }
    return !known;
  }

  private void take(TopicItem item, boolean pushed) {
    unpushed |= !pushed && item.publishedAt() + PUSH_MILLIS < env.wallMillis();
    StreamOrder.Outcome outcome = order.arrived(item, env.monotonicMillis());
    rejectForNow(outcome.returned());
    deliver(outcome.ready());
    if (order.hasGap() || behind) {
      pollTimer.schedule(gapPollMillis);
    }
  }

  /** Messages without room are read again later. */
  private void rejectForNow(List<TopicItem> items) {
    behind |= !items.isEmpty();
    lackedAt = items.isEmpty() ? lackedAt : env.monotonicMillis();
    for (TopicItem item : items) {
      seen.remove(item);
      shares.remove(item);
    }
  }

  private void deliver(List<TopicItem> items) {
    gapPollMillis = items.isEmpty() ? gapPollMillis : GAP_POLL_MILLIS;
    deliveries.add(items);
  }

  /**
   * Everything until then has been received where most members have been read since, nothing is
   * held for its order, and nothing had to be left for lack of room.
   */
  private void passGaps() {
    StreamOrder.Overdue overdue = order.overdue(env.monotonicMillis(), members.mostReadAt());
    for (StreamGap gap : overdue.gaps()) {
      // What a stream had before its first message that was read may not have been asked for.
      if (range.from() == 0 || gap.first() > 1) {
        onGap.accept(gap);
      }
    }
    deliver(overdue.ready());
    if (live && !order.hasGap() && members.mostReadAt() > lackedAt) {
      deliveries.complete(members.mostReadUntil());
    }
  }

  /** Until when everything was delivered, in wall-clock milliseconds; 0 for unknown. */
  public long completeUntil() {
    return deliveries.completeUntil();
  }

  private void next() {
    passGaps();
    int pause = self.active() ? POLL_MILLIS : POLL_HIDDEN_MILLIS;
    if (order.hasGap() || behind) {
      pause = gapPollMillis;
      gapPollMillis = Math.min(MAX_GAP_POLL_MILLIS, gapPollMillis * 3 / 2);
    } else if (unpushed && self.active()) {
      pause = POLL_UNPUSHED_MILLIS;
    }
    unpushed = false;
    if (!isClosed()) {
      pollTimer.schedule(pause);
    }
  }

  /** Links have changed, or this page was hidden or shown: poll soon. */
  void pollSoon() {
    looking = true;
    if (live && !isClosed()) {
      pollTimer.schedule(GAP_POLL_MILLIS);
    }
  }

  Key topic() {
    return topic;
  }

  /** All unexpired messages received, in order. */
  List<TopicItem> seen() {
    seen.prune(env.wallMillis()).forEach(shares::remove);
    return seen.ordered();
  }

  /** Ends the leases, when the page is hidden or the subscription ends. */
  void unlease() {
    for (NodeId member : members.lease(List.of())) {
      if (member.equals(self.id())) {
        holder.unsubscribeSelf(topic);
      } else {
        ask(member, new TopicProtocol.Unsubscribe(topic, client.leaseTime()))
            .then(ok -> {}, e -> {});
      }
    }
    renewAt = 0;
  }

  /** Delivers nothing from now on; fails an unfinished start with CLOSED. */
  void close() {
    ended.complete(null);
    started.fail(new PeerloomException(ErrorCode.CLOSED, "the subscription was closed"));
    pollTimer.cancel();
  }

  boolean isClosed() {
    return ended.isDone();
  }

  /** Fulfilled when deliveries have ended: it was closed, or the peer left. */
  public Promise<Void> ended() {
    return ended;
  }
}
