package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.TokenSource;
import io.peerloom.core.data.RecordStore;
import java.util.List;
import java.util.function.Function;

/**
 * The membership of a peer whose token the root key signs. Pages never make one, so they are not
 * compiled with it.
 *
 * @param source of the token, asked at the start and about every hour
 */
public record SignedMembership(TokenSource source) implements MembershipSource {
  @Override
  public Promise<byte[]> current() {
    return source.current();
  }

  /** By the token as of now, or by a later one for the same id that is in the store. */
  @Override
  public Promise<Membership> load(
      Function<byte[], Authority> authority,
      Hash hash,
      RecordStore store,
      IdentityKeys keys,
      byte[] wanted) {
    return storedNetwork(store)
        .flatMap(
            before ->
                Membership.stored(store, keys, null)
                    .flatMap(
                        known ->
                            known == null
                                ? Promise.of(null)
                                : known
                                    .isCurrent(authority.apply(known.network()))
                                    .map(is -> is ? known : null))
                    .flatMap(
                        known ->
                            source
                                .current()
                                .flatMap(
                                    given -> {
                                      Membership signed = of(hash, given);
                                      require(signed, before);
                                      require(signed, wanted);
                                      return known != null && isLater(known, signed)
                                          ? Promise.of(known)
                                          : Membership.keep(store, signed.network(), given);
                                    })));
  }

  private static Membership of(Hash hash, byte[] token) {
    byte[] network = hash.sha256(MembershipToken.decode(token).rootKey());
    return new Membership(network, token, List.of());
  }

  private static void require(Membership signed, byte[] network) {
    if (network != null && !Bytes.equal(network, signed.network())) {
      throw new PeerloomException(
          ErrorCode.NETWORK_CHANGED,
          "the key is of network "
              + Bytes.hex(signed.network())
              + ", not of "
              + Bytes.hex(network));
    }
  }

  /** Whether the first is for the same id as the second and lasts as long. */
  private static boolean isLater(Membership first, Membership second) {
    MembershipToken one = MembershipToken.decode(first.token());
    MembershipToken other = MembershipToken.decode(second.token());
    return Bytes.equal(one.salt(), other.salt()) && one.expiresAt() >= other.expiresAt();
  }

  /** The network that the stored data belongs to; null for none, or where it cannot be read. */
  private static Promise<byte[]> storedNetwork(RecordStore store) {
    return store
        .read(Membership.KEY)
        .map(
            value -> {
              if (value == null) {
                return null;
              }
              CborReader in = new CborReader(value);
              in.array(2);
              return in.bytesOf(32);
            })
        .recover(damaged -> Promise.of(null));
  }
}
