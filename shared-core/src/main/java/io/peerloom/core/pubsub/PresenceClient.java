package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.PresenceMessage.Attend;
import io.peerloom.core.wire.PresenceMessage.Attendees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Where this peer is present, and its side as a member of groups. */
public final class PresenceClient implements Service {
  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final OverlayNetwork overlay;
  private final TopicClient topics;
  private final PresenceHolder member;
  private final TopicHolder holder;

  private final Map<Key, TopicPresence> presences = new LinkedHashMap<>();
  private long enteredAt;

  /** Present nowhere. */
  PresenceClient(
      Env env,
      Authority authority,
      Identity self,
      OverlayNetwork overlay,
      TopicHolder holder,
      TopicClient topics) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.overlay = overlay;
    this.topics = topics;
    this.holder = holder;
    member = new PresenceHolder(env, self, overlay, holder, this);
  }

  @Override
  public void register(Router.Builder router) {
    router.on(MessageType.ATTEND, (ProvedPeer from, Attend attend) -> attend(from, attend));
    router.on(
        MessageType.ATTENDEES,
        (ProvedPeer from, Attendees message) -> reported(from.id(), message));
  }

  private Promise<Message> attend(ProvedPeer from, Attend attend) {
    return self.kind().holdsData()
        ? member.attend(from.id(), from.identityKey(), from.owner(), attend)
        : Promise.failed(ErrorCode.UNAUTHORIZED, "a bridge coordinates no topic");
  }

  /** Passes on what a member reports; INVALID_REQUEST where this peer has not asked for it. */
  Promise<Message> reported(NodeId from, Attendees message) {
    member.hearsay(from, message);
    TopicPresence presence = presences.get(message.topic());
    return presence != null
        ? presence.reported(from, message)
        : message.entries().isEmpty()
            ? Promise.of(new LinkMessage.Done())
            : Promise.failed(ErrorCode.INVALID_REQUEST, "not present");
  }

  /**
   * Shows this peer on a topic; fulfilled once a member has reported who else is there. Fails with
   * INVALID_REQUEST where it is present already, with OVERLOADED on too many topics.
   *
   * @param state a format byte and the value
   */
  Promise<TopicPresence> open(
      Key topic, TopicCipher cipher, byte[] state, Consumer<TopicPresence.Change> listener) {
    if (presences.containsKey(topic)) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "this peer is present there already");
    }
    if (presences.size() == Limits.MAX_PRESENCES) {
      return Promise.failed(ErrorCode.OVERLOADED, "present on " + Limits.MAX_PRESENCES + " topics");
    }
    TopicPresence presence = new TopicPresence(env, authority, topic, cipher, listener);
    presence.bind(self, this);
    presences.put(topic, presence);
    return presence
        .start(state)
        .map(ok -> presence)
        .recover(
            e -> {
              presence.end();
              return Promise.failed(e);
            });
  }

  /** A presence has ended. */
  void remove(TopicPresence presence) {
    presences.remove(presence.topic(), presence);
  }

  /** The time to date an entry with: later than that of every earlier one. */
  long entryTime() {
    enteredAt = Math.max(enteredAt + 1, env.wallMillis());
    return enteredAt;
  }

  /** The members of a topic's group. */
  Promise<List<NodeId>> group(Key topic) {
    return topics.group(topic);
  }

  /** Announces this peer to one member. */
  Promise<Message> announce(NodeId id, Attend attend) {
    if (!id.equals(self.id())) {
      return overlay.request(id, attend, TopicPresence.MEMBER_TIMEOUT_MILLIS);
    }
    byte[] identityKey = self.keys().identityPublicKey();
    return member.attend(id, identityKey, holder.owner(identityKey), attend);
  }

  MessageVerifier verifier() {
    return holder.verifier();
  }

  /** For whom the entries of an identity count. */
  Owner owner(byte[] identityKey) {
    return holder.owner(identityKey);
  }

  /** A member does not answer: others may have taken its place. */
  void unreachable(Key topic, NodeId id) {
    topics.unreachable(topic, id);
  }

  boolean isLinked(NodeId id) {
    return overlay.isLinked(id);
  }

  void linkClosed(Link link, LinkEnd end) {
    member.linkClosed(link, end);
    presences.values().forEach(each -> each.linkClosed(link.peerId()));
  }

  /** Links have changed, or the page was hidden or shown. */
  void refreshSoon() {
    presences.values().forEach(TopicPresence::refreshSoon);
  }

  /** Takes over where the peer was present under its previous id. */
  void adopt(PresenceClient before) {
    for (TopicPresence each : before.presences.values()) {
      each.bind(self, this);
      presences.put(each.topic(), each);
    }
    before.presences.clear();
    enteredAt = before.enteredAt;
  }

  /** Ends everything when the peer leaves; members notice that by themselves. */
  void closeAll() {
    List<TopicPresence> all = new ArrayList<>(presences.values());
    presences.clear();
    all.forEach(TopicPresence::close);
    member.stop();
  }
}
