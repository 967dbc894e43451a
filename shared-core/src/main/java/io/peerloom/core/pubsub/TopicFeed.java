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

  /** Between two attempts to reach a member at first. */
  private static final int RETRY_MILLIS = 500;

  /** How long a subscription tries to reach a member before it is UNREACHABLE. */
  private static final int START_MILLIS = 10_000;

  private static final String CLOSED = "the subscription was closed";

  /** A message counts as not pushed when it is older than this. */
  private static final int PUSH_MILLIS = 2_000;

  private final Env env;
  private final Authority authority;
  private final Key topic;
  private Identity self;
  private TopicHolder holder;
  private TopicClient client;
  private final MemberReader reader;
  private final boolean wantsPushes;

  /** What is read of the topic. */
  private SpanRange range = SpanRange.ALL;

  /** All messages received that have not expired. */
  private final SeenMessages seen;

  private final StreamOrder order = new StreamOrder(key -> holder.owner(key));
  private final Deliveries deliveries;

  /** What is read before anything new is delivered; null from then on. */
  private HistoryReading history;

  /** When a message had last to be left for a later reading, on the monotonic clock. */
  private long lackedAt = Long.MIN_VALUE / 2;

  private final Consumer<StreamGap> onGap;
  private final Promise<Void> started = new Promise<>();
  private final Promise<Void> ended = new Promise<>();
  private boolean looking;

  /** Whether a message was rejected for lack of room and has to be read again. */
  private boolean behind;

  private boolean unpushed;
  private final EarliestTimer pollTimer;
  private long renewAt;
  private final GapPace gapPace = new GapPace();

  private final MemberChoice members;

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
    this.client = client;
    this.wantsPushes = wantsPushes;
    this.onGap = onGap;
    deliveries = new Deliveries(env, cipher, this::isClosed, listener);
    this.members = new MemberChoice(authority.hash());
    this.seen = new SeenMessages(env, authority.hash(), key -> this.holder.owner(key));
    this.reader = new MemberReader(env, authority, topic, seen, members, wanted());
    reader.bind(self, holder, overlay, client);
    this.pollTimer = new EarliestTimer(env, () -> catchUp().then(ok -> next(), e -> next()));
  }

  private MemberReader.Subscription wanted() {
    return new MemberReader.Subscription() {
      @Override
      public SpanRange range() {
        return range;
      }

      @Override
      public long lastSpan() {
        return TopicFeed.this.lastSpan();
      }

      @Override
      public boolean isClosed() {
        return TopicFeed.this.isClosed();
      }

      @Override
      public Promise<Void> received(NodeId member, List<byte[]> items) {
        return verify(member, items, false);
      }

      @Override
      public void pushedByAnother() {
        pollSoon();
      }

      @Override
      public void arrived(TopicItem item) {
        TopicFeed.this.arrived(item, false);
      }
    };
  }

  /** Continues for this peer under another id, for which no member has a lease yet. */
  void rebind(Identity as, TopicHolder holding, OverlayNetwork over, TopicClient by) {
    self = as;
    holder = holding;
    client = by;
    reader.bind(as, holding, over, by);
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
    SpanRange whole = MessageCollection.since(readSince);
    history = new HistoryReading(authority.hash(), HistoryReading.PART_BYTES);
    deliverParts(since, whole, env.monotonicMillis() + START_MILLIS)
        .then(ok -> deliverNew(whole), started::fail);
    return started;
  }

  /**
   * Reads all unexpired messages, in order, and delivers none; fails as {@link #start} does, and
   * with TOO_LARGE where they have more than {@link Limits#MAX_HISTORY_BYTES}.
   */
  Promise<List<TopicItem>> read() {
    history = new HistoryReading(authority.hash(), Limits.MAX_HISTORY_BYTES);
    begin(env.monotonicMillis() + START_MILLIS).then(started::complete, started::fail);
    return started.flatMap(
        ok ->
            history.isLast()
                ? Promise.of(history.part())
                : Promise.failed(
                    ErrorCode.TOO_LARGE,
                    "over " + Limits.MAX_HISTORY_BYTES + " bytes: subscribe to get all"));
  }

  /** Delivers the history in parts; the next is read when the one before has been delivered. */
  private Promise<Void> deliverParts(long since, SpanRange rest, long until) {
    range = rest;
    underWay.clear();
    return begin(until)
        .flatMap(
            ok -> {
              SpanRange more =
                  history.isLast() ? null : new SpanRange(history.lastSpan() + 1, rest.to());
              deliverPart(since);
              return more == null
                  ? Promise.of(null)
                  // What has been delivered cannot be taken back: it goes on until it is closed.
                  : deliveries.done().flatMap(done -> deliverParts(since, more, Long.MAX_VALUE));
            });
  }

  /** Keeps trying when members disconnect or do not answer: others may. */
  private Promise<Void> begin(long until) {
    return (isClosed() ? Promise.<Void>failed(ErrorCode.CLOSED, CLOSED) : catchUp())
        .recover(
            e -> {
              boolean refused = WriteQuorum.isRefusal(e.code()) && until < Long.MAX_VALUE;
              if (isClosed() || refused) {
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

  private void deliverPart(long since) {
    for (TopicItem item : history.part()) {
      boolean settled = item.publishedAt() + StreamOrder.GAP_MILLIS <= env.wallMillis();
      StreamOrder.Outcome outcome = order.remembered(item, env.monotonicMillis(), settled);
      rejectForNow(outcome.returned());
      if (item.publishedAt() >= since || history.wasPushed(item)) {
        deliveries.add(outcome.ready());
      }
    }
  }

  private void deliverNew(SpanRange whole) {
    range = whole;
    HistoryReading before = history;
    history = null;
    for (TopicItem item : before.pushed()) {
      arrived(item, true);
    }
    if (before.isBehind()) {
      behind = true;
      lackedAt = env.monotonicMillis();
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
        history != null
            || looking
            || renew
            || leases && !before.equals(group)
            || order.isWorthReading(env.monotonicMillis());
    List<NodeId> asked = all ? group : members.next(leases);
    looking = false;
    behind = false;
    if (leases) {
      reader.follow(renew);
    }
    GroupReading readings =
        new GroupReading(env, self.id(), asked.size(), client::isAlone, () -> history == null);
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
    Promise<Void> reading = reader.read(member, lease);
    underWay.put(member, reading);
    reading.then(
        ok -> {
          members.read(member, begun, wall);
          ended(member, reading);
          passGaps();
        },
        e -> ended(member, reading));
    return reading;
  }

  private void ended(NodeId member, Promise<Void> reading) {
    if (underWay.get(member) == reading) {
      underWay.remove(member);
    }
  }

  private void unreadable(NodeId member, PeerloomException why) {
    env.log(LogLevel.DEBUG, "topic " + topic + " not read from " + member + ": " + why);
    members.unreadable(member);
    client.unreachable(topic, member);
  }

  /** What is behind that span is read later. */
  private long lastSpan() {
    return history == null ? Long.MAX_VALUE : history.lastSpan();
  }

  private Promise<Void> verify(NodeId member, List<byte[]> encoded, boolean pushed) {
    return holder
        .verifier()
        .verifyEach(topic, encoded, seen.index(), member)
        .flatMap(
            items -> {
              items.sort(null);
              for (TopicItem item : items) {
                if (arrived(item, pushed) && !pushed) {
                  reader.brought(member, unpushed && self.active());
                }
              }
              return deliveries.done();
            });
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
    } else if (history != null && pushed) {
      history.pushed(item);
      return false;
    }
    if (item.isExpired(env.wallMillis()) || seen.index().contains(item)) {
      return false;
    }
    if (!seen.hasRoom(item)) {
      // It is read again by a later poll.
      lackedAt = env.monotonicMillis();
      return false;
    }
    if (history != null && !history.wants(item)) {
      return false;
    }
    seen.add(item);
    if (history != null) {
      history.add(item, seen::remove);
    } else {
      take(item, pushed);
    }
    return true;
  }

  private void take(TopicItem item, boolean pushed) {
    unpushed |= !pushed && item.publishedAt() + PUSH_MILLIS < env.wallMillis();
    long now = env.monotonicMillis();
    long gaps = order.gapsBegun();
    StreamOrder.Outcome outcome = order.arrived(item, now);
    if (order.gapsBegun() > gaps) {
      gapPace.begun(item.identityKey(), now);
    }
    rejectForNow(outcome.returned());
    deliveries.add(outcome.ready());
    if (order.hasGap() || behind) {
      pollTimer.schedule(gapPace.millis());
    }
  }

  /** Messages without room are read again later. */
  private void rejectForNow(List<TopicItem> items) {
    behind |= !items.isEmpty();
    lackedAt = items.isEmpty() ? lackedAt : env.monotonicMillis();
    items.forEach(seen::remove);
  }

  /**
   * Everything until then has been received where most members have been read since, nothing is
   * held for its order, and nothing had to be left for lack of room.
   */
  private void passGaps() {
    StreamOrder.Overdue overdue = order.overdue(env.monotonicMillis(), members.mostReadAt());
    for (StreamGap gap : overdue.gaps()) {
      // What came before the first message of a stream may not have been asked for.
      if (range.from() == 0 || gap.first() > 1) {
        onGap.accept(gap);
      }
    }
    deliveries.add(overdue.ready());
    if (history == null && !order.hasGap() && members.mostReadAt() > lackedAt) {
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
    if (looking) {
      pause = GapPace.FIRST_MILLIS;
    } else if (order.hasGap() || behind) {
      pause = gapPace.next();
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
    if (history == null && !isClosed()) {
      pollTimer.schedule(GapPace.FIRST_MILLIS);
    }
  }

  Key topic() {
    return topic;
  }

  /** Ends the leases, when the page is hidden or the subscription ends. */
  void unlease() {
    reader.unlease(members.lease(List.of()));
    renewAt = 0;
  }

  /** Delivers nothing from now on; fails an unfinished start with CLOSED. */
  void close() {
    ended.complete(null);
    started.fail(new PeerloomException(ErrorCode.CLOSED, CLOSED));
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
