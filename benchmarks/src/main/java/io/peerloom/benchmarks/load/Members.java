package io.peerloom.benchmarks.load;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.id.PeerKind;
import io.peerloom.jvm.crypto.JdkHash;
import io.peerloom.jvm.crypto.JvmCrypto;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Members of a network whose root key is at hand, made without asking anybody. */
public final class Members {
  private static final JvmCrypto CRYPTO = new JvmCrypto();

  private Members() {}

  /** What a network is known by; may be shared by all its members on one loop. */
  public static Authority authority(LoadLoop loop, String network) {
    return new Authority(CRYPTO, new JdkHash(), loop, Bytes.fromHex(network));
  }

  /** Members with tokens as another bridge of the network would give them. */
  public static List<Identity> of(Authority authority, IdentityKeys root, int count) {
    IdentityKeys issuer = CRYPTO.newIdentity();
    byte[] issuerToken = token(authority, root, new byte[0], issuer, true);
    List<Identity> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      IdentityKeys keys = CRYPTO.newIdentity();
      byte[] token = token(authority, issuer, issuerToken, keys, false);
      // The adapters of the JVM complete at once.
      members.add(Identity.of(authority, keys, token, 0, PeerKind.BROWSER, List.of()).value());
    }
    return members;
  }

  private static byte[] token(
      Authority authority,
      IdentityKeys issuer,
      byte[] issuerToken,
      IdentityKeys subject,
      boolean bridge) {
    long now = System.currentTimeMillis();
    return MembershipToken.issue(
            issuer,
            issuerToken,
            authority.network(),
            subject.identityPublicKey(),
            CRYPTO.randomBytes(MembershipToken.SALT_BYTES),
            bridge,
            now,
            now + TimeUnit.DAYS.toMillis(30))
        .value()
        .envelope()
        .encoded();
  }
}
