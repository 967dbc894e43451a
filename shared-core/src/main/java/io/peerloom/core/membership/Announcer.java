package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.connection.ConnectionManager;
import io.peerloom.core.overlay.LinkListener;
import io.peerloom.core.overlay.LinkTable;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells members about those who just joined (R8.1): a Node-role peer that gets a new link names it
 * to its others, a handful at a time, so that many joining at once make a mesh and no storm.
 */
public final class Announcer implements LinkListener {
  private static final int GATHER_MILLIS = 100;

  private final Env env;
  private final LinkTable links;
  private final List<ContactInfo> fresh = new ArrayList<>();
  private boolean scheduled;

  public Announcer(Env env, LinkTable links) {
    this.env = env;
    this.links = links;
  }

  @Override
  public void linkOpened(ConnectionManager link) {
    if (fresh.size() == RoutingMessage.MAX_CONTACTS) {
      announce();
    }
    fresh.add(LinkTable.infoOf(link));
    if (!scheduled) {
      scheduled = true;
      env.after(GATHER_MILLIS, this::announce);
    }
  }

  private void announce() {
    scheduled = false;
    List<ContactInfo> joined = new ArrayList<>(fresh);
    fresh.clear();
    for (ConnectionManager link : links.all()) {
      List<ContactInfo> others = new ArrayList<>();
      for (ContactInfo contact : joined) {
        if (!contact.id().equals(link.peerId()) && links.link(contact.id()) != null) {
          others.add(contact);
        }
      }
      if (!others.isEmpty()) {
        link.tell(new RoutingMessage.Announce(others));
      }
    }
  }
}
