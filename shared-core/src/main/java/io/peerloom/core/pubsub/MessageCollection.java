package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.Pages;
import io.peerloom.core.wire.TopicProtocol.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The messages of a topic as a set of immutable signed items, in pages by time of publication.
 *
 * <p>A page is replaced, never changed (R16.5), and named by the digest of the ids it holds, and
 * spans of older pages by the digests of these (a Merkle tree of fixed shape), so two collections
 * tell by a few bytes where they lack something of each other, and merging is set union: any two
 * states merge without loss, in any order (R16.3).
 */
public final class MessageCollection {
  /**
   * Messages of one topic that publishers may add. Whoever adds asks {@link #hasRoomFor} first: a
   * full collection takes no more until some expire, and never drops an older message for a newer
   * one.
   */
  public static final int MAX_ITEMS = 10_000;

  /** Bytes of one topic's messages, as signed; at the bound as above. */
  public static final int MAX_BYTES = 4 << 20;

  /**
   * So many times of both fit where members give each other what was acknowledged: halves of a
   * network that was cut have filled it each, or members took the last ones in another order.
   */
  static final int MERGED = 2;

  /** A page spans 2^14 ms: about 16 s. */
  private static final int PAGE_SHIFT = 14;

  private static final class Page {
    final TopicItem[] items;
    byte[] digest;

    Page(TopicItem[] items) {
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
  private final TreeMap<Long, Page> pages = new TreeMap<>();
  private int size;
  private int bytes;
  private long earliestExpiry = Long.MAX_VALUE;

  /** The digests of wide spans by level, until one of their pages changes. */
  private final List<Map<Long, byte[]>> wide = new ArrayList<>();

  public MessageCollection(Hash hash) {
    this.hash = hash;
    for (int level = 0; level <= Span.MAX_LEVEL; level++) {
      wide.add(new TreeMap<>());
    }
  }

  /** Adds a message; false when it was there already. */
  public boolean add(TopicItem item) {
    long number = pageOf(item);
    Page page = pages.get(number);
    if (page == null) {
      pages.put(number, new Page(new TopicItem[] {item}));
    } else {
      int at = page.indexOf(item.id());
      if (at >= 0) {
        return false;
      }
      int index = -1 - at;
      TopicItem[] items = new TopicItem[page.items.length + 1];
      System.arraycopy(page.items, 0, items, 0, index);
      items[index] = item;
      System.arraycopy(page.items, index, items, index + 1, page.items.length - index);
      pages.put(number, new Page(items));
    }
    size++;
    bytes += item.encoded().length;
    forgetWide(number);
    earliestExpiry = Math.min(earliestExpiry, item.expiresAt());
    return true;
  }

  public boolean contains(TopicItem item) {
    Page page = pages.get(pageOf(item));
    return page != null && page.indexOf(item.id()) >= 0;
  }

  /** Takes a message out again that could not be used: another time it is read again. */
  void remove(TopicItem item) {
    long number = pageOf(item);
    Page page = pages.get(number);
    int at = page == null ? -1 : page.indexOf(item.id());
    if (at < 0) {
      return;
    }
    if (page.items.length == 1) {
      pages.remove(number);
    } else {
      TopicItem[] items = new TopicItem[page.items.length - 1];
      System.arraycopy(page.items, 0, items, 0, at);
      System.arraycopy(page.items, at + 1, items, at, items.length - at);
      pages.put(number, new Page(items));
    }
    size--;
    bytes -= item.encoded().length;
    forgetWide(number);
  }

  private void forgetWide(long number) {
    for (int level = 1; level <= Span.MAX_LEVEL; level++) {
      wide.get(level).remove(Span.numberOf(number, level));
    }
  }

  /** Removes what has expired, and nothing else; returns what was removed. */
  public List<TopicItem> prune(long now) {
    List<TopicItem> removed = new ArrayList<>();
    if (now < earliestExpiry) {
      return removed;
    }
    earliestExpiry = Long.MAX_VALUE;
    wide.forEach(Map::clear);
    for (Map.Entry<Long, Page> entry : new ArrayList<>(pages.entrySet())) {
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
        pages.remove(entry.getKey());
      } else if (kept.size() < entry.getValue().items.length) {
        pages.put(entry.getKey(), new Page(kept.toArray(new TopicItem[0])));
      }
    }
    return removed;
  }

  /**
   * What it holds of some pages, oldest first: at least the {@link Span#FANOUT} newest one by one,
   * and the older ones in ever wider spans, so that what is told of a week is as short as of a day.
   */
  public List<Span> digest(Pages of) {
    List<Span> spans = new ArrayList<>();
    int level = 0;
    int atLevel = 0;
    Long page = within(of).isEmpty() ? null : within(of).lastKey();
    while (page != null && page >= of.from()) {
      long number = Span.numberOf(page, level);
      spans.add(new Span(level, number, digestOf(level, number)));
      atLevel++;
      Long older = pages.lowerKey(Span.pages(level, number).from());
      boolean full = atLevel >= Span.FANOUT && level < Span.MAX_LEVEL;
      if (full
          && older != null
          && Span.numberOf(older, level + 1) != Span.numberOf(page, level + 1)) {
        level++;
        atLevel = 0;
      }
      page = older;
    }
    Collections.reverse(spans);
    return spans;
  }

  private NavigableMap<Long, Page> within(Pages range) {
    return pages.subMap(range.from(), true, range.to(), true);
  }

  /** The digest of a span; null where it holds nothing of it. */
  private byte[] digestOf(int level, long number) {
    NavigableMap<Long, Page> held = within(Span.pages(level, number));
    if (held.isEmpty()) {
      return null;
    }
    if (level == 0) {
      return digestOf(held.firstEntry().getValue());
    }
    return wide.get(level).computeIfAbsent(number, any -> digestOf(held));
  }

  private byte[] digestOf(NavigableMap<Long, Page> held) {
    byte[][] parts = new byte[2 * held.size()][];
    int at = 0;
    for (Map.Entry<Long, Page> page : held.entrySet()) {
      parts[at++] = Bytes.bigEndian(page.getKey());
      parts[at++] = digestOf(page.getValue());
    }
    return Bytes.slice(hash.sha256(parts), 0, TopicProtocol.ID_BYTES);
  }

  private byte[] digestOf(Page page) {
    if (page.digest == null) {
      byte[][] ids = new byte[page.items.length][];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = page.items[i].id().array();
      }
      page.digest = Bytes.slice(hash.sha256(ids), 0, TopicProtocol.ID_BYTES);
    }
    return page.digest;
  }

  /**
   * How another collection differs from this one, as far as its digest says.
   *
   * @param wanted pages with messages that this one lacks
   * @param lacked pages with messages that the other lacks
   * @param closer where a digest of these pages alone would say more
   */
  record Difference(List<Pages> wanted, List<Pages> lacked, List<Pages> closer) {}

  /** Compares with what another has told of some pages, which may be invented, but is in order. */
  Difference compare(Pages of, List<Span> theirs) {
    Difference difference = new Difference(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Span span : theirs) {
      byte[] mine = digestOf(span.level(), span.number());
      if (mine == null) {
        addWanted(span.pages(), difference.wanted);
      } else if (!Bytes.equal(mine, span.digest())) {
        if (span.level() > 0) {
          difference.closer.add(span.pages());
        } else {
          difference.wanted.add(span.pages());
          difference.lacked.add(span.pages());
        }
      }
    }
    addUntold(of, theirs, difference.lacked);
    return difference;
  }

  /** Pages it holds nothing of, together with those before, if there is nothing between them. */
  private void addWanted(Pages more, List<Pages> wanted) {
    Pages last = wanted.isEmpty() ? null : wanted.get(wanted.size() - 1);
    if (last != null
        && last.to() < more.from()
        && within(new Pages(last.from(), more.to())).isEmpty()) {
      wanted.set(wanted.size() - 1, new Pages(last.from(), more.to()));
    } else {
      wanted.add(more);
    }
  }

  /** The pages it holds that are in none of those spans, neighbours together. */
  private void addUntold(Pages of, List<Span> told, List<Pages> lacked) {
    List<Set<Long>> numbers = new ArrayList<>();
    for (int level = 0; level <= Span.MAX_LEVEL; level++) {
      numbers.add(new TreeSet<>());
    }
    for (Span span : told) {
      numbers.get(span.level()).add(span.number());
    }
    Pages untold = null;
    for (long page : within(of).keySet()) {
      boolean isTold = false;
      for (int level = 0; level <= Span.MAX_LEVEL; level++) {
        isTold |= numbers.get(level).contains(Span.numberOf(page, level));
      }
      if (isTold && untold != null) {
        lacked.add(untold);
        untold = null;
      } else if (!isTold) {
        untold = new Pages(untold == null ? page : untold.from(), page);
      }
    }
    if (untold != null) {
      lacked.add(untold);
    }
  }

  /**
   * Messages by page and id, as far as one answer takes.
   *
   * @param most bytes; where the first alone has more, there is none and there are more
   */
  TopicProtocol.Items items(Cursor cursor, int most) {
    Pages of = cursor.pages();
    List<byte[]> items = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<Long, Page> entry : within(of).entrySet()) {
      Page page = entry.getValue();
      int at = entry.getKey() == of.from() ? page.indexOf(Bytes.wrap(cursor.after())) : -1;
      for (int i = at >= 0 ? at + 1 : -1 - at; i < page.items.length; i++) {
        byte[] encoded = page.items[i].encoded();
        if (items.size() == TopicProtocol.MAX_ITEMS || bytes + encoded.length > most) {
          return new TopicProtocol.Items(items, true);
        }
        items.add(encoded);
        bytes += encoded.length;
      }
    }
    return new TopicProtocol.Items(items, false);
  }

  /** The messages of one page, by id. */
  List<TopicItem> page(long number) {
    Page page = pages.get(number);
    return page == null ? List.of() : List.of(page.items);
  }

  /** Ids of one page, those after {@code after}, as many as one answer takes. */
  TopicProtocol.Ids ids(long number, byte[] after, int most) {
    List<byte[]> ids = new ArrayList<>();
    Bytes from = Bytes.wrap(after);
    for (TopicItem item : page(number)) {
      if (item.id().compareTo(from) > 0) {
        if (ids.size() == most) {
          return new TopicProtocol.Ids(ids, true);
        }
        ids.add(item.id().array());
      }
    }
    return new TopicProtocol.Ids(ids, false);
  }

  /** Some messages of one page in that order, without those it lacks; as for {@link #items}. */
  TopicProtocol.Items chosen(long number, List<byte[]> ids, int most) {
    List<byte[]> items = new ArrayList<>();
    Page page = pages.get(number);
    int bytes = 0;
    for (byte[] id : ids) {
      int at = page == null ? -1 : page.indexOf(Bytes.wrap(id));
      if (at >= 0) {
        byte[] encoded = page.items[at].encoded();
        if (bytes + encoded.length > most) {
          return new TopicProtocol.Items(items, true);
        }
        items.add(encoded);
        bytes += encoded.length;
      }
    }
    return new TopicProtocol.Items(items, false);
  }

  /** The messages of this collection that another lacks, in order. */
  List<TopicItem> missingFrom(MessageCollection other) {
    List<TopicItem> missing = new ArrayList<>();
    for (Map.Entry<Long, Page> entry : pages.entrySet()) {
      Page theirs = other.pages.get(entry.getKey());
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

  /** The page a message is in. */
  static long pageOf(TopicItem item) {
    return item.publishedAt() >> PAGE_SHIFT;
  }

  /** All messages in order: by time, each stream's in its own order. */
  public List<TopicItem> ordered() {
    List<TopicItem> all = new ArrayList<>(size);
    for (Page page : pages.values()) {
      for (TopicItem item : page.items) {
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

  /** Whether it can take that many more bytes in one more message. */
  public boolean hasRoomFor(int more) {
    return hasRoomFor(1, more, 1);
  }

  /** Whether as many more messages with so many bytes fit into that many times the bounds. */
  boolean hasRoomFor(int count, int more, int times) {
    return size + count <= times * MAX_ITEMS && bytes + more <= times * MAX_BYTES;
  }
}
