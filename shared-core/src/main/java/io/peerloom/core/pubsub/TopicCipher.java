package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.CountedNonce;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Hkdf;

/**
 * Encrypts the messages of one topic under its name (R15.1): who knows the name reads them, and
 * those who store and forward them, who know only its hash, do not. It is as secret as the name is.
 *
 * <p>AES-256-GCM. The name gives a secret (HKDF, RFC 5869), the secret a key for each stream of
 * each publisher, and the number within the stream is the nonce: so no two messages share both.
 */
final class TopicCipher {
  /** In place of a payload's format byte: the rest is encrypted. */
  static final byte SEALED = 3;

  /** Bytes that encryption adds to a payload: the mark and the tag. */
  static final int ADDED_BYTES = 1 + 16;

  private static final byte[] SALT = Bytes.utf8("peerloom-topic-sealed-v1");
  private static final byte[] NOTHING = {};

  private final Crypto crypto;
  private final Hash hash;
  private final Hkdf hkdf;
  private final byte[] secret;

  TopicCipher(Crypto crypto, Hash hash, String name) {
    this.crypto = crypto;
    this.hash = hash;
    hkdf = new Hkdf(hash);
    secret = hkdf.extract(SALT, Bytes.utf8(name));
  }

  /** The payload of a message that is to be signed with this identity, stream and number. */
  Promise<byte[]> encrypt(byte[] identityKey, byte[] stream, long sequence, byte[] payload) {
    return crypto
        .seal(key(identityKey, stream), CountedNonce.of(0, sequence), NOTHING, payload)
        .map(encrypted -> Bytes.concat(new byte[] {SEALED}, encrypted));
  }

  /**
   * The format byte and the value of a message, which may have been published unencrypted. Fails
   * with CANNOT_OPEN where it was encrypted otherwise, and as the platform does.
   */
  Promise<byte[]> decrypt(TopicItem item) {
    byte[] payload = item.payload(hash);
    if (payload[0] != SEALED) {
      return Promise.of(payload);
    }
    return crypto
        .open(
            key(item.identityKey(), item.stream().array()),
            CountedNonce.of(0, item.sequence()),
            NOTHING,
            Bytes.slice(payload, 1, payload.length))
        .flatMap(
            decrypted ->
                decrypted.length == 0
                    ? Promise.failed(ErrorCode.CANNOT_OPEN, "nothing is in it")
                    : Promise.of(decrypted));
  }

  private byte[] key(byte[] identityKey, byte[] stream) {
    return hkdf.expand(secret, Bytes.concat(identityKey, stream), 32);
  }
}
