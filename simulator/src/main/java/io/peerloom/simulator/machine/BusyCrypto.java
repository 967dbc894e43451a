package io.peerloom.simulator.machine;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationKey;
import io.peerloom.simulator.time.Chaos;
import io.peerloom.simulator.time.SimulatedEnv;

/**
 * Asynchronous cryptography as in a browser: results arrive late and in any order, and some are
 * failures. The state of the core may have changed by then.
 */
final class BusyCrypto implements Crypto {
  private final Crypto crypto;
  private final SimulatedEnv process;
  private final PlatformModel model;
  private final Chaos chaos;

  BusyCrypto(Crypto crypto, SimulatedEnv process, PlatformModel model, Chaos chaos) {
    this.crypto = crypto;
    this.process = process;
    this.model = model;
    this.chaos = chaos;
  }

  private <T> Promise<T> later(Promise<T> ready) {
    Promise<T> result = new Promise<>();
    boolean fails = process.rng().chance(model.cryptoFailsPermille());
    process.complete(
        process.rng().nextInt(1 + model.cryptoMillis()) + chaos.late(),
        () -> {
          if (fails) {
            result.fail(new PeerloomException(ErrorCode.INTERNAL, "the library failed"));
          } else {
            ready.then(result::complete, result::fail);
          }
        });
    return result;
  }

  /** The same keys, with delayed results. */
  IdentityKeys over(IdentityKeys keys) {
    return new IdentityKeys() {
      @Override
      public byte[] identityPublicKey() {
        return keys.identityPublicKey();
      }

      @Override
      public byte[] topicPublicKey() {
        return keys.topicPublicKey();
      }

      @Override
      public Promise<byte[]> signIdentity(byte[] message) {
        return later(keys.signIdentity(message));
      }

      @Override
      public Promise<byte[]> signTopic(byte[] message) {
        return later(keys.signTopic(message));
      }

      @Override
      public Promise<byte[]> agree(byte[] otherPublicKey) {
        return later(keys.agree(otherPublicKey));
      }
    };
  }

  @Override
  public Promise<IdentityKeys> generateIdentity() {
    return later(crypto.generateIdentity().map(this::over));
  }

  @Override
  public Promise<EphemeralKey> generateEphemeral() {
    return later(crypto.generateEphemeral().map(this::over));
  }

  private EphemeralKey over(EphemeralKey key) {
    return new EphemeralKey() {
      @Override
      public byte[] publicKey() {
        return key.publicKey();
      }

      @Override
      public Promise<byte[]> agree(byte[] otherPublicKey) {
        return later(key.agree(otherPublicKey));
      }
    };
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
