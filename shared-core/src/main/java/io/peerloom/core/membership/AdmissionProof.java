package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.wire.JoinMessage.Admission;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;

/**
 * A bridge's signed statement that its answer is to this request and no other, and is all of what
 * it answered: who forwards both can change nothing in it.
 */
final class AdmissionProof {
  private static final byte[] UNSIGNED = {};
  private static final int DIGEST_BYTES = 32;

  private AdmissionProof() {}

  /** The admission with its proof; {@code unsigned} has any in its place. */
  static Promise<Message> sign(
      Authority authority, IdentityKeys bridge, JoinRequest request, Admission unsigned) {
    CborWriter body = new CborWriter(160);
    body.array(4).bytes(bridge.identityPublicKey()).bytes(request.nonce());
    body.ulong(unsigned.wallMillis()).bytes(digest(authority.hash(), request, unsigned));
    return authority
        .sign(SignedEnvelope.Type.ADMISSION, body.toBytes(), bridge)
        .map(signed -> unsigned.withProof(signed.encoded()));
  }

  /** Verifies that a bridge gave this admission in answer to this request. */
  static Promise<Void> verify(
      Authority authority, Admission admission, JoinRequest request, byte[] bridgeKey) {
    SignedEnvelope envelope =
        SignedEnvelope.decode(SignedEnvelope.Type.ADMISSION, admission.proof());
    CborReader in = new CborReader(envelope.body());
    int count = in.array(4);
    boolean fits =
        Bytes.equal(in.bytesOf(PeerCard.P256_BYTES), bridgeKey)
            & Bytes.equal(in.bytesOf(JoinRequest.NONCE_BYTES), request.nonce())
            & in.ulong() == admission.wallMillis()
            & Bytes.equal(in.bytesOf(DIGEST_BYTES), digest(authority.hash(), request, admission));
    in.rest(count, 4);
    in.end();
    return fits
        ? authority.verify(envelope, bridgeKey)
        : Promise.failed(ErrorCode.INVALID_SIGNATURE, "admission of another, or changed");
  }

  /** Of the request, and of all that the message says beside the proof. */
  private static byte[] digest(Hash hash, JoinRequest request, Admission admission) {
    return hash.sha256(
        request.envelope().digest(hash), MessageCodec.encode(admission.withProof(UNSIGNED)));
  }
}
