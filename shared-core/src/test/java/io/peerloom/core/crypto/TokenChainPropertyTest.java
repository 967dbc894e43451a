package io.peerloom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.support.CheapCrypto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Who is revoked, over random trees of invitations and random revocations by the root, a bridge and
 * members, against a model that follows the tree itself.
 *
 * <p>Seen to fail with each of these rules broken: an issuer must stand above the target; a revoked
 * issuer revokes nobody; a bridge does not revoke whom the root signed; those whom the target
 * invited stay unless it is said.
 */
@Label("Token chain")
class TokenChainPropertyTest {
  private static final byte[] NETWORK = new byte[32];
  private static final long NOW = 1_000_000;

  /** A member, or a bridge, or the root where it has no token. */
  private record Person(IdentityKeys keys, MembershipToken token, Person inviter) {
    byte[] encoded() {
      return token == null ? new byte[0] : token.envelope().encoded();
    }

    boolean isBridge() {
      return token != null && token.bridge();
    }
  }

  private record Order(Person issuer, Person target, boolean withInvited, Revocation signed) {}

  private final CheapCrypto crypto = new CheapCrypto(1);
  private final Person root = new Person(crypto.newIdentity(), null, null);
  private final Person bridge = signed(root, null, true, new byte[0]);

  private Person signed(Person issuer, Person inviter, boolean isBridge, byte[] ancestry) {
    IdentityKeys keys = crypto.newIdentity();
    byte[] salt = new byte[MembershipToken.SALT_BYTES];
    MembershipToken token =
        MembershipToken.issue(
                issuer.keys,
                issuer.encoded(),
                NETWORK,
                keys.identityPublicKey(),
                salt,
                isBridge,
                0,
                2 * NOW,
                isBridge ? 0 : 8,
                ancestry)
            .value();
    return new Person(keys, token, inviter);
  }

  private static byte[] nameOf(Person person) {
    return MembershipToken.ancestor(CheapCrypto::sha256, person.keys.identityPublicKey());
  }

  private List<Person> people(Random random, int count) {
    List<Person> people = new ArrayList<>();
    people.add(signed(root, null, false, new byte[0]));
    while (people.size() < count) {
      Person inviter = people.get(random.nextInt(people.size()));
      byte[] ancestry = Bytes.concat(nameOf(inviter), inviter.token.ancestry());
      if (ancestry.length <= MembershipToken.MAX_GENERATIONS * MembershipToken.ANCESTOR_BYTES) {
        people.add(signed(bridge, inviter, false, ancestry));
      }
    }
    return people;
  }

  private List<Order> orders(Random random, List<Person> people, int count) {
    List<Person> issuers = new ArrayList<>(people);
    issuers.add(root);
    issuers.add(bridge);
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Person issuer = issuers.get(random.nextInt(issuers.size()));
      Person target = people.get(random.nextInt(people.size()));
      boolean withInvited = random.nextBoolean();
      Revocation revocation =
          Revocation.issue(issuer.keys, issuer.encoded(), NETWORK, nameOf(target), withInvited, i)
              .value();
      orders.add(new Order(issuer, target, withInvited, revocation));
    }
    return orders;
  }

  /** Asks the tree, where the orders of the revoked count no more. */
  private boolean isRevoked(Person person, Set<Order> orders) {
    for (Person at = person; at != null; at = at.inviter) {
      for (Order order : orders) {
        boolean covers = order.target == at && (at == person || order.withInvited);
        if (covers && isEntitled(order, person) && !isRevokedIssuer(order.issuer, orders)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isRevokedIssuer(Person issuer, Set<Order> orders) {
    return issuer != root && !issuer.isBridge() && isRevoked(issuer, orders);
  }

  private boolean isEntitled(Order order, Person person) {
    if (order.issuer == root) {
      return true;
    }
    if (order.issuer.isBridge()) {
      return person.inviter != null;
    }
    for (Person at = order.target.inviter; at != null; at = at.inviter) {
      if (at == order.issuer) {
        return true;
      }
    }
    return false;
  }

  @Property(tries = 300)
  void revocationsReachWhomTheyMayAndNobodyElse(
      @ForAll Random random,
      @ForAll @IntRange(min = 2, max = 14) int size,
      @ForAll @IntRange(min = 1, max = 12) int count) {
    List<Person> people = people(random, size);
    List<Order> orders = orders(random, people, count);
    Revocations first = told(orders);
    Collections.shuffle(orders, random);
    Revocations second = told(orders);
    assertThat(second.digest()).as("in another order").isEqualTo(first.digest());
    for (Person person : people) {
      boolean expected = isRevoked(person, new LinkedHashSet<>(orders));
      assertThat(first.isRevoked(person.token)).isEqualTo(expected);
      assertThat(second.isRevoked(person.token)).isEqualTo(expected);
    }
  }

  private static Revocations told(List<Order> orders) {
    Revocations revocations = new Revocations(CheapCrypto::sha256);
    for (Order order : orders) {
      try {
        revocations.add(order.signed, NOW);
      } catch (PeerloomException refused) {
        assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
      }
    }
    return revocations;
  }
}
