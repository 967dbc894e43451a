package io.peerloom.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.rpc.RateLimiter;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.JoinMessage;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Newcomers of bootstrap servers that a bridge knows are limited apart from strangers. */
@Label("Referrers")
class ReferrersTest {
  private static final byte[] REQUEST = {1, 2, 3};

  private final Authority authority = LoneAssembly.NETWORK.authority(new TestEnv(1));
  private final IdentityKeys known = LoneAssembly.NETWORK.crypto.newIdentity();
  private final IdentityKeys unknown = LoneAssembly.NETWORK.crypto.newIdentity();
  private final Referrers referrers =
      new Referrers(authority, List.of(authority.hash().sha256(known.identityPublicKey())), 0);

  private JoinMessage.Join referredBy(IdentityKeys bootstrap, byte[] request) {
    byte[] referral = Referral.sign(bootstrap, authority.hash(), request).value();
    return new JoinMessage.Join(REQUEST, null, referral);
  }

  private static int burst(RateLimiter limiter) {
    int taken = 0;
    while (limiter.take(0) == 0) {
      taken++;
    }
    return taken;
  }

  private RateLimiter strangers() {
    return referrers.limiterOf(new JoinMessage.Join(REQUEST, null)).value();
  }

  /** Fails if the rate is taken before the sender is known, or strangers have the full one. */
  @Example
  void strangersLeaveEnoughForThoseWhoWereSent() {
    assertThat(burst(strangers())).isEqualTo(Referrers.STRANGERS_BURST);
    RateLimiter own = referrers.limiterOf(referredBy(known, REQUEST)).value();
    assertThat(burst(own)).isEqualTo(Referrers.BURST);
    assertThat(referrers.limiterOf(referredBy(known, REQUEST)).value()).isSameAs(own);
  }

  @Example
  void anUnknownBootstrapServerIsAStranger() {
    assertThat(referrers.limiterOf(referredBy(unknown, REQUEST)).value()).isSameAs(strangers());
  }

  @Example
  void aForgedReferralIsRefused() {
    JoinMessage.Join forged = referredBy(known, REQUEST);
    forged.referral()[forged.referral().length - 1] ^= 1;
    assertRefused(referrers.limiterOf(forged));
    assertRefused(referrers.limiterOf(referredBy(known, new byte[] {4})));
  }

  private static void assertRefused(Promise<RateLimiter> limiter) {
    assertThat(limiter.failure().code()).isEqualTo(ErrorCode.INVALID_SIGNATURE);
  }

  @Example
  void whereNoneIsKnownAllShareTheFullRate() {
    Referrers open = new Referrers(authority, List.of(), 0);
    RateLimiter all = open.limiterOf(new JoinMessage.Join(REQUEST, null)).value();
    assertThat(open.limiterOf(referredBy(unknown, REQUEST)).value()).isSameAs(all);
    assertThat(burst(all)).isEqualTo(Referrers.BURST);
  }
}
