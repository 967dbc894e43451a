package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;

/**
 * A holder's signed statement that something is durable, and in which failure domain (DESIGN 13).
 *
 * @param digest hash of what is stored
 * @param domain random id of the disk or browser profile
 */
public record Receipt(byte[] holderKey, byte[] digest, byte[] domain, SignedEnvelope envelope) {
  /** The length of a failure domain's id. */
  public static final int DOMAIN_BYTES = 16;

  public static Promise<Receipt> sign(
      Authority authority, IdentityKeys keys, byte[] digest, byte[] domain) {
    CborWriter body = new CborWriter(160);
    body.array(3).bytes(keys.identityPublicKey()).bytes(digest).bytes(domain);
    return authority.sign(SignedEnvelope.Type.RECEIPT, body.toBytes(), keys).map(Receipt::read);
  }

  /** Reads a receipt and verifies that it is for {@code digest}; fails with a code otherwise. */
  public static Promise<Receipt> check(Authority authority, byte[] encoded, byte[] digest) {
    Receipt receipt = read(SignedEnvelope.decode(SignedEnvelope.Type.RECEIPT, encoded));
    if (!Bytes.equal(receipt.digest, digest)) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "malformed");
    }
    return authority.verify(receipt.envelope, receipt.holderKey).map(ok -> receipt);
  }

  private static Receipt read(SignedEnvelope envelope) {
    CborReader in = new CborReader(envelope.body());
    int count = in.array(3);
    Receipt receipt =
        new Receipt(
            in.bytesOf(PeerCard.P256_BYTES), in.bytesOf(32), in.bytesOf(DOMAIN_BYTES), envelope);
    in.rest(count, 3);
    in.end();
    return receipt;
  }
}
