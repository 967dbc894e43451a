package io.peerloom.jvm;

import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.IceServerSource;
import io.peerloom.jvm.crypto.KeyFile;
import io.peerloom.jvm.net.AdvertisedAddress;
import io.peerloom.jvm.net.TurnCredentials;
import io.peerloom.jvm.net.WebSocketAddress;
import java.util.List;

/**
 * Options of a peer on the JVM. Every method sets one option and returns the same object.
 *
 * <p>Each throws {@link PeerloomException} INVALID_REQUEST for an invalid value; null is allowed
 * only where stated.
 *
 * <p>A peer that joins for the first time needs {@link #bootstrap} or {@link #key}. Its membership
 * is kept with its data, and as long as that is valid {@link #peers} alone are enough; without both
 * it waits for others. By default a peer's own address is {@code ws://localhost:PORT/NAME}, and it
 * has at most 200 links, a bridge 20,000, a peer behind a NAT 50.
 */
public final class PeerOptions {
  /** The least that {@link #storeQuota} takes: a value of 64 KiB needs twice its size free. */
  public static final long MIN_STORE_QUOTA_BYTES = 1 << 20;

  /** The most that it takes: 1 TiB. */
  public static final long MAX_STORE_QUOTA_BYTES = 1L << 40;

  private static final int NETWORK_BYTES = 32;
  private static final int HASH_BYTES = 32;

  private List<String> bootstrap = List.of();
  private List<String> peers = List.of();
  private List<String> addresses = List.of();
  private byte[] network;
  private PeerKind kind = PeerKind.NODE;
  private KeyFile key;
  private List<byte[]> bootstrapKeys = List.of();
  private IceServerSource iceServers = IceServerSource.NONE;
  private InvitationLink invitation;
  private boolean anyPath;
  private boolean behindNat;
  private int maxLinks;
  private long storeQuota = Limits.MAX_STORED_BYTES;

  /** WebSocket addresses of bootstrap servers, tried in turn. */
  public PeerOptions bootstrap(List<String> urls) {
    bootstrap = dialled(urls);
    return this;
  }

  /**
   * WebSocket addresses of peers to link to without a bootstrap server. A peer without a stored
   * membership cannot join by them: it fails with UNAUTHORIZED.
   */
  public PeerOptions peers(List<String> urls) {
    peers = dialled(urls);
    return this;
  }

  private static List<String> dialled(List<String> urls) {
    List<String> all = Checks.requiredAll(urls, "urls");
    all.forEach(WebSocketAddress::parse);
    return all.stream().map(AdvertisedAddress::normal).toList();
  }

  /**
   * The WebSocket addresses at which others reach this peer, as they see them: at most four, such
   * as an external and a private one. Each peer dials the one that works from there. The peer
   * accepts connections that were dialled at exactly these.
   */
  public PeerOptions advertise(List<String> urls) {
    List<String> all = Checks.requiredAll(urls, "urls");
    addresses =
        AdvertisedAddress.few(all.stream().map(AdvertisedAddress::ofPeer).distinct().toList());
    return this;
  }

  /** The hexadecimal id of the only network to join; without it the first one met is trusted. */
  public PeerOptions network(String id) {
    byte[] bytes = Bytes.fromHex(Checks.required(id, "id"));
    if (bytes.length != NETWORK_BYTES) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "a network id has 64 digits");
    }
    network = bytes;
    return this;
  }

  /** The maximum number of links, at least 4. */
  public PeerOptions maxLinks(int links) {
    if (links < Limits.LEAST_MAX_LINKS) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "at least " + Limits.LEAST_MAX_LINKS + " links");
    }
    maxLinks = links;
    return this;
  }

  /**
   * The most bytes of records that a node holds, from {@link #MIN_STORE_QUOTA_BYTES} to {@link
   * #MAX_STORE_QUOTA_BYTES}; 1 GiB if not set. It is shared by publisher, and what exceeds a share
   * is refused with FULL. What is stored already stays, also where a smaller quota is set later.
   */
  public PeerOptions storeQuota(long bytes) {
    if (bytes < MIN_STORE_QUOTA_BYTES || bytes > MAX_STORE_QUOTA_BYTES) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST,
          "a store quota of "
              + MIN_STORE_QUOTA_BYTES
              + " to "
              + MAX_STORE_QUOTA_BYTES
              + " bytes, not "
              + bytes);
    }
    storeQuota = bytes;
    return this;
  }

  /**
   * Makes the peer a bridge, which admits newcomers and stores no data.
   *
   * @param bridgeKey its own keys, signed by the network's root key
   */
  public PeerOptions bridge(KeyFile bridgeKey) {
    kind = PeerKind.BRIDGE;
    return key(bridgeKey);
  }

  /**
   * The peer's keys with a token that the network's root key signed; then it needs no bootstrap
   * server. Without this option the keys are generated in the data directory.
   */
  public PeerOptions key(KeyFile file) {
    key = Checks.required(file, "key");
    return this;
  }

  /**
   * Bootstrap servers that a bridge knows by their keys, as each logs its own at its start: 64
   * hexadecimal digits. Newcomers that come past them are then limited to 10 a second.
   */
  public PeerOptions bootstrapKeys(List<String> keys) {
    bootstrapKeys =
        Checks.requiredAll(keys, "keys").stream().map(PeerOptions::bootstrapKey).toList();
    return this;
  }

  /**
   * STUN and TURN servers that a bridge names to pages: {@code stun:HOST:PORT}, {@code
   * turn:HOST:PORT?transport=udp}, {@code turns:HOST:PORT}; at most eight.
   *
   * @param turnSecret the secret of the TURN servers (coturn: {@code static-auth-secret}), from
   *     which each page gets credentials for a day; empty where no TURN server is named
   */
  public PeerOptions iceServers(List<String> urls, String turnSecret) {
    iceServers =
        new TurnCredentials(
            Checks.requiredAll(urls, "urls"), Checks.required(turnSecret, "turnSecret"));
    return this;
  }

  private static byte[] bootstrapKey(String key) {
    byte[] bytes = Bytes.fromHex(key);
    if (bytes.length != HASH_BYTES) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "a bootstrap key has 64 digits");
    }
    return bytes;
  }

  /**
   * The link by which the peer was invited; used once, at its first join. It names the network, and
   * bootstrap servers where {@link #bootstrap} does not.
   */
  public PeerOptions invitation(String link) {
    invitation = InvitationLink.decode(Checks.required(link, "link"));
    return this;
  }

  /** Makes this the only peer on the host's port: it accepts sockets at every path. */
  public PeerOptions anyPath() {
    anyPath = true;
    return this;
  }

  /**
   * Makes it a peer that nobody can dial, as behind a NAT. Like a page it links to servers by
   * WebSockets that it dials and to other peers that nobody can dial by WebRTC, or through a relay.
   * It stores, coordinates and forwards, but neither relays nor accepts WebSockets, and others see
   * its kind as {@code browser}. Not for a bridge, nor with {@link #advertise}.
   *
   * <p>It needs {@code dev.onvoid.webrtc:webrtc-java} and its native code for the platform on the
   * class path, or the latter beside {@code peerloom.jar}; else it fails with {@link
   * io.peerloom.jvm.store.StartupFailure}, which says what is missing.
   */
  public PeerOptions behindNat() {
    behindNat = true;
    return this;
  }

  /** The addresses of bootstrap servers set so far. */
  public List<String> bootstrap() {
    return bootstrap;
  }

  /** The addresses of peers to link to, or of a bridge's fellow bridges, set so far. */
  public List<String> peers() {
    return peers;
  }

  List<String> addresses() {
    return addresses;
  }

  byte[] network() {
    return network;
  }

  int maxLinks() {
    int usual =
        isBridge()
            ? Limits.MAX_LINKS_OF_BRIDGE
            : behindNat ? PeerConfig.MAX_LINKS_DESKTOP : PeerConfig.MAX_LINKS_NODE;
    return maxLinks == 0 ? usual : maxLinks;
  }

  long storeQuota() {
    return storeQuota;
  }

  /** Whether the peer is to be a bridge. */
  public boolean isBridge() {
    return kind == PeerKind.BRIDGE;
  }

  /** Whether nobody can dial the peer. */
  public boolean isBehindNat() {
    return behindNat;
  }

  /** The kind says how others reach a peer: those that nobody can dial are as pages. */
  PeerKind kind() {
    return behindNat ? PeerKind.BROWSER : kind;
  }

  /** Refuses what contradicts itself. */
  void check() {
    if (behindNat && (isBridge() || !addresses.isEmpty())) {
      throw Checks.invalid(
          isBridge()
              ? "a bridge has to be reachable, so it cannot be behind a NAT"
              : "a peer behind a NAT has no address to advertise");
    }
  }

  InvitationLink invitation() {
    return invitation;
  }

  KeyFile key() {
    return key;
  }

  boolean isAnyPath() {
    return anyPath;
  }

  IceServerSource iceServers() {
    return iceServers;
  }

  List<byte[]> bootstrapKeys() {
    return bootstrapKeys;
  }
}
