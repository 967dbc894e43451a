package io.peerloom.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.IdentityKeys;
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

  private static final Owner ADDRESS = address(1);

  private static Owner address(int host) {
    return new Owner(List.of(Bytes.wrap(new byte[] {9}), Bytes.wrap(new byte[] {9, (byte) host})));
  }

  private static int burst(Referrers of, JoinMessage.Join join, Owner address) {
    int taken = 0;
    while (of.take(join, address, 0).value() == 0) {
      taken++;
    }
    return taken;
  }

  private int strangers(Owner address) {
    return burst(referrers, new JoinMessage.Join(REQUEST, null), address);
  }

  /** Fails if strangers have the full rate, or share it with those who were sent. */
  @Example
  void strangersLeaveEnoughForThoseWhoWereSent() {
    int admitted = 0;
    for (int host = 0; host < 100; host++) {
      admitted += strangers(address(host));
    }
    assertThat(admitted).isBetween(Limits.JOINS_BURST * 3 / 4, Limits.JOINS_BURST);
    assertThat(burst(referrers, referredBy(known, REQUEST), ADDRESS))
        .isEqualTo(Limits.REFERRED_JOINS_BURST);
  }

  /** Fails if one address can use up what is left while the bridge is busy. */
  @Example
  void oneAddressLeavesEnoughForAnother() {
    assertThat(strangers(address(1))).isEqualTo(Limits.JOINS_BURST / 2);
    assertThat(strangers(address(2))).isEqualTo(Limits.JOINS_BURST / 4);
  }

  /** Many pages behind one address are as welcome as many addresses while nobody else comes. */
  @Example
  void oneAddressIsNotLimitedWhileTheBridgeIsNotBusy() {
    JoinMessage.Join join = new JoinMessage.Join(REQUEST, null);
    long now = 0;
    for (int i = 0; i < 600; i++) {
      assertThat(referrers.take(join, ADDRESS, now).value()).isZero();
      now += 1_000 / Limits.JOINS_PER_SECOND;
    }
  }

  @Example
  void anUnknownBootstrapServerIsAStranger() {
    assertThat(burst(referrers, referredBy(unknown, REQUEST), ADDRESS))
        .isEqualTo(Limits.JOINS_BURST / 2);
  }

  @Example
  void aForgedReferralIsRefused() {
    JoinMessage.Join forged = referredBy(known, REQUEST);
    forged.referral()[forged.referral().length - 1] ^= 1;
    assertRefused(referrers.take(forged, ADDRESS, 0));
    assertRefused(referrers.take(referredBy(known, new byte[] {4}), ADDRESS, 0));
  }

  private static void assertRefused(Promise<Integer> taken) {
    assertThat(taken.failure().code()).isEqualTo(ErrorCode.INVALID_SIGNATURE);
  }

  @Example
  void whereNoneIsKnownAllShareTheFullRate() {
    Referrers open = new Referrers(authority, List.of(), 0);
    int first = 0;
    for (; first < Limits.REFERRED_JOINS_BURST / 2; first++) {
      assertThat(open.take(new JoinMessage.Join(REQUEST, null), ADDRESS, 0).value()).isZero();
    }
    assertThat(burst(open, referredBy(unknown, REQUEST), ADDRESS))
        .isEqualTo(Limits.REFERRED_JOINS_BURST - first);
  }
}
