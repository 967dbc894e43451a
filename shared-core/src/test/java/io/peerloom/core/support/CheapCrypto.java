package io.peerloom.core.support;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keys and signatures made of hashes, for tests with hundreds of handshakes that are about
 * something else: only who was given a key can sign with it, since all secrets are kept here.
 */
public final class CheapCrypto implements Crypto {
  private final Rng rng;
  private final Map<Bytes, byte[]> secrets = new TreeMap<>();

  public CheapCrypto(int seed) {
    rng = new Rng(seed);
  }

  /** The platform's own, which is many times faster than the core's. */
  public static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The two key pairs of an identity. */
  public IdentityKeys newIdentity() {
    return new Keys(newKey(65), newKey(32));
  }

  private byte[] newKey(int length) {
    byte[] secret = randomBytes(32);
    byte[] x = sha256(secret);
    byte[] key =
        length == 65 ? Bytes.concat(new byte[] {4}, x, sha256(x)) : Bytes.slice(x, 0, length);
    secrets.put(Bytes.wrap(key), secret);
    return key;
  }

  private byte[] signature(byte[] key, byte[] message) {
    return low(sha256(secrets.get(Bytes.wrap(key)), message));
  }

  /** Of the form that signers send: s is below half of the order. */
  private static byte[] low(byte[] half) {
    byte[] signature = Bytes.concat(half, sha256(half));
    signature[32] &= 0x3f;
    return signature;
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
      byte[] theirs = secrets.get(Bytes.wrap(other));
      if (theirs == null) {
        return Promise.failed(ErrorCode.INVALID_REQUEST, "not a key");
      }
      byte[] mine = secrets.get(Bytes.wrap(identity));
      boolean first = Bytes.compare(mine, theirs) < 0;
      return Promise.of(first ? sha256(mine, theirs) : sha256(theirs, mine));
    }
  }

  @Override
  public Promise<IdentityKeys> generateIdentity() {
    return Promise.of(newIdentity());
  }

  @Override
  public Promise<EphemeralKey> generateEphemeral() {
    return Promise.of(new Keys(newKey(65), new byte[0]));
  }

  @Override
  public Promise<Boolean> verifyP256(byte[] key, byte[] message, byte[] signature) {
    return Promise.of(
        secrets.containsKey(Bytes.wrap(key)) && Bytes.equal(signature, signature(key, message)));
  }

  @Override
  public Promise<Boolean> verifyEd25519(byte[] key, byte[] message, byte[] signature) {
    return verifyP256(key, message, signature);
  }

  @Override
  public Promise<byte[]> seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    byte[] tag = tag(key, nonce, associated, plaintext);
    return Promise.of(Bytes.concat(hidden(key, nonce, plaintext), tag));
  }

  @Override
  public Promise<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
    if (sealed.length < 16) {
      return Promise.failed(ErrorCode.CANNOT_OPEN, "shorter than its tag");
    }
    byte[] plaintext = hidden(key, nonce, Bytes.slice(sealed, 0, sealed.length - 16));
    byte[] tag = Bytes.slice(sealed, plaintext.length, sealed.length);
    return Bytes.equal(tag, tag(key, nonce, associated, plaintext))
        ? Promise.of(plaintext)
        : Promise.failed(ErrorCode.CANNOT_OPEN, "the tag does not match");
  }

  /** Nothing of a plaintext can be recognized in it; hidden twice it is the same again. */
  private static byte[] hidden(byte[] key, byte[] nonce, byte[] bytes) {
    byte[] hidden = bytes.clone();
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] ^= (byte) (key[i % key.length] ^ nonce[i % nonce.length]);
    }
    return hidden;
  }

  private byte[] tag(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    return Bytes.slice(sha256(key, nonce, associated, plaintext), 0, 16);
  }

  /** The secret is the private half. */
  @Override
  public Promise<InvitationKey> generateInvitationKey() {
    byte[] key = newKey(65);
    return Promise.of(new InvitationKey(key, secrets.get(Bytes.wrap(key))));
  }

  @Override
  public Promise<byte[]> sign(InvitationKey key, byte[] message) {
    return Promise.of(low(sha256(key.privateKey(), message)));
  }

  @Override
  public byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    rng.nextBytes(bytes);
    return bytes;
  }
}
