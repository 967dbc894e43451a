package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.browser.dom.SubtleCrypto;
import io.peerloom.browser.dom.SubtleCrypto.CryptoKey;
import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationKey;
import io.peerloom.core.crypto.PeerCard;
import java.util.Map;
import java.util.function.Function;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The core's cryptography with {@code crypto.subtle}.
 *
 * <p>Each call there is a round trip to another thread, and so is importing a key. So a bounded
 * number of recently used keys stays imported, for each kind of use.
 */
final class WebCrypto implements Crypto {
  private static final int MAX_IMPORTED_KEYS = 128;
  private static final int SIGNATURE_BYTES = 64;

  /** What surrounds the scalar of a P-256 key in PKCS #8; the point follows (RFC 5915). */
  private static final byte[] PKCS8_HEAD =
      Bytes.fromHex("308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420");

  private static final byte[] PKCS8_MIDDLE = Bytes.fromHex("a144034200");

  private final ImportedKeys ecdsa =
      new ImportedKeys(SubtleCrypto::importEcdsaPublic, ErrorCode.INVALID_REQUEST);
  private final ImportedKeys ed25519 =
      new ImportedKeys(SubtleCrypto::importEd25519Public, ErrorCode.INVALID_REQUEST);
  private final ImportedKeys aesGcm =
      new ImportedKeys(SubtleCrypto::importAesGcm, ErrorCode.INTERNAL);

  @Override
  public Promise<IdentityKeys> generateIdentity() {
    return BrowserIdentity.generate().map(identity -> identity);
  }

  @Override
  public Promise<EphemeralKey> generateEphemeral() {
    return Js.await(SubtleCrypto.generateEcdh(), ErrorCode.INTERNAL)
        .flatMap(
            pair ->
                Js.await(SubtleCrypto.exportKey("raw", pair.getPublicKey()), ErrorCode.INTERNAL)
                    .map(raw -> new WebEphemeralKey(pair.getPrivateKey(), Js.bytes(raw))));
  }

  @Override
  public Promise<Boolean> verifyP256(byte[] publicKey, byte[] message, byte[] signature) {
    if (!isPoint(publicKey) || signature.length != SIGNATURE_BYTES) {
      return Promise.of(false);
    }
    return verified(
        ecdsa.get(publicKey),
        key -> SubtleCrypto.verifyEcdsa(key, Js.view(signature), Js.view(message)));
  }

  @Override
  public Promise<Boolean> verifyEd25519(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != 32 || signature.length != SIGNATURE_BYTES) {
      return Promise.of(false);
    }
    return verified(
        ed25519.get(publicKey),
        key -> SubtleCrypto.verifyEd25519(key, Js.view(signature), Js.view(message)));
  }

  private static Promise<Boolean> verified(
      Promise<CryptoKey> imported, Function<CryptoKey, JSPromise<JSBoolean>> verify) {
    return imported
        .flatMap(key -> Js.await(verify.apply(key), ErrorCode.INVALID_SIGNATURE))
        .map(JSBoolean::booleanValue)
        .recover(malformed -> Promise.of(false));
  }

  @Override
  public Promise<byte[]> seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    return aesGcm
        .get(key)
        .flatMap(
            aes ->
                Js.await(
                    SubtleCrypto.encrypt(
                        aes, Js.view(nonce), Js.view(associated), Js.view(plaintext)),
                    ErrorCode.INTERNAL))
        .map(Js::bytes);
  }

  @Override
  public Promise<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
    return aesGcm
        .get(key)
        .flatMap(
            aes ->
                Js.await(
                    SubtleCrypto.decrypt(aes, Js.view(nonce), Js.view(associated), Js.view(sealed)),
                    ErrorCode.CANNOT_OPEN))
        .map(Js::bytes);
  }

  @Override
  public Promise<InvitationKey> generateInvitationKey() {
    return Js.await(SubtleCrypto.generateEcdsa(true), ErrorCode.INTERNAL)
        .flatMap(
            pair ->
                Js.await(SubtleCrypto.exportKey("pkcs8", pair.getPrivateKey()), ErrorCode.INTERNAL))
        .map(Js::bytes)
        .map(
            pkcs8 ->
                new InvitationKey(
                    Bytes.slice(pkcs8, pkcs8.length - PeerCard.P256_BYTES, pkcs8.length),
                    Bytes.slice(pkcs8, PKCS8_HEAD.length, PKCS8_HEAD.length + 32)));
  }

  @Override
  public Promise<byte[]> sign(InvitationKey key, byte[] message) {
    byte[] pkcs8 = Bytes.concat(PKCS8_HEAD, key.privateKey(), PKCS8_MIDDLE, key.publicKey());
    return Js.await(SubtleCrypto.importEcdsaPrivate(Js.view(pkcs8)), ErrorCode.INVALID_REQUEST)
        .flatMap(
            imported ->
                Js.await(
                    SubtleCrypto.signEcdsa(imported, Js.view(message)), ErrorCode.INVALID_REQUEST))
        .map(Js::bytes);
  }

  @Override
  public byte[] randomBytes(int length) {
    return random(length);
  }

  /** At most 64 KiB of secure random bytes, the platform's limit for one call. */
  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    SubtleCrypto.getRandomValues(Js.view(bytes));
    return bytes;
  }

  /**
   * Whether this has the form of an uncompressed point; the import checks that it is on the curve.
   */
  private static boolean isPoint(byte[] publicKey) {
    return publicKey.length == PeerCard.P256_BYTES && publicKey[0] == 4;
  }

  /** ECDH with the other side's point, which may be invalid in any way. */
  static Promise<byte[]> agree(CryptoKey privateKey, byte[] otherPublicKey) {
    if (!isPoint(otherPublicKey)) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "not an uncompressed P-256 point");
    }
    return Js.await(
            SubtleCrypto.importEcdhPublic(Js.view(otherPublicKey)), ErrorCode.INVALID_REQUEST)
        .flatMap(
            other ->
                Js.await(SubtleCrypto.deriveBits(privateKey, other), ErrorCode.INVALID_REQUEST))
        .map(Js::bytes);
  }

  private record WebEphemeralKey(CryptoKey privateKey, byte[] publicKey) implements EphemeralKey {
    @Override
    public Promise<byte[]> agree(byte[] otherPublicKey) {
      return WebCrypto.agree(privateKey, otherPublicKey);
    }
  }

  /** The imported keys of one use, by their bytes; the one unused for longest is evicted. */
  private static final class ImportedKeys {
    private final Map<Bytes, Promise<CryptoKey>> keys = new BoundedMap<>(MAX_IMPORTED_KEYS);
    private final Function<Int8Array, JSPromise<CryptoKey>> importKey;
    private final ErrorCode malformed;

    ImportedKeys(Function<Int8Array, JSPromise<CryptoKey>> importKey, ErrorCode malformed) {
      this.importKey = importKey;
      this.malformed = malformed;
    }

    Promise<CryptoKey> get(byte[] key) {
      Bytes bytes = Bytes.wrap(key);
      Promise<CryptoKey> imported = keys.remove(bytes);
      if (imported == null || imported.isFailed()) {
        imported = Js.await(importKey.apply(Js.view(key)), malformed);
      }
      keys.put(bytes, imported);
      return imported;
    }
  }
}
