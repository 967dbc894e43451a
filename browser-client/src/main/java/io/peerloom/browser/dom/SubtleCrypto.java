package io.peerloom.browser.dom;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** The calls of {@code crypto.subtle} that Peerloom uses, one method for each algorithm and use. */
public final class SubtleCrypto {
  /** A key held by the browser; its private bytes cannot be read unless it is extractable. */
  public interface CryptoKey extends JSObject {}

  /** Both halves of a new key. */
  public interface CryptoKeyPair extends JSObject {
    @JSProperty
    CryptoKey getPublicKey();

    @JSProperty
    CryptoKey getPrivateKey();
  }

  private SubtleCrypto() {}

  /** False in a page loaded neither over https nor from localhost. */
  @JSBody(script = "return typeof crypto === 'object' && !!crypto.subtle;")
  public static native boolean isAvailable();

  @JSBody(
      params = "extractable",
      script =
          "return crypto.subtle.generateKey("
              + "{name: 'ECDSA', namedCurve: 'P-256'}, extractable, ['sign', 'verify']);")
  public static native JSPromise<CryptoKeyPair> generateEcdsa(boolean extractable);

  @JSBody(
      script =
          "return crypto.subtle.generateKey("
              + "{name: 'ECDH', namedCurve: 'P-256'}, false, ['deriveBits']);")
  public static native JSPromise<CryptoKeyPair> generateEcdh();

  @JSBody(
      script = "return crypto.subtle.generateKey({name: 'Ed25519'}, false, ['sign', 'verify']);")
  public static native JSPromise<CryptoKeyPair> generateEd25519();

  @JSBody(
      params = {"format", "key"},
      script = "return crypto.subtle.exportKey(format, key);")
  public static native JSPromise<ArrayBuffer> exportKey(String format, CryptoKey key);

  @JSBody(
      params = "pkcs8",
      script =
          "return crypto.subtle.importKey('pkcs8', pkcs8,"
              + " {name: 'ECDSA', namedCurve: 'P-256'}, false, ['sign']);")
  public static native JSPromise<CryptoKey> importEcdsaPrivate(JSObject pkcs8);

  @JSBody(
      params = "pkcs8",
      script =
          "return crypto.subtle.importKey('pkcs8', pkcs8,"
              + " {name: 'ECDH', namedCurve: 'P-256'}, false, ['deriveBits']);")
  public static native JSPromise<CryptoKey> importEcdhPrivate(ArrayBuffer pkcs8);

  @JSBody(
      params = "point",
      script =
          "return crypto.subtle.importKey('raw', point,"
              + " {name: 'ECDSA', namedCurve: 'P-256'}, false, ['verify']);")
  public static native JSPromise<CryptoKey> importEcdsaPublic(Int8Array point);

  @JSBody(
      params = "point",
      script =
          "return crypto.subtle.importKey('raw', point,"
              + " {name: 'ECDH', namedCurve: 'P-256'}, false, []);")
  public static native JSPromise<CryptoKey> importEcdhPublic(Int8Array point);

  @JSBody(
      params = "key",
      script = "return crypto.subtle.importKey('raw', key, {name: 'Ed25519'}, false, ['verify']);")
  public static native JSPromise<CryptoKey> importEd25519Public(Int8Array key);

  @JSBody(
      params = "key",
      script =
          "return crypto.subtle.importKey('raw', key,"
              + " {name: 'AES-GCM'}, false, ['encrypt', 'decrypt']);")
  public static native JSPromise<CryptoKey> importAesGcm(Int8Array key);

  @JSBody(
      params = {"key", "message"},
      script = "return crypto.subtle.sign({name: 'ECDSA', hash: 'SHA-256'}, key, message);")
  public static native JSPromise<ArrayBuffer> signEcdsa(CryptoKey key, Int8Array message);

  @JSBody(
      params = {"key", "message"},
      script = "return crypto.subtle.sign({name: 'Ed25519'}, key, message);")
  public static native JSPromise<ArrayBuffer> signEd25519(CryptoKey key, Int8Array message);

  @JSBody(
      params = {"key", "signature", "message"},
      script =
          "return crypto.subtle.verify("
              + "{name: 'ECDSA', hash: 'SHA-256'}, key, signature, message);")
  public static native JSPromise<JSBoolean> verifyEcdsa(
      CryptoKey key, Int8Array signature, Int8Array message);

  @JSBody(
      params = {"key", "signature", "message"},
      script = "return crypto.subtle.verify({name: 'Ed25519'}, key, signature, message);")
  public static native JSPromise<JSBoolean> verifyEd25519(
      CryptoKey key, Int8Array signature, Int8Array message);

  @JSBody(
      params = {"privateKey", "publicKey"},
      script =
          "return crypto.subtle.deriveBits({name: 'ECDH', public: publicKey}, privateKey, 256);")
  public static native JSPromise<ArrayBuffer> deriveBits(CryptoKey privateKey, CryptoKey publicKey);

  @JSBody(
      params = {"key", "nonce", "associated", "plaintext"},
      script =
          "return crypto.subtle.encrypt("
              + "{name: 'AES-GCM', iv: nonce, additionalData: associated}, key, plaintext);")
  public static native JSPromise<ArrayBuffer> encrypt(
      CryptoKey key, Int8Array nonce, Int8Array associated, Int8Array plaintext);

  @JSBody(
      params = {"key", "nonce", "associated", "sealed"},
      script =
          "return crypto.subtle.decrypt("
              + "{name: 'AES-GCM', iv: nonce, additionalData: associated}, key, sealed);")
  public static native JSPromise<ArrayBuffer> decrypt(
      CryptoKey key, Int8Array nonce, Int8Array associated, Int8Array sealed);

  @JSBody(params = "target", script = "crypto.getRandomValues(target);")
  public static native void getRandomValues(Int8Array target);
}
