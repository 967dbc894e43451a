package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import java.util.List;

/**
 * What a bridge keeps beyond the end of its process.
 *
 * @param saltSecret from which it derives the salts of newcomers, made at its first start, and
 *     again where it cannot be read
 * @param uses who has used which invitation
 */
public record BridgeState(byte[] saltSecret, InvitationUses uses) {
  private static final byte[] SALT_SECRET_KEY = StoreKeys.start(StoreKeys.SALT_SECRET);

  static Promise<BridgeState> load(Env env, RecordStore store, Crypto crypto) {
    return saltSecret(store, crypto)
        .flatMap(
            secret -> InvitationUses.load(env, store).map(uses -> new BridgeState(secret, uses)));
  }

  private static Promise<byte[]> saltSecret(RecordStore store, Crypto crypto) {
    return store
        .read(SALT_SECRET_KEY)
        .recover(damaged -> Promise.of(null))
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
