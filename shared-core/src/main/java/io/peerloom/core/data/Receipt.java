package io.peerloom.core.data;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.wire.DataMessage.Stored;
import io.peerloom.core.wire.Message;
import java.util.List;

/**
 * A holder's statement that something is durable, and in which failure domain: the random id of its
 * disk or browser profile (DESIGN 13).
 *
 * <p>A plain one is the domain alone. Whoever asked needs no more: the link, or the signature of a
 * routed answer, proves whose it is, and the request it answers says what is durable. A signed one
 * would convince others, too; it is made for those that do not ask for a plain one.
 */
public final class Receipt {
  /** The length of a failure domain's id. */
  public static final int DOMAIN_BYTES = 16;

  private static final int DIGEST_BYTES = 32;

  private Receipt() {}

  /**
   * The answer of a holder.
   *
   * @param plain whether a plain receipt was asked for
   * @param stored what is durable now: one envelope or several
   */
  public static Promise<Message> answer(
      Authority authority, IdentityKeys keys, boolean plain, List<byte[]> stored, byte[] domain) {
    if (plain) {
      return Promise.of(new Stored(domain));
    }
    CborWriter body = new CborWriter(160);
    body.array(3).bytes(keys.identityPublicKey());
    body.bytes(digestOf(authority.hash(), stored)).bytes(domain);
    return authority
        .sign(SignedEnvelope.Type.RECEIPT, body.toBytes(), keys)
        .map(envelope -> new Stored(envelope.encoded()));
  }

  /** What a signed receipt is for: the hash of one envelope, or of the hashes of several. */
  private static byte[] digestOf(Hash hash, List<byte[]> stored) {
    byte[][] hashes = new byte[stored.size()][];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = hash.sha256(stored.get(i));
    }
    return hashes.length == 1 ? hashes[0] : hash.sha256(hashes);
  }

  /**
   * The failure domain that a holder's answer names. A signed receipt is not verified: its link or
   * its route proves as much.
   *
   * @throws PeerloomException INVALID_REQUEST when it is none
   */
  public static byte[] domainOf(Message answer) {
    if (!(answer instanceof Stored stored)) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
    }
    if (stored.receipt().length == DOMAIN_BYTES) {
      return stored.receipt();
    }
    CborReader in =
        new CborReader(SignedEnvelope.decode(SignedEnvelope.Type.RECEIPT, stored.receipt()).body());
    in.array(3);
    in.bytesOf(PeerCard.P256_BYTES);
    in.bytesOf(DIGEST_BYTES);
    return in.bytesOf(DOMAIN_BYTES);
  }
}
