package io.peerloom.core.api;

import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.core.crypto.TokenSource;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.Announcer;
import io.peerloom.core.membership.BridgeFactory;
import io.peerloom.core.membership.MembershipSource;
import io.peerloom.core.membership.SignedMembership;
import io.peerloom.core.pubsub.ForwarderFactory;
import io.peerloom.core.pubsub.TopicForwarder;
import io.peerloom.core.relay.RelayFactory;
import io.peerloom.core.relay.RelayService;
import java.util.List;

/**
 * How a peer takes part in a network. Start from {@link #of} and name what differs; every {@code
 * with} method returns a changed copy.
 */
public final class PeerConfig {
  /** The most links of a Node-role peer. */
  public static final int MAX_LINKS_NODE = 200;

  /** The most links of a browser peer on a desktop. */
  public static final int MAX_LINKS_DESKTOP = 50;

  /** The most links of a browser peer on a phone. */
  public static final int MAX_LINKS_MOBILE = 20;

  private final PeerKind kind;
  private final IdentityKeys identity;

  // Assigned only before a copy is handed out.
  private List<String> bootstrap = List.of();
  private List<String> peers = List.of();
  private List<String> addresses = List.of();
  private List<String> origins = List.of();
  private byte[] network;
  private int instance;
  private int maxLinks = MAX_LINKS_NODE;
  private Announcer.Factory announcer;
  private RelayFactory relay;
  private ForwarderFactory forwarder;
  private MembershipSource tokens;
  private BridgeFactory bridge;
  private InvitationLink invitation;

  private PeerConfig(PeerKind kind, IdentityKeys identity) {
    this.kind = kind;
    this.identity = identity;
  }

  /** A peer of this kind with these keys that has no address, no network and nobody to ask yet. */
  public static PeerConfig of(PeerKind kind, IdentityKeys identity) {
    PeerConfig config = new PeerConfig(kind, identity);
    config.announcer = kind == PeerKind.BROWSER ? null : Announcer::new;
    config.relay = kind == PeerKind.BROWSER ? null : RelayService::new;
    config.forwarder = kind == PeerKind.NODE ? TopicForwarder::new : null;
    return config;
  }

  /** The same for a page, which is not compiled with what servers do alone. */
  public static PeerConfig page(IdentityKeys identity) {
    return new PeerConfig(PeerKind.BROWSER, identity);
  }

  private PeerConfig copy() {
    PeerConfig copy = new PeerConfig(kind, identity);
    copy.bootstrap = bootstrap;
    copy.peers = peers;
    copy.addresses = addresses;
    copy.origins = origins;
    copy.network = network;
    copy.instance = instance;
    copy.maxLinks = maxLinks;
    copy.announcer = announcer;
    copy.relay = relay;
    copy.forwarder = forwarder;
    copy.tokens = tokens;
    copy.bridge = bridge;
    copy.invitation = invitation;
    return copy;
  }

  /**
   * WebSocket addresses of bootstrap servers, asked in turn; a peer needs one unless it has a token
   * that the root key signed ({@link #withTokens}).
   */
  public PeerConfig withBootstrap(List<String> urls) {
    PeerConfig copy = copy();
    copy.bootstrap = urls;
    return copy;
  }

  /** WebSocket addresses of peers to link to without asking a bootstrap server (R1.2). */
  public PeerConfig withPeers(List<String> urls) {
    PeerConfig copy = copy();
    copy.peers = urls;
    return copy;
  }

  /** WebSocket addresses at which others reach this peer, as they see them (R6.1). */
  public PeerConfig withAddresses(List<String> urls) {
    PeerConfig copy = copy();
    copy.addresses = urls;
    return copy;
  }

  /** Further dialled addresses that the peer accepts as its own in a handshake. */
  public PeerConfig withOrigins(List<String> urls) {
    PeerConfig copy = copy();
    copy.origins = urls;
    return copy;
  }

  /** The 32-byte id of the only network to join; null to trust the first one met. */
  public PeerConfig withNetwork(byte[] id) {
    PeerConfig copy = copy();
    copy.network = id;
    return copy;
  }

  /** 0 to 255, one for each tab or device of the identity; 0 where it is not said. */
  public PeerConfig withInstance(int number) {
    PeerConfig copy = copy();
    copy.instance = number;
    return copy;
  }

  /** The most links held at once, at least 4; {@link #MAX_LINKS_NODE} where it is not said. */
  public PeerConfig withMaxLinks(int links) {
    PeerConfig copy = copy();
    copy.maxLinks = links;
    return copy;
  }

  /** Where it gets the token that the root key signed; null for a peer that bridges admit. */
  public PeerConfig withTokens(TokenSource source) {
    PeerConfig copy = copy();
    copy.tokens = source == null ? null : new SignedMembership(source);
    return copy;
  }

  /** What admits others; of a bridge, and only of a bridge. */
  public PeerConfig withBridge(BridgeFactory factory) {
    PeerConfig copy = copy();
    copy.bridge = factory;
    return copy;
  }

  /**
   * The invitation by which it joins; null for none. It names the network, and bootstrap servers
   * where {@link #withBootstrap} names none. A member that came without one gets its rights.
   */
  public PeerConfig withInvitation(InvitationLink link) {
    PeerConfig copy = copy();
    copy.invitation = link;
    if (link != null) {
      copy.network = link.network();
      copy.bootstrap = bootstrap.isEmpty() ? link.bootstrap() : bootstrap;
    }
    return copy;
  }

  /** The role of the peer. */
  public PeerKind kind() {
    return kind;
  }

  /** The peer's keys. */
  public IdentityKeys identity() {
    return identity;
  }

  /** See {@link #withBootstrap}. */
  public List<String> bootstrap() {
    return bootstrap;
  }

  /** See {@link #withPeers}. */
  public List<String> peers() {
    return peers;
  }

  /** See {@link #withAddresses}; empty for a browser. */
  public List<String> addresses() {
    return addresses;
  }

  /** See {@link #withOrigins}. */
  public List<String> origins() {
    return origins;
  }

  /** See {@link #withNetwork}. */
  public byte[] network() {
    return network;
  }

  /** See {@link #withInstance}. */
  public int instance() {
    return instance;
  }

  /** See {@link #withMaxLinks}. */
  public int maxLinks() {
    return maxLinks;
  }

  /** Makes what announces newcomers to other peers; null for a page. */
  public Announcer.Factory announcer() {
    return announcer;
  }

  /** Makes what carries the links of others; null for a page. */
  public RelayFactory relay() {
    return relay;
  }

  /** Makes what forwards topics to other subscribers; null where the peer forwards none. */
  public ForwarderFactory forwarder() {
    return forwarder;
  }

  /** See {@link #withBridge}. */
  public BridgeFactory bridge() {
    return bridge;
  }

  /** See {@link #withInvitation}. */
  public InvitationLink invitation() {
    return invitation;
  }

  /** See {@link #withTokens}. */
  public MembershipSource tokens() {
    return tokens;
  }
}
