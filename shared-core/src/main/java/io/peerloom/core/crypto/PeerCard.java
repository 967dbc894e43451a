package io.peerloom.core.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import java.util.List;

/**
 * What a peer shows of itself: its keys, its membership, its addresses. Not signed on its own; it
 * travels inside something that the peer has just signed.
 *
 * @param bundle the signed {@link IdentityBundle}
 * @param token the signed {@link MembershipToken}
 * @param instance 0 to 255, which tab or device of the identity
 * @param boot 8 random bytes, new at each start of the peer: tells a restart from a second dial
 * @param active false for a browser peer in a hidden tab
 * @param addresses WebSocket addresses, at most {@link #MAX_ADDRESSES}
 */
public record PeerCard(
    byte[] bundle,
    byte[] token,
    int instance,
    byte[] boot,
    PeerKind kind,
    boolean active,
    List<String> addresses) {

  /** An uncompressed P-256 point. */
  public static final int P256_BYTES = 65;

  /** An Ed25519 public key. */
  public static final int ED25519_BYTES = 32;

  /** The most addresses of a card. */
  public static final int MAX_ADDRESSES = 4;

  /** The most bytes of an address. */
  public static final int MAX_ADDRESS_BYTES = 256;

  /** The most bytes of an encoded card. */
  public static final int MAX_BYTES = 3072;

  private static final byte[] ID_DOMAIN = Bytes.utf8("peerloom-node-id-v1");

  /** The card as it travels. */
  public byte[] encode() {
    CborWriter out = new CborWriter(768);
    out.array(7).bytes(bundle).bytes(token).uint(instance).bytes(boot).uint(kind.number());
    out.bool(active).array(addresses.size());
    for (String address : addresses) {
      out.text(address);
    }
    return out.toBytes();
  }

  /** Reads a card without verifying anything; INVALID_REQUEST when it is malformed. */
  public static PeerCard decode(byte[] encoded) {
    if (encoded.length > MAX_BYTES) {
      throw new PeerloomException(ErrorCode.TOO_LARGE, "card of " + encoded.length);
    }
    CborReader in = new CborReader(encoded);
    int count = in.array(7);
    PeerCard card =
        new PeerCard(
            in.bytes(IdentityBundle.MAX_BYTES),
            in.bytes(MembershipToken.MAX_BYTES),
            in.uint(Limits.MAX_INSTANCES - 1),
            in.bytesOf(8),
            PeerKind.of(in.uint(255)),
            in.bool(),
            in.list(MAX_ADDRESSES, each -> each.text(MAX_ADDRESS_BYTES)));
    in.rest(count, 7);
    in.end();
    return card;
  }

  /** The id that follows from an identity key, the issuer's salt and the instance. */
  public static NodeId nodeId(
      Hash hash, byte[] network, byte[] identityKey, byte[] salt, int instance) {
    return NodeId.of(
        hash.sha256(ID_DOMAIN, network, identityKey, salt, new byte[] {(byte) instance}));
  }
}
