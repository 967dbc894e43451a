package io.peerloom.core.membership;

import io.peerloom.core.base.Backoff;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.NetworkTime;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The network a peer belongs to, and its token: stored by an earlier join, signed by the root key,
 * or obtained from a bootstrap server.
 *
 * @param contacts returned with the admission; empty for a stored membership
 */
public record Membership(byte[] network, byte[] token, List<ContactInfo> contacts) {
  /** How long to try for admission before the join fails. */
  private static final int ADMISSION_MILLIS = 30_000;

  /**
   * The same if the only address does not answer: long enough for a server that restarts, short
   * enough for a mistyped address, whose reason is known within five seconds.
   */
  private static final int NOBODY_THERE_MILLIS = 4_500;

  private static final int RETRY_BASE_MILLIS = 200;
  private static final int RETRY_CAP_MILLIS = 4_000;
  static final byte[] KEY = StoreKeys.start(StoreKeys.MEMBERSHIP);

  /**
   * Loads or obtains a membership; asks for another where the stored one is revoked, or is for
   * another instance. Fails with NETWORK_CHANGED if another network is served than the one in the
   * store, however old that membership is, and with UNAUTHORIZED if a membership is neither stored
   * nor to be had, because no bootstrap server is named (R1.2).
   *
   * @param authority of a network
   * @param wanted the only network to join, or null
   */
  public static Promise<Membership> of(
      Env env,
      Function<byte[], Authority> authority,
      RecordStore store,
      IdentityKeys keys,
      BootstrapClient bootstrap,
      byte[] wanted) {
    return stored(store, keys, wanted)
        .flatMap(
            known -> {
              if (known == null) {
                return asked(env, store, bootstrap, wanted);
              }
              bootstrap.setTokenToRenew(known.token());
              return known
                  .isCurrent(authority.apply(known.network))
                  .flatMap(
                      is ->
                          is && known.instance() == bootstrap.instance()
                              ? Promise.of(known)
                              : asked(env, store, bootstrap, known.network));
            });
  }

  /**
   * The stored membership of these keys, however old; null for none, for another network, or where
   * it cannot be read: a token is to be had again, and a peer that does not start helps nobody.
   */
  static Promise<Membership> stored(RecordStore store, IdentityKeys keys, byte[] wanted) {
    return store
        .read(KEY)
        .map(
            value -> {
              if (value == null) {
                return null;
              }
              Membership known = decode(value);
              MembershipToken token = MembershipToken.decode(known.token);
              return (wanted == null || Bytes.equal(wanted, known.network))
                      && Bytes.equal(token.subjectKey(), keys.identityPublicKey())
                  ? known
                  : null;
            })
        .recover(e -> Promise.of(null));
  }

  private static Membership decode(byte[] value) {
    CborReader in = new CborReader(value);
    int count = in.array(2);
    byte[] network = in.bytesOf(32);
    MembershipToken token = MembershipToken.decode(in.bytes(MembershipToken.MAX_BYTES));
    in.rest(count, 2);
    return new Membership(network, token.envelope().encoded(), List.of());
  }

  /**
   * Gives an instance with no membership, or with one that had ended before, that of another
   * instance of the same identity: a token for itself is to be had by showing it, also where the
   * network admits by invitation.
   *
   * @param other as that instance stored it; null for none
   * @param network of which the membership must be
   */
  public static Promise<Void> lend(byte[] other, byte[] network, RecordStore store) {
    return store
        .read(KEY)
        .flatMap(
            own -> {
              if (other == null || !Bytes.equal(decode(other).network, network)) {
                return Promise.of(null);
              }
              long issued = MembershipToken.decode(decode(other).token).issuedAt();
              return own == null || MembershipToken.decode(decode(own).token).expiresAt() < issued
                  ? store.write(List.of(new RecordStore.Entry(KEY, other)))
                  : Promise.of(null);
            });
  }

  /** The instance for which the token is. */
  private int instance() {
    return MembershipToken.decode(token).instance();
  }

  /** Whether the token is valid now: then nobody needs to be asked before this peer starts. */
  Promise<Boolean> isCurrent(Authority authority) {
    return authority
        .verifyToken(MembershipToken.decode(token))
        .map(ok -> true)
        .recover(e -> Promise.of(false));
  }

  /** Asks until it is admitted, or refused for good (R7.1). */
  private static Promise<Membership> asked(
      Env env, RecordStore store, BootstrapClient bootstrap, byte[] wanted) {
    if (!bootstrap.hasEndpoints()) {
      return Promise.failed(
          ErrorCode.UNAUTHORIZED, "no bootstrap server is named, and no valid membership is kept");
    }
    long began = env.monotonicMillis();
    return ask(env, bootstrap, wanted, new Backoff(RETRY_BASE_MILLIS, RETRY_CAP_MILLIS), began)
        .flatMap(
            admitted -> {
              List<ContactInfo> contacts = new ArrayList<>(admitted.admission().contacts());
              contacts.add(admitted.admission().bridge());
              admitted.clock().assume(NetworkTime.of(env));
              bootstrap.setTokenToRenew(admitted.token());
              return keep(store, admitted.network(), admitted.token())
                  .map(kept -> new Membership(kept.network, kept.token, contacts));
            });
  }

  private static Promise<BootstrapClient.AdmissionResult> ask(
      Env env, BootstrapClient bootstrap, byte[] wanted, Backoff backoff, long began) {
    return bootstrap
        .ask(wanted, null)
        .recover(
            e -> {
              boolean isSingleEndpointDown =
                  bootstrap.hasOneEndpoint() && BootstrapServer.isUnanswered(e.code());
              int patience = isSingleEndpointDown ? NOBODY_THERE_MILLIS : ADMISSION_MILLIS;
              long left = began + patience - env.monotonicMillis();
              if (!mayPass(e.code()) || left <= 0 || e.retryAfterMillis() > left) {
                return Promise.failed(
                    new PeerloomException(reason(e.code()), e.getMessage(), e.retryAfterMillis()));
              }
              long wait = Math.min(left, Math.max(e.retryAfterMillis(), backoff.next(env.rng())));
              Promise<BootstrapClient.AdmissionResult> later = new Promise<>();
              env.after(
                  wait,
                  () ->
                      ask(env, bootstrap, wanted, backoff, began)
                          .then(later::complete, later::fail));
              return later;
            });
  }

  /** A refusal by a bootstrap server would have its own code (R2.3); here none answered. */
  static ErrorCode reason(ErrorCode failure) {
    return BootstrapServer.isUnanswered(failure) ? ErrorCode.BOOTSTRAP_FAILED : failure;
  }

  /** Whether a failure may be temporary: all down, overloaded or restarting. */
  private static boolean mayPass(ErrorCode code) {
    return BootstrapServer.isUnanswered(code)
        || code == ErrorCode.RATE_LIMITED
        || code == ErrorCode.OVERLOADED
        || code == ErrorCode.BRIDGE_UNAVAILABLE;
  }

  /** Stores a membership for the next start. */
  static Promise<Membership> keep(RecordStore store, byte[] network, byte[] token) {
    byte[] value = new CborWriter().array(2).bytes(network).bytes(token).toBytes();
    return store
        .write(List.of(new RecordStore.Entry(KEY, value)))
        .map(ok -> new Membership(network, token, List.of()));
  }
}
