package io.peerloom.core.lookup;

import io.peerloom.core.id.NodeId;
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
  static final int NODE_PLACES = 2;

  private CloserPeers() {}

  /**
   * The answer.
   *
   * @param own who answers, and some of those it is linked to, in any order
   * @param received what came back from those it passed the question on to
   */
  static Found answer(
      FindNode query, List<ContactInfo> own, List<ContactInfo> received, boolean arrived) {
    List<ContactInfo> all = new ArrayList<>();
    Set<NodeId> linked = new TreeSet<>();
    for (ContactInfo contact : own) {
      if (linked.add(contact.id())) {
        all.add(contact);
      }
    }
    Set<NodeId> known = new TreeSet<>(linked);
    for (ContactInfo contact : received) {
      if (known.add(contact.id())) {
        all.add(contact);
      }
    }
    Point target = NodeId.of(query.target());
    all.sort((a, b) -> target.compareDistance(a.id(), b.id()));
    int most = query.most();
    int mostReceived = most - Math.min((most + 1) / 2, linked.size());
    List<ContactInfo> returned = new ArrayList<>();
    List<ContactInfo> passedOn = new ArrayList<>();
    for (ContactInfo contact : query.nodesOnly() ? nodesFirst(all, linked) : all) {
      boolean isOwn = linked.contains(contact.id());
      if (returned.size() + passedOn.size() < most && (isOwn || passedOn.size() < mostReceived)) {
        (isOwn ? returned : passedOn).add(contact);
      }
    }
    int ownCount = returned.size();
    returned.addAll(passedOn);
    return new Found(returned, arrived, ownCount);
  }

  private static List<ContactInfo> nodesFirst(List<ContactInfo> all, Set<NodeId> linked) {
    List<ContactInfo> nodes = new ArrayList<>();
    for (ContactInfo contact : all) {
      if (contact.kind().isNode() && nodes.isEmpty() && linked.contains(contact.id())) {
        nodes.add(contact);
      }
    }
    List<ContactInfo> rest = new ArrayList<>();
    for (ContactInfo contact : all) {
      if (!nodes.contains(contact)) {
        boolean first = contact.kind().isNode() && nodes.size() < NODE_PLACES;
        (first ? nodes : rest).add(contact);
      }
    }
    nodes.addAll(rest);
    return nodes;
  }
}
