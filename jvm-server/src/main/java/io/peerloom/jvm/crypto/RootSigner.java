package io.peerloom.jvm.crypto;

import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.InvitationKey;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.Revocation;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Invites and revokes in the name of the root, without a running peer. */
public final class RootSigner {
  private RootSigner() {}

  /**
   * An invitation that the root key signs.
   *
   * @param invitee the hash of the only invitee's identity key, or null
   * @throws io.peerloom.jvm.store.StartupFailure if the root key cannot be read, saying why
   */
  public static InvitationLink invite(
      Path root,
      long expiresInSeconds,
      int uses,
      int depth,
      byte[] invitee,
      List<String> bootstrap,
      InstantSource clock) {
    JvmIdentity keys = IdentityFile.loadRoot(root).identity();
    InvitationKey key =
        invitee == null
            ? new JvmCrypto().generateInvitationKey().value()
            : new InvitationKey(invitee, new byte[0]);
    byte[] network = new JdkHash().sha256(keys.identityPublicKey());
    Invitation signed =
        Invitation.issue(
                keys,
                new byte[0],
                network,
                key.publicKey(),
                uses,
                depth,
                clock.millis() + expiresInSeconds * 1_000)
            .value();
    return new InvitationLink(signed.envelope().encoded(), key.privateKey(), network, bootstrap);
  }

  /**
   * An invitation for an hour, with the right to invite others; null where the file of the root key
   * says that the network is open.
   */
  public static String inviteIfNeeded(
      Path root, int uses, List<String> bootstrap, InstantSource clock) {
    return IdentityFile.loadRoot(root).invitedOnly()
        ? invite(root, 3_600, uses, MembershipToken.MAX_GENERATIONS - 1, null, bootstrap, clock)
            .encode()
        : null;
  }

  /**
   * Sets in the file of a root key whether the bridges that it signs admit by invitation only.
   *
   * @throws io.peerloom.jvm.store.StartupFailure if the file cannot be used, saying why
   */
  public static void admitInvitedOnly(Path root, boolean invitedOnly) {
    IdentityFile.Content content = IdentityFile.loadRoot(root);
    IdentityFile.write(root, new IdentityFile.Content(content.identity(), null, invitedOnly));
  }

  /**
   * A revocation that the root key signs, encoded for {@link
   * io.peerloom.jvm.JvmPeer#spreadRevocation}.
   *
   * @param target the publisher id of a member or a bridge, or an invitation's link
   * @param withInvited whether those are revoked, too, whom the member invited
   * @throws io.peerloom.jvm.store.StartupFailure if the root key cannot be read, saying why
   */
  public static byte[] revoke(Path root, String target, boolean withInvited, InstantSource clock) {
    JvmIdentity keys = IdentityFile.loadRoot(root).identity();
    JdkHash hash = new JdkHash();
    return Revocation.issue(
            keys,
            new byte[0],
            hash.sha256(keys.identityPublicKey()),
            InvitationLink.target(hash, target),
            withInvited,
            clock.millis())
        .value()
        .envelope()
        .encoded();
  }
}
