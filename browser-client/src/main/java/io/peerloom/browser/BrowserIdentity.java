package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.browser.dom.SubtleCrypto;
import io.peerloom.browser.dom.SubtleCrypto.CryptoKey;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.IdentityKeys;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * An identity whose private keys no script can read.
 *
 * <p>WebCrypto ties a key to one algorithm, but the P-256 key must both sign and agree (R15.3). So
 * it is made extractable, imported twice non-extractable from its PKCS #8 bytes, and those are
 * wiped.
 */
final class BrowserIdentity implements IdentityKeys {
  /** The form stored in the database: CryptoKeys survive a structured clone, still unreadable. */
  interface Stored extends JSObject {
    @JSProperty
    CryptoKey getSign();

    @JSProperty
    CryptoKey getAgree();

    @JSProperty
    CryptoKey getTopic();

    @JSProperty
    Int8Array getIdentityPublic();

    @JSProperty
    Int8Array getTopicPublic();
  }

  private final Stored keys;
  private final byte[] identityPublic;
  private final byte[] topicPublic;

  BrowserIdentity(Stored keys) {
    this.keys = keys;
    identityPublic = Js.bytes(keys.getIdentityPublic());
    topicPublic = Js.bytes(keys.getTopicPublic());
  }

  /** Generates a new identity; UNSUPPORTED if the browser lacks an algorithm. */
  static Promise<BrowserIdentity> generate() {
    return Js.await(SubtleCrypto.generateEcdsa(true), ErrorCode.UNSUPPORTED)
        .flatMap(
            p256 ->
                Js.await(SubtleCrypto.generateEd25519(), ErrorCode.UNSUPPORTED)
                    .flatMap(ed25519 -> bind(p256, ed25519)));
  }

  private static Promise<BrowserIdentity> bind(
      SubtleCrypto.CryptoKeyPair p256, SubtleCrypto.CryptoKeyPair ed25519) {
    return Js.await(SubtleCrypto.exportKey("pkcs8", p256.getPrivateKey()), ErrorCode.INTERNAL)
        .flatMap(
            pkcs8 ->
                Promise.all(
                        List.of(
                            Js.await(SubtleCrypto.importEcdsaPrivate(pkcs8), ErrorCode.INTERNAL),
                            Js.await(SubtleCrypto.importEcdhPrivate(pkcs8), ErrorCode.INTERNAL)))
                    .map(
                        pair -> {
                          wipe(pkcs8);
                          return pair;
                        }))
        .flatMap(
            imported ->
                Promise.all(
                        List.of(
                            Js.await(
                                SubtleCrypto.exportKey("raw", p256.getPublicKey()),
                                ErrorCode.INTERNAL),
                            Js.await(
                                SubtleCrypto.exportKey("raw", ed25519.getPublicKey()),
                                ErrorCode.INTERNAL)))
                    .map(
                        raw ->
                            new BrowserIdentity(
                                store(
                                    imported.get(0),
                                    imported.get(1),
                                    ed25519.getPrivateKey(),
                                    new Int8Array(raw.get(0)),
                                    new Int8Array(raw.get(1))))));
  }

  @JSBody(
      params = {"sign", "agree", "topic", "identityPublic", "topicPublic"},
      script =
          "return {sign: sign, agree: agree, topic: topic,"
              + " identityPublic: identityPublic, topicPublic: topicPublic};")
  private static native Stored store(
      CryptoKey sign,
      CryptoKey agree,
      CryptoKey topic,
      Int8Array identityPublic,
      Int8Array topicPublic);

  @JSBody(params = "bytes", script = "new Uint8Array(bytes).fill(0);")
  private static native void wipe(ArrayBuffer bytes);

  /** The form to store in the database. */
  Stored stored() {
    return keys;
  }

  @Override
  public byte[] identityPublicKey() {
    return identityPublic;
  }

  @Override
  public byte[] topicPublicKey() {
    return topicPublic;
  }

  @Override
  public Promise<byte[]> signIdentity(byte[] message) {
    return Js.await(SubtleCrypto.signEcdsa(keys.getSign(), Js.view(message)), ErrorCode.INTERNAL)
        .map(Js::bytes);
  }

  @Override
  public Promise<byte[]> signTopic(byte[] message) {
    return Js.await(SubtleCrypto.signEd25519(keys.getTopic(), Js.view(message)), ErrorCode.INTERNAL)
        .map(Js::bytes);
  }

  @Override
  public Promise<byte[]> agree(byte[] otherPublicKey) {
    return WebCrypto.agree(keys.getAgree(), otherPublicKey);
  }
}
