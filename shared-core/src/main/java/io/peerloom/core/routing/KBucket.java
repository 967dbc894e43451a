package io.peerloom.core.routing;

import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.List;

/**
 * The contacts at one distance, at most {@link RoutingTable#BUCKET}, and as many that wait for a
 * place. Who has a link is never pushed out; who has failed makes room first (Kademlia, section 2.2
 * and 4.1).
 */
final class KBucket {
  private final List<Contact> contacts = new ArrayList<>();
  private final List<Contact> replacements = new ArrayList<>();

  List<Contact> contacts() {
    return contacts;
  }

  Contact find(NodeId id) {
    Contact known = find(contacts, id);
    return known != null ? known : find(replacements, id);
  }

  void add(Contact contact) {
    if (contacts.size() < RoutingTable.BUCKET) {
      contacts.add(contact);
      return;
    }
    Contact worst = worst();
    if (worst != null && worst.failures() > 0) {
      contacts.remove(worst);
      contacts.add(contact);
      return;
    }
    if (replacements.size() == RoutingTable.BUCKET) {
      replacements.remove(0);
    }
    replacements.add(contact);
  }

  /** A contact that got a link must be among the contacts proper (R4.1). */
  void promote(Contact contact) {
    if (!replacements.remove(contact)) {
      return;
    }
    if (contacts.size() == RoutingTable.BUCKET) {
      Contact worst = worst();
      if (worst != null) {
        contacts.remove(worst);
        replacements.add(worst);
      }
    }
    contacts.add(contact);
  }

  void remove(Contact contact) {
    if (contacts.remove(contact) && !replacements.isEmpty()) {
      contacts.add(replacements.remove(replacements.size() - 1));
    } else {
      replacements.remove(contact);
    }
  }

  /** The one without a link that failed most, and among those the one unheard of longest. */
  private Contact worst() {
    Contact worst = null;
    for (Contact contact : contacts) {
      if (!contact.isLinked()
          && (worst == null
              || contact.failures() > worst.failures()
              || contact.failures() == worst.failures() && contact.heardAt() < worst.heardAt())) {
        worst = contact;
      }
    }
    return worst;
  }

  private static Contact find(List<Contact> list, NodeId id) {
    for (Contact contact : list) {
      if (contact.id().equals(id)) {
        return contact;
      }
    }
    return null;
  }
}
