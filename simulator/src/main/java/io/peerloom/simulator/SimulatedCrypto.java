package io.peerloom.simulator;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import java.util.Map;
import java.util.TreeMap;

/**
 * A deterministic stand-in for cryptography: a world-wide ring knows the secret of every public
 * key, so signatures verify, and only who was given a key can sign with it. Real cryptography is
 * tested on its own, with known answers.
 */
public final class SimulatedCrypto implements Crypto {
  /** All keys of a world. */
  public static final class Ring {
    private final Map<Bytes, byte[]> secrets = new TreeMap<>();
  }

  private static final int TAG_BYTES = 16;

  private final Ring ring;
  private final Hash hash;
  private final Rng rng;

  public SimulatedCrypto(Ring ring, Hash hash, Rng rng) {
    this.ring = ring;
    this.hash = hash;
    this.rng = rng;
  }

  private byte[] newKey(int length) {
    byte[] secret = randomBytes(32);
    byte[] publicKey = new byte[length];
    byte[] x = hash.sha256(secret);
    byte[] y = hash.sha256(x);
    System.arraycopy(x, 0, publicKey, length == 65 ? 1 : 0, 32);
    if (length == 65) {
      publicKey[0] = 4;
      System.arraycopy(y, 0, publicKey, 33, 32);
    }
    ring.secrets.put(Bytes.wrap(publicKey), secret);
    return publicKey;
  }

  @Override
  public Promise<IdentityKeys> generateIdentity() {
    return Promise.of(new Keys(newKey(65), newKey(32)));
  }

  @Override
  public Promise<EphemeralKey> generateEphemeral() {
    return Promise.of(new Keys(newKey(65), new byte[0]));
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
      byte[] theirs = ring.secrets.get(Bytes.wrap(other));
      if (theirs == null) {
        return Promise.failed(ErrorCode.INVALID_REQUEST, "not a key of this world");
      }
      byte[] mine = ring.secrets.get(Bytes.wrap(identity));
      boolean first = Bytes.compare(mine, theirs) < 0;
      return Promise.of(first ? hash.sha256(mine, theirs) : hash.sha256(theirs, mine));
    }
  }

  private byte[] signature(byte[] key, byte[] message) {
    byte[] half = hash.sha256(ring.secrets.get(Bytes.wrap(key)), message);
    return Bytes.concat(half, hash.sha256(half));
  }

  @Override
  public Promise<Boolean> verifyP256(byte[] key, byte[] message, byte[] signature) {
    return Promise.of(
        ring.secrets.containsKey(Bytes.wrap(key))
            && Bytes.equal(signature, signature(key, message)));
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

  @Override
  public byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    rng.nextBytes(bytes);
    return bytes;
  }
}
