package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.id.NodeId;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Each lease once, and a place for everybody. */
@Label("Subscribers")
class SubscribersTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final Owner GREEDY = Owner.of(Bytes.wrap(new byte[] {1}));
  private static final Owner OTHER = Owner.of(Bytes.wrap(new byte[] {2}));

  private final FairShares all = new FairShares(Limits.MAX_LEASES_OF_MEMBER);
  private final Subscribers subscribers = new Subscribers(all);

  private static NodeId id(int number) {
    byte[] id = new byte[NodeId.BYTES];
    id[0] = (byte) (number >> 8);
    id[1] = (byte) number;
    return new NodeId(id);
  }

  private void accept(int subscriber, Owner owner, long issuedAt) {
    accept(subscriber, owner, issuedAt, Limits.MAX_TOPIC_SUBSCRIBERS);
  }

  private void accept(int subscriber, Owner owner, long issuedAt, int most) {
    Lease lease =
        new Lease(
            Items.TOPIC, id(subscriber), new byte[32], issuedAt, issuedAt + Lease.LASTS_MILLIS);
    subscribers.accept(lease, owner, 0, most);
  }

  private void assertRefused(int subscriber, Owner owner, long issuedAt, ErrorCode code) {
    assertThatThrownBy(() -> accept(subscriber, owner, issuedAt))
        .isInstanceOfSatisfying(PeerloomException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** Fails if an ended lease is forgotten before it expires. */
  @Example
  void endedLeaseIsNotAcceptedAgain() {
    accept(1, OTHER, NOW);
    assertRefused(1, OTHER, NOW, ErrorCode.UNAUTHORIZED);
    subscribers.end(id(1), NOW);
    assertThat(subscribers.get(id(1))).isNull();
    assertRefused(1, OTHER, NOW, ErrorCode.UNAUTHORIZED);
    accept(1, OTHER, NOW + 1);
    assertThat(subscribers.get(id(1))).isNotNull();
    assertThat(all.used()).isEqualTo(1);
    subscribers.expire(NOW + 1 + Lease.LASTS_MILLIS);
    assertThat(subscribers.isEmpty()).isTrue();
    assertThat(all.used()).isZero();
  }

  /** Fails if ending a subscription asks for no time. */
  @Example
  void repeatedUnsubscribeEndsNoNewerLease() {
    accept(1, OTHER, NOW);
    subscribers.end(id(1), NOW + 5);
    accept(1, OTHER, NOW + 10);
    subscribers.end(id(1), NOW + 5);
    assertThat(subscribers.get(id(1))).isNotNull();
  }

  /** Fails if a full topic refuses everybody. */
  @Example
  void memberWithAllPlacesGivesSomeUp() {
    for (int i = 0; i < Limits.MAX_TOPIC_SUBSCRIBERS; i++) {
      accept(i, GREEDY, NOW);
    }
    assertRefused(5_000, GREEDY, NOW, ErrorCode.OVERLOADED);
    for (int i = 0; i < 300; i++) {
      accept(2_000 + i, OTHER, NOW);
    }
    assertThat(all.used(OTHER)).isEqualTo(300);
    assertThat(all.used()).isEqualTo(Limits.MAX_TOPIC_SUBSCRIBERS);
    accept(2_000, OTHER, NOW + 1);
    assertThat(all.used(OTHER)).as("a renewal takes no place").isEqualTo(300);
  }

  /** Fails if an ended lease takes the place of a live one, or a renewal is refused. */
  @Example
  void whoDoesNotInsistIsRefusedBesideEnough() {
    accept(1, OTHER, NOW, 2);
    accept(2, OTHER, NOW, 2);
    assertThatThrownBy(() -> accept(3, OTHER, NOW, 2))
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
    accept(2, OTHER, NOW + 1, 2);
    accept(4, OTHER, NOW);
    assertThat(subscribers.live()).isEqualTo(3);
    subscribers.end(id(1), NOW);
    subscribers.end(id(1), NOW);
    subscribers.end(id(4), NOW);
    accept(3, OTHER, NOW, 2);
    assertThat(subscribers.live()).isEqualTo(2);
    subscribers.expire(NOW + 1 + Lease.LASTS_MILLIS);
    assertThat(subscribers.live()).isZero();
  }
}
