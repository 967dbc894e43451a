package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.Receipt;
import io.peerloom.core.data.client.WriteQuorum;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends one batch of messages to the members of a topic's group, and to others in place of those
 * that refuse it, so that hostile members silence nobody.
 *
 * <p>One member that takes a batch is enough for its subscribers; that it lasts needs more copies,
 * and other peers keep them as well, and hand them to the group. So once a member has taken it,
 * refusals are made up for by spare peers. As long as none has, they count: the topic may be full.
 * Those of peers that do not prove who they are never count, nor those of an identity's third id.
 */
final class GroupAppend {
  /** A busy member stores a batch durably within this time. */
  private static final int APPEND_TIMEOUT_MILLIS = 5_000;

  private final Env env;
  private final Identity self;
  private final OverlayNetwork overlay;
  private final WriteQuorum quorum;
  private final Consumer<NodeId> unreachable;
  private final List<NodeId> spares;
  private final TopicProtocol.Append batch;
  private final IdentityPlaces.Count counted;
  private final long until;

  /** Refusals that count unless a member takes the batch: not more than members. */
  private final List<PeerloomException> refusals = new ArrayList<>();

  private int pending;
  private boolean taken;
  private boolean needsLink;

  /**
   * Nothing is sent yet.
   *
   * @param quorum decides about the outcome
   * @param unreachable receives the peers that could not be asked
   * @param spares who may be asked in place of members, in this order
   * @param until on the monotonic clock: by then it has been answered or has failed
   */
  GroupAppend(
      Env env,
      Identity self,
      OverlayNetwork overlay,
      WriteQuorum quorum,
      Consumer<NodeId> unreachable,
      List<NodeId> spares,
      TopicProtocol.Append batch,
      long until) {
    this.env = env;
    this.until = until;
    this.self = self;
    this.overlay = overlay;
    this.quorum = quorum;
    this.unreachable = unreachable;
    this.spares = new ArrayList<>(spares);
    this.batch = batch;
    counted = overlay.places().count();
  }

  /** Sends the batch to members other than this peer. */
  void sendTo(List<NodeId> members) {
    pending = members.size();
    members.forEach(this::ask);
  }

  /** Whether a member did not get it because it is too large for those without a link. */
  boolean needsLink() {
    return needsLink;
  }

  private void ask(NodeId peer) {
    long left = until - env.monotonicMillis();
    overlay
        .request(peer, batch, (int) Math.min(APPEND_TIMEOUT_MILLIS, left))
        .map(Receipt::domainOf)
        .then(domain -> took(peer, domain), e -> failed(peer, e));
  }

  private void took(NodeId peer, byte[] domain) {
    pending--;
    if (isCounted(peer) && !taken) {
      taken = true;
      refusals.forEach(this::replace);
      refusals.clear();
    }
    quorum.receipt(overlay.places().voice(peer, self.id()), domain);
    settle();
  }

  private void failed(NodeId peer, PeerloomException e) {
    pending--;
    if (Publisher.isWorthAnotherTry(e.code())) {
      unreachable.accept(peer);
    }
    if (e.code() == ErrorCode.TOO_LARGE && !overlay.isLinked(peer)) {
      needsLink = true;
      quorum.failed(new PeerloomException(ErrorCode.UNREACHABLE, "needs a link"));
    } else if (!WriteQuorum.isRefusal(e.code())) {
      quorum.failed(e);
    } else if (taken || !isCounted(peer)) {
      replace(e);
    } else {
      refusals.add(e);
    }
    settle();
  }

  /** Whether an answer is one of the group's. */
  private boolean isCounted(NodeId peer) {
    return overlay.places().isProved(peer) && counted.takes(peer);
  }

  private void replace(PeerloomException refusal) {
    if (spares.isEmpty() || env.monotonicMillis() >= until) {
      quorum.failed(refusal);
    } else {
      quorum.replaced(refusal);
      pending++;
      ask(spares.remove(0));
    }
  }

  private void settle() {
    if (pending == 0) {
      refusals.forEach(quorum::failed);
      refusals.clear();
    }
  }
}
