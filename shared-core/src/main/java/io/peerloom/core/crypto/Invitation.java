package io.peerloom.core.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Promise;

/**
 * A member's signed permission to join. It names a fresh key whose private half is in the link, and
 * admits whoever signs a request to join with that, for as many newcomers as it is good for; or it
 * names the identity of the only invitee.
 *
 * @param issuerKey P-256 key of the member, or of the root
 * @param key P-256 key that a newcomer must own; or the SHA-256 of the only invitee's identity key
 * @param uses for how many newcomers, 1 to {@link #MAX_USES}
 * @param depth for how many generations the invitee may invite others; 0 for none
 * @param expiresAt wall-clock milliseconds
 * @param issuerToken the issuer's token, empty where the issuer is the root
 * @param envelope as signed
 */
public record Invitation(
    byte[] issuerKey,
    byte[] key,
    int uses,
    int depth,
    long expiresAt,
    byte[] issuerToken,
    SignedEnvelope envelope) {

  /** The most newcomers of one invitation. */
  public static final int MAX_USES = 1_000;

  /** The longest an invitation is valid, in seconds: 366 days. */
  public static final int MAX_SECONDS = 366 * 24 * 3600;

  /** The most bytes of an encoded invitation, with the issuer's token. */
  public static final int MAX_BYTES = MembershipToken.MAX_BYTES + 320;

  /** The length of an invitation's id. */
  public static final int ID_BYTES = 16;

  private static final byte[] DOMAIN = Bytes.utf8("peerloom-invited-v1");

  /** Signs an invitation. */
  public static Promise<Invitation> issue(
      IdentityKeys issuer,
      byte[] issuerToken,
      byte[] network,
      byte[] key,
      int uses,
      int depth,
      long expiresAt) {
    CborWriter body = new CborWriter(700);
    body.array(6).bytes(issuer.identityPublicKey()).bytes(key).uint(uses).uint(depth);
    body.ulong(expiresAt).bytes(issuerToken);
    return SignedEnvelope.sign(SignedEnvelope.Type.INVITATION, network, body.toBytes(), issuer)
        .map(Invitation::read);
  }

  /** Reads an invitation without verifying it. */
  public static Invitation decode(byte[] encoded) {
    return read(SignedEnvelope.decode(SignedEnvelope.Type.INVITATION, encoded));
  }

  private static Invitation read(SignedEnvelope envelope) {
    CborReader in = new CborReader(envelope.body());
    int count = in.array(6);
    Invitation invitation =
        new Invitation(
            in.bytesOf(PeerCard.P256_BYTES),
            in.bytes(PeerCard.P256_BYTES),
            in.uint(MAX_USES),
            in.uint(MembershipToken.MAX_GENERATIONS - 1),
            in.ulong(),
            in.bytes(MembershipToken.MAX_BYTES),
            envelope);
    in.rest(count, 6);
    in.end();
    return invitation;
  }

  /** Whether it is for one invitee, whose identity it names. */
  public boolean isBound() {
    return key.length == 32;
  }

  /** When it ends: no later than its issuer's token, in wall-clock milliseconds. */
  public long endsAt() {
    MembershipToken issuer = MembershipToken.decodeOrNull(issuerToken);
    return issuer == null ? expiresAt : Math.min(expiresAt, issuer.expiresAt());
  }

  /** Of the body, since an ECDSA signature can be changed into another valid one. */
  public byte[] id(Hash hash) {
    return Bytes.slice(hash.sha256(envelope.body()), 0, ID_BYTES);
  }

  /** What its key signs for one request to join; in another's request it proves nothing. */
  public static byte[] proofText(byte[] network, byte[] identityKey, byte[] nonce) {
    return Bytes.concat(DOMAIN, network, identityKey, nonce);
  }
}
