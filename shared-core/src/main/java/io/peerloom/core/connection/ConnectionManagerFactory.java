package io.peerloom.core.connection;

import io.peerloom.core.base.Env;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import java.util.List;

/**
 * The only place that knows which transport, and which direction, suits two kinds of peer (R9.6).
 */
public final class ConnectionManagerFactory {
  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final LinkOwner owner;
  private final WebSocketPort webSockets;
  private final RtcPort rtc;
  private final List<String> ownOrigins;

  /** Made when the first WebSocket is accepted: a browser peer accepts none. */
  private HandshakeTurns handshakes;

  public ConnectionManagerFactory(
      Env env,
      Authority authority,
      Identity self,
      LinkOwner owner,
      WebSocketPort webSockets,
      RtcPort rtc,
      List<String> ownOrigins) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.owner = owner;
    this.webSockets = webSockets;
    this.rtc = rtc;
    this.ownOrigins = ownOrigins;
  }

  /** How to get a link to a peer of that kind. */
  public LinkMethod methodFor(PeerKind other) {
    if (other.acceptsWebSockets()) {
      return LinkMethod.DIAL;
    }
    if (self.kind().acceptsWebSockets()) {
      return self.addresses().isEmpty() ? LinkMethod.NONE : LinkMethod.INVITE_DIAL;
    }
    return rtc == null ? LinkMethod.NONE : LinkMethod.SIGNAL;
  }

  /** Dials a WebSocket address; null if that failed at once. */
  public Link dial(String url) {
    ConnectionManager link =
        WebSocketConnectionManager.dial(env, authority, self, owner, webSockets, url);
    return link.isClosed() ? null : link;
  }

  /**
   * One end of a link through a relay, whose events go to the returned connection; {@code opened}
   * begins the handshake.
   */
  public IncomingLink relayed(NodeId other, boolean dialler, RelayedTransport transport) {
    return RelayedConnectionManager.create(
        env, authority, self, owner, other, dialler, transport, handshakes);
  }

  /** Accepts a WebSocket, whose events go to the returned connection. */
  public IncomingLink accept(Transport transport) {
    if (handshakes == null) {
      handshakes = new HandshakeQueue(env, webSockets == null ? null : webSockets.handshakePace());
    }
    return WebSocketConnectionManager.accept(
        env,
        authority,
        self,
        owner,
        transport,
        ownOrigins,
        handshakes,
        webSockets == null ? null : webSockets.seals());
  }

  /** Starts one side of a WebRTC attempt. */
  public WebRtcLink webRtc(NodeId other, boolean offerer, WebRtcLink.SignalSender outgoing) {
    return WebRtcConnectionManager.create(
        env, authority, self, owner, rtc, other, offerer, outgoing);
  }
}
