package io.peerloom.core;

import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.PendingCalls;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.InvitationKey;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.Revocation;
import io.peerloom.core.id.PeerKind;

/** Invites others in the name of a peer, and revokes members and invitations. */
public final class PeerInvitations {
  private final PendingCalls calls;
  private final PeerAssembly assembly;
  private final PeerConfig config;
  private final Authority authority;
  private final Identity self;
  private final MembershipToken own;

  PeerInvitations(PendingCalls calls, PeerAssembly assembly, PeerConfig config) {
    this.calls = calls;
    this.assembly = assembly;
    this.config = config;
    authority = assembly.authority;
    self = assembly.self;
    own = MembershipToken.decode(self.token());
  }

  /**
   * Invites others to the network, by the text of a link ({@link InvitationLink}). It ends with
   * this member's own token at the latest. Fails with UNAUTHORIZED where this member may not
   * invite, or not so deep, and with INVALID_REQUEST for a number beyond its bounds.
   *
   * @param expiresInSeconds 1 to {@link Invitation#MAX_SECONDS}
   * @param uses for how many newcomers, 1 to {@link Invitation#MAX_USES}
   * @param depth for how many generations they may invite others, 0 to 7
   * @param publisher the publisher id of the only invitee, or null
   */
  public Promise<String> invite(long expiresInSeconds, int uses, int depth, String publisher) {
    return calls.begin(() -> signed(expiresInSeconds, uses, depth, publisher));
  }

  private Promise<String> signed(long expiresInSeconds, int uses, int depth, String publisher) {
    byte[] invitee = publisher == null ? null : Bytes.fromHex(publisher);
    if (expiresInSeconds < 1
        || expiresInSeconds > Invitation.MAX_SECONDS
        || uses < 1
        || uses > Invitation.MAX_USES
        || depth < 0
        || depth >= MembershipToken.MAX_GENERATIONS
        || invitee != null && invitee.length != 32) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST,
          "expiresInSeconds: 1 to 31622400, uses: 1 to 1000, depth: 0 to 7, invitee: 64 digits");
    }
    int deepest = rights() - 1;
    if (deepest < depth) {
      return Promise.failed(
          ErrorCode.UNAUTHORIZED,
          deepest < 0
              ? "this member may not invite; an open network needs no invitation"
              : "this member may invite to a depth of " + deepest);
    }
    long end = Math.min(assembly.wallMillis() + expiresInSeconds * 1_000, own.expiresAt());
    Promise<InvitationKey> key =
        invitee == null
            ? authority.crypto().generateInvitationKey()
            : Promise.of(new InvitationKey(invitee, new byte[0]));
    byte[] network = authority.network();
    return key.flatMap(
        pair ->
            Invitation.issue(self.keys(), self.token(), network, pair.publicKey(), uses, depth, end)
                .map(
                    signed ->
                        new InvitationLink(
                                signed.envelope().encoded(),
                                pair.privateKey(),
                                network,
                                config.bootstrap())
                            .encode()));
  }

  /**
   * Revokes a member that this one has invited, directly or not, or an invitation of theirs; for
   * anybody else it has no effect. Fulfilled once it is stored here; all peers learn of it within
   * seconds, those that are away when they are back. Fails with UNAUTHORIZED where this member may
   * not invite, and with FULL where it has revoked 64 already.
   *
   * @param target the publisher id of the member, or the invitation's link
   * @param withInvited whether those are revoked, too, whom the member invited, directly or not
   */
  public Promise<Void> revoke(String target, boolean withInvited) {
    return calls.begin(() -> revokeNow(target, withInvited));
  }

  private Promise<Void> revokeNow(String target, boolean withInvited) {
    byte[] id = InvitationLink.target(authority.hash(), target);
    if (rights() == 0 && self.kind() != PeerKind.BRIDGE) {
      return Promise.failed(
          ErrorCode.UNAUTHORIZED, "this member may not invite, and so has nobody to revoke");
    }
    if (authority.revocations().hasAll(own)) {
      return Promise.failed(ErrorCode.FULL, "this peer has revoked as many as it may");
    }
    return Revocation.issue(
            self.keys(), self.token(), authority.network(), id, withInvited, assembly.wallMillis())
        .flatMap(assembly.revocations::revoke);
  }

  /** Spreads what somebody else signed, such as the root. */
  public Promise<Void> spread(byte[] revocation) {
    return calls.begin(() -> assembly.revocations.revoke(Revocation.decode(revocation)));
  }

  private int rights() {
    return own.bridge() ? 0 : own.rights();
  }
}
