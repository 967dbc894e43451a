package io.peerloom.simulator.machine;

import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.TokenSource;
import java.util.function.LongSupplier;

/**
 * The key file of a bridge whose operator signs it again with the root key in time. It outlives the
 * process, and the salt in it, and with it the bridge's id, stays.
 */
final class SignedTokens implements TokenSource {
  private static final long LIFE_MILLIS = 360L * 24 * 3600 * 1000;

  private final IdentityKeys root;
  private final byte[] network;
  private final byte[] subjectKey;
  private final byte[] salt;
  private final LongSupplier wallMillis;
  private MembershipToken token;

  SignedTokens(
      IdentityKeys root, byte[] network, byte[] subjectKey, byte[] salt, LongSupplier wallMillis) {
    this.root = root;
    this.network = network;
    this.subjectKey = subjectKey;
    this.salt = salt;
    this.wallMillis = wallMillis;
  }

  @Override
  public Promise<byte[]> current() {
    long now = wallMillis.getAsLong();
    if (token != null && token.expiresAt() - now > LIFE_MILLIS / 2) {
      return Promise.of(token.envelope().encoded());
    }
    return MembershipToken.issue(
            root, new byte[0], network, subjectKey, salt, true, now, now + LIFE_MILLIS)
        .map(
            signed -> {
              token = signed;
              return signed.envelope().encoded();
            });
  }
}
