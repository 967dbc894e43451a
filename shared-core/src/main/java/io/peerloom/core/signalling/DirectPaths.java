package io.peerloom.core.signalling;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.LinkMethod;
import io.peerloom.core.connection.TransportKind;
import io.peerloom.core.connection.WebRtcConnectionManager;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.relay.RelayedLinks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Seeks direct paths to peers that are linked through a relay: at once, then at growing intervals,
 * and at once again when the network may have changed. An attempt that fails changes nothing; one
 * that opens takes the relayed link's place. The side that opened the relayed link seeks, so that
 * offers do not cross; both do when their network has changed.
 *
 * <p>Links in doubt are replaced in the same way, before they are given up: WebSockets are dialled
 * again, and once one of them can carry signals, another path to each browser peer is sought.
 */
public final class DirectPaths implements LinkListener {
  /** Longer than an attempt lasts, with jitter. */
  private static final int FIRST_MILLIS = 2 * WebRtcConnectionManager.ATTEMPT_MILLIS;

  private static final int MAX_MILLIS = 5 * 60_000;

  /** While no link can carry signals it is looked so often whether one answered. */
  private static final int UNANSWERED_MILLIS = 250;

  /** The search for one peer: at most one for each link that is relayed or in doubt. */
  private static final class Search {
    int nextMillis = FIRST_MILLIS;
    Timer timer;
  }

  private final Env env;
  private final PeerKind self;
  private final LinkTable links;
  private final WebRtcSignalling signalling;
  private final RelayedLinks relays;
  private final ConnectionManagerFactory factory;
  private final Map<NodeId, Search> searches = new LinkedHashMap<>();
  private boolean looking;

  public DirectPaths(
      Env env,
      PeerKind self,
      LinkTable links,
      WebRtcSignalling signalling,
      RelayedLinks relays,
      ConnectionManagerFactory factory) {
    this.env = env;
    this.self = self;
    this.links = links;
    this.signalling = signalling;
    this.relays = relays;
    this.factory = factory;
  }

  /** The network may have changed: every path is sought now, by attempts that begin anew. */
  public void networkChanged() {
    for (NodeId id : new ArrayList<>(searches.keySet())) {
      Search search = searches.get(id);
      search.nextMillis = FIRST_MILLIS;
      signalling.abandon(id);
      attemptIn(0, id, search);
    }
  }

  @Override
  public void linkOpened(Link link) {
    NodeId id = link.peerId();
    if (link.transport().isDirect()) {
      end(id);
      replaceLinksInDoubt();
    } else if (factory.methodFor(link.peer().kind()) == LinkMethod.SIGNAL) {
      searches.putIfAbsent(id, new Search());
      if (link.isDialler()) {
        attemptIn(0, id, searches.get(id));
      }
    }
  }

  /** Only a browser peer's network changes: a server that is slow is not to be asked for more. */
  @Override
  public void linkDoubtful(Link link, boolean probed) {
    NodeId id = link.peerId();
    if (!probed) {
      probeServers();
    } else if (link.transport() == TransportKind.WEBRTC) {
      searches.putIfAbsent(id, new Search());
      replaceLinksInDoubt();
    } else if (self == PeerKind.BROWSER && !link.origin().isEmpty()) {
      // From another network another of its addresses may be the one that leads there.
      List<String> addresses = new ArrayList<>(link.peer().addresses());
      addresses.remove(link.origin());
      addresses.add(0, link.origin());
      links.dial(addresses, id);
    }
  }

  /** If the network was replaced, no link can carry signals that a server does not answer. */
  private void probeServers() {
    for (Link link : links.all()) {
      if (!link.origin().isEmpty() && !link.isSuspect()) {
        link.suspect();
      }
    }
  }

  /** Seeks paths to all peers in doubt, once another link can carry the signals. */
  private void replaceLinksInDoubt() {
    boolean possible = false;
    for (Link link : links.all()) {
      possible |= !link.isSuspect();
    }
    for (NodeId id : new ArrayList<>(searches.keySet())) {
      if (!isInDoubt(id)) {
        continue;
      }
      if (!possible) {
        lookAgain();
        return;
      }
      attemptIn(0, id, searches.get(id));
      relays.replaceInDoubt(links.link(id));
    }
  }

  private void lookAgain() {
    if (!looking) {
      looking = true;
      env.after(
          UNANSWERED_MILLIS,
          () -> {
            looking = false;
            replaceLinksInDoubt();
          });
    }
  }

  private boolean isInDoubt(NodeId id) {
    Link link = links.link(id);
    return link != null && link.transport().isDirect() && link.isSuspect();
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    if (link.peer() != null && links.link(link.peerId()) == null) {
      end(link.peerId());
    }
  }

  private void attemptIn(int millis, NodeId id, Search search) {
    if (search.timer != null) {
      search.timer.cancel();
    }
    search.timer =
        env.after(
            millis,
            () -> {
              Link link = links.link(id);
              if (link != null && link.transport().isDirect() && !link.isSuspect()) {
                end(id);
                return;
              }
              attemptIn(search.nextMillis / 2 + env.rng().nextInt(search.nextMillis), id, search);
              search.nextMillis = Math.min(MAX_MILLIS, 2 * search.nextMillis);
              signalling.negotiate(id);
            });
  }

  private void end(NodeId id) {
    Search search = searches.remove(id);
    if (search != null && search.timer != null) {
      search.timer.cancel();
    }
  }
}
