package io.peerloom.core.membership;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.InvitationKey;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.PeerKind;

/**
 * A newcomer's signed request to join: fresh by its nonce, which the bridge's answer repeats.
 *
 * @param network the network it wants, empty for any
 * @param held the token it had before, whose salt it keeps and with it its id; else empty
 * @param invitation the invitation it has, or empty
 * @param proof by the invitation's key over this request ({@link Invitation#proofText}); empty
 *     where it names its invitee
 * @param instance the instance of the identity that asks
 */
record JoinRequest(
    byte[] identityKey,
    byte[] network,
    byte[] nonce,
    PeerKind kind,
    byte[] held,
    byte[] invitation,
    byte[] proof,
    int instance,
    SignedEnvelope envelope) {
  static final int NONCE_BYTES = 16;

  /** Stands for the network in the signature of a newcomer that knows none yet. */
  private static final byte[] NO_NETWORK = new byte[32];

  private static final byte[] NOTHING = {};

  static Promise<JoinRequest> sign(
      Crypto crypto,
      IdentityKeys keys,
      byte[] network,
      PeerKind kind,
      byte[] held,
      InvitationLink invitation,
      int instance) {
    byte[] wanted = network == null ? NOTHING : network;
    byte[] nonce = crypto.randomBytes(NONCE_BYTES);
    CborWriter body = new CborWriter(160 + held.length);
    body.array(instance > 0 ? 8 : invitation == null ? 5 : 7)
        .bytes(keys.identityPublicKey())
        .bytes(wanted);
    body.bytes(nonce).uint(kind.number()).bytes(held);
    Promise<byte[]> proof = Promise.of(NOTHING);
    if (invitation != null && invitation.privateKey().length > 0) {
      byte[] key = Invitation.decode(invitation.envelope()).key();
      proof =
          crypto.sign(
              new InvitationKey(key, invitation.privateKey()),
              Invitation.proofText(invitation.network(), keys.identityPublicKey(), nonce));
    }
    byte[] domain = network == null ? NO_NETWORK : network;
    return proof
        .flatMap(
            signed -> {
              if (invitation != null || instance > 0) {
                body.bytes(invitation == null ? NOTHING : invitation.envelope()).bytes(signed);
              }
              if (instance > 0) {
                body.uint(instance);
              }
              return SignedEnvelope.sign(SignedEnvelope.Type.JOIN, domain, body.toBytes(), keys);
            })
        .map(JoinRequest::read);
  }

  /** Reads a request and verifies that the owner of the key signed it. */
  static Promise<JoinRequest> verified(Crypto crypto, byte[] encoded) {
    JoinRequest request = read(SignedEnvelope.decode(SignedEnvelope.Type.JOIN, encoded));
    byte[] domain = request.network.length == 0 ? NO_NETWORK : request.network;
    return request.envelope.verify(crypto, domain, request.identityKey).map(ok -> request);
  }

  private static JoinRequest read(SignedEnvelope envelope) {
    CborReader in = new CborReader(envelope.body());
    int count = in.array(5);
    JoinRequest request =
        new JoinRequest(
            in.bytesOf(PeerCard.P256_BYTES),
            in.bytes(32),
            in.bytesOf(NONCE_BYTES),
            PeerKind.of(in.uint(255)),
            in.bytes(MembershipToken.MAX_BYTES),
            count > 6 ? in.bytes(Invitation.MAX_BYTES) : NOTHING,
            count > 6 ? in.bytes(64) : NOTHING,
            count > 7 ? in.uint(Limits.MAX_INSTANCES - 1) : 0,
            envelope);
    in.rest(count, count > 7 ? 8 : count > 6 ? 7 : 5);
    in.end();
    return request;
  }
}
