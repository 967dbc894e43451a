package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Collections merge without loss, and tell by their digests what they lack. */
@Label("MessageCollection")
class MessageCollectionTest {
  private static final long NOW = 1_700_000_000_000L;

  @Property(tries = 100)
  void anyStatesMergeWithoutLossInAnyOrder(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 5) int members,
      @ForAll @IntRange(max = 60) int messages) {
    Rng rng = new Rng(seed);
    List<MessageCollection> states = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      states.add(new MessageCollection(Items.HASH));
    }
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < messages; i++) {
      TopicItem item = Items.item(rng.nextInt(4), i + 1, NOW + rng.nextInt(100_000));
      all.add(item.id().toString());
      for (int copies = 1 + rng.nextInt(2); copies > 0; copies--) {
        states.get(rng.nextInt(members)).add(IndexedMessage.of(item));
      }
    }
    // Each takes from each, in a random order, as long as somebody still lacks something.
    for (int round = 0; round < 2 * members; round++) {
      for (MessageCollection to : states) {
        MessageCollection from = states.get(rng.nextInt(members));
        pull(from, to);
        pull(to, from);
      }
      for (MessageCollection from : states) {
        pull(from, states.get(0));
      }
    }
    states.forEach(state -> pull(states.get(0), state));
    for (MessageCollection state : states) {
      assertThat(ids(state)).isEqualTo(all);
      assertThat(state.size()).isEqualTo(all.size());
      assertThat(isSame(state, states.get(0))).isTrue();
    }
  }

  /** As members do it: by digest, of single spans where a group differs. */
  private static void pull(MessageCollection from, MessageCollection to) {
    pull(from, to, SpanRange.ALL);
  }

  private static void pull(MessageCollection from, MessageCollection to, SpanRange range) {
    MessageCollection.Difference difference = to.compare(range, from.digest(range));
    difference.wanted().forEach(wanted -> read(from, to, wanted));
    difference.groups().forEach(group -> pull(from, to, group));
  }

  private static void read(MessageCollection from, MessageCollection to, SpanRange range) {
    Cursor cursor = Cursor.before(range);
    MessageCollection.Part part;
    do {
      part = from.items(cursor, 600);
      part.messages().forEach(to::add);
      cursor = part.more() ? cursor.after(part.messages()) : null;
    } while (cursor != null);
  }

  private static boolean isSame(MessageCollection one, MessageCollection two) {
    MessageCollection.Difference difference = one.compare(SpanRange.ALL, two.digest(SpanRange.ALL));
    return difference.wanted().isEmpty()
        && difference.lacked().isEmpty()
        && difference.groups().isEmpty();
  }

  private static Set<String> ids(MessageCollection state) {
    Set<String> ids = new TreeSet<>();
    Items.all(state).forEach(message -> ids.add(message.id().toString()));
    return ids;
  }

  @Property(tries = 100)
  void digestsAreEqualExactlyWhenTheMessagesAre(@ForAll int seed) {
    Rng rng = new Rng(seed);
    List<TopicItem> items = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      items.add(Items.item(1, i + 1, NOW + rng.nextInt(40_000)));
    }
    MessageCollection one = Items.collection(items);
    rng.shuffle(items);
    MessageCollection two = Items.collection(items);
    assertThat(isSame(one, two)).isTrue();
    TopicItem missing = items.remove(rng.nextInt(items.size()));
    MessageCollection three = Items.collection(items);
    List<SpanRange> wanted = three.compare(SpanRange.ALL, one.digest(SpanRange.ALL)).wanted();
    assertThat(wanted).hasSize(1);
    assertThat(one.compare(SpanRange.ALL, three.digest(SpanRange.ALL)).lacked()).isEqualTo(wanted);
    assertThat(three.contains(missing)).isFalse();
    assertThat(three.add(IndexedMessage.of(missing))).isTrue();
    assertThat(three.add(IndexedMessage.of(missing))).isFalse();
    assertThat(isSame(one, three)).isTrue();
  }

  /** Whoever wants only what is new asks nothing about what came before, at any later moment. */
  @Property(tries = 100)
  void whatIsBeforeARangeIsNeitherToldNorRead(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 1_000) int messages) {
    Rng rng = new Rng(seed);
    int week = 7 * 24 * 3_600_000;
    long since = NOW + rng.nextInt(week);
    MessageCollection whole = new MessageCollection(Items.HASH);
    Set<String> wanted = new TreeSet<>();
    for (int i = 0; i < messages; i++) {
      long at = rng.chance(300) ? since + rng.nextInt(100_000) : NOW + rng.nextInt(week);
      TopicItem item = Items.item(1, i + 1, at, Limits.MAX_TTL_SECONDS);
      whole.add(IndexedMessage.of(item));
      if (MessageCollection.spanOf(item.publishedAt()) >= MessageCollection.since(since).from()) {
        wanted.add(item.id().toString());
      }
    }
    SpanRange range = MessageCollection.since(since);
    List<TopicProtocol.SpanDigest> digest = whole.digest(range);
    assertThat(digest).allMatch(each -> each.range().from() >= range.from());
    byte[] encoded = MessageCodec.encode(new TopicProtocol.Digest(digest));
    assertThat(encoded).hasSizeLessThan(RoutingMessage.MAX_ROUTED_BYTES - 500);
    MessageCollection reader = new MessageCollection(Items.HASH);
    pull(whole, reader, range);
    assertThat(ids(reader)).isEqualTo(wanted);
    assertThat(reader.compare(range, digest).isEmpty()).isTrue();
  }

  /** As for a member of an earlier build, whose groups may begin before the range. */
  @Example
  void ofAGroupThatBeginsBeforeTheRangeOnlyTheRestIsRead() {
    MessageCollection whole = new MessageCollection(Items.HASH);
    for (int i = 0; i < 100; i++) {
      whole.add(Items.indexed(1, i + 1, NOW + i * 16_384L));
    }
    SpanRange range = MessageCollection.since(NOW + 10 * 16_384L);
    MessageCollection.Difference difference =
        new MessageCollection(Items.HASH).compare(range, whole.digest(SpanRange.ALL));
    assertThat(difference.wanted()).allMatch(wanted -> wanted.from() >= range.from());
    whole.add(Items.indexed(1, 101, NOW));
    MessageCollection most = new MessageCollection(Items.HASH);
    read(whole, most, MessageCollection.since(NOW + 20 * 16_384L));
    difference = most.compare(range, whole.digest(SpanRange.ALL));
    assertThat(difference.groups()).allMatch(group -> group.from() >= range.from());
  }

  /** Whoever has no link to a member gets this in one routed answer, too. */
  @Property(tries = 20)
  void whatIsToldOfAWeekIsShortAndFindsWhatLacks(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 3_000) int messages) {
    Rng rng = new Rng(seed);
    List<TopicItem> items = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      items.add(
          Items.item(1, i + 1, NOW + rng.nextInt(7 * 24 * 3_600_000), Limits.MAX_TTL_SECONDS));
    }
    MessageCollection whole = Items.collection(items);
    List<TopicProtocol.SpanDigest> digest = whole.digest(SpanRange.ALL);
    byte[] encoded = MessageCodec.encode(new TopicProtocol.Digest(digest));
    assertThat(encoded).hasSizeLessThan(RoutingMessage.MAX_ROUTED_BYTES - 1_000);

    MessageCollection lacking = Items.collection(items.subList(0, items.size() - 1));
    pull(whole, lacking);
    assertThat(isSame(whole, lacking)).isTrue();
    MessageCollection empty = new MessageCollection(Items.HASH);
    assertThat(empty.compare(SpanRange.ALL, digest).wanted()).as("all of it at once").hasSize(1);
    assertThat(whole.compare(SpanRange.ALL, List.of()).lacked()).hasSize(1);
  }

  /** Who says the same message again and again would be asked for ever. */
  @Example
  void whatDoesNotGoOnIsRefused() {
    TopicItem item = Items.item(1, 1, NOW);
    long span = MessageCollection.spanOf(item.publishedAt());
    List<byte[]> items = List.of(item.encoded());
    Cursor read = Cursor.before(SpanRange.ALL).after(Items.HASH, items);
    assertThat(read.range()).isEqualTo(new SpanRange(span, Long.MAX_VALUE));
    for (Cursor cursor :
        List.of(
            read,
            Cursor.before(new SpanRange(span + 1, span + 9)),
            Cursor.before(new SpanRange(0, span - 1)))) {
      assertThatThrownBy(() -> cursor.after(Items.HASH, items))
          .isInstanceOf(PeerloomException.class);
    }
  }

  /**
   * Fails if messages stay at the moment when they expire, or if a first removal loses the time of
   * the next expiry.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 37: Message Expiration Cleanup (pub/sub)")
  void exactlyTheExpiredGo(@ForAll int seed, @ForAll @IntRange(max = 120) int secondsLater) {
    Rng rng = new Rng(seed);
    MessageCollection collection = new MessageCollection(Items.HASH);
    List<IndexedMessage> live = new ArrayList<>();
    List<IndexedMessage> expired = new ArrayList<>();
    long later = NOW + secondsLater * 1_000L;
    for (int i = 0; i < 30; i++) {
      // Whole seconds, so that some expire at that very moment.
      IndexedMessage message =
          IndexedMessage.of(
              Items.item(1, i + 1, NOW + rng.nextInt(30) * 1_000, 1 + rng.nextInt(90)));
      (message.expiresAt() <= later ? expired : live).add(message);
      collection.add(message);
    }
    assertThat(collection.prune(later)).containsExactlyInAnyOrderElementsOf(expired);
    assertThat(Items.all(collection)).containsExactlyInAnyOrderElementsOf(live);
    assertThat(collection.prune(later)).isEmpty();
    for (IndexedMessage next : live) {
      collection.prune(next.expiresAt());
      assertThat(collection.contains(next.id(), next.publishedAt())).as("at its expiry").isFalse();
    }
    assertThat(collection.size()).isZero();
    assertThat(collection.digest(SpanRange.ALL)).as("an empty span has no digest").isEmpty();
  }

  @Example
  void whatHasNotExpiredIsNeverDropped() {
    MessageCollection collection = new MessageCollection(Items.HASH);
    for (int i = 1; i <= 10_050; i++) {
      collection.add(Items.indexed(1, i, NOW + i));
    }
    assertThat(collection.prune(NOW)).isEmpty();
    assertThat(collection.size()).isEqualTo(10_050);
  }

  @Property(tries = 100)
  void whatIsTakenOutAgainLeavesNoTrace(@ForAll int seed) {
    Rng rng = new Rng(seed);
    MessageCollection whole = new MessageCollection(Items.HASH);
    MessageCollection without = new MessageCollection(Items.HASH);
    List<IndexedMessage> taken = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      TopicItem item = Items.item(1, i, NOW + rng.nextInt(200_000));
      whole.add(IndexedMessage.of(item));
      if (rng.chance(300)) {
        taken.add(IndexedMessage.of(item));
      } else {
        without.add(IndexedMessage.of(item));
      }
    }
    assertThat(whole.missingFrom(without, SpanRange.ALL))
        .containsExactlyInAnyOrderElementsOf(taken);
    taken.forEach(whole::remove);
    assertThat(whole.compare(SpanRange.ALL, without.digest(SpanRange.ALL)).wanted()).isEmpty();
    assertThat(without.compare(SpanRange.ALL, whole.digest(SpanRange.ALL)).wanted()).isEmpty();
    assertThat(whole.size()).isEqualTo(without.size());
    assertThat(whole.bytes()).isEqualTo(without.bytes());
  }
}
