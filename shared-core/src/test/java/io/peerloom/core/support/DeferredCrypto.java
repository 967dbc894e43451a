package io.peerloom.core.support;

import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationKey;

/** The same cryptography with results that come later and in any order, as in a page. */
public final class DeferredCrypto implements Crypto {
  private static final int MOST_MILLIS = 20;

  private final Crypto crypto;
  private final TestEnv env;

  public DeferredCrypto(Crypto crypto, TestEnv env) {
    this.crypto = crypto;
    this.env = env;
  }

  private <T> Promise<T> later(Promise<T> result) {
    Promise<T> later = new Promise<>();
    env.after(env.rng().nextInt(MOST_MILLIS), () -> result.then(later::complete, later::fail));
    return later;
  }

  @Override
  public Promise<IdentityKeys> generateIdentity() {
    return later(crypto.generateIdentity());
  }

  @Override
  public Promise<EphemeralKey> generateEphemeral() {
    return later(crypto.generateEphemeral());
  }

  @Override
  public Promise<Boolean> verifyP256(byte[] publicKey, byte[] message, byte[] signature) {
    return later(crypto.verifyP256(publicKey, message, signature));
  }

  @Override
  public Promise<Boolean> verifyEd25519(byte[] publicKey, byte[] message, byte[] signature) {
    return later(crypto.verifyEd25519(publicKey, message, signature));
  }

  @Override
  public Promise<byte[]> seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    return later(crypto.seal(key, nonce, associated, plaintext));
  }

  @Override
  public Promise<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
    return later(crypto.open(key, nonce, associated, sealed));
  }

  @Override
  public Promise<InvitationKey> generateInvitationKey() {
    return later(crypto.generateInvitationKey());
  }

  @Override
  public Promise<byte[]> sign(InvitationKey key, byte[] message) {
    return later(crypto.sign(key, message));
  }

  @Override
  public byte[] randomBytes(int length) {
    return crypto.randomBytes(length);
  }
}
