package io.peerloom.core.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The contacts at one distance, at most {@link RoutingTable#BUCKET} unless more are linked, and as
 * many replacements. A linked contact is never evicted; failed ones are evicted first (Kademlia,
 * section 2.2 and 4.1). A few places are for nodes, in addition to the others if all of these are
 * linked: anybody can dial nodes, queries go from node to node, and four times as many browser
 * peers would crowd them out. Where others want the places, those of an identity beyond {@link
 * IdentityPlaces#MAX} give way unless they are linked.
 */
final class KBucket {
  private static final int NODE_PLACES = RoutingTable.BUCKET / 4;

  private final List<Contact> contacts = new ArrayList<>();
  private final List<Contact> linked = new ArrayList<>();
  private final List<Contact> replacements = new ArrayList<>();

  List<Contact> contacts() {
    return contacts;
  }

  List<Contact> linked() {
    return linked;
  }

  /** Adds a contact; returns the one evicted for it, or null. */
  Contact add(Contact contact) {
    if (contacts.size() < RoutingTable.BUCKET) {
      contacts.add(contact);
      return null;
    }
    Contact worst = worst(any -> true);
    if (worst != null && worst.failures() > 0) {
      contacts.remove(worst);
      contacts.add(contact);
      return worst;
    }
    Contact displaced = contact;
    Contact crowding = worst(this::isCrowding);
    if (crowding != null || contact.isNode() && lacksNodes()) {
      displaced = crowding != null ? crowding : worst(c -> !c.isNode());
      contacts.remove(displaced);
      contacts.add(contact);
    }
    if (displaced != null) {
      replacements.add(displaced);
    }
    return replacements.size() > RoutingTable.BUCKET ? replacements.remove(0) : null;
  }

  /** Whether more of its identity are here than have a place before others. */
  private boolean isCrowding(Contact contact) {
    return siblings(contact) > IdentityPlaces.MAX;
  }

  /** How many of its identity are here, itself included. */
  private int siblings(Contact contact) {
    int siblings = 0;
    for (Contact other : contacts) {
      siblings += contact.isSiblingOf(other) ? 1 : 0;
    }
    return siblings;
  }

  private boolean lacksNodes() {
    return nodes() < NODE_PLACES;
  }

  private int nodes() {
    int nodes = 0;
    for (Contact contact : contacts) {
      nodes += contact.isNode() ? 1 : 0;
    }
    return nodes;
  }

  /**
   * The contact to evict for a link: one of an identity with many; a node only if it failed or
   * nodes exceed their places.
   */
  private Contact expendable() {
    Contact crowding = worst(this::isCrowding);
    if (crowding != null) {
      return crowding;
    }
    Contact browserPeer = worst(c -> !c.isNode() || c.failures() > 0);
    return browserPeer == null && nodes() > NODE_PLACES ? worst(any -> true) : browserPeer;
  }

  /** A linked contact must be in the bucket, not among the replacements (R4.1). */
  void linked(Contact contact) {
    if (!contact.isLinked()) {
      linked.add(contact);
    }
    contact.linked(true);
    if (!replacements.remove(contact)) {
      return;
    }
    if (contacts.size() >= RoutingTable.BUCKET) {
      Contact worst = expendable();
      if (worst != null) {
        contacts.remove(worst);
        replacements.add(worst);
      }
    }
    contacts.add(contact);
  }

  void unlinked(Contact contact) {
    contact.linked(false);
    linked.remove(contact);
  }

  void remove(Contact contact) {
    linked.remove(contact);
    contacts.remove(contact);
    replacements.remove(contact);
    if (contacts.size() < RoutingTable.BUCKET && !replacements.isEmpty()) {
      int at = replacements.size() - 1;
      while (at > 0 && siblings(replacements.get(at)) >= IdentityPlaces.MAX) {
        at--;
      }
      contacts.add(replacements.remove(at));
    }
  }

  /** The contact without a link that failed most, and among those the least recently seen. */
  private Contact worst(Predicate<Contact> condition) {
    Contact worst = null;
    for (Contact contact : contacts) {
      if (!contact.isLinked()
          && condition.test(contact)
          && (worst == null
              || contact.failures() > worst.failures()
              || contact.failures() == worst.failures()
                  && contact.lastSeenAt() < worst.lastSeenAt())) {
        worst = contact;
      }
    }
    return worst;
  }
}
