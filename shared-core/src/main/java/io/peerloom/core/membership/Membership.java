package io.peerloom.core.membership;

import io.peerloom.core.base.Backoff;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Which network this peer belongs to and the token that says so: from the store where it joined
 * before, signed by the root key on a bridge, else from a bootstrap server.
 *
 * @param contacts whom the admission named; empty when it came from the store
 */
public record Membership(byte[] network, byte[] token, List<ContactInfo> contacts) {
  /** How long admission is tried before the join fails. */
  private static final int ADMISSION_MILLIS = 30_000;

  private static final int RETRY_BASE_MILLIS = 200;
  private static final int RETRY_CAP_MILLIS = 4_000;
  private static final byte[] KEY = {0x01};
  private static final byte[] SALT_SECRET_KEY = {0x02};

  /** A token is renewed when less than this is left of it. */
  private static final long RENEW_BEFORE_MILLIS = 24L * 3600 * 1000;

  /**
   * Finds or gets it.
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
    return stored(env, crypto, hash, store, keys, wanted)
        .flatMap(known -> known != null ? Promise.of(known) : asked(env, store, bootstrap, wanted));
  }

  /**
   * The membership of a bridge that holds the root key. Fails with NETWORK_CHANGED where its store
   * holds the membership of another network: the root key beside it was exchanged.
   */
  public static Promise<Membership> ofRoot(
      Env env, Crypto crypto, Hash hash, RecordStore store, IdentityKeys keys, IdentityKeys root) {
    byte[] network = hash.sha256(root.identityPublicKey());
    return requireSame(store, network)
        .flatMap(same -> stored(env, crypto, hash, store, keys, network))
        .flatMap(
            known -> {
              if (known != null) {
                return Promise.of(known);
              }
              long now = env.wallMillis();
              return MembershipToken.issue(
                      root,
                      new byte[0],
                      network,
                      keys.identityPublicKey(),
                      crypto.randomBytes(MembershipToken.SALT_BYTES),
                      true,
                      now,
                      now + BridgeNode.TOKEN_MILLIS * 12)
                  .flatMap(token -> keep(store, network, token.envelope().encoded(), List.of()));
            });
  }

  private static Promise<Void> requireSame(RecordStore store, byte[] network) {
    return store
        .read(KEY)
        .flatMap(
            value -> {
              if (value == null) {
                return Promise.<Void>of(null);
              }
              CborReader in = new CborReader(value);
              int count = in.array(2);
              byte[] before = in.bytesOf(32);
              in.bytes(MembershipToken.MAX_BYTES);
              in.rest(count, 2);
              return Bytes.equal(before, network)
                  ? Promise.<Void>of(null)
                  : Promise.<Void>failed(
                      ErrorCode.NETWORK_CHANGED,
                      "the root key is of network "
                          + Bytes.hex(network)
                          + ", the data of "
                          + Bytes.hex(before));
            });
  }

  /** Where a record store keeps it, for a platform that is to forget it. */
  public static byte[] storeKey() {
    return KEY.clone();
  }

  private static Promise<Membership> stored(
      Env env, Crypto crypto, Hash hash, RecordStore store, IdentityKeys keys, byte[] wanted) {
    return store
        .read(KEY)
        .flatMap(
            value -> {
              if (value == null) {
                return Promise.<Membership>of(null);
              }
              CborReader in = new CborReader(value);
              int count = in.array(2);
              byte[] network = in.bytesOf(32);
              MembershipToken token = MembershipToken.decode(in.bytes(MembershipToken.MAX_BYTES));
              in.rest(count, 2);
              boolean usable =
                  (wanted == null || Bytes.equal(wanted, network))
                      && Bytes.equal(token.subjectKey(), keys.identityPublicKey())
                      && token.expiresAt() > env.wallMillis() + RENEW_BEFORE_MILLIS;
              if (!usable) {
                return Promise.<Membership>of(null);
              }
              return new Authority(crypto, hash, env, network)
                  .verifyToken(token)
                  .map(ok -> new Membership(network, token.envelope().encoded(), List.of()));
            })
        .recover(e -> e.code() == ErrorCode.STORAGE_FAILED ? Promise.failed(e) : Promise.of(null));
  }

  /** Asks until somebody admits, or says a no that will not change (R7.1). */
  private static Promise<Membership> asked(
      Env env, RecordStore store, BootstrapClient bootstrap, byte[] wanted) {
    long until = env.monotonicMillis() + ADMISSION_MILLIS;
    return ask(env, bootstrap, wanted, new Backoff(RETRY_BASE_MILLIS, RETRY_CAP_MILLIS), until)
        .flatMap(
            admitted -> {
              List<ContactInfo> contacts = new ArrayList<>(admitted.admission().contacts());
              contacts.add(admitted.admission().bridge());
              return keep(store, admitted.network(), admitted.token(), contacts);
            });
  }

  private static Promise<BootstrapClient.Admitted> ask(
      Env env, BootstrapClient bootstrap, byte[] wanted, Backoff backoff, long until) {
    return bootstrap
        .ask(wanted, null)
        .recover(
            e -> {
              int wait = Math.max(e.retryAfterMillis(), backoff.next(env.rng()));
              if (!mayPass(e.code()) || env.monotonicMillis() + wait > until) {
                return Promise.failed(e);
              }
              Promise<BootstrapClient.Admitted> later = new Promise<>();
              env.after(
                  wait,
                  () ->
                      ask(env, bootstrap, wanted, backoff, until)
                          .then(later::complete, later::fail));
              return later;
            });
  }

  /** Whether a refusal may be another the next time: everything down, overloaded or restarting. */
  private static boolean mayPass(ErrorCode code) {
    return switch (code) {
      case REFUSED,
          UNREACHABLE,
          TIMEOUT,
          CLOSED,
          RATE_LIMITED,
          OVERLOADED,
          BRIDGE_UNAVAILABLE,
          BOOTSTRAP_FAILED ->
          true;
      default -> false;
    };
  }

  private static Promise<Membership> keep(
      RecordStore store, byte[] network, byte[] token, List<ContactInfo> contacts) {
    byte[] value = new CborWriter().array(2).bytes(network).bytes(token).toBytes();
    return store
        .write(List.of(new RecordStore.Entry(KEY, value)))
        .map(ok -> new Membership(network, token, contacts));
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
