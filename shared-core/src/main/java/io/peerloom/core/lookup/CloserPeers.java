package io.peerloom.core.lookup;

import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.id.Point;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.RoutingMessage.FindNode;
import io.peerloom.core.wire.RoutingMessage.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides whom the answer to a question names: the closest of those one is linked to, and of those
 * whom the peers farther on have named.
 *
 * <p>At least half of the places are for its own links: others may invent whom they name. Where
 * servers pass the question on, the nearest of its own and the nearest of all others come first,
 * because all pages there link to these, and among four pages for each server they would hardly
 * ever be named.
 */
final class CloserPeers {
  /** Places of the nearest servers, where servers pass a question on. */
  static final int SERVER_PLACES = 2;

  private CloserPeers() {}

  /**
   * The answer.
   *
   * @param own who answers, and some of those it is linked to, in any order
   * @param heard what came back from those it passed the question on to
   */
  static Found named(
      FindNode question, List<ContactInfo> own, List<ContactInfo> heard, boolean arrived) {
    List<ContactInfo> all = new ArrayList<>();
    Set<NodeId> linked = new TreeSet<>();
    for (ContactInfo contact : own) {
      if (linked.add(contact.id())) {
        all.add(contact);
      }
    }
    Set<NodeId> known = new TreeSet<>(linked);
    for (ContactInfo contact : heard) {
      if (known.add(contact.id())) {
        all.add(contact);
      }
    }
    Point target = NodeId.of(question.target());
    all.sort((a, b) -> target.compareDistance(a.id(), b.id()));
    int most = question.most();
    int mostHeard = most - Math.min((most + 1) / 2, linked.size());
    List<ContactInfo> named = new ArrayList<>();
    List<ContactInfo> passedOn = new ArrayList<>();
    for (ContactInfo contact : question.serversOnly() ? serversFirst(all, linked) : all) {
      boolean isOwn = linked.contains(contact.id());
      if (named.size() + passedOn.size() < most && (isOwn || passedOn.size() < mostHeard)) {
        (isOwn ? named : passedOn).add(contact);
      }
    }
    int ownCount = named.size();
    named.addAll(passedOn);
    return new Found(named, arrived, ownCount);
  }

  private static List<ContactInfo> serversFirst(List<ContactInfo> all, Set<NodeId> linked) {
    List<ContactInfo> servers = new ArrayList<>();
    for (ContactInfo contact : all) {
      if (isServer(contact) && servers.isEmpty() && linked.contains(contact.id())) {
        servers.add(contact);
      }
    }
    List<ContactInfo> rest = new ArrayList<>();
    for (ContactInfo contact : all) {
      if (!servers.contains(contact)) {
        boolean first = isServer(contact) && servers.size() < SERVER_PLACES;
        (first ? servers : rest).add(contact);
      }
    }
    servers.addAll(rest);
    return servers;
  }

  private static boolean isServer(ContactInfo contact) {
    return contact.kind() == PeerKind.NODE;
  }
}
