package io.peerloom.core.pubsub;

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
 * The messages of a topic as a set of immutable signed items, in spans by time of publication.
 *
 * <p>A span is replaced, never changed (R16.5), and identified by the digest of its ids; groups of
 * 16, 256 and 4,096 spans by the digests of their spans, a Merkle tree of fixed shape. So a few
 * bytes show where two collections differ, and merging is set union: any two states merge without
 * loss, in any order (R16.3).
 */
public final class MessageCollection {

  /** A span is 2^14 ms, about 16 s. */
  private static final int SPAN_SHIFT = 14;

  private static final class SpanItems {
    final TopicItem[] items;
    byte[] digest;

    SpanItems(TopicItem[] items) {
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
  private int size;
  private int bytes;
  private long earliestExpiry = Long.MAX_VALUE;

  /** The digests of groups by level, cached until one of their spans changes. */
  private final List<Map<Long, byte[]>> groups = new ArrayList<>();

  public MessageCollection(Hash hash) {
    this.hash = hash;
    for (int level = 0; level <= SpanDigest.MAX_LEVEL; level++) {
      groups.add(new TreeMap<>());
    }
  }

  /** Adds a message; false when it was there already. */
  public boolean add(TopicItem item) {
    long number = spanOf(item);
    SpanItems span = spans.get(number);
    if (span == null) {
      spans.put(number, new SpanItems(new TopicItem[] {item}));
    } else {
      int at = span.indexOf(item.id());
      if (at >= 0) {
        return false;
      }
      int index = -1 - at;
      TopicItem[] items = new TopicItem[span.items.length + 1];
      System.arraycopy(span.items, 0, items, 0, index);
      items[index] = item;
      System.arraycopy(span.items, index, items, index + 1, span.items.length - index);
      spans.put(number, new SpanItems(items));
    }
    size++;
    bytes += item.encoded().length;
    forgetGroups(number);
    earliestExpiry = Math.min(earliestExpiry, item.expiresAt());
    return true;
  }

  public boolean contains(TopicItem item) {
    SpanItems span = spans.get(spanOf(item));
    return span != null && span.indexOf(item.id()) >= 0;
  }

  /** Removes a message that could not be used, so that it is read again later. */
  void remove(TopicItem item) {
    long number = spanOf(item);
    SpanItems span = spans.get(number);
    int at = span == null ? -1 : span.indexOf(item.id());
    if (at < 0) {
      return;
    }
    if (span.items.length == 1) {
      spans.remove(number);
    } else {
      TopicItem[] items = new TopicItem[span.items.length - 1];
      System.arraycopy(span.items, 0, items, 0, at);
      System.arraycopy(span.items, at + 1, items, at, items.length - at);
      spans.put(number, new SpanItems(items));
    }
    size--;
    bytes -= item.encoded().length;
    forgetGroups(number);
  }

  private void forgetGroups(long number) {
    for (int level = 1; level <= SpanDigest.MAX_LEVEL; level++) {
      groups.get(level).remove(SpanDigest.numberOf(number, level));
    }
  }

  /** Removes and returns the expired messages, and nothing else. */
  public List<TopicItem> prune(long now) {
    List<TopicItem> removed = new ArrayList<>();
    if (now < earliestExpiry) {
      return removed;
    }
    earliestExpiry = Long.MAX_VALUE;
    groups.forEach(Map::clear);
    for (Map.Entry<Long, SpanItems> entry : new ArrayList<>(spans.entrySet())) {
      List<TopicItem> kept = new ArrayList<>();
      for (TopicItem item : entry.getValue().items) {
        if (item.isExpired(now)) {
          removed.add(item);
          size--;
          bytes -= item.encoded().length;
        } else {
          kept.add(item);
          earliestExpiry = Math.min(earliestExpiry, item.expiresAt());
        }
      }
      if (kept.isEmpty()) {
        spans.remove(entry.getKey());
      } else if (kept.size() < entry.getValue().items.length) {
        spans.put(entry.getKey(), new SpanItems(kept.toArray(new TopicItem[0])));
      }
    }
    return removed;
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
        : groups.get(level).computeIfAbsent(number, any -> digestOf(within(range)));
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
   * Messages by span and id, as many as fit into one answer.
   *
   * @param most bytes; if the first message exceeds them, the answer is empty and has more
   */
  TopicProtocol.Items items(Cursor cursor, int most) {
    SpanRange range = cursor.range();
    List<byte[]> items = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<Long, SpanItems> entry = spans.ceilingEntry(range.from());
        entry != null && entry.getKey() <= range.to();
        entry = spans.higherEntry(entry.getKey())) {
      SpanItems span = entry.getValue();
      int at = entry.getKey() == range.from() ? span.indexOf(Bytes.wrap(cursor.after())) : -1;
      for (int i = at >= 0 ? at + 1 : -1 - at; i < span.items.length; i++) {
        byte[] encoded = span.items[i].encoded();
        if (items.size() == TopicProtocol.MAX_ITEMS || bytes + encoded.length > most) {
          return new TopicProtocol.Items(items, true);
        }
        items.add(encoded);
        bytes += encoded.length;
      }
    }
    return new TopicProtocol.Items(items, false);
  }

  /** The messages of one span, by id. */
  List<TopicItem> span(long number) {
    SpanItems span = spans.get(number);
    return span == null ? List.of() : List.of(span.items);
  }

  /** Ids of one span, those after {@code after}, as many as fit into one answer. */
  TopicProtocol.Ids ids(long number, byte[] after, int most) {
    List<byte[]> ids = new ArrayList<>();
    Bytes from = Bytes.wrap(after);
    for (TopicItem item : span(number)) {
      if (item.id().compareTo(from) > 0) {
        if (ids.size() == most) {
          return new TopicProtocol.Ids(ids, true);
        }
        ids.add(item.id().array());
      }
    }
    return new TopicProtocol.Ids(ids, false);
  }

  /** The requested messages of one span that are here, in that order; as for {@link #items}. */
  TopicProtocol.Items chosen(long number, List<byte[]> ids, int most) {
    List<byte[]> items = new ArrayList<>();
    SpanItems span = spans.get(number);
    int bytes = 0;
    for (byte[] id : ids) {
      int at = span == null ? -1 : span.indexOf(Bytes.wrap(id));
      if (at >= 0) {
        byte[] encoded = span.items[at].encoded();
        if (bytes + encoded.length > most) {
          return new TopicProtocol.Items(items, true);
        }
        items.add(encoded);
        bytes += encoded.length;
      }
    }
    return new TopicProtocol.Items(items, false);
  }

  /** The messages of some spans that another collection lacks, in order. */
  List<TopicItem> missingFrom(MessageCollection other, SpanRange range) {
    List<TopicItem> missing = new ArrayList<>();
    for (Map.Entry<Long, SpanItems> entry : within(range)) {
      SpanItems theirs = other.spans.get(entry.getKey());
      if (theirs == null || !Bytes.equal(digestOf(theirs), digestOf(entry.getValue()))) {
        for (TopicItem item : entry.getValue().items) {
          if (theirs == null || theirs.indexOf(item.id()) < 0) {
            missing.add(item);
          }
        }
      }
    }
    missing.sort(null);
    return missing;
  }

  /** The number of the span that a message is in. */
  static long spanOf(TopicItem item) {
    return item.publishedAt() >> SPAN_SHIFT;
  }

  /** The spans of messages published since then, in wall-clock milliseconds. */
  static SpanRange since(long millis) {
    return new SpanRange(Math.max(0, millis) >> SPAN_SHIFT, Long.MAX_VALUE);
  }

  /** All messages in order: by time, each stream in its own order. */
  public List<TopicItem> ordered() {
    List<TopicItem> all = new ArrayList<>(size);
    for (SpanItems span : spans.values()) {
      for (TopicItem item : span.items) {
        all.add(item);
      }
    }
    all.sort(null);
    return all;
  }

  public int size() {
    return size;
  }

  /** Bytes of all its messages, as signed. */
  public int bytes() {
    return bytes;
  }
}
