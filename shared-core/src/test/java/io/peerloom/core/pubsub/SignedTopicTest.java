package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Nothing is published or subscribed in another's name (R19). */
@Label("Signed topics")
class SignedTopicTest {
  private static final TestNetwork NETWORK = new TestNetwork(1);
  private static final Identity ALICE = NETWORK.member(PeerKind.BROWSER);
  private static final Identity BOB = NETWORK.member(PeerKind.BROWSER);
  private static final Key TOPIC = TopicGroup.key(NETWORK.hash, "news");

  private static Promise<TopicItem> sign(byte[] payload, long publishedAt, int ttlSeconds) {
    return TopicItem.sign(
        NETWORK.authority, ALICE, TOPIC, new byte[8], 1, 1, publishedAt, ttlSeconds, payload);
  }

  private static Promise<TopicItem> numbered(long sequence) {
    return TopicItem.sign(
        NETWORK.authority, ALICE, TOPIC, new byte[8], sequence, 0, now(), 60, new byte[] {1});
  }

  private static Promise<TopicItem> verified(byte[] encoded) {
    return verified(TOPIC, encoded);
  }

  private static Promise<TopicItem> verified(Key topic, byte[] encoded) {
    MessageCollection none = new MessageCollection(NETWORK.hash);
    return TopicItem.verified(NETWORK.authority, topic, encoded, now(), none);
  }

  private static long now() {
    return NETWORK.env.wallMillis();
  }

  /** Fails if the message's signature is not verified. */
  @Property(tries = 150)
  @Label("Feature: dht-connection-recovery, Property 39: Cryptographic Message Signing")
  void aMessageIsTakenAsItWasSignedOrNotAtAll(
      @ForAll @Size(min = 1, max = 200) byte[] payload,
      @ForAll @IntRange int position,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] encoded = sign(payload, now(), 60).value().encoded();
    TopicItem read = verified(encoded).value();
    assertThat(read.payload(NETWORK.hash)).isEqualTo(payload);
    assertThat(read.identityKey()).isEqualTo(ALICE.keys().identityPublicKey());
    byte[] changed = encoded.clone();
    changed[position % changed.length] ^= (byte) (1 << bit);
    Promise<TopicItem> outcome = verified(changed);
    // A change may also make it look expired, which is no message either.
    assertThat(outcome.isFailed() || outcome.value() == null).isTrue();
  }

  @Example
  void aMessageOfAnotherTopicOrTimeIsRefused() {
    byte[] encoded = sign(new byte[] {1}, now(), 60).value().encoded();
    Key other = TopicGroup.key(NETWORK.hash, "other");
    assertThat(verified(other, encoded).failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    long ahead = now() + Limits.MAX_AHEAD_MILLIS + 1;
    assertThat(verified(sign(new byte[] {1}, ahead, 60).value().encoded()).failure().code())
        .isEqualTo(ErrorCode.CLOCK_SKEW);
    byte[] expired = sign(new byte[] {1}, now() - 60_000, 60).value().encoded();
    assertThat(verified(expired).value()).isNull();
    assertThat(sign(new byte[0], now(), 60).failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    int most = Limits.MAX_TOPIC_MESSAGE_BYTES + 1;
    assertThat(sign(new byte[most], now(), 60).isFailed()).isFalse();
    assertThat(sign(new byte[most + 1], now(), 60).isFailed()).isTrue();
    byte[] encrypted = new byte[most + TopicCipher.ADDED_BYTES];
    encrypted[0] = TopicCipher.SEALED;
    assertThat(sign(encrypted, now(), 60).isFailed()).isFalse();
    byte[] larger = new byte[encrypted.length + 1];
    larger[0] = TopicCipher.SEALED;
    assertThat(sign(larger, now(), 60).isFailed()).isTrue();
  }

  /** Programs count in doubles, too. */
  @Example
  void numbersOfMessagesAreBounded() {
    assertThat(numbered(Limits.MAX_SEQUENCE).value().sequence()).isEqualTo((1L << 52) - 1);
    assertThat(numbered(Limits.MAX_SEQUENCE + 1).failure().code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(numbered(0).failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Example
  void aMessageSignedUnderTheBundleOfAnotherIsRefused() {
    byte[] encoded = sign(new byte[] {1}, now(), 60).value().encoded();
    // The first field of the body is Alice's topic key; with Bob's it no longer fits the bundle.
    int at = indexOf(encoded, ALICE.keys().topicPublicKey());
    byte[] forged = encoded.clone();
    System.arraycopy(BOB.keys().topicPublicKey(), 0, forged, at, 32);
    assertThat(verified(forged).failure().code()).isEqualTo(ErrorCode.INVALID_SIGNATURE);
  }

  /** Fails if the signature is not verified, or if an expired lease is accepted. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 40: Signature-Based Subscription Renewal")
  void aLeaseIsGoodForItsSignerItsTopicAndItsTime(
      @ForAll @IntRange(max = 600_000) int age, @ForAll @IntRange int position) {
    long issued = now() - age;
    byte[] encoded = Lease.sign(NETWORK.authority, ALICE, TOPIC, issued).value();
    if (age >= Lease.LASTS_MILLIS) {
      assertRefused(ErrorCode.CLOCK_SKEW, ALICE, TOPIC, encoded);
      return;
    }
    Lease lease = Lease.verified(NETWORK.authority, proved(ALICE), TOPIC, encoded, now()).value();
    assertThat(lease.subscriber()).isEqualTo(ALICE.id());
    assertRefused(ErrorCode.UNAUTHORIZED, BOB, TOPIC, encoded);
    assertRefused(ErrorCode.UNAUTHORIZED, ALICE, TopicGroup.key(NETWORK.hash, "other"), encoded);
    byte[] changed = encoded.clone();
    changed[position % changed.length] ^= 1;
    assertThatThrownBy(
            () -> Lease.verified(NETWORK.authority, proved(ALICE), TOPIC, changed, now()).value())
        .isInstanceOf(PeerloomException.class);
  }

  /** A lease of any content. */
  private static byte[] lease(Identity signer, NodeId subscriber, long issuedAt, long expiresAt) {
    CborWriter body = new CborWriter(160);
    body.array(5).bytes(signer.keys().topicPublicKey()).bytes(TOPIC.bytes());
    body.bytes(subscriber.bytes()).ulong(issuedAt).ulong(expiresAt);
    return NETWORK
        .authority
        .sign(SignedEnvelope.Type.LEASE, body.toBytes(), signer.keys())
        .value()
        .encoded();
  }

  @Example
  void leaseIsSignedWithTheKeyOfItsSender() {
    long end = now() + Lease.LASTS_MILLIS;
    byte[] valid = lease(ALICE, ALICE.id(), now(), end);
    Lease read = Lease.verified(NETWORK.authority, proved(ALICE), TOPIC, valid, now()).value();
    assertThat(read.expiresAt()).isEqualTo(end);
    byte[] byBob = lease(BOB, ALICE.id(), now(), end);
    assertRefused(ErrorCode.UNAUTHORIZED, ALICE, TOPIC, byBob);
    assertRefused(ErrorCode.UNAUTHORIZED, BOB, TOPIC, byBob);
  }

  /** Whoever writes a later end would be pushed to for ever. */
  @Example
  void leaseLastsFiveMinutes() {
    long late = now() + Lease.LASTS_MILLIS + 1;
    assertRefused(ErrorCode.CLOCK_SKEW, ALICE, TOPIC, lease(ALICE, ALICE.id(), now(), late));
    long ahead = now() + Limits.MAX_AHEAD_MILLIS + 1;
    byte[] early = lease(ALICE, ALICE.id(), ahead, ahead + Lease.LASTS_MILLIS);
    assertRefused(ErrorCode.CLOCK_SKEW, ALICE, TOPIC, early);
  }

  private static void assertRefused(ErrorCode code, Identity from, Key topic, byte[] encoded) {
    assertThatThrownBy(
            () -> Lease.verified(NETWORK.authority, proved(from), topic, encoded, now()).value())
        .isInstanceOfSatisfying(PeerloomException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static ProvedPeer proved(Identity identity) {
    return NETWORK.authority.prove(identity.card()).value();
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int at = 0; at + part.length <= all.length; at++) {
      int same = 0;
      while (same < part.length && all[at + same] == part[same]) {
        same++;
      }
      if (same == part.length) {
        return at;
      }
    }
    throw new AssertionError("not found");
  }

  @Example
  void theyAreOrderedByTimeAndEachStreamInItsOrder() {
    TopicItem first = Items.item(2, 1, 1_700_000_000_000L);
    TopicItem second = Items.item(2, 2, 1_700_000_000_000L);
    TopicItem third = Items.item(2, 10, 1_700_000_000_000L);
    TopicItem earlier = Items.item(1, 5, 1_699_999_999_999L);
    List<TopicItem> items = new ArrayList<>(List.of(third, second, earlier, first));
    items.sort(null);
    assertThat(items).containsExactly(earlier, first, second, third);
  }
}
