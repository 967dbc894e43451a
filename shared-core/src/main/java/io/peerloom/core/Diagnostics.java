package io.peerloom.core;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerFigures;
import io.peerloom.core.api.PeerState;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.pubsub.Coordinator;
import io.peerloom.core.routing.Contact;
import java.util.ArrayList;
import java.util.List;

/** A peer's state as JSON text, for operators and developers. */
final class Diagnostics {
  private Diagnostics() {}

  static String of(PeerAssembly peer, PeerState state, List<LinkInfo> links) {
    ErrorCode bootstrap = peer.recovery.trouble();
    StringBuilder out = new StringBuilder(512);
    out.append("{\"id\":").append(quoted(peer.self.id().hex()));
    out.append(",\"publisher\":").append(quoted(peer.publisher()));
    out.append(",\"network\":").append(quoted(Bytes.hex(peer.authority.network())));
    out.append(",\"kind\":").append(quoted(peer.self.kind().word()));
    out.append(",\"state\":").append(quoted(state.word()));
    out.append(",\"knownPeers\":").append(peer.table.contacts().size());
    out.append(",\"neededLinks\":").append(peer.recovery.neededLinks());
    out.append(",\"bootstrapFailure\":");
    out.append(bootstrap == null ? "null" : quoted(bootstrap.name()));
    out.append(",\"links\":").append(links(links)).append('}');
    return out.toString();
  }

  static List<LinkInfo> infos(List<Link> links) {
    List<LinkInfo> infos = new ArrayList<>();
    for (Link link : links) {
      infos.add(info(link));
    }
    return infos;
  }

  static LinkInfo info(Link link) {
    return new LinkInfo(
        link.peerId().hex(),
        link.peer().kind().word(),
        link.transport().word(),
        link.isActive(),
        link.rttMillis(),
        link.openedAt());
  }

  /** The peer in numbers; without links and bridges microseconds, however many links there are. */
  static PeerFigures figures(PeerAssembly peer, PeerState state, int most) {
    List<PeerFigures.HeldTopic> topics = new ArrayList<>();
    for (Coordinator topic : peer.topicHolder.loaded()) {
      topics.add(
          new PeerFigures.HeldTopic(
              Bytes.hex(topic.topic().bytes()),
              topic.size(),
              topic.bytes(),
              topic.subscriberCount()));
    }
    List<LinkInfo> oldest = List.of();
    List<PeerFigures.KnownBridge> bridges = new ArrayList<>();
    if (most > 0) {
      List<Link> links = peer.links.all();
      oldest = infos(links.subList(0, Math.min(most, links.size())));
      for (Contact contact : peer.table.contacts()) {
        if (contact.kind() == PeerKind.BRIDGE && bridges.size() < most) {
          bridges.add(
              new PeerFigures.KnownBridge(
                  contact.id().hex(), contact.addresses(), contact.isLinked()));
        }
      }
    }
    MembershipToken token = MembershipToken.decode(peer.self.token());
    return new PeerFigures(
        state,
        peer.links.size(),
        peer.recovery.neededLinks(),
        peer.table.size(),
        peer.recovery.trouble(),
        peer.clock.correctionMillis(),
        new PeerFigures.Validity(token.issuedAt(), token.expiresAt()),
        topics,
        peer.forwarder == null ? 0 : peer.forwarder.subscribers(),
        oldest,
        bridges);
  }

  private static String links(List<LinkInfo> links) {
    StringBuilder out = new StringBuilder("[");
    for (LinkInfo link : links) {
      out.append(out.length() == 1 ? "" : ",");
      out.append("{\"id\":").append(quoted(link.id()));
      out.append(",\"kind\":").append(quoted(link.kind()));
      out.append(",\"transport\":").append(quoted(link.transport()));
      out.append(",\"active\":").append(link.active());
      out.append(",\"rttMillis\":").append(Math.round(link.rttMillis() * 10) / 10.0);
      out.append(",\"openedAt\":").append(link.openedAt()).append('}');
    }
    return out.append(']').toString();
  }

  /** All texts here are hexadecimal or words of the API, so there is nothing to escape. */
  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
