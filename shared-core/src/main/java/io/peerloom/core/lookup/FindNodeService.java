package io.peerloom.core.lookup;

import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RoutingMessage.FindNode;
import io.peerloom.core.wire.RoutingMessage.Found;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers the lookups of others: forwards a question towards its target where a linked peer is
 * closer, and returns the closest of those linked here and of what came back.
 *
 * <p>The paths of one lookup share a trace, by which a peer sends each of them to somebody else.
 * Whoever is asked can send that trace to others first. So it counts once for each identity that
 * brings it, and uses up one next hop: another path that arrives goes on over the next nearest.
 */
public final class FindNodeService implements Service {
  /** For each contact of an answer, so many linked ones are considered. */
  private static final int CONSIDERED = 4;

  /** The paths of one lookup that meet here go on over so many different peers. */
  static final int HOPS_OF_TRACE = 3;

  private final Identity self;
  private final RoutingTable table;
  private final OverlayNetwork overlay;
  private final PathSelector selector;
  private final HopTimes times;

  FindNodeService(
      Identity self,
      RoutingTable table,
      OverlayNetwork overlay,
      PathSelector selector,
      HopTimes times) {
    this.self = self;
    this.table = table;
    this.overlay = overlay;
    this.selector = selector;
    this.times = times;
  }

  @Override
  public void register(Router.Builder router) {
    router.on(MessageType.FIND_NODE, this::answer);
  }

  /** Answers a question of another peer; never fails. */
  public Promise<Message> answer(ProvedPeer from, FindNode query) {
    Point target = NodeId.of(query.target());
    boolean first = overlay.forwardsFor(from, query.trace());
    List<Link> hops = first ? nextHops(from, query, target) : List.of();
    if (hops.isEmpty() || query.hops() == 0) {
      return Promise.of(found(query, List.of(), first && hops.isEmpty()));
    }
    Link hop = unused(hops, query, from);
    // Where one node alone is closer, this one most likely knows as well who is there.
    boolean arrived = query.nodesOnly() ? hops.size() == 1 : hop != null;
    if (hop == null) {
      return Promise.of(found(query, List.of(), arrived));
    }
    Link linked = overlay.link(hop.peerId());
    return hop.request(query.onward(), times.waitMillis(linked, query.hops()))
        .map(answer -> forwardedAnswer(query, hop, answer))
        .recover(e -> Promise.of(found(query, List.of(), arrived)));
  }

  private List<Link> nextHops(ProvedPeer from, FindNode query, Point target) {
    return query.nodesOnly()
        ? selector.towards(target, from.id(), true, ConnectionBudget.NEAR_NODES, Contact::isNode)
        : selector.towards(target, from.id(), true, HOPS_OF_TRACE, any -> true);
  }

  /** The first that is not slow and that this query was not sent to before, or null. */
  private Link unused(List<Link> hops, FindNode query, ProvedPeer from) {
    for (Link hop : hops) {
      boolean quick = !query.nodesOnly() || PathSelector.isQuick(hop);
      if (quick && overlay.forwardsTo(hop, query.trace(), from)) {
        return hop;
      }
    }
    return null;
  }

  private Message forwardedAnswer(FindNode query, Link hop, Message answer) {
    if (!(answer instanceof Found found)) {
      return found(query, List.of(), true);
    }
    overlay.contactsReturned(found, hop.peerId());
    return found(query, found.contacts(), found.arrived());
  }

  private Found found(FindNode query, List<ContactInfo> received, boolean arrived) {
    Point target = NodeId.of(query.target());
    List<ContactInfo> own = near(table, overlay.places(), target, query.most());
    own.add(ContactInfo.of(self));
    if (query.nodesOnly()) {
      own.addAll(infos(table.closestLinked(target, CloserPeers.NODE_PLACES, Contact::isNode)));
    }
    return CloserPeers.answer(query, own, received, arrived);
  }

  /**
   * The closest that are linked; among many peers those of an identity that have no place before
   * others come last, so that many ids of few conceal nobody.
   */
  static List<ContactInfo> near(RoutingTable table, IdentityPlaces places, Point target, int most) {
    if (table.size() <= RoutingTable.FEW_PEERS) {
      return linked(table, target, most);
    }
    List<NodeId> ids = new ArrayList<>();
    for (Contact contact : table.closestLinked(target, CONSIDERED * most, any -> true)) {
      ids.add(contact.id());
    }
    List<ContactInfo> near = new ArrayList<>();
    for (NodeId id : places.first(ids, most)) {
      near.add(table.find(id).info());
    }
    return near;
  }

  /**
   * The closest that are linked. Nobody else is returned to others: hearsay would outlive the dead.
   */
  static List<ContactInfo> linked(RoutingTable table, Point target, int count) {
    return infos(table.closestLinked(target, count, any -> true));
  }

  static List<ContactInfo> infos(List<Contact> contacts) {
    List<ContactInfo> infos = new ArrayList<>();
    for (Contact contact : contacts) {
      infos.add(contact.info());
    }
    return infos;
  }
}
