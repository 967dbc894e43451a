package io.peerloom.core.membership;

import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.data.RecordStore;
import java.util.function.Function;

/**
 * Where a peer has its membership from, if not from a bootstrap server; the only one is {@link
 * SignedMembership}. Pages never name that, so they are not compiled with it.
 */
public interface MembershipSource {
  /**
   * The membership at the start. Fails with NETWORK_CHANGED if the store belongs to another
   * network, or the membership to another than the wanted one.
   *
   * @param authority of a network
   * @param wanted the only network to join, or null
   */
  Promise<Membership> load(
      Function<byte[], Authority> authority,
      Hash hash,
      RecordStore store,
      IdentityKeys keys,
      byte[] wanted);

  /** The encoded token as of now. */
  Promise<byte[]> current();
}
