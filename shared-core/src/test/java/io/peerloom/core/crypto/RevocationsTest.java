package io.peerloom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.support.TestNetwork;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Whom the root and a bridge revoke. */
@Label("Revocations")
class RevocationsTest {
  private final TestNetwork network = new TestNetwork(1);
  private final Revocations revocations = new Revocations(network.hash);
  private final IdentityKeys keys = network.crypto.newIdentity();
  private final byte[] bridgeToken = network.bridgeToken.envelope().encoded();

  private void revoke(IdentityKeys by, byte[] token, IdentityKeys target) {
    revocations.add(
        Revocation.issue(
                by,
                token,
                network.id,
                MembershipToken.ancestor(network.hash, target.identityPublicKey()),
                true,
                network.env.wallMillis())
            .value(),
        network.env.wallMillis());
  }

  /** Fails if the stolen key of a bridge can revoke other bridges and the root's own members. */
  @Example
  void bridgeRevokesNobodyWhomTheRootAdmitted() {
    MembershipToken direct =
        network.token(network.root, new byte[0], keys, false, 0, 24 * 3_600_000);
    IdentityKeys second = network.crypto.newIdentity();
    MembershipToken bridge =
        network.token(network.root, new byte[0], second, true, 0, 24 * 3_600_000);
    MembershipToken admitted = network.token(keys);
    revoke(network.bridge, bridgeToken, keys);
    revoke(network.bridge, bridgeToken, second);
    assertThat(revocations.isRevoked(direct)).isFalse();
    assertThat(revocations.isRevoked(bridge)).isFalse();
    assertThat(revocations.isRevoked(admitted)).as("by a bridge").isTrue();
    revoke(network.root, new byte[0], keys);
    revoke(network.root, new byte[0], second);
    assertThat(revocations.isRevoked(direct)).isTrue();
    assertThat(revocations.isRevoked(bridge)).isTrue();
  }
}
