package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.Key;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** One publisher takes nobody's room, and what was accepted stays. */
@Label("Room for topics")
class TopicRoomTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final int LARGEST = Limits.MAX_TOPIC_MESSAGE_BYTES;

  /** Of a page. */
  private static final long QUOTA = Limits.MAX_STORED_BYTES_OF_PAGE;

  private static final int TOPIC_BYTES = 5 << 20;

  private final TopicRoom room = new TopicRoom(QUOTA, Items::publisher);

  /** A message in one of many topics. */
  private static TopicItem item(int topic, int publisher, int sequence, int bytes) {
    TopicItem item = Items.item(publisher, 1, sequence, 0, NOW, 3_600, bytes);
    byte[] key = new byte[Key.BYTES];
    key[0] = (byte) (topic >> 8);
    key[1] = (byte) topic;
    return new TopicItem(
        item.id(),
        new Key(key),
        item.identityKey(),
        item.stream(),
        sequence,
        item.settled(),
        NOW,
        3_600,
        item.encoded());
  }

  private static boolean reserve(TopicRoom in, TopicItem item, boolean acknowledged) {
    return in.reserve(item.topic(), IndexedMessage.of(item), acknowledged);
  }

  private void add(TopicItem item) {
    room.add(item.topic(), IndexedMessage.of(item));
  }

  private void release(TopicItem item) {
    room.release(item.topic(), IndexedMessage.of(item));
  }

  /** Fills a topic by one publisher and returns what was accepted. */
  private List<TopicItem> fill(int topic, int publisher, int bytes, boolean acknowledged) {
    List<TopicItem> accepted = new ArrayList<>();
    for (int sequence = 1; ; sequence++) {
      TopicItem item = item(topic, publisher, sequence, bytes);
      if (!reserve(room, item, acknowledged)) {
        return accepted;
      }
      accepted.add(item);
    }
  }

  private static int bytes(List<TopicItem> items) {
    return items.stream().mapToInt(item -> item.encoded().length).sum();
  }

  @Example
  void lonePublisherGetsHalfOfATopic() {
    for (int bytes : new int[] {1, LARGEST}) {
      List<TopicItem> accepted = fill(1, 1, bytes, false);
      assertThat(bytes(accepted)).isBetween(1_700_000, 5 << 19);
      assertThat(accepted).hasSizeLessThanOrEqualTo(6_250);
      accepted.forEach(this::release);
    }
    assertThat(room.isEmpty(item(1, 1, 1, 1).topic())).isTrue();
  }

  /** Fails if a share is one of the whole instead of what is free. */
  @Example
  void somethingIsLeftForTheNextPublisher() {
    for (int publisher = 1; publisher <= 4; publisher++) {
      int share = TOPIC_BYTES >> publisher;
      assertThat(bytes(fill(1, publisher, LARGEST, false))).isGreaterThan(share - 2 * LARGEST);
    }
  }

  /** Whatever the topics, as with all 256 ids of one member. */
  @Example
  void memberThatFillsManyTopicsLeavesRoomInAll() {
    int taken = 0;
    for (int topic = 0; topic < 600; topic++) {
      taken += fill(topic, 1, LARGEST, false).size();
    }
    assertThat(taken * (long) LARGEST).isBetween(8_100_000L, 9L << 20);
    for (int topic : new int[] {0, 3, 999}) {
      assertThat(fill(topic, topic + 2, LARGEST / 10, false))
          .as("topic " + topic)
          .hasSizeGreaterThan(15);
    }
  }

  @Example
  void memberThatMakesManyTopicsLeavesSome() {
    int made = 0;
    while (reserve(room, item(made, 1, 1, 1), false)) {
      made++;
    }
    assertThat(made).isEqualTo(Limits.LEAST_TOPICS_OF_MEMBER / 2);
    for (int topic = made; topic < made + 200; topic++) {
      assertThat(reserve(room, item(topic, 2, 1, 1), false)).isTrue();
    }
    assertThat(reserve(room, item(0, 2, 1, 1), false)).as("a topic that is there").isTrue();
  }

  /** Fails if those who were admitted by the only bridge cannot use what R14 promises. */
  @Example
  void nodeHasRoomForTenThousandTopicsOfOneBridge() {
    Bytes bridge = Bytes.wrap(new byte[1]);
    TopicRoom node =
        new TopicRoom(Limits.MAX_STORED_BYTES, key -> new Owner(List.of(bridge, Bytes.wrap(key))));
    int made = 0;
    for (int publisher = 1; publisher <= 16; publisher++) {
      while (made < 640 * publisher && reserve(node, item(made, publisher, 1, 1), false)) {
        made++;
      }
    }
    assertThat(made).isEqualTo(10_240);
  }

  /** Seen to fail where what an invitee stored counted as its inviter's. */
  @Example
  void inviteeTakesNothingFromItsInviter() {
    byte[] inviter = item(1, 1, 1, 1).identityKey();
    Bytes group = Bytes.wrap(inviter);
    TopicRoom shared =
        new TopicRoom(
            QUOTA,
            key ->
                Bytes.equal(key, inviter)
                    ? Owner.of(group)
                    : new Owner(List.of(group, Bytes.wrap(key))));
    for (int topic = 1; topic <= 5; topic++) {
      int sequence = 1;
      while (reserve(shared, item(topic, 2, sequence, LARGEST), false)) {
        sequence++;
      }
    }
    assertThat(reserve(shared, item(1, 1, 1, LARGEST), false)).isTrue();
    assertThat(reserve(shared, item(9, 1, 1, LARGEST), false)).isTrue();
  }

  /** Fails if each identity has a share of its own, whoever invited it. */
  @Example
  void inviterOfManyPublishersLeavesRoom() {
    Bytes inviter = Bytes.wrap(new byte[] {1});
    byte[] honest = item(1, 1_000, 1, 1).identityKey();
    TopicRoom shared =
        new TopicRoom(
            QUOTA,
            key ->
                Bytes.equal(key, honest)
                    ? Owner.of(Bytes.wrap(key))
                    : new Owner(List.of(inviter, Bytes.wrap(key))));
    for (int publisher = 1; publisher <= 100; publisher++) {
      int sequence = 1;
      while (reserve(shared, item(1, publisher, sequence, LARGEST), false)) {
        sequence++;
      }
    }
    int stored = 0;
    while (reserve(shared, item(1, 1_000, stored + 1, LARGEST), false)) {
      stored++;
    }
    assertThat(stored * LARGEST)
        .as("half of what a group leaves free")
        .isGreaterThan(TOPIC_BYTES / ((int) FairShares.ofGroup(1, 0) + 1) / 2 - LARGEST);
  }

  /** Fails if what is replicated counts for the room of what is appended. */
  @Example
  void whatIsReplicatedTakesNoRoomOfPublishers() {
    assertThat(bytes(fill(1, 1, LARGEST, true))).isGreaterThan(TOPIC_BYTES);
    assertThat(bytes(fill(1, 2, LARGEST, false))).isGreaterThan(TOPIC_BYTES / 4 - LARGEST);
  }

  /** Each half of a network accepted a full topic, in shares of any size. */
  @Property(tries = 10)
  void bothHalvesOfANetworkFit(@ForAll int seed, @ForAll @IntRange(min = 1, max = 6) int each) {
    Rng rng = new Rng(seed);
    List<TopicItem> halves = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      TopicRoom there = new TopicRoom(QUOTA, Items::publisher);
      for (int publisher = 1; publisher <= each; publisher++) {
        int most = 1 + rng.nextInt(200);
        for (int sequence = 1; sequence <= most; sequence++) {
          int number = 1_000 * half + sequence;
          TopicItem item = item(1, publisher, number, LARGEST - rng.nextInt(5_000));
          if (reserve(there, item, false)) {
            halves.add(item);
          }
        }
      }
    }
    rng.shuffle(halves);
    for (TopicItem item : halves) {
      assertThat(reserve(room, item, true)).isTrue();
    }
    halves.forEach(this::release);
    assertThat(reserve(room, item(1, 1, 1, LARGEST), false)).isTrue();
  }

  /** What a restart finds on the disk is counted, however it was shared. */
  @Example
  void whatIsStoredStays() {
    for (int sequence = 1; sequence <= 300; sequence++) {
      add(item(1, 1, sequence, LARGEST));
    }
    assertThat(reserve(room, item(1, 1, 301, LARGEST), false)).isFalse();
    for (int sequence = 1; sequence <= 300; sequence++) {
      release(item(1, 1, sequence, LARGEST));
    }
    assertThat(bytes(fill(1, 1, LARGEST, false))).isGreaterThan(TOPIC_BYTES / 2 - LARGEST);
  }
}
