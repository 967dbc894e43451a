package io.peerloom.core.pubsub;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Decides what a subscriber gets, and when: every message once, each stream in its order. A message
 * that arrives before an earlier one of its stream waits for it, for a while.
 */
final class StreamOrder {
  /** How long a gap holds later messages back before they are delivered all the same. */
  static final int GAP_MILLIS = 3_000;

  private static final int MAX_STREAMS = 4096;
  private static final int MAX_HELD = 256;

  private static final class Stream {
    long delivered;
    long heldSince;
    final TreeMap<Long, TopicItem> held = new TreeMap<>();
  }

  private final BoundedMap<Bytes, Stream> streams = new BoundedMap<>(MAX_STREAMS);

  /**
   * A message of the history, in its order: what its stream lacks before it has expired.
   *
   * @return what is to be delivered now, in order
   */
  List<TopicItem> remembered(TopicItem item, long now) {
    if (!streams.containsKey(item.stream())) {
      Stream stream = new Stream();
      stream.delivered = item.sequence() - 1;
      streams.put(item.stream(), stream);
    }
    return arrived(item, now);
  }

  /**
   * A verified message arrived, by whatever way. A stream that was unknown began with 1, and may
   * have overtaken itself.
   *
   * @return what is to be delivered now, in order
   */
  List<TopicItem> arrived(TopicItem item, long now) {
    Stream stream = streams.get(item.stream());
    List<TopicItem> ready = new ArrayList<>();
    if (stream == null) {
      stream = new Stream();
      streams.put(item.stream(), stream);
    }
    if (item.sequence() <= stream.delivered) {
      return ready;
    }
    if (stream.held.isEmpty()) {
      stream.heldSince = now;
    }
    stream.held.put(item.sequence(), item);
    release(stream, ready, stream.held.size() > MAX_HELD);
    return ready;
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

  /** What has waited long enough for messages that did not come. */
  List<TopicItem> overdue(long now) {
    List<TopicItem> ready = new ArrayList<>();
    for (Stream stream : streams.values()) {
      if (!stream.held.isEmpty() && now - stream.heldSince >= GAP_MILLIS) {
        release(stream, ready, true);
      }
    }
    return ready;
  }

  private static void release(Stream stream, List<TopicItem> ready, boolean overGaps) {
    while (!stream.held.isEmpty() && (overGaps || stream.held.firstKey() == stream.delivered + 1)) {
      TopicItem next = stream.held.pollFirstEntry().getValue();
      stream.delivered = next.sequence();
      ready.add(next);
    }
  }
}
