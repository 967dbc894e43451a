package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.RoutingTable;

/** Makes what forwards topics at a node; a browser peer has none, and is compiled without it. */
public interface ForwarderFactory {
  /** As the peer that has one sees it; {@link TopicForwarder}. */
  interface Forwarder extends LinkListener {
    /** Starts renewing leases. */
    void start();

    /** To how many subscribers of all topics it forwards, of whose leases some may have ended. */
    int subscribers();

    /** Forwards nothing from now on; the leases expire. */
    void stop();
  }

  /** The forwarder of a peer with these topics. */
  Forwarder create(
      Env env,
      Authority authority,
      Identity self,
      RoutingTable table,
      OverlayNetwork overlay,
      TopicHolder holder,
      TopicClient client);
}
