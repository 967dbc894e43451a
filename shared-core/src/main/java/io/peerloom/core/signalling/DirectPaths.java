package io.peerloom.core.signalling;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.LinkMethod;
import io.peerloom.core.connection.WebRtcConnectionManager;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.links.LinkTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Seeks direct paths to peers that are linked through a relay: at once, then at growing intervals,
 * and at once again when the network may have changed. An attempt that fails changes nothing; one
 * that opens takes the relayed link's place. The side that opened the relayed link seeks, so that
 * offers do not cross; both do when their network has changed.
 */
public final class DirectPaths implements LinkListener {
  /** Longer than an attempt lasts, with jitter. */
  private static final int FIRST_MILLIS = 2 * WebRtcConnectionManager.ATTEMPT_MILLIS;

  private static final int MAX_MILLIS = 5 * 60_000;

  /** The search for one peer: at most one for each relayed link. */
  private static final class Search {
    int nextMillis = FIRST_MILLIS;
    Timer timer;
  }

  private final Env env;
  private final LinkTable links;
  private final WebRtcSignalling signalling;
  private final ConnectionManagerFactory factory;
  private final Map<NodeId, Search> searches = new LinkedHashMap<>();

  public DirectPaths(
      Env env, LinkTable links, WebRtcSignalling signalling, ConnectionManagerFactory factory) {
    this.env = env;
    this.links = links;
    this.signalling = signalling;
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
    } else if (factory.methodFor(link.peer().kind()) == LinkMethod.SIGNAL
        && !searches.containsKey(id)) {
      Search search = new Search();
      searches.put(id, search);
      if (link.isDialler()) {
        attemptIn(0, id, search);
      }
    }
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
