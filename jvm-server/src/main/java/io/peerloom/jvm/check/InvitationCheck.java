package io.peerloom.jvm.check;

import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.InvitationLink;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What an invitation's link says of itself. Whether it was used up or revoked only a bridge knows,
 * and asking one would use it.
 */
public final class InvitationCheck {
  private InvitationCheck() {}

  /** Judges the date of a link that can be read. */
  public static Finding check(InvitationLink link, InstantSource clock) {
    Invitation invitation = Invitation.decode(link.envelope());
    Instant end = Instant.ofEpochSecond(invitation.expiresAt() / 1000);
    String subject = "the invitation";
    if (invitation.expiresAt() <= clock.millis()) {
      return Finding.of(
          FindingKind.INVITATION_EXPIRED,
          subject,
          "it expired at " + end,
          "ask a member for a new one ('peerloom invite'), and give it in --invitation");
    }
    String whom =
        invitation.isBound()
            ? "one invitee"
            : invitation.uses() == 1 ? "one newcomer" : invitation.uses() + " newcomers";
    return Finding.fine(
        subject,
        "it is for " + whom + " until " + end + ", unless it was used up or revoked before");
  }
}
