package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Owner;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * This peer's presence on one topic: it tells every member of the group that it is there, and has
 * two of them tell it who else is, in turn, so that one that conceals somebody does so for minutes
 * at most. A hidden page follows nobody.
 *
 * <p>An entry is signed and encrypted as a message of the topic is. Its content is a byte of flags,
 * the peer's id, and its state.
 */
public final class TopicPresence {
  /** How long an entry lasts that is not renewed. */
  static final int LASTS_SECONDS = 5 * 60;

  static final int MEMBER_TIMEOUT_MILLIS = 3_000;

  /** The same of a peer without a link to a member, which could see its end. */
  private static final int LASTS_UNLINKED_SECONDS = 50;

  /** Between looks at the group, the links, and what has expired. */
  private static final int LOOK_MILLIS = 15_000;

  private static final int LOOK_SOON_MILLIS = 300;

  /** Between two updates. */
  private static final int UPDATE_MILLIS = 250;

  private static final int RETRY_MILLIS = 2_000;
  private static final int START_MILLIS = 10_000;
  private static final String CLOSED = "the presence was closed";

  /** Members that tell this peer who is there. */
  private static final int FOLLOWED = 2;

  /** The most other peers that are listed. */
  private static final int MAX_OTHERS = 2 * Limits.MAX_PRESENT;

  private static final int HIDDEN = 1;
  private static final int LEAVES = 2;

  /** A peer that is present, or was: an earlier entry must not bring it back. */
  private static final class Other {
    final TopicItem entry;
    final NodeId id;
    final boolean hidden;
    final byte[] state;
    final Owner owner;
    boolean gone;

    /** A member says that it has gone without a word. */
    boolean lost;

    Other(TopicItem entry, byte[] content, Owner owner) {
      this.entry = entry;
      this.owner = owner;
      id = NodeId.of(Bytes.slice(content, 1, 1 + NodeId.BYTES));
      hidden = (content[0] & HIDDEN) != 0;
      gone = (content[0] & LEAVES) != 0;
      state = Bytes.slice(content, 1 + NodeId.BYTES, content.length);
    }

    Change change(int kind) {
      return new Change(kind, id, entry.identityKey(), hidden, state);
    }

    boolean looksLike(Other other) {
      return hidden == other.hidden && Bytes.equal(state, other.state);
    }
  }

  /** What a change is. */
  public static final int JOINED = 0;

  public static final int UPDATED = 1;
  public static final int LEFT = 2;

  /**
   * A change, or who is there.
   *
   * @param kind {@link #JOINED}, {@link #UPDATED} or {@link #LEFT}
   * @param state a format byte and the value
   */
  public record Change(int kind, NodeId id, byte[] identityKey, boolean hidden, byte[] state) {}

  private final Env env;
  private final Authority authority;
  private final Key topic;
  private final Key entries;
  private final TopicCipher cipher;
  private final Consumer<Change> listener;
  private final byte[] stream;
  private final EarliestTimer timer;
  private final Promise<Void> started = new Promise<>();
  private final FairShares shares = new FairShares(MAX_OTHERS);

  /** By identity and id, which only its members vouch for. */
  private final Map<Bytes, Other> others = new LinkedHashMap<>();

  private Identity self;
  private PresenceClient client;
  private byte[] state;
  private long sequence;
  private long publishedAt;

  /** Fulfilled when the present state has been told. */
  private Promise<Void> updated = new Promise<>();

  private boolean telling;
  private long toldAt = Long.MIN_VALUE / 2;
  private List<NodeId> members = List.of();

  /** Whether they were told that this page is visible. */
  private boolean active;

  /**
   * Whether the state, or the peer's id, is another than the members were told, or one of them may
   * believe that this peer has gone.
   */
  private boolean changed;

  private int turn;
  private long lookedAt;
  private boolean closed;

  TopicPresence(
      Env env, Authority authority, Key topic, TopicCipher cipher, Consumer<Change> listener) {
    this.env = env;
    this.authority = authority;
    this.topic = topic;
    this.cipher = cipher;
    this.listener = listener;
    entries = PresenceHolder.entriesOf(authority.hash(), topic);
    stream = authority.crypto().randomBytes(TopicItem.STREAM_BYTES);
    timer = new EarliestTimer(env, this::look);
  }

  Key topic() {
    return topic;
  }

  /** Is present as that peer from now on. */
  void bind(Identity as, PresenceClient by) {
    self = as;
    client = by;
    changed = true;
    lookSoon();
  }

  /**
   * Shows that this peer is there; fulfilled once a member has told who else is. Fails with
   * UNREACHABLE where none could be told within ten seconds, or as the members refuse.
   */
  Promise<Void> start(byte[] shown) {
    return update(shown).flatMap(ok -> inTime(started));
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
    updated = updated.isDone() ? new Promise<>() : updated;
    return inTime(updated);
  }

  private Promise<Void> inTime(Promise<Void> promise) {
    env.after(
        START_MILLIS,
        () -> promise.fail(new PeerloomException(ErrorCode.UNREACHABLE, "no member can be told")));
    return promise;
  }

  /** A link has ended: a member at its other end takes this peer for gone unless it is told. */
  void linkClosed(NodeId id) {
    changed |= members.contains(id);
  }

  /** Links have changed, or the page was hidden or shown. */
  void lookSoon() {
    if (!closed) {
      timer.schedule(LOOK_SOON_MILLIS);
    }
  }

  /** Tells the members if they, or this peer, have changed, or one may take it for gone. */
  private void look() {
    if (closed) {
      return;
    }
    long now = env.wallMillis();
    // What has expired while the page was hidden or the device slept may have been renewed.
    if (active && self.active() && now - lookedAt < 2 * LOOK_MILLIS) {
      removeGone(now);
    }
    lookedAt = now;
    timer.schedule(LOOK_MILLIS);
    if (!telling) {
      telling = true;
      client.group(topic).flatMap(this::look).then(ok -> looked(), this::failed);
    }
  }

  private void looked() {
    telling = false;
    if (changed) {
      timer.schedule(UPDATE_MILLIS);
    }
  }

  private void failed(PeerloomException why) {
    env.log(LogLevel.DEBUG, "presence on topic " + topic + " not told: " + why);
    telling = false;
    changed = true;
    timer.schedule(RETRY_MILLIS);
  }

  private Promise<Void> look(List<NodeId> group) {
    int half = lastsSeconds(group) * 500;
    boolean due = env.monotonicMillis() - toldAt >= half;
    boolean same = group.equals(members) && active == self.active();
    if (same && !due && !changed) {
      return Promise.of(null);
    }
    turn += due ? 1 : 0;
    changed = false;
    toldAt = env.monotonicMillis();
    members = group;
    active = self.active();
    Promise<Void> waiting = updated;
    updated = new Promise<>();
    Promise<Void> told =
        entry(active ? 0 : HIDDEN)
            .flatMap(entry -> tell(entry, active ? Attend.FOLLOWS : Attend.HERE));
    told.then(
        waiting::complete,
        e -> {
          if (WriteQuorum.isRefusal(e.code())) {
            waiting.fail(e);
          } else {
            updated.then(waiting::complete, waiting::fail);
          }
        });
    return told;
  }

  private int lastsSeconds(List<NodeId> group) {
    for (NodeId member : group) {
      if (client.isLinked(member)) {
        return LASTS_SECONDS;
      }
    }
    return LASTS_UNLINKED_SECONDS;
  }

  private Promise<TopicItem> entry(int flags) {
    byte[] content = Bytes.concat(new byte[] {(byte) flags}, self.id().bytes(), state);
    long number = ++sequence;
    publishedAt = Math.max(publishedAt + 1, env.wallMillis());
    long at = publishedAt;
    int lasts = lastsSeconds(members);
    return cipher
        .encrypt(self.keys().identityPublicKey(), stream, number, content)
        .flatMap(
            encrypted ->
                TopicItem.sign(authority, self, entries, stream, number, 0, at, lasts, encrypted));
  }

  /** Fulfilled once one member knows; {@link #FOLLOWED} of them are to tell this peer of others. */
  private Promise<Void> tell(TopicItem entry, int part) {
    Promise<Void> one = new Promise<>();
    List<Promise<Message>> all = new ArrayList<>();
    PeerloomException[] last = new PeerloomException[1];
    for (int i = 0; i < members.size(); i++) {
      NodeId member = members.get(i);
      boolean follows = (i + turn) % members.size() < FOLLOWED;
      int its = part == Attend.FOLLOWS && !follows ? Attend.HERE : part;
      Promise<Message> told = client.tell(member, new Attend(topic, entry.encoded(), its));
      told.then(ok -> one.complete(null), e -> notTold(member, e));
      all.add(
          told.recover(
              e -> {
                last[0] = e;
                return Promise.of(null);
              }));
    }
    Promise.all(all).then(ok -> one.fail(last[0]), e -> {});
    return one;
  }

  private void notTold(NodeId member, PeerloomException why) {
    if (!WriteQuorum.isRefusal(why.code())) {
      client.unreachable(topic, member);
      toldAt = Long.MIN_VALUE / 2;
    }
  }

  /** A member tells who has come, changed or gone. */
  Promise<Message> told(NodeId member, Attendees message) {
    if (!members.contains(member)) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "not present");
    }
    return client
        .verifier()
        .verifyEach(entries, message.entries(), new MessageCollection(authority.hash()), member)
        .flatMap(verified -> Promise.each(verified, this::take))
        .map(
            ok -> {
              for (byte[] id : message.lost()) {
                lost(Bytes.wrap(id));
              }
              // Once all was told, what has expired was not renewed either.
              removeGone(message.more() ? 0 : env.wallMillis());
              if (!message.more()) {
                started.complete(null);
              }
              return new LinkMessage.Done();
            });
  }

  private Promise<Void> take(TopicItem entry) {
    return cipher
        .decrypt(entry)
        .map(
            content -> {
              if (content.length > 1 + NodeId.BYTES && entry.ttlSeconds() <= LASTS_SECONDS) {
                take(new Other(entry, content, client.owner(entry.identityKey())));
              }
              return (Void) null;
            })
        .recover(e -> Promise.of(null));
  }

  private void take(Other other) {
    Bytes name = Bytes.wrap(Bytes.concat(other.entry.identityKey(), other.id.bytes()));
    Other known = others.get(name);
    if (closed
        || other.id.equals(self.id())
        || known != null && known.entry.publishedAt() >= other.entry.publishedAt()
        || known == null && !hasRoom(other.owner)) {
      return;
    }
    if (known != null) {
      forget(name, known);
    }
    others.put(name, other);
    shares.add(other.owner, 1);
    boolean was = known != null && !known.gone;
    if (was && other.gone) {
      listener.accept(known.change(LEFT));
    } else if (!was && !other.gone) {
      listener.accept(other.change(JOINED));
    } else if (was && !other.looksLike(known)) {
      listener.accept(other.change(UPDATED));
    }
  }

  private boolean hasRoom(Owner owner) {
    return shares.hasShare(owner, 1);
  }

  private void forget(Bytes name, Other other) {
    others.remove(name);
    shares.add(other.owner, -1);
  }

  private void lost(Bytes entryId) {
    for (Other each : others.values()) {
      each.lost |= each.entry.id().equals(entryId);
    }
  }

  /** Whoever was lost, unless this peer is linked to it, and those whose entries have expired. */
  private void removeGone(long now) {
    for (Map.Entry<Bytes, Other> each : new ArrayList<>(others.entrySet())) {
      Other other = each.getValue();
      boolean expired = other.entry.isExpired(now);
      if (!other.gone && (expired || other.lost && !client.isLinked(other.id))) {
        other.gone = true;
        listener.accept(other.change(LEFT));
      }
      if (expired) {
        forget(each.getKey(), other);
      }
    }
  }

  /** The others that are present. */
  public List<Change> others() {
    List<Change> present = new ArrayList<>();
    for (Other each : others.values()) {
      if (!each.gone) {
        present.add(each.change(JOINED));
      }
    }
    return present;
  }

  /** Says that this peer leaves, to those who know that it is there. */
  void leave() {
    close();
    if (!members.isEmpty()) {
      entry(LEAVES).flatMap(entry -> tell(entry, Attend.LEAVES)).then(ok -> {}, e -> {});
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
