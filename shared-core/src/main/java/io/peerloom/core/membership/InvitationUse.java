package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.MembershipToken;

/**
 * That somebody has used an invitation.
 *
 * @param invitation its id, {@link Invitation#ID_BYTES}
 * @param user {@link MembershipToken#ancestor} of the identity key
 * @param expiresAt when the invitation expires, wall-clock milliseconds
 */
record InvitationUse(byte[] invitation, byte[] user, long expiresAt) {
  /** As it is told ({@link io.peerloom.core.wire.JoinMessage.UsedInvitations}). */
  byte[] encoded() {
    return Bytes.concat(invitation, user, Bytes.bigEndian(expiresAt));
  }

  static InvitationUse decode(byte[] encoded) {
    int user = Invitation.ID_BYTES;
    int end = user + MembershipToken.ANCESTOR_BYTES;
    long expiresAt = 0;
    for (int i = end; i < encoded.length; i++) {
      expiresAt = expiresAt << 8 | encoded[i] & 0xff;
    }
    return new InvitationUse(
        Bytes.slice(encoded, 0, user), Bytes.slice(encoded, user, end), expiresAt);
  }
}
