package io.peerloom.core.connection;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;

/**
 * A connection through a relay. Its handshake proves both ends to each other as on any other link,
 * and what follows is encrypted, so that the relay can only delay or end it.
 */
final class RelayedConnectionManager extends ConnectionManager implements IncomingLink {
  /** No handshake of another transport is one of a relayed link. */
  private static final byte[] BINDING = Bytes.utf8("relay");

  private final NodeId expected;
  private final HandshakeTurns handshakes;

  private RelayedConnectionManager(
      Env env,
      Authority authority,
      Identity self,
      LinkOwner owner,
      NodeId expected,
      boolean dialler,
      HandshakeTurns handshakes) {
    super(env, authority, self, owner, dialler, OPEN_TIMEOUT_MILLIS);
    this.expected = expected;
    this.handshakes = handshakes;
  }

  static RelayedConnectionManager create(
      Env env,
      Authority authority,
      Identity self,
      LinkOwner owner,
      NodeId expected,
      boolean dialler,
      RelayedTransport transport,
      HandshakeTurns handshakes) {
    RelayedConnectionManager link =
        new RelayedConnectionManager(env, authority, self, owner, expected, dialler, handshakes);
    link.attach(transport);
    return link;
  }

  @Override
  public TransportKind transport() {
    return TransportKind.RELAY;
  }

  @Override
  public NodeId expected() {
    return expected;
  }

  @Override
  HandshakeTurns handshakes() {
    return handshakes;
  }

  @Override
  byte[] binding() {
    return BINDING;
  }
}
