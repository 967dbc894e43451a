package io.peerloom.core.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * Signed proof of membership. Each names its issuer and carries the issuer's own token, up to the
 * network's root key, whose hash is the network's id.
 *
 * @param issuerKey P-256 key of who issued it
 * @param subjectKey P-256 key of who it is for
 * @param salt chosen by the issuer, part of the node id (DESIGN 3)
 * @param bridge whether the subject may issue tokens of members; only the root signs such a token
 * @param issuedAt wall-clock milliseconds
 * @param expiresAt wall-clock milliseconds
 * @param issuerToken the issuer's token, empty where the issuer is the root
 * @param rights of a bridge {@link #INVITED_ONLY} or 0; of a member for how many generations it may
 *     invite others, 0 for none
 * @param ancestry first bytes of the hashes of the identity keys of those who invited the subject,
 *     the nearest first, {@link #ANCESTOR_BYTES} each; empty for a member that came uninvited
 * @param instance the one instance of the subject for which it is; none of the others may use it
 * @param envelope as signed
 */
public record MembershipToken(
    byte[] issuerKey,
    byte[] subjectKey,
    byte[] salt,
    boolean bridge,
    long issuedAt,
    long expiresAt,
    byte[] issuerToken,
    int rights,
    byte[] ancestry,
    int instance,
    SignedEnvelope envelope) {

  /** The length of the salt. */
  public static final int SALT_BYTES = 16;

  /** The most bytes of an encoded token with its chain. */
  public static final int MAX_BYTES = 1024;

  /** The right of a bridge that admits nobody without an invitation. */
  public static final int INVITED_ONLY = 1;

  /** For how many generations the root lets members invite others. */
  public static final int MAX_GENERATIONS = 8;

  /** How much of an ancestor's hash is in a token. */
  public static final int ANCESTOR_BYTES = 16;

  private static final byte[] NOBODY = {};

  /** Issues a token without rights or ancestry. */
  public static Promise<MembershipToken> issue(
      IdentityKeys issuer,
      byte[] issuerToken,
      byte[] network,
      byte[] subjectKey,
      byte[] salt,
      boolean bridge,
      long issuedAt,
      long expiresAt) {
    return issue(
        issuer, issuerToken, network, subjectKey, salt, bridge, issuedAt, expiresAt, 0, NOBODY);
  }

  /** Issues a token for the first instance. */
  public static Promise<MembershipToken> issue(
      IdentityKeys issuer,
      byte[] issuerToken,
      byte[] network,
      byte[] subjectKey,
      byte[] salt,
      boolean bridge,
      long issuedAt,
      long expiresAt,
      int rights,
      byte[] ancestry) {
    return issue(
        issuer,
        issuerToken,
        network,
        subjectKey,
        salt,
        bridge,
        issuedAt,
        expiresAt,
        rights,
        ancestry,
        0);
  }

  /** Issues a token. */
  public static Promise<MembershipToken> issue(
      IdentityKeys issuer,
      byte[] issuerToken,
      byte[] network,
      byte[] subjectKey,
      byte[] salt,
      boolean bridge,
      long issuedAt,
      long expiresAt,
      int rights,
      byte[] ancestry,
      int instance) {
    CborWriter body = new CborWriter(512);
    boolean plain = rights == 0 && ancestry.length == 0 && instance == 0;
    body.array(plain ? 7 : instance == 0 ? 9 : 10).bytes(issuer.identityPublicKey());
    body.bytes(subjectKey).bytes(salt).bool(bridge);
    body.ulong(issuedAt).ulong(expiresAt).bytes(issuerToken);
    if (!plain) {
      body.uint(rights).bytes(ancestry);
    }
    if (instance > 0) {
      body.uint(instance);
    }
    return SignedEnvelope.sign(SignedEnvelope.Type.TOKEN, network, body.toBytes(), issuer)
        .map(MembershipToken::read);
  }

  /** Reads a token without verifying it. */
  public static MembershipToken decode(byte[] encoded) {
    return read(SignedEnvelope.decode(SignedEnvelope.Type.TOKEN, encoded));
  }

  private static MembershipToken read(SignedEnvelope envelope) {
    CborReader in = new CborReader(envelope.body());
    int count = in.array(7);
    MembershipToken token =
        new MembershipToken(
            in.bytesOf(PeerCard.P256_BYTES),
            in.bytesOf(PeerCard.P256_BYTES),
            in.bytesOf(SALT_BYTES),
            in.bool(),
            in.ulong(),
            in.ulong(),
            in.bytes(MAX_BYTES),
            count > 7 ? in.uint(255) : 0,
            count > 8 ? in.bytes(MAX_GENERATIONS * ANCESTOR_BYTES) : NOBODY,
            count > 9 ? in.uint(Limits.MAX_INSTANCES - 1) : 0,
            envelope);
    in.rest(count, Math.min(count, 10));
    in.end();
    return token;
  }

  /**
   * Whether it has not expired; its issuers' tokens are not examined. A token from the future is
   * accepted: its issuer could have dated it earlier, and two peers whose clocks differ need a link
   * to find out by how much.
   */
  public boolean isCurrent(long at) {
    return expiresAt > at;
  }

  /** What stands for an identity in the tokens of those it invited. */
  public static byte[] ancestor(Hash hash, byte[] identityKey) {
    return Bytes.slice(hash.sha256(identityKey), 0, ANCESTOR_BYTES);
  }

  /**
   * The subject as the owner of what is counted for it: below the bridge that issued its token, or
   * the root, and those who invited it.
   */
  public Owner owner(Hash hash) {
    List<Bytes> path = new ArrayList<>(Owner.MAX_DEPTH);
    path.add(Bytes.wrap(ancestor(hash, issuerKey)));
    for (int at = ancestry.length - ANCESTOR_BYTES; at >= 0; at -= ANCESTOR_BYTES) {
      path.add(Bytes.wrap(Bytes.slice(ancestry, at, at + ANCESTOR_BYTES)));
    }
    path.add(Bytes.wrap(ancestor(hash, subjectKey)));
    return new Owner(path);
  }

  /** Like {@link #decode}; null for no bytes, which stand for the root. */
  static MembershipToken decodeOrNull(byte[] encoded) {
    return encoded.length == 0 ? null : decode(encoded);
  }

  /** The issuer's token, null where the issuer is the root; it is not verified. */
  public MembershipToken issuer() {
    return decodeOrNull(issuerToken);
  }

  /** The public root key at the end of the chain, which is not verified. */
  public byte[] rootKey() {
    return issuerToken.length == 0 ? issuerKey : decode(issuerToken).rootKey();
  }

  /** Whether the issuer is the root of that network. */
  boolean issuedByRoot(Hash hash, byte[] network) {
    return Bytes.equal(hash.sha256(issuerKey), network);
  }
}
