package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;

/** A bridge's signed statement that its answer belongs to this request and no other. */
final class AdmissionProof {
  private AdmissionProof() {}

  static Promise<byte[]> sign(Authority authority, IdentityKeys bridge, byte[] nonce, long now) {
    CborWriter body = new CborWriter(128);
    body.array(3).bytes(bridge.identityPublicKey()).bytes(nonce).ulong(now);
    return authority
        .sign(SignedEnvelope.Type.ADMISSION, body.toBytes(), bridge)
        .map(SignedEnvelope::encoded);
  }

  /** Fulfilled with the bridge's time at the moment of signing. */
  static Promise<Long> verify(Authority authority, byte[] encoded, byte[] bridgeKey, byte[] nonce) {
    SignedEnvelope envelope = SignedEnvelope.decode(SignedEnvelope.Type.ADMISSION, encoded);
    CborReader in = new CborReader(envelope.body());
    int count = in.array(3);
    byte[] key = in.bytesOf(PeerCard.P256_BYTES);
    byte[] signedNonce = in.bytesOf(JoinRequest.NONCE_BYTES);
    long now = in.ulong();
    in.rest(count, 3);
    in.end();
    if (!Bytes.equal(key, bridgeKey) || !Bytes.equal(signedNonce, nonce)) {
      return Promise.failed(ErrorCode.INVALID_SIGNATURE, "admission of another");
    }
    return authority.verify(envelope, key).map(ok -> now);
  }
}
