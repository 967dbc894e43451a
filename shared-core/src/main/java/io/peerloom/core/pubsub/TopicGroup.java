package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Lists;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the peers that coordinate a topic: the {@link Coordinator#GROUP} closest eligible ones,
 * where an identity with more ids than {@link IdentityPlaces#MAX} stands behind others. Bridges
 * never do; hidden browser peers only if there are fewer than three active peers, and after those
 * (R17.4).
 */
public final class TopicGroup {
  private static final byte[] TOPIC = Bytes.utf8("peerloom-topic-v1");
  private static final int ENOUGH_ACTIVE = 3;

  /** Contacts a group is chosen from: the ids of a few identities do not fill them. */
  private static final int CANDIDATES = 64;

  /** Who is asked in place of members: more than the ids of some identities that count. */
  private static final int SPARES = 16;

  /** How many nodes are asked to forward a topic before its members are. */
  private static final int FORWARDERS = 8;

  private final Identity self;
  private final RoutingTable table;
  private final IdentityPlaces places;

  TopicGroup(Identity self, RoutingTable table, IdentityPlaces places) {
    this.self = self;
    this.table = table;
    this.places = places;
  }

  /** The key of a topic. */
  public static Key key(Hash hash, String name) {
    return new Key(hash.sha256(TOPIC, Bytes.utf8(name)));
  }

  /** Chooses the group from the known peers, including this one, given in any order. */
  List<ContactInfo> choose(Key topic, List<ContactInfo> known) {
    List<ContactInfo> sorted = new ArrayList<>(known);
    sorted.sort((a, b) -> topic.compareDistance(a.id(), b.id()));
    List<ContactInfo> group = new ArrayList<>();
    fill(group, sorted, true);
    if (group.size() < ENOUGH_ACTIVE) {
      fill(group, sorted, false);
    }
    return group;
  }

  /** Adds the closest of one sort, first those that have a place before others. */
  private void fill(List<ContactInfo> group, List<ContactInfo> sorted, boolean active) {
    IdentityPlaces.Count count = places.count();
    List<ContactInfo> behind = new ArrayList<>();
    for (ContactInfo contact : sorted) {
      if (contact.kind().holdsData() && contact.active() == active) {
        (count.takes(contact.id()) ? group : behind).add(contact);
        if (group.size() == Coordinator.GROUP) {
          return;
        }
      }
    }
    group.addAll(Lists.first(behind, Coordinator.GROUP - group.size()));
  }

  /**
   * Who takes a message in place of members that refuse it: at most {@link #SPARES} of the known
   * peers, the closest first; those whose identity is not proved come last.
   */
  List<NodeId> spares(Key topic, List<ContactInfo> known, List<NodeId> group) {
    List<ContactInfo> sorted = new ArrayList<>(known);
    sorted.sort((a, b) -> topic.compareDistance(a.id(), b.id()));
    IdentityPlaces.Count count = places.count();
    group.forEach(count::takes);
    List<NodeId> spares = new ArrayList<>();
    List<NodeId> behind = new ArrayList<>();
    for (ContactInfo contact : sorted) {
      if (contact.kind().holdsData() && contact.active() && !group.contains(contact.id())) {
        (places.isProved(contact.id()) && count.takes(contact.id()) ? spares : behind)
            .add(contact.id());
      }
    }
    spares.addAll(behind);
    return Lists.first(spares, SPARES);
  }

  /** The group as a member sees it: chosen from itself and the peers it can reach. */
  List<NodeId> of(Key topic) {
    List<ContactInfo> known = reachable(topic);
    known.add(ContactInfo.of(self));
    List<NodeId> ids = new ArrayList<>();
    for (ContactInfo member : choose(topic, known)) {
      ids.add(member.id());
    }
    return ids;
  }

  /** The linked nodes that may forward a topic, the closest to it first; a member does not. */
  List<NodeId> forwarders(Key topic) {
    List<NodeId> nodes = new ArrayList<>();
    for (Contact contact : table.closestLinked(topic, FORWARDERS, c -> c.kind() == PeerKind.NODE)) {
      nodes.add(contact.id());
    }
    return nodes;
  }

  /** The number of peers in the network, as its links suggest. */
  double networkSize() {
    return table.sizeByLinks();
  }

  /** The reachable peers closest to a topic, linked or behind NATs that prevent a link. */
  List<ContactInfo> reachable(Key topic) {
    List<ContactInfo> known = new ArrayList<>();
    for (Contact contact : table.closest(topic, CANDIDATES, Contact::isReachable)) {
      known.add(contact.info());
    }
    return known;
  }
}
