package io.peerloom.core.crypto;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Promise;

/**
 * The two public keys of an identity, bound to each other by the first's signature (DESIGN 2).
 *
 * @param identityKey P-256, signs and agrees
 * @param topicKey Ed25519, signs topic messages
 * @param epoch counts the rotations of the keys, from 0
 * @param envelope as signed
 */
public record IdentityBundle(
    byte[] identityKey, byte[] topicKey, int epoch, SignedEnvelope envelope) {
  /** The most bytes of an encoded bundle. */
  public static final int MAX_BYTES = 320;

  /** Makes the bundle of one's own keys for a network. */
  public static Promise<IdentityBundle> of(IdentityKeys keys, byte[] network) {
    CborWriter body = new CborWriter(128);
    body.array(3).bytes(keys.identityPublicKey()).bytes(keys.topicPublicKey()).uint(0);
    return SignedEnvelope.sign(SignedEnvelope.Type.IDENTITY, network, body.toBytes(), keys)
        .map(IdentityBundle::read);
  }

  /** Reads a bundle without verifying it. */
  public static IdentityBundle decode(byte[] encoded) {
    return read(SignedEnvelope.decode(SignedEnvelope.Type.IDENTITY, encoded));
  }

  private static IdentityBundle read(SignedEnvelope envelope) {
    CborReader in = new CborReader(envelope.body());
    int count = in.array(3);
    IdentityBundle bundle =
        new IdentityBundle(
            in.bytesOf(PeerCard.P256_BYTES),
            in.bytesOf(PeerCard.ED25519_BYTES),
            in.uint(Integer.MAX_VALUE),
            envelope);
    in.rest(count, 3);
    in.end();
    return bundle;
  }
}
