package io.peerloom.simulator.machine;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationKey;
import io.peerloom.core.crypto.PeerCard;

/**
 * A deterministic stand-in for cryptography. The secret key of every public key is derived from a
 * secret of the world, so signatures verify without a registry of keys that would grow for ever,
 * and only the owner of a key can sign with it. Real cryptography is tested on its own, with known
 * answers.
 */
public final class SimulatedCrypto implements Crypto {
  private static final int TAG_BYTES = 16;

  private final byte[] worldSecret;
  private final Hash hash;
  private final Rng rng;

  public SimulatedCrypto(byte[] worldSecret, Hash hash, Rng rng) {
    this.worldSecret = worldSecret;
    this.hash = hash;
    this.rng = rng;
  }

  private byte[] newKey(int length) {
    byte[] publicKey = randomBytes(length);
    if (length == PeerCard.P256_BYTES) {
      publicKey[0] = 4;
    }
    return publicKey;
  }

  private byte[] secretOf(byte[] publicKey) {
    return hash.sha256(worldSecret, publicKey);
  }

  @Override
  public Promise<IdentityKeys> generateIdentity() {
    return Promise.of(new Keys(newKey(PeerCard.P256_BYTES), newKey(PeerCard.ED25519_BYTES)));
  }

  @Override
  public Promise<EphemeralKey> generateEphemeral() {
    return Promise.of(new Keys(newKey(PeerCard.P256_BYTES), new byte[0]));
  }

  private final class Keys implements IdentityKeys, EphemeralKey {
    private final byte[] identity;
    private final byte[] topic;

    Keys(byte[] identity, byte[] topic) {
      this.identity = identity;
      this.topic = topic;
    }

    @Override
    public byte[] identityPublicKey() {
      return identity;
    }

    @Override
    public byte[] publicKey() {
      return identity;
    }

    @Override
    public byte[] topicPublicKey() {
      return topic;
    }

    @Override
    public Promise<byte[]> signIdentity(byte[] message) {
      return Promise.of(signature(identity, message));
    }

    @Override
    public Promise<byte[]> signTopic(byte[] message) {
      return Promise.of(signature(topic, message));
    }

    @Override
    public Promise<byte[]> agree(byte[] other) {
      byte[] theirs = secretOf(other);
      byte[] mine = secretOf(identity);
      boolean first = Bytes.compare(mine, theirs) < 0;
      return Promise.of(first ? hash.sha256(mine, theirs) : hash.sha256(theirs, mine));
    }
  }

  private byte[] signature(byte[] key, byte[] message) {
    return low(hash.sha256(secretOf(key), message));
  }

  /** Of the form that signers send: s is below half of the order. */
  private byte[] low(byte[] half) {
    byte[] signature = Bytes.concat(half, hash.sha256(half));
    signature[32] &= 0x3f;
    return signature;
  }

  @Override
  public Promise<Boolean> verifyP256(byte[] key, byte[] message, byte[] signature) {
    return Promise.of(Bytes.equal(signature, signature(key, message)));
  }

  @Override
  public Promise<Boolean> verifyEd25519(byte[] key, byte[] message, byte[] signature) {
    return verifyP256(key, message, signature);
  }

  @Override
  public Promise<byte[]> seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    byte[] ciphertext = xor(key, nonce, plaintext);
    return Promise.of(Bytes.concat(ciphertext, tag(key, nonce, associated, ciphertext)));
  }

  @Override
  public Promise<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
    if (sealed.length < TAG_BYTES) {
      return Promise.failed(ErrorCode.CANNOT_OPEN, "too short");
    }
    byte[] ciphertext = Bytes.slice(sealed, 0, sealed.length - TAG_BYTES);
    byte[] tag = Bytes.slice(sealed, sealed.length - TAG_BYTES, sealed.length);
    return Bytes.equal(tag, tag(key, nonce, associated, ciphertext))
        ? Promise.of(xor(key, nonce, ciphertext))
        : Promise.failed(ErrorCode.CANNOT_OPEN, "tag does not match");
  }

  private byte[] tag(byte[] key, byte[] nonce, byte[] associated, byte[] ciphertext) {
    return Bytes.slice(hash.sha256(key, nonce, associated, ciphertext), 0, TAG_BYTES);
  }

  private byte[] xor(byte[] key, byte[] nonce, byte[] data) {
    byte[] out = data.clone();
    byte[] block = hash.sha256(key, nonce);
    for (int i = 0; i < out.length; i++) {
      if (i % 32 == 0 && i > 0) {
        block = hash.sha256(block);
      }
      out[i] ^= block[i % 32];
    }
    return out;
  }

  /** The secret of the key is its private half. */
  @Override
  public Promise<InvitationKey> generateInvitationKey() {
    byte[] key = newKey(PeerCard.P256_BYTES);
    return Promise.of(new InvitationKey(key, secretOf(key)));
  }

  @Override
  public Promise<byte[]> sign(InvitationKey key, byte[] message) {
    return Promise.of(low(hash.sha256(key.privateKey(), message)));
  }

  @Override
  public byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    rng.nextBytes(bytes);
    return bytes;
  }
}
