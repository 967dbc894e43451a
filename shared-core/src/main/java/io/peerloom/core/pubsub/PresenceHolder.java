package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.client.WriteQuorum;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.PresenceMessage.Attend;
import io.peerloom.core.wire.PresenceMessage.Attendees;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group member's side of presence: takes the entries of who is present, reports to those who
 * follow, and sees who has gone by the end of its link. A member without a link to that peer hears
 * it from one that had one, and asks the peer itself.
 */
final class PresenceHolder {
  /** Changes within this time are reported together. */
  private static final int REPORT_MILLIS = 200;

  /** Until what a follower did not take is sent again. */
  private static final int RETRY_MILLIS = 2_000;

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MOST_BYTES = 64 * 1024;

  /** How long a peer whose link broke has to announce itself again. */
  private static final int LOST_MILLIS = 1_000;

  /** How long a peer has to answer that another member says is gone. */
  private static final int ASK_MILLIS = 2_000;

  private static final int ASK_AGAIN_MILLIS = 5_000;
  private static final int SPACING_MILLIS = 20;

  private static final byte[] DOMAIN = Bytes.utf8("peerloom-presence-v1");

  private final Env env;
  private final Identity self;
  private final OverlayNetwork overlay;
  private final TopicGroup groups;
  private final MessageVerifier verifier;
  private final PresenceClient own;
  private final FairShares all = new FairShares(Limits.MAX_PRESENT_OF_MEMBER);
  private final EarliestTimer expiry;

  /** Topics where somebody is present, or has just been. */
  private final Map<Key, PresentPeers> topics = new LinkedHashMap<>();

  /**
   * Nobody is present anywhere.
   *
   * @param own is told what this peer itself follows
   */
  PresenceHolder(
      Env env, Identity self, OverlayNetwork overlay, TopicHolder topics, PresenceClient own) {
    this.env = env;
    this.self = self;
    this.overlay = overlay;
    this.groups = topics.groups();
    this.verifier = topics.verifier();
    this.own = own;
    this.expiry = new EarliestTimer(env, this::expireLater);
  }

  /** What entries of a topic are signed for: no entry is a message of the topic. */
  static Key entriesOf(Hash hash, Key topic) {
    return new Key(hash.sha256(DOMAIN, topic.bytes()));
  }

  /**
   * Takes what a peer says of itself. Fails as {@link MessageVerifier#verify} and {@link
   * PresentPeers#accept} do, with UNAUTHORIZED for the entry of another, with INVALID_REQUEST for
   * one that would last longer than {@link TopicPresence#LASTS_SECONDS}.
   */
  Promise<Message> attend(NodeId id, byte[] identityKey, Owner owner, Attend attend) {
    Hash hash = overlay.hash();
    return verifier
        .verify(entriesOf(hash, attend.topic()), attend.entry(), new MessageCollection(hash), id)
        .map(
            entry -> {
              if (entry == null || entry.ttlSeconds() > TopicPresence.LASTS_SECONDS) {
                throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
              }
              if (!Bytes.equal(entry.identityKey(), identityKey)) {
                throw new PeerloomException(ErrorCode.UNAUTHORIZED, "entry of another");
              }
              accept(id, owner, entry, attend);
              return new LinkMessage.Done();
            });
  }

  private void accept(NodeId id, Owner owner, TopicItem entry, Attend attend) {
    Key topic = attend.topic();
    expire(topic);
    PresentPeers known = topics.get(topic);
    PresentPeers peers = known == null ? new PresentPeers(all) : known;
    if (peers.get(id) == null && !all.hasRoom(1)) {
      expireAll();
    }
    if (peers.get(id) == null && !all.hasRoom(1)) {
      evictFor(owner);
    }
    peers.accept(id, owner, entry, attend.mode(), env.monotonicMillis());
    topics.put(topic, peers);
    reportSoon(topic, REPORT_MILLIS);
    expiry.schedule(TopicPresence.LASTS_SECONDS * 1000);
  }

  private void evictFor(Owner owner) {
    Owner largest = all.largest(owner, 1);
    for (PresentPeers each : topics.values()) {
      if (largest != null && each.evict(largest)) {
        return;
      }
    }
    throw new PeerloomException(ErrorCode.OVERLOADED, "too many are present");
  }

  private void expire(Key topic) {
    PresentPeers peers = topics.get(topic);
    if (peers != null) {
      peers.expire(env.wallMillis());
      if (peers.isEmpty()) {
        topics.remove(topic);
      }
    }
  }

  private void expireAll() {
    new ArrayList<>(topics.keySet()).forEach(this::expire);
  }

  /** A topic that nobody uses any more is forgotten, too. */
  private void expireLater() {
    expireAll();
    if (!topics.isEmpty()) {
      expiry.schedule(TopicPresence.LASTS_SECONDS * 1000);
    }
  }

  /** Forgets everybody when the peer leaves. */
  void stop() {
    expiry.cancel();
    topics.clear();
  }

  private void reportSoon(Key topic, int millis) {
    PresentPeers peers = topics.get(topic);
    if (peers != null && !peers.scheduled) {
      peers.scheduled = true;
      env.after(
          millis,
          () -> {
            peers.scheduled = false;
            expire(topic);
            for (PresentPeers.Present follower : peers.behind(env.monotonicMillis())) {
              report(topic, peers, follower);
            }
          });
    }
  }

  private void report(Key topic, PresentPeers peers, PresentPeers.Present follower) {
    boolean linked = follower.id.equals(self.id()) || overlay.isLinked(follower.id);
    PresentPeers.Changes changes =
        peers.changesFor(follower, linked ? MOST_BYTES : RoutingMessage.MAX_SHORT_BYTES);
    Attendees message =
        new Attendees(topic, changes.ids(), changes.entries(), changes.lost(), changes.more());
    follower.awaited = true;
    Promise<Message> done =
        follower.id.equals(self.id())
            ? own.reported(self.id(), message)
            : overlay.request(follower.id, message, TIMEOUT_MILLIS);
    done.then(
        ok -> {
          follower.awaited = false;
          peers.reported(follower, changes);
          reportSoon(topic, changes.more() ? 0 : REPORT_MILLIS);
        },
        e -> {
          follower.awaited = false;
          follower.follows &= e.code() != ErrorCode.INVALID_REQUEST;
          follower.retryAt = env.monotonicMillis() + RETRY_MILLIS;
          env.after(RETRY_MILLIS, () -> reportSoon(topic, 0));
        });
  }

  /** Another member says who has gone: that counts unless the peer itself answers. */
  void hearsay(NodeId by, Attendees message) {
    PresentPeers peers = topics.get(message.topic());
    if (peers == null || !groups.of(message.topic()).contains(by)) {
      return;
    }
    long now = env.monotonicMillis();
    for (byte[] id : message.lost()) {
      PresentPeers.Present peer = peers.by(Bytes.wrap(id));
      boolean isNews = peer != null && !peer.isGone() && !overlay.isLinked(peer.id);
      if (isNews && now >= peer.askedAt + ASK_AGAIN_MILLIS) {
        peer.askedAt = now;
        Bytes entryId = peer.entry.id();
        overlay
            .request(peer.id, empty(message.topic(), List.of()), ASK_MILLIS)
            .then(ok -> {}, e -> silent(message.topic(), entryId, e.code()));
      }
    }
  }

  private void silent(Key topic, Bytes entryId, ErrorCode code) {
    PresentPeers peers = topics.get(topic);
    PresentPeers.Present peer = peers == null ? null : peers.by(entryId);
    if (peer != null && !WriteQuorum.isRefusal(code) && peers.lose(peer)) {
      reportSoon(topic, REPORT_MILLIS);
    }
  }

  /** A report that is not all that this member knows. */
  private static Attendees empty(Key topic, List<byte[]> lost) {
    return new Attendees(topic, List.of(), List.of(), lost, true);
  }

  /** Whoever said goodbye has gone; others may be back over another link. */
  void linkClosed(Link link, LinkEnd end) {
    if (!topics.isEmpty()) {
      NodeId id = link.peer().id();
      long at = env.monotonicMillis();
      env.after(end.goodbye() ? 0 : LOST_MILLIS, () -> lost(id, at));
    }
  }

  private void lost(NodeId id, long at) {
    if (overlay.isLinked(id)) {
      return;
    }
    int pause = 0;
    for (Key topic : new ArrayList<>(topics.keySet())) {
      PresentPeers peers = topics.get(topic);
      PresentPeers.Present peer = peers.get(id);
      if (peer != null && peer.announcedAt <= at && peers.lose(peer)) {
        reportSoon(topic, REPORT_MILLIS);
        Attendees message = empty(topic, List.of(peer.entry.id().array()));
        env.after(pause, () -> tellMembers(id, message));
        // Many topics at once would use up what this member may ask of others.
        pause += SPACING_MILLIS;
      }
    }
  }

  private void tellMembers(NodeId lost, Attendees message) {
    for (NodeId member : groups.of(message.topic())) {
      if (!member.equals(self.id()) && !member.equals(lost)) {
        overlay.request(member, message, TIMEOUT_MILLIS).then(ok -> {}, e -> {});
      }
    }
  }
}
