package io.peerloom.core.support;

import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.IdentityBundle;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.id.PeerKind;
import java.util.List;

/** A network with its root and one bridge, which admits whomever a test needs. */
public final class TestNetwork {
  private static final long YEAR_MILLIS = 365L * 24 * 3600 * 1000;

  public final TestEnv env;
  public final TestCrypto crypto = new TestCrypto();
  public final Hash hash = new PlatformHash();
  public final IdentityKeys root = crypto.newIdentity();
  public final byte[] id = hash.sha256(root.identityPublicKey());
  public final Authority authority;
  public final IdentityKeys bridge = crypto.newIdentity();
  public final MembershipToken bridgeToken;

  public TestNetwork(int seed) {
    env = new TestEnv(seed);
    authority = new Authority(crypto, hash, env, id);
    bridgeToken = token(root, new byte[0], bridge, true, 0, YEAR_MILLIS);
  }

  /** A token with dates relative to now. */
  public MembershipToken token(
      IdentityKeys issuer,
      byte[] issuerToken,
      IdentityKeys subject,
      boolean mayIssue,
      long issuedIn,
      long expiresIn) {
    long now = env.wallMillis();
    return MembershipToken.issue(
            issuer,
            issuerToken,
            id,
            subject.identityPublicKey(),
            crypto.randomBytes(MembershipToken.SALT_BYTES),
            mayIssue,
            now + issuedIn,
            now + expiresIn)
        .value();
  }

  /** A token as the bridge gives to everybody. */
  public MembershipToken token(IdentityKeys subject) {
    return token(bridge, bridgeToken.envelope().encoded(), subject, false, 0, YEAR_MILLIS);
  }

  /** A member with new keys. */
  public Identity member(PeerKind kind, String... addresses) {
    return member(crypto.newIdentity(), kind, addresses);
  }

  public Identity member(IdentityKeys keys, PeerKind kind, String... addresses) {
    byte[] token = token(keys).envelope().encoded();
    return Identity.of(authority, keys, token, 0, kind, List.of(addresses)).value();
  }

  /** A card of these parts, whether they fit together or not. */
  public byte[] card(IdentityKeys keys, MembershipToken token, PeerKind kind) {
    byte[] bundle = IdentityBundle.of(keys, id).value().envelope().encoded();
    byte[] encoded = token.envelope().encoded();
    return new PeerCard(bundle, encoded, 0, new byte[8], kind, true, List.of()).encode();
  }
}
