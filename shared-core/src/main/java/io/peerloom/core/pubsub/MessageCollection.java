package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The messages of a topic as a set of immutable signed items, in pages by time of publication.
 *
 * <p>A page is replaced, never changed (R16.5), and named by the digest of the ids it holds, so two
 * collections tell by a few bytes a page what they lack of each other, and merging is set union:
 * any two states merge without loss, in any order (R16.3).
 */
public final class MessageCollection {
  /** Messages of one topic; a full one takes no more until some expire. */
  public static final int MAX_ITEMS = 10_000;

  /** Bytes of one topic's messages, as signed. */
  public static final int MAX_BYTES = 4 << 20;

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

  public MessageCollection(Hash hash) {
    this.hash = hash;
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
    earliestExpiry = Math.min(earliestExpiry, item.expiresAt());
    return true;
  }

  public boolean contains(TopicItem item) {
    Page page = pages.get(pageOf(item));
    return page != null && page.indexOf(item.id()) >= 0;
  }

  /** Removes what has expired, and the oldest past the bound; returns what was removed. */
  public List<TopicItem> prune(long now) {
    List<TopicItem> removed = new ArrayList<>();
    if (now < earliestExpiry && !isOverfull()) {
      return removed;
    }
    earliestExpiry = Long.MAX_VALUE;
    for (Map.Entry<Long, Page> entry : new ArrayList<>(pages.entrySet())) {
      List<TopicItem> kept = new ArrayList<>();
      for (TopicItem item : entry.getValue().items) {
        if (item.isExpired(now) || isOverfull()) {
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

  /** The pages and their digests, oldest first. */
  public List<TopicProtocol.Page> digest() {
    List<TopicProtocol.Page> digest = new ArrayList<>(pages.size());
    for (Map.Entry<Long, Page> entry : pages.entrySet()) {
      digest.add(new TopicProtocol.Page(entry.getKey(), digest(entry.getValue())));
    }
    return digest;
  }

  private byte[] digest(Page page) {
    if (page.digest == null) {
      byte[][] ids = new byte[page.items.length][];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = page.items[i].id().array();
      }
      page.digest = Bytes.slice(hash.sha256(ids), 0, TopicProtocol.ID_BYTES);
    }
    return page.digest;
  }

  /** The pages of another collection that differ from this one's. */
  public List<Long> differing(List<TopicProtocol.Page> other) {
    List<Long> numbers = new ArrayList<>();
    for (TopicProtocol.Page page : other) {
      Page mine = pages.get(page.number());
      if (mine == null || !Bytes.equal(digest(mine), page.digest())) {
        numbers.add(page.number());
      }
    }
    return numbers;
  }

  /** The pages of this collection that another lacks or has otherwise. */
  public List<Long> lackedBy(List<TopicProtocol.Page> other) {
    Map<Long, byte[]> theirs = new TreeMap<>();
    for (TopicProtocol.Page page : other) {
      theirs.put(page.number(), page.digest());
    }
    List<Long> numbers = new ArrayList<>();
    for (Map.Entry<Long, Page> entry : pages.entrySet()) {
      byte[] digest = theirs.get(entry.getKey());
      if (digest == null || !Bytes.equal(digest, digest(entry.getValue()))) {
        numbers.add(entry.getKey());
      }
    }
    return numbers;
  }

  /** One page's messages by id, those after a given id, as far as one answer takes. */
  public TopicProtocol.Items items(long number, byte[] after) {
    Page page = pages.get(number);
    List<byte[]> items = new ArrayList<>();
    if (page == null) {
      return new TopicProtocol.Items(items, false);
    }
    int at = page.indexOf(Bytes.wrap(after));
    int bytes = 0;
    for (int i = at >= 0 ? at + 1 : -1 - at; i < page.items.length; i++) {
      byte[] encoded = page.items[i].encoded();
      if (items.size() == TopicProtocol.MAX_ITEMS
          || bytes + encoded.length > TopicProtocol.MAX_ANSWER_BYTES) {
        return new TopicProtocol.Items(items, true);
      }
      items.add(encoded);
      bytes += encoded.length;
    }
    return new TopicProtocol.Items(items, false);
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
    return size < MAX_ITEMS && bytes + more <= MAX_BYTES;
  }

  private boolean isOverfull() {
    return size > MAX_ITEMS || bytes > MAX_BYTES;
  }

  private static long pageOf(TopicItem item) {
    return item.publishedAt() >> PAGE_SHIFT;
  }
}
