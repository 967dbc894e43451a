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
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.TokenSource;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;

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
  private static final byte[] KEY = StoreKeys.start(StoreKeys.MEMBERSHIP);
  private static final byte[] SALT_SECRET_KEY = StoreKeys.start(StoreKeys.SALT_SECRET);

  /**
   * Loads or obtains a membership. Fails with NETWORK_CHANGED if another network is served than the
   * one in the store, however old that membership is, and with UNAUTHORIZED if a membership is
   * neither stored nor to be had, because no bootstrap server is named (R1.2).
   *
   * @param wanted the only network to join, or null
   */
  public static Promise<Membership> of(
      Env env,
      Crypto crypto,
      Hash hash,
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
              return current(env, crypto, hash, known)
                  .flatMap(
                      is -> is ? Promise.of(known) : asked(env, store, bootstrap, known.network));
            });
  }

  /**
   * The membership by a token that the root key signed, or by a later one for the same id that is
   * in the store. Fails with NETWORK_CHANGED if the store belongs to another network, or the token
   * to another than the wanted one.
   *
   * @param wanted the only network to join, or null
   */
  public static Promise<Membership> signed(
      Env env,
      Crypto crypto,
      Hash hash,
      RecordStore store,
      IdentityKeys keys,
      TokenSource source,
      byte[] wanted) {
    return storedNetwork(store)
        .flatMap(
            before ->
                stored(store, keys, null)
                    .flatMap(known -> unlessExpired(env, crypto, hash, known))
                    .flatMap(
                        known ->
                            source
                                .current()
                                .flatMap(
                                    given -> {
                                      Membership signed = of(hash, given);
                                      signed.require(before);
                                      signed.require(wanted);
                                      return known != null && known.isLater(signed)
                                          ? Promise.of(known)
                                          : keep(store, signed.network, given);
                                    })));
  }

  private static Promise<Membership> unlessExpired(
      Env env, Crypto crypto, Hash hash, Membership known) {
    return known == null
        ? Promise.of(null)
        : current(env, crypto, hash, known).map(is -> is ? known : null);
  }

  private static Membership of(Hash hash, byte[] token) {
    byte[] network = hash.sha256(MembershipToken.decode(token).rootKey());
    return new Membership(network, token, List.of());
  }

  private void require(byte[] other) {
    if (other != null && !Bytes.equal(other, network)) {
      throw new PeerloomException(
          ErrorCode.NETWORK_CHANGED,
          "the key is of network " + Bytes.hex(network) + ", not of " + Bytes.hex(other));
    }
  }

  /** Whether it is for the same id and lasts as long. */
  private boolean isLater(Membership other) {
    MembershipToken mine = MembershipToken.decode(token);
    MembershipToken theirs = MembershipToken.decode(other.token);
    return Bytes.equal(mine.salt(), theirs.salt()) && mine.expiresAt() >= theirs.expiresAt();
  }

  /** The network that the stored data belongs to, or null. */
  private static Promise<byte[]> storedNetwork(RecordStore store) {
    return store
        .read(KEY)
        .map(
            value -> {
              if (value == null) {
                return null;
              }
              CborReader in = new CborReader(value);
              in.array(2);
              return in.bytesOf(32);
            });
  }

  /** The stored membership of these keys, however old; null for none, or for another network. */
  private static Promise<Membership> stored(RecordStore store, IdentityKeys keys, byte[] wanted) {
    return store
        .read(KEY)
        .map(
            value -> {
              if (value == null) {
                return null;
              }
              CborReader in = new CborReader(value);
              int count = in.array(2);
              byte[] network = in.bytesOf(32);
              MembershipToken token = MembershipToken.decode(in.bytes(MembershipToken.MAX_BYTES));
              in.rest(count, 2);
              return (wanted == null || Bytes.equal(wanted, network))
                      && Bytes.equal(token.subjectKey(), keys.identityPublicKey())
                  ? new Membership(network, token.envelope().encoded(), List.of())
                  : null;
            })
        .recover(e -> e.code() == ErrorCode.STORAGE_FAILED ? Promise.failed(e) : Promise.of(null));
  }

  /** Whether the token is valid now: then nobody needs to be asked before this peer starts. */
  private static Promise<Boolean> current(Env env, Crypto crypto, Hash hash, Membership known) {
    return new Authority(crypto, hash, env, known.network)
        .verifyToken(MembershipToken.decode(known.token))
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
                return Promise.failed(BootstrapServer.isUnanswered(e.code()) ? unusable(e) : e);
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
  private static PeerloomException unusable(PeerloomException last) {
    return new PeerloomException(ErrorCode.BOOTSTRAP_FAILED, last.getMessage());
  }

  /** Whether a failure may be temporary: all down, overloaded or restarting. */
  private static boolean mayPass(ErrorCode code) {
    return switch (code) {
      case REFUSED, UNREACHABLE, TIMEOUT, CLOSED, RATE_LIMITED, OVERLOADED, BRIDGE_UNAVAILABLE ->
          true;
      default -> false;
    };
  }

  /** Stores a membership for the next start. */
  static Promise<Membership> keep(RecordStore store, byte[] network, byte[] token) {
    byte[] value = new CborWriter().array(2).bytes(network).bytes(token).toBytes();
    return store
        .write(List.of(new RecordStore.Entry(KEY, value)))
        .map(ok -> new Membership(network, token, List.of()));
  }

  /** The secret from which a bridge derives salts, made at its first start. */
  public static Promise<byte[]> saltSecret(RecordStore store, Crypto crypto) {
    return store
        .read(SALT_SECRET_KEY)
        .flatMap(
            known -> {
              if (known != null) {
                return Promise.of(known);
              }
              byte[] made = crypto.randomBytes(32);
              return store
                  .write(List.of(new RecordStore.Entry(SALT_SECRET_KEY, made)))
                  .map(ok -> made);
            });
  }
}
