package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Serial;
import io.peerloom.core.base.Timer;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.Pages;
import io.peerloom.core.wire.TopicProtocol.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One subscription of this peer to a topic: a lease with every member, pushes as they come, and a
 * digest now and then for what was missed (R16.4, R17.2).
 */
public final class TopicFeed {
  private static final int POLL_MILLIS = 15_000;
  private static final int GAP_POLL_MILLIS = 300;
  private static final int MEMBER_TIMEOUT_MILLIS = 3_000;
  private static final int STRAGGLER_MILLIS = 500;

  /** One member that is slow does not hold the others up for longer; the next look goes on. */
  private static final int MEMBER_READ_MILLIS = 60_000;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final Key topic;
  private final TopicHolder holder;
  private final OverlayNetwork overlay;
  private final TopicClient client;
  private final Consumer<TopicItem> listener;

  /** One member's pages at a time, so that what one gave is not asked of the next. */
  private final Serial<Boolean> reading = new Serial<>();

  private final MessageCollection seen;
  private final StreamOrder order = new StreamOrder();
  private List<TopicItem> early = new ArrayList<>();
  private boolean live;
  private boolean looking;
  private boolean closed;
  private Timer pollTimer;
  private long pollAt;
  private long renewAt;

  /** When it last began to read what most of the group have. */
  private long readAt;

  private List<NodeId> leasedWith = List.of();

  TopicFeed(
      Env env,
      Authority authority,
      Identity self,
      Key topic,
      TopicHolder holder,
      OverlayNetwork overlay,
      TopicClient client,
      Consumer<TopicItem> listener) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.topic = topic;
    this.holder = holder;
    this.overlay = overlay;
    this.client = client;
    this.listener = listener;
    this.seen = new MessageCollection(authority.hash());
  }

  /** Leases pushes first and reads the history second, so that nothing falls between the two. */
  Promise<Void> start(boolean history) {
    return catchUp()
        .map(
            ok -> {
              List<TopicItem> waiting = early;
              early = new ArrayList<>();
              live = true;
              for (TopicItem item : seen.ordered()) {
                boolean settled = item.publishedAt() + StreamOrder.GAP_MILLIS <= env.wallMillis();
                List<TopicItem> ready = order.remembered(item, env.monotonicMillis(), settled);
                if (history || waiting.contains(item)) {
                  deliver(ready);
                }
              }
              afterGaps();
              schedule(POLL_MILLIS);
              return null;
            });
  }

  /**
   * Members may have changed, or time has passed: lease again where needed and read what is new.
   * Does not wait long for members that do not answer when most have.
   */
  Promise<Void> catchUp() {
    return client
        .group(topic)
        .flatMap(
            group -> {
              boolean renew = env.monotonicMillis() >= renewAt;
              List<NodeId> before = leasedWith;
              leasedWith = group;
              if (renew) {
                renewAt = env.monotonicMillis() + Lease.LASTS_MILLIS / 2;
              }
              Promise<Void> enough = new Promise<>();
              int[] done = {0};
              int[] failed = {0};
              long now = env.monotonicMillis();
              List<NodeId> asked = renew || !before.equals(group) || looking ? group : one(group);
              looking = false;
              for (NodeId member : asked) {
                boolean lease = renew || !before.contains(member);
                read(member, lease)
                    .then(
                        ok -> {
                          memberDone(++done[0], asked.size(), enough);
                          if (2 * (done[0] - failed[0]) > group.size()) {
                            readAt = now;
                          }
                        },
                        e -> {
                          unreadable(member, e);
                          done[0]++;
                          if (++failed[0] == asked.size()) {
                            enough.fail(e);
                          } else {
                            memberDone(done[0], asked.size(), enough);
                          }
                        });
              }
              return enough;
            });
  }

  /** Where nothing has changed any one member will do: they reconcile among themselves. */
  private List<NodeId> one(List<NodeId> group) {
    return List.of(group.get(env.rng().nextInt(group.size())));
  }

  private void memberDone(int done, int members, Promise<Void> enough) {
    if (done == members) {
      enough.complete(null);
    } else if (2 * done > members && !enough.isDone()) {
      env.after(STRAGGLER_MILLIS, () -> enough.complete(null));
    }
  }

  private void unreadable(NodeId member, PeerloomException why) {
    env.log(LogLevel.DEBUG, "topic " + topic + " not read from " + member + ": " + why);
    List<NodeId> remaining = new ArrayList<>(leasedWith);
    remaining.remove(member);
    leasedWith = remaining;
  }

  private Promise<Void> read(NodeId member, boolean lease) {
    if (member.equals(self.id())) {
      return readSelf(lease);
    }
    Promise<Message> asked =
        lease
            ? Lease.sign(authority, self, topic, env.wallMillis())
                .flatMap(
                    signed ->
                        overlay.request(
                            member,
                            new TopicProtocol.Subscribe(topic, signed),
                            MEMBER_TIMEOUT_MILLIS))
            : overlay.request(
                member, new TopicProtocol.AskDigest(topic, Pages.ALL), MEMBER_TIMEOUT_MILLIS);
    return asked.flatMap(
        answer ->
            answer instanceof TopicProtocol.Digest digest
                ? reading.run(true, () -> missing(member, digest.spans()))
                : Promise.failed(ErrorCode.INVALID_REQUEST, "no digest"));
  }

  private Promise<Void> readSelf(boolean lease) {
    long now = env.wallMillis();
    Lease own =
        new Lease(topic, self.id(), self.keys().topicPublicKey(), now, now + Lease.LASTS_MILLIS);
    Promise<Message> leased = lease ? holder.subscribeSelf(own) : Promise.of(null);
    return leased
        .flatMap(ok -> holder.coordinator(topic))
        .map(
            coordinator -> {
              for (TopicItem item : coordinator.messages().ordered()) {
                arrived(item, false);
              }
              return null;
            });
  }

  /** Reads what a member has beyond this, by what it told. */
  private Promise<Void> missing(NodeId member, List<Span> told) {
    long until = env.monotonicMillis() + MEMBER_READ_MILLIS;
    seen.prune(env.wallMillis());
    return new TopicReader(
            overlay,
            member,
            topic,
            () -> !closed && env.monotonicMillis() < until,
            items -> verify(items, false))
        .compare(seen, told, lacked -> Promise.of(null));
  }

  private Promise<Void> verify(List<byte[]> encoded, boolean pushed) {
    List<Promise<TopicItem>> verified = new ArrayList<>();
    for (byte[] one : encoded) {
      verified.add(
          TopicItem.verified(authority, topic, one, env.wallMillis())
              .recover(
                  bad -> {
                    env.log(LogLevel.WARN, "message on topic " + topic + " refused: " + bad);
                    return Promise.of(null);
                  }));
    }
    return Promise.all(verified)
        .map(
            items -> {
              items.removeIf(item -> item == null);
              items.sort(null);
              for (TopicItem item : items) {
                arrived(item, pushed);
              }
              return null;
            });
  }

  /** Messages a member pushed. */
  Promise<Void> pushed(List<byte[]> items) {
    return verify(items, true);
  }

  private void arrived(TopicItem item, boolean pushed) {
    if (closed || !seen.add(item)) {
      return;
    }
    seen.prune(env.wallMillis());
    if (!live) {
      if (pushed) {
        early.add(item);
      }
      return;
    }
    deliver(order.arrived(item, env.monotonicMillis()));
    afterGaps();
  }

  private void afterGaps() {
    if (order.hasGap()) {
      looking = true;
      schedule(GAP_POLL_MILLIS);
    }
  }

  private void deliver(List<TopicItem> items) {
    for (TopicItem item : items) {
      if (!closed) {
        listener.accept(item);
      }
    }
  }

  /** A poll that comes sooner stays, or whoever writes all the time would put it off for ever. */
  private void schedule(int millis) {
    long due = env.monotonicMillis() + millis;
    if (closed || pollTimer != null && pollAt <= due) {
      return;
    }
    if (pollTimer != null) {
      pollTimer.cancel();
    }
    pollAt = due;
    pollTimer = env.after(millis, this::poll);
  }

  private void poll() {
    pollTimer = null;
    deliver(order.overdue(env.monotonicMillis(), readAt));
    catchUp().then(ok -> next(), e -> next());
  }

  private void next() {
    looking |= order.hasGap();
    schedule(order.hasGap() ? GAP_POLL_MILLIS : POLL_MILLIS);
  }

  /** Something about the links changed: look again soon. */
  void lookAgain() {
    looking = true;
    if (live) {
      schedule(GAP_POLL_MILLIS);
    }
  }

  Key topic() {
    return topic;
  }

  /** All it has seen that has not expired, in order. */
  List<TopicItem> seen() {
    seen.prune(env.wallMillis());
    return seen.ordered();
  }

  void close() {
    closed = true;
    if (pollTimer != null) {
      pollTimer.cancel();
    }
  }

  boolean isClosed() {
    return closed;
  }

  List<NodeId> leasedWith() {
    return leasedWith;
  }
}
