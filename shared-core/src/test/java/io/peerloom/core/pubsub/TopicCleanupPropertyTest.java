package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestMembers;
import io.peerloom.core.support.TestRouter;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What no longer lives costs neither memory nor disk, and takes nobody's place (R14). */
@Label("Cleaning up topics")
class TopicCleanupPropertyTest {
  private static final int MAX_TOPICS = 1024;

  /** Within so long a member has looked at its topics. */
  private static final int ROUND_MILLIS = 15_000;

  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity SELF = NETWORK.member(PeerKind.NODE);
  private static final Identity PUBLISHER = NETWORK.member(PeerKind.BROWSER);

  /** The token of the publisher, and when it is looked at again. */
  private static final int OF_PUBLISHER = 2;

  /** One member of every group, alone. */
  private static final class Member {
    final TestEnv env;
    final Authority authority;
    final MemoryStore store;
    final TopicHolder holder;
    private long sequence;

    Member(TestEnv env, MemoryStore store) {
      this.env = env;
      this.store = store;
      authority = NETWORK.authority(env);
      RoutingTable table = new RoutingTable(SELF.id(), new Rng(1));
      LinkTable links =
          new LinkTable(env, SELF, table, new ConnectionBudget(SELF.id(), SELF.kind(), 10, 10));
      OverlayNetwork overlay = new OverlayNetwork(env, authority, SELF, links);
      holder =
          new TopicHolder(
              env,
              authority,
              SELF,
              store,
              table,
              overlay,
              TestMembers.of(env, authority, SELF, store, List.of(PUBLISHER)));
      holder.pushTo((source, topic, items) -> Promise.of(new LinkMessage.Done()));
      holder.start();
    }

    TopicItem signed(Key topic, byte[] payload, int ttlSeconds) {
      return TopicItem.sign(
              authority,
              PUBLISHER,
              topic,
              new byte[TopicItem.STREAM_BYTES],
              ++sequence,
              sequence,
              env.wallMillis(),
              ttlSeconds,
              payload)
          .value();
    }

    TopicItem publish(Key topic, int bytes, int ttlSeconds) {
      TopicItem item = signed(topic, new byte[bytes], ttlSeconds);
      Promise<byte[]> receipt = holder.append(topic, List.of(item.encoded()));
      if (receipt.isFailed()) {
        throw receipt.failure();
      }
      return item;
    }

    long subscribe(Key topic) {
      long now = env.wallMillis();
      byte[] key = SELF.keys().topicPublicKey();
      Lease lease = new Lease(topic, SELF.id(), key, now, now + Lease.LASTS_MILLIS);
      holder.leases().subscribeSelf(lease).value();
      return lease.expiresAt();
    }
  }

  private static Key topic(int number) {
    return TopicGroup.key(NETWORK.hash, "topic" + number);
  }

  /**
   * Fails if messages that expired stay on the disk, those that expired while the member was
   * stopped included.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 28: Message Expiration Cleanup (storage)")
  void expiredMessagesLeaveTheDisk(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 40) int messages,
      @ForAll @IntRange(max = 600) int laterSeconds,
      @ForAll boolean restarted) {
    Member member = new Member(new TestEnv(seed), new MemoryStore());
    TestEnv env = member.env;
    List<TopicItem> items = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      items.add(member.publish(topic(env.rng().nextInt(3)), 10, 1 + env.rng().nextInt(600)));
      env.pass(env.rng().nextInt(20_000));
    }
    env.pass(laterSeconds * 1_000L);
    if (restarted) {
      member.holder.stop();
      member = new Member(env, member.store);
    }
    long before = env.wallMillis();
    env.pass(2 * ROUND_MILLIS);
    items.removeIf(item -> item.isExpired(before));
    long topics = items.stream().map(TopicItem::topic).distinct().count();
    assertThat((long) member.store.size())
        .isLessThanOrEqualTo(items.size() + topics + OF_PUBLISHER);
    items.removeIf(item -> item.isExpired(env.wallMillis()));
    for (TopicItem item : items) {
      assertThat(member.holder.known(item.topic()).value().messages().contains(item)).isTrue();
    }
  }

  /** Fails if a topic is removed while only messages, or only subscribers, live. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 29: Coordinator Cleanup Conditions")
  void aTopicIsForgottenWhenNeitherMessagesNorSubscribersLive(
      @ForAll int seed, @ForAll @IntRange(max = 600) int laterSeconds) {
    Member member = new Member(new TestEnv(seed), new MemoryStore());
    TestEnv env = member.env;
    long[] livesUntil = new long[8];
    for (int i = 0; i < livesUntil.length; i++) {
      for (int messages = env.rng().nextInt(3); messages > 0; messages--) {
        TopicItem item = member.publish(topic(i), 10, 1 + env.rng().nextInt(600));
        livesUntil[i] = Math.max(livesUntil[i], item.expiresAt());
      }
      if (env.rng().chance(300)) {
        livesUntil[i] = Math.max(livesUntil[i], member.subscribe(topic(i)));
      }
      env.pass(env.rng().nextInt(5_000));
    }
    env.pass(laterSeconds * 1_000L);
    long before = env.wallMillis();
    env.pass(ROUND_MILLIS);
    for (int i = 0; i < livesUntil.length; i++) {
      boolean known = member.holder.known(topic(i)).value() != null;
      if (livesUntil[i] > env.wallMillis()) {
        assertThat(known).as("it lives").isTrue();
      } else if (livesUntil[i] <= before) {
        assertThat(known).as("it does not").isFalse();
      }
    }
  }

  /** Whoever makes a thousand topics for a second each closes nobody else's for ever. */
  @Example
  void expiredTopicsMakeRoomForOthers() {
    Member member = new Member(new TestEnv(1), new MemoryStore());
    for (int i = 0; i < MAX_TOPICS / 2; i++) {
      member.publish(topic(i), 1, 1);
    }
    byte[] more = member.signed(topic(MAX_TOPICS), new byte[1], 1).encoded();
    Promise<byte[]> full = member.holder.append(topic(MAX_TOPICS), List.of(more));
    assertThat(full.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(member.holder.known(topic(MAX_TOPICS)).value()).isNull();
    member.env.pass(1_000);
    TopicItem item = member.publish(topic(MAX_TOPICS), 1, 60);
    assertThat(member.holder.known(topic(MAX_TOPICS)).value().messages().contains(item)).isTrue();
    member.env.pass(2 * ROUND_MILLIS);
    assertThat(member.store.size()).as("one message, one topic").isEqualTo(2 + OF_PUBLISHER);
  }

  /** All topics together have a bound in bytes; what expired does not count towards it. */
  @Example
  void expiredBytesMakeRoomForOthers() {
    Member member = new Member(new TestEnv(1), new MemoryStore());
    ErrorCode refusal = null;
    for (int i = 0; refusal == null && i < 3_000; i++) {
      try {
        member.publish(topic(i / 50), Limits.MAX_TOPIC_MESSAGE_BYTES, 30);
      } catch (PeerloomException e) {
        refusal = e.code();
      }
    }
    assertThat(refusal).isEqualTo(ErrorCode.OVERLOADED);
    member.env.pass(30_000);
    member.publish(topic(MAX_TOPICS), Limits.MAX_TOPIC_MESSAGE_BYTES, 60);
    assertThat(member.store.size()).isLessThan(10);
  }

  /** Another member's history that does not fit: what is shown to others is on the disk too. */
  @Example
  void whatIsTakenOfTooMuchIsDurable() {
    Member member = new Member(new TestEnv(1), new MemoryStore());
    List<byte[]> history = new ArrayList<>();
    Member other = new Member(member.env, new MemoryStore());
    for (int i = 0; i < 150; i++) {
      byte[] value = new byte[Limits.MAX_TOPIC_MESSAGE_BYTES];
      history.add(other.signed(topic(1), value, 60).encoded());
    }
    for (int i = 0; i < 100; i++) {
      member.publish(topic(1), 1_000 + i, 60);
    }
    Message request = new TopicProtocol.Replicate(topic(1), history);
    ProvedPeer from = member.authority.prove(PUBLISHER.card()).value();
    assertThat(TestRouter.of(member.holder).handle(from, request).isFailed()).isFalse();
    for (int i = 0; i < 150; i++) {
      byte[] value = new byte[Limits.MAX_TOPIC_MESSAGE_BYTES - i];
      history.set(i, other.signed(topic(1), value, 60).encoded());
    }
    assertThat(TestRouter.of(member.holder).handle(from, request).failure().code())
        .isEqualTo(ErrorCode.OVERLOADED);
    int held = member.holder.known(topic(1)).value().messages().size();
    assertThat(held).isGreaterThan(200);
    assertThat(member.store.size()).isEqualTo(held + 1 + OF_PUBLISHER);
    assertThat(new Member(member.env, member.store).holder.coordinator(topic(1)).value().messages())
        .extracting(MessageCollection::size)
        .isEqualTo(held);
  }

  /** An append that is not valid makes no topic. */
  @Example
  void whatIsRefusedLeavesNothing() {
    Member member = new Member(new TestEnv(1), new MemoryStore());
    byte[] encoded = member.signed(topic(1), new byte[10], 60).encoded();
    encoded[encoded.length - 1] ^= 1;
    assertThat(member.holder.append(topic(1), List.of(encoded)).failure().code())
        .isEqualTo(ErrorCode.INVALID_SIGNATURE);
    assertThat(member.holder.known(topic(1)).value()).isNull();
    assertThat(member.store.size()).isZero();
  }
}
