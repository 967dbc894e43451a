package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * The peers that coordinate a topic: the {@link Coordinator#GROUP} closest eligible ones. Bridges
 * never do; hidden browser peers only if there are fewer than three active peers, and after those
 * (R17.4).
 */
public final class TopicGroup {
  private static final byte[] TOPIC = Bytes.utf8("peerloom-topic-v1");
  private static final int ENOUGH_ACTIVE = 3;

  /** Contacts a group is chosen from. */
  static final int CANDIDATES = 16;

  private TopicGroup() {}

  /** The key of a topic. */
  static Key key(Hash hash, String name) {
    return new Key(hash.sha256(TOPIC, Bytes.utf8(name)));
  }

  /** Chooses the group from the known peers, including this one, given in any order. */
  static List<ContactInfo> choose(Key topic, List<ContactInfo> known) {
    List<ContactInfo> sorted = new ArrayList<>(known);
    sorted.sort((a, b) -> topic.compareDistance(a.id(), b.id()));
    List<ContactInfo> group = new ArrayList<>();
    for (ContactInfo contact : sorted) {
      if (contact.kind().holdsData() && contact.active() && group.size() < Coordinator.GROUP) {
        group.add(contact);
      }
    }
    boolean needHidden = group.size() < ENOUGH_ACTIVE;
    for (ContactInfo contact : sorted) {
      if (needHidden
          && contact.kind().holdsData()
          && !contact.active()
          && group.size() < Coordinator.GROUP) {
        group.add(contact);
      }
    }
    return group;
  }

  /** The group as a member sees it: chosen from itself and the peers it can reach. */
  static List<NodeId> seenBy(Identity self, RoutingTable table, Key topic) {
    List<ContactInfo> known = reachable(table, topic);
    known.add(ContactInfo.of(self));
    List<NodeId> ids = new ArrayList<>();
    for (ContactInfo member : choose(topic, known)) {
      ids.add(member.id());
    }
    return ids;
  }

  /** The reachable peers closest to a topic, linked or behind NATs that prevent a link. */
  static List<ContactInfo> reachable(RoutingTable table, Key topic) {
    List<ContactInfo> known = new ArrayList<>();
    for (Contact contact : table.closest(topic, CANDIDATES, Contact::isReachable)) {
      known.add(contact.info());
    }
    return known;
  }
}
