package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides what a subscriber gets, and when: every message once, each stream in its order. A message
 * that arrives before an earlier one of its stream waits for it, for a while.
 */
final class StreamOrder {
  /**
   * How long a gap holds later messages back before they are delivered all the same, once most of
   * the group had nothing to fill it with.
   */
  static final int GAP_MILLIS = 3_000;

  /** How long it does while the group cannot be read, as when a machine has just woken. */
  static final int UNREAD_GAP_MILLIS = 60_000;

  private static final int MAX_STREAMS = 4096;
  private static final int MAX_HELD = 256;

  /** Bytes that wait in all streams together; past it a message is delivered over its gap. */
  static final int MAX_HELD_BYTES = 4 << 20;

  private static final class Stream {
    long delivered;
    long heldSince;
    final TreeMap<Long, TopicItem> held = new TreeMap<>();
  }

  private final Map<Bytes, Stream> streams = new LinkedHashMap<>();
  private int heldBytes;

  /**
   * A message of the history, in its order: what its stream lacks before it has expired.
   *
   * @param settled it is old enough that what its stream lacks in between will not come either
   * @return what is to be delivered now, in order
   */
  List<TopicItem> remembered(TopicItem item, long now, boolean settled) {
    List<TopicItem> ready = new ArrayList<>();
    Stream stream = streams.get(item.stream());
    if (stream == null || settled) {
      stream = stream == null ? open(item.stream(), ready) : stream;
      stream.delivered = Math.max(stream.delivered, item.sequence() - 1);
    }
    take(item, now, ready);
    return ready;
  }

  /**
   * A verified message arrived, by whatever way. A stream that was unknown began with 1, and may
   * have overtaken itself.
   *
   * @return what is to be delivered now, in order
   */
  List<TopicItem> arrived(TopicItem item, long now) {
    List<TopicItem> ready = new ArrayList<>();
    take(item, now, ready);
    return ready;
  }

  /** A new stream; the eldest makes room, and what waits in it no longer does. */
  private Stream open(Bytes name, List<TopicItem> ready) {
    if (streams.size() == MAX_STREAMS) {
      Bytes eldest = streams.keySet().iterator().next();
      release(streams.remove(eldest), ready, true);
    }
    Stream stream = new Stream();
    streams.put(name, stream);
    return stream;
  }

  private void take(TopicItem item, long now, List<TopicItem> ready) {
    Stream known = streams.get(item.stream());
    Stream stream = known != null ? known : open(item.stream(), ready);
    if (item.sequence() <= stream.delivered) {
      return;
    }
    if (stream.held.isEmpty()) {
      stream.heldSince = now;
    }
    if (stream.held.put(item.sequence(), item) == null) {
      heldBytes += item.encoded().length;
    }
    release(stream, ready, stream.held.size() > MAX_HELD || heldBytes > MAX_HELD_BYTES);
  }

  /** Whether some stream waits for an earlier message. */
  boolean hasGap() {
    for (Stream stream : streams.values()) {
      if (!stream.held.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * What has waited long enough for messages that did not come.
   *
   * @param readAt when most of the group were asked last who then answered
   */
  List<TopicItem> overdue(long now, long readAt) {
    List<TopicItem> ready = new ArrayList<>();
    for (Stream stream : streams.values()) {
      boolean read = readAt - stream.heldSince >= GAP_MILLIS;
      if (!stream.held.isEmpty() && (read || now - stream.heldSince >= UNREAD_GAP_MILLIS)) {
        release(stream, ready, true);
      }
    }
    return ready;
  }

  private void release(Stream stream, List<TopicItem> ready, boolean overGaps) {
    while (!stream.held.isEmpty() && (overGaps || stream.held.firstKey() == stream.delivered + 1)) {
      TopicItem next = stream.held.pollFirstEntry().getValue();
      stream.delivered = next.sequence();
      heldBytes -= next.encoded().length;
      ready.add(next);
    }
  }
}
