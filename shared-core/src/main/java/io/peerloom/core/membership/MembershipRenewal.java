package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.NetworkTime;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Timer;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.data.RecordStore;

/**
 * Keeps a running peer a member: its token is renewed once half of its lifetime is over, and a
 * newer one that comes with an admission is adopted. The id and all links stay. TURN credentials
 * are renewed in the same way.
 *
 * <p>Half of a member's token is fifteen days, in which bridges may be away. A peer whose token the
 * root key signed reads it again about every hour: whoever has the root key signs it in time.
 */
public final class MembershipRenewal {
  /** Average interval of checks. */
  private static final int LOOK_MILLIS = 3_600_000;

  /**
   * A token must last this much longer to be adopted: admissions arrive every few minutes, and a
   * changed card has to be sent in full.
   */
  private static final long WORTH_MILLIS = 24L * 3600 * 1000;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordStore store;
  private final MembershipSource signed;
  private final int earlierPermille;
  private Readmission readmission;
  private Timer timer;
  private boolean stopped;

  /**
   * Starts idle.
   *
   * @param signed where it gets a token that the root key signed, or null
   */
  public MembershipRenewal(
      Env env, Authority authority, Identity self, RecordStore store, MembershipSource signed) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.store = store;
    this.signed = signed;
    this.earlierPermille = env.rng().nextInt(100);
  }

  /** Starts checking. */
  public void start(Readmission asked) {
    readmission = asked;
    // A lone bridge whose clock was set ahead would issue tokens under one that has expired.
    NetworkTime.of(env).onJump(this::look);
    look();
  }

  public void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  private void look() {
    if (stopped) {
      return;
    }
    if (timer != null) {
      timer.cancel();
    }
    timer = env.after(LOOK_MILLIS / 2 + env.rng().nextInt(LOOK_MILLIS), this::look);
    if (signed != null) {
      signed.current().then(this::adopt, this::failed);
    }
    renewIfDue();
  }

  /** Asks for what is due: a token, or TURN credentials, which a long sleep outlasts. */
  public void renewIfDue() {
    if (!stopped && (isDue() || readmission.isDue()) && readmission.isPossible()) {
      readmission.ask(null).then(admitted -> {}, this::failed);
    }
  }

  private void failed(PeerloomException reason) {
    env.log(LogLevel.WARN, "membership is not renewed yet: " + reason);
  }

  /** A little before half of its lifetime, spread over peers that joined together. */
  private boolean isDue() {
    MembershipToken token = MembershipToken.decode(self.token());
    long life = token.expiresAt() - token.issuedAt();
    long used = env.wallMillis() - token.issuedAt();
    return used >= life / 2 - life / 1000 * earlierPermille;
  }

  /**
   * Adopts a token that lasts {@link #WORTH_MILLIS} longer, or gives other rights, or names others
   * that invited this peer, or any if the present one is not valid.
   */
  void adopt(byte[] offered) {
    MembershipToken newer = MembershipToken.decode(offered);
    MembershipToken token = MembershipToken.decode(self.token());
    long longer = newer.expiresAt() - token.expiresAt();
    if (stopped
        || longer < WORTH_MILLIS
            && token.isCurrent(env.wallMillis())
            && newer.rights() == token.rights()
            && Bytes.equal(newer.ancestry(), token.ancestry())) {
      return;
    }
    self.renew(authority, offered)
        .flatMap(ok -> Membership.keep(store, authority.network(), offered))
        .then(kept -> env.log(LogLevel.INFO, "membership renewed"), this::failed);
  }
}
