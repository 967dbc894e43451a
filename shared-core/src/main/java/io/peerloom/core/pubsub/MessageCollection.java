package io.peerloom.core.pubsub;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.SpanDigest;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The index of a topic's messages, a set of immutable signed items: in spans by time of
 * publication.
 *
 * <p>A span is replaced, never changed (R16.5), and identified by the digest of its ids; groups of
 * 16, 256 and 4,096 spans by the digests of their spans, a Merkle tree of fixed shape. So a few
 * bytes show where two collections differ, and merging is set union: any two states merge without
 * loss, in any order (R16.3).
 */
public final class MessageCollection {

  /** A span is 2^14 ms, about 16 s. */
  private static final int SPAN_SHIFT = 14;

  /** Publishers whose keys are shared by their messages. */
  private static final int MAX_SHARED_KEYS = 64;

  private static final class SpanItems {
    final IndexedMessage[] items;
    byte[] digest;

    SpanItems(IndexedMessage[] items) {
      this.items = items;
    }

    int indexOf(Bytes id) {
      int low = 0;
      int high = items.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = items[middle].id().compareTo(id);
        if (order == 0) {
          return middle;
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return -1 - low;
    }
  }

  private final Hash hash;
  private final TreeMap<Long, SpanItems> spans = new TreeMap<>();

  /** The same messages by when they expire, in spans of that. */
  private final TreeMap<Long, List<IndexedMessage>> expiring = new TreeMap<>();

  private int size;
  private int bytes;
  private long earliestExpiry = Long.MAX_VALUE;

  /**
   * The keys of the last publishers, so that their messages share one copy; null until there is a
   * second message, which most topics never have.
   */
  private BoundedMap<Bytes, Bytes> publishers;

  /** The digests of groups, cached until one of their spans changes; see {@link #groupKey}. */
  private final Map<Long, byte[]> groups = new TreeMap<>();

  public MessageCollection(Hash hash) {
    this.hash = hash;
  }

  /** Adds a message; false when it was there already. */
  boolean add(IndexedMessage added) {
    long number = spanOf(added.publishedAt());
    SpanItems span = spans.get(number);
    int at = span == null ? -1 : span.indexOf(added.id());
    if (at >= 0) {
      return false;
    }
    IndexedMessage message = shared(added);
    int length = span == null ? 0 : span.items.length;
    int index = -1 - at;
    IndexedMessage[] items = new IndexedMessage[length + 1];
    if (span != null) {
      System.arraycopy(span.items, 0, items, 0, index);
      System.arraycopy(span.items, index, items, index + 1, length - index);
    }
    items[index] = message;
    spans.put(number, new SpanItems(items));
    expiring.computeIfAbsent(spanOf(message.expiresAt()), any -> new ArrayList<>(1)).add(message);
    size++;
    bytes += message.length();
    forgetGroups(number);
    earliestExpiry = Math.min(earliestExpiry, message.expiresAt());
    return true;
  }

  /** The same message with a publisher's key that others share. */
  private IndexedMessage shared(IndexedMessage message) {
    if (size == 0) {
      return message;
    }
    if (publishers == null) {
      publishers = new BoundedMap<>(MAX_SHARED_KEYS);
    }
    Bytes key = publishers.get(message.publisher());
    if (key == null) {
      publishers.put(message.publisher(), message.publisher());
      return message;
    }
    return new IndexedMessage(
        message.id(), key, message.publishedAt(), message.expiresAt(), message.length());
  }

  public boolean contains(TopicItem item) {
    return contains(item.id(), item.publishedAt());
  }

  boolean contains(Bytes id, long publishedAt) {
    SpanItems span = spans.get(spanOf(publishedAt));
    return span != null && span.indexOf(id) >= 0;
  }

  /** Removes a message; false if it is not here. */
  boolean remove(IndexedMessage message) {
    if (!removeFromSpan(message)) {
      return false;
    }
    long number = spanOf(message.expiresAt());
    List<IndexedMessage> others = expiring.get(number);
    others.removeIf(each -> each.id().equals(message.id()));
    if (others.isEmpty()) {
      expiring.remove(number);
    }
    return true;
  }

  private boolean removeFromSpan(IndexedMessage message) {
    long number = spanOf(message.publishedAt());
    SpanItems span = spans.get(number);
    int at = span == null ? -1 : span.indexOf(message.id());
    if (at < 0) {
      return false;
    }
    if (span.items.length == 1) {
      spans.remove(number);
    } else {
      IndexedMessage[] items = new IndexedMessage[span.items.length - 1];
      System.arraycopy(span.items, 0, items, 0, at);
      System.arraycopy(span.items, at + 1, items, at, items.length - at);
      spans.put(number, new SpanItems(items));
    }
    size--;
    bytes -= message.length();
    forgetGroups(number);
    return true;
  }

  private void forgetGroups(long number) {
    for (int level = 1; level <= SpanDigest.MAX_LEVEL; level++) {
      groups.remove(groupKey(level, SpanDigest.numberOf(number, level)));
    }
  }

  /** The name of a group: groups of all levels are in one map. */
  private static long groupKey(int level, long number) {
    return number * (SpanDigest.MAX_LEVEL + 1) + level;
  }

  /** Removes and returns the expired messages, and nothing else. It looks at no others. */
  List<IndexedMessage> prune(long now) {
    List<IndexedMessage> removed = new ArrayList<>();
    if (now < earliestExpiry) {
      return removed;
    }
    earliestExpiry = Long.MAX_VALUE;
    while (!expiring.isEmpty() && expiring.firstKey() <= spanOf(now)) {
      long number = expiring.firstKey();
      List<IndexedMessage> kept = new ArrayList<>();
      for (IndexedMessage message : expiring.remove(number)) {
        if (message.isExpired(now)) {
          removed.add(message);
        } else {
          kept.add(message);
          earliestExpiry = Math.min(earliestExpiry, message.expiresAt());
        }
      }
      if (!kept.isEmpty()) {
        expiring.put(number, kept);
        break;
      }
    }
    Set<Long> changed = new TreeSet<>();
    removed.forEach(message -> changed.add(spanOf(message.publishedAt())));
    changed.forEach(number -> pruneSpan(number, now));
    if (!expiring.isEmpty() && earliestExpiry == Long.MAX_VALUE) {
      earliestExpiry = expiring.firstKey() << SPAN_SHIFT;
    }
    return removed;
  }

  /** When the first message expires, or before; {@code Long.MAX_VALUE} without any. */
  long nextExpiry() {
    return size == 0 ? Long.MAX_VALUE : earliestExpiry;
  }

  private void pruneSpan(long number, long now) {
    List<IndexedMessage> kept = new ArrayList<>();
    for (IndexedMessage message : spans.get(number).items) {
      if (message.isExpired(now)) {
        size--;
        bytes -= message.length();
      } else {
        kept.add(message);
      }
    }
    if (kept.isEmpty()) {
      spans.remove(number);
    } else {
      spans.put(number, new SpanItems(kept.toArray(new IndexedMessage[0])));
    }
    forgetGroups(number);
  }

  /**
   * The digests of some spans, oldest first: at least the {@link SpanDigest#FANOUT} newest one by
   * one, older ones in ever larger groups, so that the digest of a week is hardly longer than that
   * of a day. No group reaches beyond the range: where it begins they get smaller again.
   */
  public List<SpanDigest> digest(SpanRange range) {
    List<SpanDigest> digests = new ArrayList<>();
    int level = 0;
    int atLevel = 0;
    Long span = spans.floorKey(range.to());
    while (span != null && span >= range.from()) {
      while (SpanDigest.range(level, SpanDigest.numberOf(span, level)).from() < range.from()) {
        level--;
        atLevel = 0;
      }
      long number = SpanDigest.numberOf(span, level);
      digests.add(new SpanDigest(level, number, digestOf(level, number)));
      atLevel++;
      Long older = spans.lowerKey(SpanDigest.range(level, number).from());
      boolean full = atLevel >= SpanDigest.FANOUT && level < SpanDigest.MAX_LEVEL;
      if (full
          && older != null
          && SpanDigest.numberOf(older, level + 1) != SpanDigest.numberOf(span, level + 1)) {
        level++;
        atLevel = 0;
      }
      span = older;
    }
    Collections.reverse(digests);
    return digests;
  }

  private boolean isEmptyWithin(long from, long to) {
    Long next = spans.ceilingKey(from);
    return next == null || next > to;
  }

  /** The spans of a range in order. A view of the map would cost a page more code than this. */
  private List<Map.Entry<Long, SpanItems>> within(SpanRange range) {
    List<Map.Entry<Long, SpanItems>> found = new ArrayList<>();
    for (Map.Entry<Long, SpanItems> entry = spans.ceilingEntry(range.from());
        entry != null && entry.getKey() <= range.to();
        entry = spans.higherEntry(entry.getKey())) {
      found.add(entry);
    }
    return found;
  }

  /** The digest of a span or group; null if it is empty here. */
  private byte[] digestOf(int level, long number) {
    SpanRange range = SpanDigest.range(level, number);
    if (isEmptyWithin(range.from(), range.to())) {
      return null;
    }
    return level == 0
        ? digestOf(spans.get(number))
        : groups.computeIfAbsent(groupKey(level, number), any -> digestOf(within(range)));
  }

  private byte[] digestOf(List<Map.Entry<Long, SpanItems>> held) {
    byte[][] parts = new byte[2 * held.size()][];
    int at = 0;
    for (Map.Entry<Long, SpanItems> span : held) {
      parts[at++] = Bytes.bigEndian(span.getKey());
      parts[at++] = digestOf(span.getValue());
    }
    return Bytes.slice(hash.sha256(parts), 0, TopicProtocol.ID_BYTES);
  }

  private byte[] digestOf(SpanItems span) {
    if (span.digest == null) {
      byte[][] ids = new byte[span.items.length][];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = span.items[i].id().array();
      }
      span.digest = Bytes.slice(hash.sha256(ids), 0, TopicProtocol.ID_BYTES);
    }
    return span.digest;
  }

  /**
   * How another collection differs from this one, according to its digest.
   *
   * @param wanted spans with messages that this one lacks
   * @param lacked spans with messages that the other lacks
   * @param groups groups that differ, whose spans need a digest of their own
   */
  record Difference(List<SpanRange> wanted, List<SpanRange> lacked, List<SpanRange> groups) {
    /** Whether both have the same messages. */
    boolean isEmpty() {
      return wanted.isEmpty() && lacked.isEmpty() && groups.isEmpty();
    }
  }

  /** Compares with another's digest of some spans, which is ordered, but may be forged. */
  Difference compare(SpanRange range, List<SpanDigest> digest) {
    Difference difference = new Difference(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (SpanDigest theirs : digest) {
      byte[] mine = digestOf(theirs.level(), theirs.number());
      SpanRange spans = theirs.range().within(range);
      if (mine == null) {
        addWanted(spans, difference.wanted);
      } else if (!Bytes.equal(mine, theirs.digest())) {
        if (theirs.level() > 0) {
          difference.groups.add(spans);
        } else {
          difference.wanted.add(spans);
          difference.lacked.add(spans);
        }
      }
    }
    addUncovered(range, digest, difference.lacked);
    return difference;
  }

  /**
   * Adds spans that are empty here, merged with the previous range if all between is empty here,
   * too.
   */
  private void addWanted(SpanRange more, List<SpanRange> wanted) {
    SpanRange last = wanted.isEmpty() ? null : wanted.get(wanted.size() - 1);
    if (last != null && last.to() < more.from() && isEmptyWithin(last.from(), more.to())) {
      wanted.set(wanted.size() - 1, new SpanRange(last.from(), more.to()));
    } else {
      wanted.add(more);
    }
  }

  /** Adds the spans present here that the digest does not cover, adjacent ones together. */
  private void addUncovered(SpanRange range, List<SpanDigest> digest, List<SpanRange> lacked) {
    List<Set<Long>> numbers = new ArrayList<>();
    for (int level = 0; level <= SpanDigest.MAX_LEVEL; level++) {
      numbers.add(new TreeSet<>());
    }
    for (SpanDigest theirs : digest) {
      numbers.get(theirs.level()).add(theirs.number());
    }
    SpanRange uncovered = null;
    for (Map.Entry<Long, SpanItems> entry : within(range)) {
      long span = entry.getKey();
      boolean isCovered = false;
      for (int level = 0; level <= SpanDigest.MAX_LEVEL; level++) {
        isCovered |= numbers.get(level).contains(SpanDigest.numberOf(span, level));
      }
      if (isCovered && uncovered != null) {
        lacked.add(uncovered);
        uncovered = null;
      } else if (!isCovered) {
        uncovered = new SpanRange(uncovered == null ? span : uncovered.from(), span);
      }
    }
    if (uncovered != null) {
      lacked.add(uncovered);
    }
  }

  /**
   * Messages for an answer.
   *
   * @param more whether it was cut
   */
  record Part(List<IndexedMessage> messages, boolean more) {}

  /**
   * Messages by span and id, as many as fit into one answer.
   *
   * @param most bytes; if the first message exceeds them, the answer is empty and has more
   */
  Part items(Cursor cursor, int most) {
    SpanRange range = cursor.range();
    List<IndexedMessage> items = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<Long, SpanItems> entry = spans.ceilingEntry(range.from());
        entry != null && entry.getKey() <= range.to();
        entry = spans.higherEntry(entry.getKey())) {
      SpanItems span = entry.getValue();
      int at = entry.getKey() == range.from() ? span.indexOf(Bytes.wrap(cursor.after())) : -1;
      for (int i = at >= 0 ? at + 1 : -1 - at; i < span.items.length; i++) {
        IndexedMessage message = span.items[i];
        if (items.size() == TopicProtocol.MAX_ITEMS || bytes + message.length() > most) {
          return new Part(items, true);
        }
        items.add(message);
        bytes += message.length();
      }
    }
    return new Part(items, false);
  }

  /** The messages of one span, by id. */
  List<IndexedMessage> span(long number) {
    SpanItems span = spans.get(number);
    return span == null ? List.of() : List.of(span.items);
  }

  /** Ids of one span, those after {@code after}, as many as fit into one answer. */
  TopicProtocol.Ids ids(long number, byte[] after, int most) {
    List<byte[]> ids = new ArrayList<>();
    Bytes from = Bytes.wrap(after);
    for (IndexedMessage message : span(number)) {
      if (message.id().compareTo(from) > 0) {
        if (ids.size() == most) {
          return new TopicProtocol.Ids(ids, true);
        }
        ids.add(message.id().array());
      }
    }
    return new TopicProtocol.Ids(ids, false);
  }

  /** The requested messages of one span that are here, in that order; as for {@link #items}. */
  Part chosen(long number, List<byte[]> ids, int most) {
    List<IndexedMessage> items = new ArrayList<>();
    SpanItems span = spans.get(number);
    int bytes = 0;
    for (byte[] id : ids) {
      int at = span == null ? -1 : span.indexOf(Bytes.wrap(id));
      if (at >= 0) {
        IndexedMessage message = span.items[at];
        if (bytes + message.length() > most) {
          return new Part(items, true);
        }
        items.add(message);
        bytes += message.length();
      }
    }
    return new Part(items, false);
  }

  /** The messages of some spans that another collection lacks, by span. */
  List<IndexedMessage> missingFrom(MessageCollection other, SpanRange range) {
    List<IndexedMessage> missing = new ArrayList<>();
    for (Map.Entry<Long, SpanItems> entry : within(range)) {
      SpanItems theirs = other.spans.get(entry.getKey());
      if (theirs == null || !Bytes.equal(digestOf(theirs), digestOf(entry.getValue()))) {
        for (IndexedMessage message : entry.getValue().items) {
          if (theirs == null || theirs.indexOf(message.id()) < 0) {
            missing.add(message);
          }
        }
      }
    }
    return missing;
  }

  /** The number of the span of messages that were published then. */
  static long spanOf(long publishedAt) {
    return publishedAt >> SPAN_SHIFT;
  }

  /** The spans of messages published since then, in wall-clock milliseconds. */
  static SpanRange since(long millis) {
    return new SpanRange(Math.max(0, millis) >> SPAN_SHIFT, Long.MAX_VALUE);
  }

  public int size() {
    return size;
  }

  /** Bytes of all its messages, as signed. */
  public int bytes() {
    return bytes;
  }
}
