package io.peerloom.core.pubsub;

import io.peerloom.core.api.PresenceListener;
import io.peerloom.core.base.Bytes;
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
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.PresenceMessage.Attend;
import io.peerloom.core.wire.PresenceMessage.Attendees;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * This peer's presence on one topic: it announces itself to every member of the group, and asks two
 * of them to report who else is present, others after each renewal. A hidden page asks nobody.
 *
 * <p>An announcement carries an entry, signed and encrypted as a message of the topic is; {@link
 * OtherPeers} says what is in it.
 */
public final class TopicPresence {
  /** How long an entry lasts that is not renewed. */
  static final int LASTS_SECONDS = 5 * 60;

  static final int MEMBER_TIMEOUT_MILLIS = 3_000;

  /** The same of a peer without a link to a member, which could see its end. */
  private static final int LASTS_UNLINKED_SECONDS = 50;

  /** Between looks at the group, and at what has expired. */
  private static final int REFRESH_MILLIS = 15_000;

  private static final int REFRESH_SOON_MILLIS = 300;

  /** Between two updates. */
  private static final int UPDATE_MILLIS = 250;

  /** The same until a member has reported. */
  private static final int RETRY_MILLIS = 2_000;

  private static final int START_MILLIS = 10_000;
  private static final String CLOSED = "the presence was closed";

  /** Members that are asked to report. */
  private static final int ASKED = 2;

  /**
   * A change, or who is there.
   *
   * @param type as in {@link PresenceListener}
   * @param state a format byte and the value
   */
  public record Change(String type, NodeId id, byte[] identityKey, boolean hidden, byte[] state) {}

  private final Env env;
  private final Authority authority;
  private final Key topic;
  private final Key entries;
  private final TopicCipher cipher;
  private final byte[] stream;
  private final EarliestTimer timer;
  private final Promise<Void> started = new Promise<>();
  private final OtherPeers others;

  private Identity self;
  private PresenceClient client;
  private byte[] state;
  private long sequence;

  /** Fulfilled when the present state has been announced. */
  private Promise<Void> updated = Promise.of(null);

  private boolean announcing;
  private long announcedAt = Long.MIN_VALUE / 2;
  private List<NodeId> members = List.of();

  /** Those of them that are asked to report, unless the page is hidden. */
  private List<NodeId> asked = new ArrayList<>();

  /** Whether the page was announced as visible. */
  private boolean active;

  /**
   * Whether the state, or the peer's id, is another than was announced, or a member may believe
   * that this peer has gone.
   */
  private boolean changed;

  private int turn;
  private long refreshedAt;
  private boolean closed;

  TopicPresence(
      Env env, Authority authority, Key topic, TopicCipher cipher, Consumer<Change> listener) {
    this.env = env;
    this.authority = authority;
    this.topic = topic;
    this.cipher = cipher;
    entries = PresenceHolder.entriesOf(authority.hash(), topic);
    stream = authority.crypto().randomBytes(TopicItem.STREAM_BYTES);
    // Nobody can choose which members are asked first.
    turn = stream[0] & 0x7f;
    others = new OtherPeers(id -> client.isLinked(id), listener);
    timer = new EarliestTimer(env, this::refresh);
  }

  Key topic() {
    return topic;
  }

  /** Is present as that peer from now on. */
  void bind(Identity as, PresenceClient by) {
    self = as;
    client = by;
    changed = true;
    refreshSoon();
  }

  /**
   * Announces this peer; fulfilled once a member has reported who else is present, on a hidden page
   * once a member knows. Fails with UNREACHABLE where neither happens within ten seconds, or as the
   * members refuse.
   */
  Promise<Void> start(byte[] shown) {
    inTime(started);
    return update(shown).flatMap(ok -> started);
  }

  /** Shows another state; fails as {@link #start} does. */
  public Promise<Void> update(byte[] shown) {
    if (closed) {
      return Promise.failed(ErrorCode.CLOSED, CLOSED);
    }
    if (shown.length > Limits.MAX_PRESENCE_STATE_BYTES + 1) {
      return Promise.failed(
          ErrorCode.TOO_LARGE, "a state has at most " + Limits.MAX_PRESENCE_STATE_BYTES + " bytes");
    }
    timer.schedule(state == null ? 0 : UPDATE_MILLIS);
    state = shown;
    changed = true;
    if (updated.isDone()) {
      updated = inTime(new Promise<>());
    }
    return updated;
  }

  private Promise<Void> inTime(Promise<Void> promise) {
    env.after(
        START_MILLIS,
        () -> promise.fail(new PeerloomException(ErrorCode.UNREACHABLE, "no member answers")));
    return promise;
  }

  /**
   * A link has ended: a member at its other end takes this peer for gone unless it is announced.
   */
  void linkClosed(NodeId id) {
    changed |= members.contains(id);
    // What it has reported may be out of date until others are asked.
    asked.remove(id);
  }

  /** Links have changed, or the page was hidden or shown. */
  void refreshSoon() {
    if (!closed) {
      timer.schedule(REFRESH_SOON_MILLIS);
    }
  }

  private void refresh() {
    if (closed) {
      return;
    }
    long now = env.wallMillis();
    others.settle(asked);
    // What has expired while the page was hidden or the device slept may have been renewed.
    if (active && self.active() && now - refreshedAt < 2 * REFRESH_MILLIS) {
      others.expire(now);
    }
    refreshedAt = now;
    timer.schedule(started.isDone() ? REFRESH_MILLIS : RETRY_MILLIS);
    if (!announcing) {
      announcing = true;
      client.group(topic).flatMap(this::announceIfDue).then(ok -> announced(), this::failed);
    }
  }

  private void announced() {
    announcing = false;
    if (changed && !closed) {
      timer.schedule(UPDATE_MILLIS);
    }
  }

  private void failed(PeerloomException why) {
    env.log(LogLevel.DEBUG, "presence on topic " + topic + " not announced: " + why);
    announcing = false;
    // The next refresh tries again.
    changed = true;
  }

  /** Where the group, or this peer, has changed, or the entry is half expired. */
  private Promise<Void> announceIfDue(List<NodeId> group) {
    boolean isUnanswered = !started.isDone() && !members.isEmpty();
    boolean isDue = isUnanswered || env.monotonicMillis() - announcedAt >= lasts(group) * 500L;
    boolean isSame = group.equals(members) && active == self.active();
    if (closed || isSame && !isDue && !changed) {
      return Promise.of(null);
    }
    turn += isDue ? ASKED : 0;
    changed = false;
    announcedAt = env.monotonicMillis();
    members = group;
    active = self.active();
    asked = new ArrayList<>();
    for (int i = 0; i < Math.min(ASKED, group.size()); i++) {
      asked.add(group.get((turn + i) % group.size()));
    }
    Promise<Void> waiting = updated;
    updated = Promise.of(null);
    Promise<Void> done =
        entry(active ? 0 : OtherPeers.HIDDEN)
            .flatMap(entry -> announce(entry, active ? Attend.FOLLOWS : Attend.HERE));
    done.then(
        ok -> {
          waiting.complete(null);
          if (!active) {
            started.complete(null);
          }
        },
        e -> {
          if (WriteQuorum.isRefusal(e.code())) {
            waiting.fail(e);
          } else if (updated.isDone()) {
            updated = waiting;
          } else {
            updated.then(waiting::complete, waiting::fail);
          }
        });
    return done;
  }

  private int lasts(List<NodeId> group) {
    for (NodeId member : group) {
      if (client.isLinked(member)) {
        return LASTS_SECONDS;
      }
    }
    return LASTS_UNLINKED_SECONDS;
  }

  private Promise<TopicItem> entry(int flags) {
    long number = ++sequence;
    long at = client.entryTime();
    int lasts = lasts(members);
    byte[] content = OtherPeers.content(flags, self.id(), state);
    return cipher
        .encrypt(self.keys().identityPublicKey(), stream, number, content)
        .flatMap(
            encrypted ->
                TopicItem.sign(authority, self, entries, stream, number, 0, at, lasts, encrypted));
  }

  /** Fulfilled once one member has the entry; some are to report as well. */
  private Promise<Void> announce(TopicItem entry, int mode) {
    Promise<Void> one = new Promise<>();
    List<Promise<Message>> all = new ArrayList<>();
    PeerloomException[] last = new PeerloomException[1];
    for (NodeId member : members) {
      int its = mode == Attend.FOLLOWS && !asked.contains(member) ? Attend.HERE : mode;
      Promise<Message> done = client.announce(member, new Attend(topic, entry.encoded(), its));
      done.then(
          ok -> one.complete(null),
          e -> {
            if (!WriteQuorum.isRefusal(e.code())) {
              client.unreachable(topic, member);
            }
          });
      all.add(
          done.recover(
              e -> {
                last[0] = e;
                return Promise.of(null);
              }));
    }
    Promise.all(all).then(ok -> one.fail(last[0]), e -> {});
    return one;
  }

  /** A member reports who has come, changed or gone. */
  Promise<Message> reported(NodeId member, Attendees message) {
    if (!members.contains(member)) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "not present");
    }
    return client
        .verifier()
        .verifyEach(entries, message.entries(), new MessageCollection(authority.hash()), member)
        .flatMap(verified -> Promise.each(verified, entry -> take(member, message, entry)))
        .map(
            ok -> {
              for (byte[] id : message.lost()) {
                others.lost(member, Bytes.wrap(id));
              }
              others.settle(asked);
              if (!message.more()) {
                // What has expired was not renewed either.
                others.expire(env.wallMillis());
                started.complete(null);
              }
              return new LinkMessage.Done();
            });
  }

  /** Takes an entry with the id that the member says has brought it. */
  private Promise<Void> take(NodeId member, Attendees message, TopicItem entry) {
    // Verified entries hold the arrays that came; those that are not valid are left out.
    byte[] brought = message.ids().get(message.entries().indexOf(entry.encoded()));
    return cipher
        .decrypt(entry)
        .map(
            content -> {
              NodeId id = OtherPeers.idOf(content);
              boolean isOwn = Bytes.equal(entry.stream().array(), stream);
              if (!closed
                  && !isOwn
                  && id != null
                  && Bytes.equal(id.bytes(), brought)
                  && entry.ttlSeconds() <= LASTS_SECONDS) {
                others.add(member, entry, content, client.owner(entry.identityKey()));
              }
              return (Void) null;
            })
        .recover(e -> Promise.of(null));
  }

  /** The others that are present. */
  public List<Change> others() {
    return others.present();
  }

  /** Ends it, and says so to those who know that this peer is there; idempotent. */
  public void end() {
    client.remove(this);
    if (!closed) {
      close();
      if (!members.isEmpty()) {
        entry(OtherPeers.LEAVING)
            .flatMap(entry -> announce(entry, Attend.LEAVES))
            .then(ok -> {}, e -> {});
      }
    }
  }

  /** Ends everything here; nobody is told. */
  void close() {
    closed = true;
    timer.cancel();
    PeerloomException why = new PeerloomException(ErrorCode.CLOSED, CLOSED);
    started.fail(why);
    updated.fail(why);
  }
}
