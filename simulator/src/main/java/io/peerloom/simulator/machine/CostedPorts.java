package io.peerloom.simulator.machine;

import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationKey;
import io.peerloom.core.data.RecordStore;
import io.peerloom.simulator.time.Processor;
import io.peerloom.simulator.time.ProcessorCosts;
import java.util.List;

/** Wraps ports so that every call takes time on the processor of the calling process. */
final class CostedPorts {
  private final Processor processor;
  private final ProcessorCosts costs;

  CostedPorts(Processor processor) {
    this.processor = processor;
    this.costs = processor.costs();
  }

  Hash over(Hash hash) {
    return parts -> {
      int bytes = 0;
      for (byte[] part : parts) {
        bytes += part.length;
      }
      processor.charge(ProcessorCosts.of(costs.hash(), costs.hashKilobyte(), bytes));
      return hash.sha256(parts);
    };
  }

  RecordStore over(RecordStore store) {
    return new RecordStore() {
      @Override
      public Promise<Void> write(List<Entry> changes) {
        int bytes = 0;
        for (Entry change : changes) {
          bytes += change.key().length + (change.value() == null ? 0 : change.value().length);
        }
        processor.charge(ProcessorCosts.of(costs.write(), costs.writeKilobyte(), bytes));
        return store.write(changes);
      }

      @Override
      public Promise<byte[]> read(byte[] key) {
        processor.charge(costs.read());
        return store.read(key);
      }

      @Override
      public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
        processor.charge(costs.read());
        return store.scan(from, to, limit);
      }

      @Override
      public byte[] domain() {
        return store.domain();
      }
    };
  }

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
        processor.charge(costs.sign());
        return keys.signIdentity(message);
      }

      @Override
      public Promise<byte[]> signTopic(byte[] message) {
        processor.charge(costs.signTopic());
        return keys.signTopic(message);
      }

      @Override
      public Promise<byte[]> agree(byte[] otherPublicKey) {
        processor.charge(costs.agree());
        return keys.agree(otherPublicKey);
      }
    };
  }

  private EphemeralKey over(EphemeralKey key) {
    return new EphemeralKey() {
      @Override
      public byte[] publicKey() {
        return key.publicKey();
      }

      @Override
      public Promise<byte[]> agree(byte[] otherPublicKey) {
        processor.charge(costs.agree());
        return key.agree(otherPublicKey);
      }
    };
  }

  Crypto over(Crypto crypto) {
    return new Crypto() {
      @Override
      public Promise<IdentityKeys> generateIdentity() {
        processor.charge(2 * costs.generate());
        return crypto.generateIdentity().map(keys -> CostedPorts.this.over(keys));
      }

      @Override
      public Promise<EphemeralKey> generateEphemeral() {
        processor.charge(costs.generate());
        return crypto.generateEphemeral().map(key -> CostedPorts.this.over(key));
      }

      @Override
      public Promise<Boolean> verifyP256(byte[] publicKey, byte[] message, byte[] signature) {
        processor.charge(costs.verify());
        return crypto.verifyP256(publicKey, message, signature);
      }

      @Override
      public Promise<Boolean> verifyEd25519(byte[] publicKey, byte[] message, byte[] signature) {
        processor.charge(costs.verifyTopic());
        return crypto.verifyEd25519(publicKey, message, signature);
      }

      @Override
      public Promise<byte[]> seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
        processor.charge(ProcessorCosts.of(costs.aead(), costs.aeadKilobyte(), plaintext.length));
        return crypto.seal(key, nonce, associated, plaintext);
      }

      @Override
      public Promise<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        processor.charge(ProcessorCosts.of(costs.aead(), costs.aeadKilobyte(), sealed.length));
        return crypto.open(key, nonce, associated, sealed);
      }

      @Override
      public Promise<InvitationKey> generateInvitationKey() {
        processor.charge(costs.generate());
        return crypto.generateInvitationKey();
      }

      @Override
      public Promise<byte[]> sign(InvitationKey key, byte[] message) {
        processor.charge(costs.sign());
        return crypto.sign(key, message);
      }

      @Override
      public byte[] randomBytes(int length) {
        return crypto.randomBytes(length);
      }
    };
  }
}
