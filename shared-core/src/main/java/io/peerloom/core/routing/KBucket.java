package io.peerloom.core.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The contacts at one distance, at most {@link RoutingTable#BUCKET} as long as there are fewer
 * links, and as many that wait for a place. Who has a link is never pushed out; who has failed
 * makes room first (Kademlia, section 2.2 and 4.1). A few places are for servers, beside the others
 * where all of these have links: anybody can dial servers, questions go from one to the next, and
 * among four times as many pages they would not be known.
 */
final class KBucket {
  private static final int NODE_PLACES = RoutingTable.BUCKET / 4;

  private final List<Contact> contacts = new ArrayList<>();
  private final List<Contact> linked = new ArrayList<>();
  private final List<Contact> replacements = new ArrayList<>();

  List<Contact> contacts() {
    return contacts;
  }

  /** Those of them with a live link. */
  List<Contact> linked() {
    return linked;
  }

  /** Takes a contact in; gives the one that had to go for it, or null. */
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
    if (contact.isNode() && lacksNodes()) {
      displaced = worst(c -> !c.isNode());
      contacts.remove(displaced);
      contacts.add(contact);
    }
    if (displaced != null) {
      replacements.add(displaced);
    }
    return replacements.size() > RoutingTable.BUCKET ? replacements.remove(0) : null;
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

  /** Who makes room for a link: of the servers only who failed, or those over their places. */
  private Contact expendable() {
    Contact browserPeer = worst(c -> !c.isNode() || c.failures() > 0);
    return browserPeer == null && nodes() > NODE_PLACES ? worst(any -> true) : browserPeer;
  }

  /** A contact that got a link must be among the contacts proper (R4.1). */
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
      contacts.add(replacements.remove(replacements.size() - 1));
    }
  }

  /** The one without a link that failed most, and among those the one unheard of longest. */
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
