package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Announces newcomers (R8.1): a Node-role peer that gets a new link announces the new peer to its
 * other peers, in batches, so that many joining at once form a mesh without a storm. Only the peers
 * nearest to the newcomer receive the announcement: they need it, and in a small network they are
 * all peers.
 */
public final class Announcer implements LinkListener {
  /** Makes an announcer; pages never do, and are not compiled with it. */
  public interface Factory {
    LinkListener create(Env env, NodeId self, LinkTable links);
  }

  private static final int GATHER_MILLIS = 100;
  private static final int MAX_ANNOUNCED = 20;

  /** Nodes or bridges that announce one newcomer. */
  private static final int ANNOUNCERS = 2;

  private final Env env;
  private final NodeId self;
  private final LinkTable links;
  private final List<ContactInfo> fresh = new ArrayList<>();
  private boolean scheduled;

  public Announcer(Env env, NodeId self, LinkTable links) {
    this.env = env;
    this.self = self;
    this.links = links;
  }

  @Override
  public void linkOpened(Link link) {
    if (fresh.size() == RoutingMessage.MAX_CONTACTS) {
      announce();
    }
    fresh.add(link.info());
    if (!scheduled) {
      scheduled = true;
      env.after(GATHER_MILLIS, this::announce);
    }
  }

  private void announce() {
    scheduled = false;
    Map<Link, List<ContactInfo>> byLink = new LinkedHashMap<>();
    for (ContactInfo contact : fresh) {
      if (links.link(contact.id()) != null && isMine(contact.id())) {
        for (Link link : nearest(contact.id())) {
          byLink.computeIfAbsent(link, l -> new ArrayList<>()).add(contact);
        }
      }
    }
    fresh.clear();
    byLink.forEach((link, contacts) -> link.send(new RoutingMessage.Announce(contacts)));
  }

  /** A newcomer links to the nodes near it, of which the nearest announce it. */
  private boolean isMine(NodeId newcomer) {
    return links
            .closest(
                newcomer,
                ANNOUNCERS,
                c ->
                    c.kind().acceptsWebSockets()
                        && !c.id().equals(newcomer)
                        && newcomer.compareDistance(c.id(), self) < 0)
            .size()
        < ANNOUNCERS;
  }

  private List<Link> nearest(NodeId id) {
    return links.closest(id, MAX_ANNOUNCED, c -> !c.id().equals(id));
  }
}
