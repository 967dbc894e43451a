package io.peerloom.core.membership;

import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.wire.JoinMessage.UsedInvitations;
import java.util.List;

/** Announces used invitations to linked bridges: all when a link opens, then each new one. */
final class BridgeNotices implements LinkListener {
  private static final int ANSWER_MILLIS = 10_000;

  private final LinkTable links;
  private final InvitationUses uses;

  BridgeNotices(LinkTable links, InvitationUses uses) {
    this.links = links;
    this.uses = uses;
  }

  /** Sends these to all linked bridges but one, or to all where that is null. */
  void announce(List<InvitationUse> added, NodeId except) {
    for (Link link : links.all()) {
      if (link.peer().kind() == PeerKind.BRIDGE && !link.peerId().equals(except)) {
        send(link, added, 0);
      }
    }
  }

  /** One batch after the other; what a broken link loses is sent when it opens again. */
  private static void send(Link link, List<InvitationUse> all, int from) {
    int to = Math.min(all.size(), from + UsedInvitations.MAX_USES);
    if (from < to) {
      List<byte[]> batch = all.subList(from, to).stream().map(InvitationUse::encoded).toList();
      link.request(new UsedInvitations(batch), ANSWER_MILLIS)
          .then(done -> send(link, all, to), e -> {});
    }
  }

  @Override
  public void linkOpened(Link link) {
    if (link.peer().kind() == PeerKind.BRIDGE) {
      send(link, uses.all(), 0);
    }
  }
}
