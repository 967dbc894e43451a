package io.peerloom.core.signalling;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.relay.RelayedLinks;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.support.TestRouter;
import java.util.ArrayList;
import java.util.List;

/**
 * A page without links, whose peer connections do what a test says and remember what they heard.
 */
final class LoneBrowserPeer {
  final TestEnv env = new TestEnv(1);
  final List<Session> sessions = new ArrayList<>();
  final List<String> dialled = new ArrayList<>();
  final Identity self;
  final LinkTable links;
  final ConnectionManagerFactory factory;
  final RoutingTable table;
  final OverlayNetwork overlay;
  final Router router;
  final RelayedLinks relays;
  final WebRtcSignalling signalling;

  LoneBrowserPeer(TestNetwork network, int maxLinks) {
    self = network.member(PeerKind.BROWSER);
    table = new RoutingTable(self.id(), new Rng(1));
    ConnectionBudget budget = new ConnectionBudget(self.id(), self.kind(), maxLinks, maxLinks);
    links = new LinkTable(env, self, table, budget);
    RtcPort port =
        events -> {
          sessions.add(new Session(events));
          return sessions.get(sessions.size() - 1);
        };
    WebSocketPort sockets =
        (url, events) -> {
          dialled.add(url);
          return new Pipe(env).dialling;
        };
    factory =
        new ConnectionManagerFactory(env, network.authority, self, links, sockets, port, List.of());
    links.setConnectionFactory(factory);
    overlay = new OverlayNetwork(env, network.authority, self, links);
    relays = new RelayedLinks(env, network.crypto, table, links, overlay);
    signalling =
        new WebRtcSignalling(env, network.crypto, self, table, links, overlay, factory, relays);
    links.addListener(signalling);
    router = TestRouter.of(overlay, signalling);
    overlay.setRouter(router);
  }

  /** One peer connection. */
  static final class Session implements RtcPort.RtcSession {
    final List<String> given = new ArrayList<>();
    ErrorCode closed;
    private final RtcPort.RtcEvents events;

    private Session(RtcPort.RtcEvents events) {
      this.events = events;
    }

    /** It has made its description, and finds candidates; an empty one says that these are all. */
    void describe(String type, String sdp, String... candidates) {
      events.described(type, sdp);
      for (String candidate : candidates) {
        events.candidate(candidate);
      }
    }

    @Override
    public void offer() {
      given.add("make an offer");
    }

    @Override
    public void remote(String type, String sdp) {
      given.add(type + " " + sdp);
    }

    @Override
    public void remoteCandidate(String candidate) {
      given.add(candidate);
    }

    @Override
    public void send(Lane lane, byte[] message) {}

    @Override
    public int bufferedBytes() {
      return 0;
    }

    @Override
    public void close(ErrorCode code, String reason) {
      closed = code;
      events.closed(code, reason);
    }
  }
}
