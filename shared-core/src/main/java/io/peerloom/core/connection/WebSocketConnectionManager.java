package io.peerloom.core.connection;

import io.peerloom.core.base.Env;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import java.util.List;

/** A connection over a WebSocket, dialled or accepted. Its handshake is bound to the address. */
public final class WebSocketConnectionManager extends ConnectionManager implements IncomingLink {
  private final String origin;
  private final List<String> ownOrigins;
  private HandshakeTurns handshakes;
  private FrameSeal.Factory seals;

  private WebSocketConnectionManager(
      Env env,
      Authority authority,
      Identity self,
      LinkOwner owner,
      String origin,
      List<String> ownOrigins) {
    super(env, authority, self, owner, !origin.isEmpty(), OPEN_TIMEOUT_MILLIS);
    this.origin = origin;
    this.ownOrigins = ownOrigins;
  }

  static WebSocketConnectionManager dial(
      Env env,
      Authority authority,
      Identity self,
      LinkOwner owner,
      WebSocketPort port,
      String url) {
    WebSocketConnectionManager link =
        new WebSocketConnectionManager(env, authority, self, owner, url, List.of());
    link.seals = url.startsWith("ws:") ? port.seals() : null;
    link.attach(port.dial(url, link));
    return link;
  }

  static WebSocketConnectionManager accept(
      Env env,
      Authority authority,
      Identity self,
      LinkOwner owner,
      Transport transport,
      List<String> ownOrigins,
      HandshakeTurns handshakes,
      FrameSeal.Factory seals) {
    WebSocketConnectionManager link =
        new WebSocketConnectionManager(env, authority, self, owner, "", ownOrigins);
    link.handshakes = handshakes;
    link.seals = seals;
    link.attach(transport);
    link.opened();
    return link;
  }

  @Override
  public TransportKind transport() {
    return TransportKind.WEBSOCKET;
  }

  @Override
  public NodeId expected() {
    return null;
  }

  @Override
  FrameSeal.Factory seals() {
    return seals;
  }

  @Override
  HandshakeTurns handshakes() {
    return handshakes;
  }

  @Override
  byte[] binding() {
    return new byte[0];
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  boolean knowsOrigin(String dialled) {
    return ownOrigins.contains(dialled);
  }
}
