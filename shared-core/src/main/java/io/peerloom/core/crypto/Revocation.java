package io.peerloom.core.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Promise;

/**
 * A signed statement that a member, or an invitation, counts no longer. It has effect where its
 * issuer is the root, a bridge, or one of those who invited the member ({@link Revocations}).
 *
 * @param issuerKey P-256 key of the root, the bridge or the member that revokes
 * @param target {@link MembershipToken#ancestor} of the member, or the id of the invitation
 * @param withInvited whether those count no longer either whom the member invited, directly or not
 * @param issuedAt wall-clock milliseconds
 * @param issuerToken the issuer's token, empty where the issuer is the root
 * @param envelope as signed
 */
public record Revocation(
    byte[] issuerKey,
    byte[] target,
    boolean withInvited,
    long issuedAt,
    byte[] issuerToken,
    SignedEnvelope envelope) {

  /** The length of a target, and of a revocation's id. */
  public static final int ID_BYTES = MembershipToken.ANCESTOR_BYTES;

  /** The most bytes of an encoded revocation, with the issuer's token. */
  public static final int MAX_BYTES = MembershipToken.MAX_BYTES + 256;

  /**
   * For how long it counts: longer than a token that the root signed for a year, and than a former
   * member may come back.
   */
  public static final long LIFE_MILLIS = 430L * 24 * 3600 * 1000;

  /** Signs a revocation. */
  public static Promise<Revocation> issue(
      IdentityKeys issuer,
      byte[] issuerToken,
      byte[] network,
      byte[] target,
      boolean withInvited,
      long issuedAt) {
    CborWriter body = new CborWriter(512);
    body.array(5).bytes(issuer.identityPublicKey()).bytes(target).bool(withInvited);
    body.ulong(issuedAt).bytes(issuerToken);
    return SignedEnvelope.sign(SignedEnvelope.Type.REVOCATION, network, body.toBytes(), issuer)
        .map(Revocation::read);
  }

  /** Reads a revocation without verifying it. */
  public static Revocation decode(byte[] encoded) {
    return read(SignedEnvelope.decode(SignedEnvelope.Type.REVOCATION, encoded));
  }

  private static Revocation read(SignedEnvelope envelope) {
    CborReader in = new CborReader(envelope.body());
    int count = in.array(5);
    Revocation revocation =
        new Revocation(
            in.bytesOf(PeerCard.P256_BYTES),
            in.bytesOf(ID_BYTES),
            in.bool(),
            in.ulong(),
            in.bytes(MembershipToken.MAX_BYTES),
            envelope);
    in.rest(count, 5);
    in.end();
    return revocation;
  }

  /** Of the body, since an ECDSA signature can be changed into another valid one. */
  byte[] id(Hash hash) {
    return Bytes.slice(hash.sha256(envelope.body()), 0, ID_BYTES);
  }
}
