package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;

/**
 * A bootstrap server's signed statement that it forwards this request of a newcomer, by which a
 * bridge that was told its key recognizes it. It is signed for no network, because a bootstrap
 * server need not know which one its bridges serve. A request has a nonce, so a referral that
 * somebody copies admits nobody else.
 *
 * @param key the bootstrap server's public key
 * @param request SHA-256 of the request
 */
record Referral(byte[] key, byte[] request, SignedEnvelope envelope) {
  private static final byte[] NO_NETWORK = new byte[32];
  private static final int HASH_BYTES = 32;

  static Promise<byte[]> sign(IdentityKeys bootstrap, Hash hash, byte[] request) {
    byte[] body =
        new CborWriter(128)
            .array(2)
            .bytes(bootstrap.identityPublicKey())
            .bytes(hash.sha256(request))
            .toBytes();
    return SignedEnvelope.sign(SignedEnvelope.Type.REFERRAL, NO_NETWORK, body, bootstrap)
        .map(SignedEnvelope::encoded);
  }

  /** Reads a referral without verifying it. */
  static Referral decode(byte[] encoded) {
    SignedEnvelope envelope = SignedEnvelope.decode(SignedEnvelope.Type.REFERRAL, encoded);
    CborReader in = new CborReader(envelope.body());
    int count = in.array(2);
    Referral referral =
        new Referral(in.bytesOf(PeerCard.P256_BYTES), in.bytesOf(HASH_BYTES), envelope);
    in.rest(count, 2);
    in.end();
    return referral;
  }

  /** Fails with INVALID_SIGNATURE unless the owner of the key signed it for that request. */
  Promise<Void> verify(Crypto crypto, Hash hash, byte[] forwarded) {
    return Bytes.equal(request, hash.sha256(forwarded))
        ? envelope.verify(crypto, NO_NETWORK, key)
        : Promise.failed(ErrorCode.INVALID_SIGNATURE, "a referral of another request");
  }
}
