package io.peerloom.core.pubsub;

import io.peerloom.core.base.Limits;
import io.peerloom.core.crypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a subscription has read and not delivered before it delivers what is new. It reads a history
 * in parts, oldest first, so that memory holds one part of a history of any length.
 */
final class HistoryReading {
  /** About how many bytes a part has: so much that asking all members for it costs little more. */
  static final int PART_BYTES = 2 << 20;

  private final long mostBytes;

  /** Those of the current part. */
  private List<TopicItem> items = new ArrayList<>();

  private long bytes;
  private long oldestSpan = Long.MAX_VALUE;
  private long newestSpan;
  private long lastSpan = Long.MAX_VALUE;
  private boolean several;

  /** The index of what was pushed meanwhile. */
  private final MessageCollection early;

  /** The messages themselves, as far as there is room. */
  private final List<TopicItem> pushed = new ArrayList<>();

  private long pushedBytes;
  private boolean lacksPushed;

  /**
   * Nothing has been read.
   *
   * @param mostBytes about how many bytes of messages a part has
   */
  HistoryReading(Hash hash, long mostBytes) {
    this.mostBytes = mostBytes;
    early = new MessageCollection(hash);
  }

  /** The last span of the current part: what is behind it belongs to a later one. */
  long lastSpan() {
    return lastSpan;
  }

  /** Whether a message belongs to the current part. */
  boolean wants(TopicItem item) {
    return spanOf(item) <= lastSpan;
  }

  /**
   * Adds a message of the current part. Where it is full, what is newer belongs to later parts.
   *
   * @param dropped receives what was added and belongs to a later part now: a member may have
   *     nothing but new messages, and the next one may have older ones
   */
  void add(TopicItem item, Consumer<TopicItem> dropped) {
    items.add(item);
    bytes += item.encoded().length;
    oldestSpan = Math.min(oldestSpan, spanOf(item));
    newestSpan = Math.max(newestSpan, spanOf(item));
    if (bytes >= mostBytes) {
      lastSpan = newestSpan;
    }
    if (bytes >= 2 * mostBytes && oldestSpan < newestSpan) {
      dropNewest(dropped);
    }
  }

  private void dropNewest(Consumer<TopicItem> dropped) {
    items.sort(null);
    while (bytes >= mostBytes && oldestSpan < newestSpan) {
      lastSpan = newestSpan - 1;
      // A span is in one part.
      while (spanOf(items.get(items.size() - 1)) == newestSpan) {
        TopicItem last = items.remove(items.size() - 1);
        bytes -= last.encoded().length;
        dropped.accept(last);
      }
      newestSpan = spanOf(items.get(items.size() - 1));
    }
  }

  private static long spanOf(TopicItem item) {
    return MessageCollection.spanOf(item.publishedAt());
  }

  /** A message was pushed: it is delivered with those read, or after them. */
  void pushed(TopicItem item) {
    if (early.size() == Limits.MAX_TOPIC_MESSAGES) {
      lacksPushed = true;
    } else if (early.add(IndexedMessage.of(item))) {
      if (pushedBytes < mostBytes) {
        pushed.add(item);
        pushedBytes += item.encoded().length;
      } else {
        lacksPushed = true;
      }
    }
  }

  /** Whether a message was pushed: then it is new, however old it says it is. */
  boolean wasPushed(TopicItem item) {
    return early.contains(item);
  }

  /** Whether there is nothing behind the current part. */
  boolean isLast() {
    return lastSpan == Long.MAX_VALUE;
  }

  /** The messages of the current part, in order; the next part begins behind it. */
  List<TopicItem> part() {
    List<TopicItem> part = items;
    part.sort(null);
    several |= !isLast();
    items = new ArrayList<>();
    bytes = 0;
    oldestSpan = Long.MAX_VALUE;
    newestSpan = 0;
    lastSpan = Long.MAX_VALUE;
    return part;
  }

  /** What was pushed meanwhile. */
  List<TopicItem> pushed() {
    return pushed;
  }

  /** Whether messages may have been published meanwhile that are neither read nor pushed. */
  boolean isBehind() {
    return several || lacksPushed;
  }
}
