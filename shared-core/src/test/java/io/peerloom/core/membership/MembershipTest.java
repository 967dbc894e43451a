package io.peerloom.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instances of one identity are one member. */
class MembershipTest {
  private static final long HOUR = 3_600_000;

  private final TestNetwork network = new TestNetwork(1);
  private final IdentityKeys keys = network.crypto.newIdentity();
  private final MemoryStore first = new MemoryStore();
  private final MemoryStore second = new MemoryStore();

  /** A token that was issued so many hours ago and is valid for two. */
  private MembershipToken issued(int hoursAgo) {
    return network.token(
        network.bridge,
        network.bridgeToken.envelope().encoded(),
        keys,
        false,
        -hoursAgo * HOUR,
        (2 - hoursAgo) * HOUR);
  }

  private Promise<Void> lend(byte[] of) {
    return Membership.lend(first.read(Membership.KEY).value(), of, second);
  }

  private byte[] tokenOf(MemoryStore store) {
    Membership known = Membership.stored(store, keys, network.id).value();
    return known == null ? null : known.token();
  }

  @Test
  void anInstanceWithoutMembershipGetsThatOfAnother() {
    MembershipToken token = issued(1);
    lend(network.id);
    assertThat(tokenOf(second)).isNull();
    Membership.keep(first, network.id, token.envelope().encoded());
    lend(new byte[32]);
    assertThat(tokenOf(second)).as("of another network").isNull();
    lend(network.id);
    assertThat(tokenOf(second)).isEqualTo(token.envelope().encoded());
  }

  @Test
  void oneThatHadEndedBeforeIsReplaced() {
    Membership.keep(first, network.id, issued(1).envelope().encoded());
    byte[] own = issued(2).envelope().encoded();
    Membership.keep(second, network.id, own);
    lend(network.id);
    assertThat(tokenOf(second)).isEqualTo(own);
    Membership.keep(second, network.id, issued(4).envelope().encoded());
    lend(network.id);
    assertThat(tokenOf(second)).isEqualTo(tokenOf(first));
  }

  @Test
  void whatCannotBeReadIsNotLent() {
    first.write(List.of(new RecordStore.Entry(Membership.KEY, new byte[] {1})));
    assertThat(lend(network.id).failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(tokenOf(second)).isNull();
  }
}
