package io.peerloom.core.crypto;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;

/**
 * The tokens of members that this peer met last, by identity key: most of what it is given to store
 * or to read was published by somebody whose card it has verified.
 *
 * <p>Whoever has many identities can evict the tokens of others; these are then asked for.
 */
final class KnownTokens {
  private static final class Known {
    final byte[] encoded;
    final long expiresAt;

    /** Decoded when it is first needed, as few of those met publish anything. */
    MembershipToken token;

    Known(byte[] encoded, long expiresAt) {
      this.encoded = encoded;
      this.expiresAt = expiresAt;
    }
  }

  private final BoundedMap<Bytes, Known> byIdentity = new BoundedMap<>(Limits.MAX_KNOWN_MEMBERS);

  /** Keeps a verified token, unless the one it has is valid for longer. */
  void learn(MembershipToken token, byte[] encoded) {
    Bytes identity = Bytes.wrap(token.subjectKey());
    Known known = byIdentity.remove(identity);
    boolean isNewer = known == null || known.expiresAt < token.expiresAt();
    byIdentity.put(identity, isNewer ? new Known(encoded, token.expiresAt()) : known);
  }

  /** The token of an identity, or null. */
  MembershipToken of(byte[] identityKey) {
    Known known = byIdentity.get(Bytes.wrap(identityKey));
    if (known == null) {
      return null;
    }
    if (known.token == null) {
      known.token = MembershipToken.decode(known.encoded);
    }
    return known.token;
  }
}
