package io.peerloom.core.api;

import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.id.PeerKind;
import java.util.List;

/**
 * How a peer is to take part.
 *
 * @param bootstrap WebSocket addresses of bootstrap servers, asked in turn
 * @param peers WebSocket addresses of peers to link to without asking anybody (R1.2)
 * @param addresses the WebSocket addresses at which others reach this peer, as they see them
 *     (R6.1); empty for a browser
 * @param origins further dialled addresses the peer accepts as its own in a handshake
 * @param network the 32-byte id of the only network to join, or null to trust the first one met
 * @param identity this peer's keys
 * @param instance 0 to 255, one for each tab or device of the identity
 * @param maxLinks the most links held at once, at least 4
 * @param rootKeys the network's root key, on a bridge that may sign with it; else null
 */
public record PeerConfig(
    PeerKind kind,
    List<String> bootstrap,
    List<String> peers,
    List<String> addresses,
    List<String> origins,
    byte[] network,
    IdentityKeys identity,
    int instance,
    int maxLinks,
    IdentityKeys rootKeys) {

  /** The same as another instance of the identity. */
  public PeerConfig asInstance(int other) {
    return new PeerConfig(
        kind, bootstrap, peers, addresses, origins, network, identity, other, maxLinks, rootKeys);
  }

  /** The most links of a Node-role peer. */
  public static final int MAX_LINKS_NODE = 200;

  /** The most links of a page on a desktop. */
  public static final int MAX_LINKS_DESKTOP = 50;

  /** The most links of a page on a phone. */
  public static final int MAX_LINKS_MOBILE = 20;
}
