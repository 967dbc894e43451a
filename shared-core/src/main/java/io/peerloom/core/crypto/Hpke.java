package io.peerloom.core.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;

/**
 * Hybrid public-key encryption (RFC 9180) in base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256
 * and AES-256-GCM, one message for each encapsulated key.
 *
 * <p>Built over {@link Crypto} instead of a library because browsers have no HPKE; tests on the JVM
 * compare it with BouncyCastle's.
 */
public final class Hpke {
  private static final byte[] VERSION = Bytes.utf8("HPKE-v1");
  private static final byte[] KEM_SUITE = Bytes.concat(Bytes.utf8("KEM"), new byte[] {0, 0x10});
  private static final byte[] SUITE =
      Bytes.concat(Bytes.utf8("HPKE"), new byte[] {0, 0x10, 0, 1, 0, 2});
  private static final byte[] NONE = new byte[0];

  /** ECDH with a private key that the platform may keep to itself. */
  public interface Agreement {
    Promise<byte[]> agree(byte[] publicKey);
  }

  private record KeyAndNonce(byte[] key, byte[] nonce) {}

  private final Crypto crypto;
  private final Hkdf hkdf;

  public Hpke(Crypto crypto, Hash hash) {
    this.crypto = crypto;
    this.hkdf = new Hkdf(hash);
  }

  /** Seals for the holder of a public key: the encapsulated key (65 bytes), then the ciphertext. */
  public Promise<byte[]> seal(byte[] recipient, byte[] info, byte[] associated, byte[] plaintext) {
    return crypto
        .generateEphemeral()
        .flatMap(
            ephemeral ->
                ephemeral
                    .agree(recipient)
                    .flatMap(
                        shared -> {
                          KeyAndNonce keys =
                              schedule(shared, ephemeral.publicKey(), recipient, info);
                          return crypto.seal(keys.key, keys.nonce, associated, plaintext);
                        })
                    .map(ciphertext -> Bytes.concat(ephemeral.publicKey(), ciphertext)));
  }

  /** Opens what was sealed for {@code recipient}; CANNOT_OPEN when it was not, or was changed. */
  public Promise<byte[]> open(
      byte[] recipient, Agreement agreement, byte[] info, byte[] associated, byte[] box) {
    if (box.length < PeerCard.P256_BYTES + 16) {
      return Promise.failed(ErrorCode.CANNOT_OPEN, "sealed data too short");
    }
    byte[] encapsulated = Bytes.slice(box, 0, PeerCard.P256_BYTES);
    byte[] ciphertext = Bytes.slice(box, PeerCard.P256_BYTES, box.length);
    return agreement
        .agree(encapsulated)
        .recover(
            bad -> Promise.failed(new PeerloomException(ErrorCode.CANNOT_OPEN, bad.getMessage())))
        .flatMap(
            shared -> {
              KeyAndNonce keys = schedule(shared, encapsulated, recipient, info);
              return crypto.open(keys.key, keys.nonce, associated, ciphertext);
            });
  }

  private KeyAndNonce schedule(byte[] dh, byte[] encapsulated, byte[] recipient, byte[] info) {
    byte[] eaePrk = labeledExtract(KEM_SUITE, NONE, "eae_prk", dh);
    byte[] context = Bytes.concat(encapsulated, recipient);
    byte[] shared = labeledExpand(KEM_SUITE, eaePrk, "shared_secret", context, 32);
    byte[] pskIdHash = labeledExtract(SUITE, NONE, "psk_id_hash", NONE);
    byte[] infoHash = labeledExtract(SUITE, NONE, "info_hash", info);
    byte[] schedule = Bytes.concat(new byte[] {0}, pskIdHash, infoHash);
    byte[] secret = labeledExtract(SUITE, shared, "secret", NONE);
    return new KeyAndNonce(
        labeledExpand(SUITE, secret, "key", schedule, 32),
        labeledExpand(SUITE, secret, "base_nonce", schedule, 12));
  }

  private byte[] labeledExtract(byte[] suite, byte[] salt, String label, byte[] material) {
    return hkdf.extract(salt, Bytes.concat(VERSION, suite, Bytes.utf8(label), material));
  }

  private byte[] labeledExpand(byte[] suite, byte[] key, String label, byte[] info, int length) {
    byte[] size = {(byte) (length >> 8), (byte) length};
    return hkdf.expand(key, Bytes.concat(size, VERSION, suite, Bytes.utf8(label), info), length);
  }
}
