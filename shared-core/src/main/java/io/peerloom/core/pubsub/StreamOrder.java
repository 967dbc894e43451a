package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Decides what a subscriber gets, and when: every message once, each stream in its order.
 *
 * <p>A message that arrives before an earlier one of its stream is held until the earlier one has
 * arrived, or until most of the group proved that they do not have it: then it was never
 * acknowledged, or has expired. A message is never discarded: one that arrives after its gap was
 * passed is delivered late, and if too much is held the latest messages of a stream are returned to
 * the caller, to be read again from the history. The caller removes duplicates.
 *
 * <p>A stream is that of one identity: what others publish under its name is another stream.
 * Nothing a message claims changes more than the order of its own stream.
 */
final class StreamOrder {
  /** How long a publisher may still be sending a missing message of a stream. */
  static final int GAP_MILLIS = Publisher.SENDING_MILLIS;

  /** How long a gap holds back later messages while most of the group cannot be read. */
  static final int UNREAD_GAP_MILLIS = 60_000;

  /**
   * Streams whose next number is known: more than publishers may add messages. Beyond it the stream
   * idle for longest of the publisher with most of them is forgotten. Its next message then waits
   * like one behind a gap and is delivered once the group proved that it has nothing earlier, so
   * nothing is lost.
   */
  static final int MAX_STREAMS = 16_384;

  /**
   * Bytes held in all streams together, shared among publishers: beyond a publisher's share the
   * latest messages of the stream are returned.
   */
  static final int MAX_HELD_BYTES = 4 << 20;

  private record Held(TopicItem item, long since) {}

  private static final class Stream {
    final Owner owner;
    long delivered;
    final TreeMap<Long, Held> held = new TreeMap<>();

    Stream(Owner owner) {
      this.owner = owner;
    }

    /** Whether a number is so far ahead that it is not taken for the stream's next. */
    boolean isFar(long sequence) {
      return sequence - delivered > Limits.MAX_MESSAGES_AHEAD;
    }

    /** Messages missing before this number will no longer arrive. */
    long settled(long now, long readAt) {
      long settled = 0;
      for (Held each : held.values()) {
        if (readAt - each.since >= GAP_MILLIS || now - each.since >= UNREAD_GAP_MILLIS) {
          settled = Math.max(settled, each.item.sequence());
        } else if (readAt >= each.since) {
          settled = Math.max(settled, each.item.settled());
        }
      }
      return settled;
    }
  }

  private final Map<Bytes, Stream> streams = new LinkedHashMap<>();
  private final FairShares shares = new FairShares(MAX_STREAMS);
  private final FairShares heldBytes = new FairShares(MAX_HELD_BYTES);
  private final Function<byte[], Owner> owners;
  private long gapsBegun;

  /**
   * No stream is known.
   *
   * @param owners for whom the streams of an identity count
   */
  StreamOrder(Function<byte[], Owner> owners) {
    this.owners = owners;
  }

  /**
   * What became of a message.
   *
   * @param ready to be delivered now, in order
   * @param returned not held here: to be read again from the history later
   */
  record Outcome(List<TopicItem> ready, List<TopicItem> returned) {}

  /**
   * What need not wait any more.
   *
   * @param ready to be delivered now, in order
   * @param gaps that were passed
   */
  record Overdue(List<TopicItem> ready, List<StreamGap> gaps) {}

  /**
   * Adds a message of the history, given in order: what is missing before the first has expired.
   *
   * @param settled whether it is so old that messages missing before it were never acknowledged
   */
  Outcome remembered(TopicItem item, long now, boolean settled) {
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
    boolean known = streams.containsKey(item.streamName());
    Stream stream = stream(item);
    if ((!known || settled && stream.held.isEmpty()) && !stream.isFar(item.sequence())) {
      stream.delivered = Math.max(stream.delivered, item.sequence() - 1);
    }
    take(stream, item, now, outcome);
    return outcome;
  }

  /** Adds a new verified message, pushed or read. An unknown stream begins with 1. */
  Outcome arrived(TopicItem item, long now) {
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
    take(stream(item), item, now, outcome);
    return outcome;
  }

  /** The stream of a message, marked as the last used. */
  private Stream stream(TopicItem item) {
    Bytes name = item.streamName();
    Stream stream = streams.remove(name);
    if (stream == null) {
      stream = new Stream(owners.apply(item.identityKey()));
      if (streams.size() >= MAX_STREAMS) {
        Owner largest = shares.largest(stream.owner, 1);
        forgetQuietest(largest == null ? stream.owner : largest);
      }
      shares.add(stream.owner, 1);
    }
    streams.put(name, stream);
    return stream;
  }

  /**
   * Forgets the first stream that holds nothing, one of that owner if it has any. There are more
   * streams than messages that may be held, so there is one.
   */
  private void forgetQuietest(Owner owner) {
    Bytes quietest = null;
    for (Map.Entry<Bytes, Stream> each : streams.entrySet()) {
      boolean preferred = each.getValue().owner.equals(owner);
      if (each.getValue().held.isEmpty() && (preferred || quietest == null)) {
        quietest = each.getKey();
        if (preferred) {
          break;
        }
      }
    }
    if (quietest != null) {
      shares.add(streams.remove(quietest).owner, -1);
    }
  }

  private void take(Stream stream, TopicItem item, long now, Outcome outcome) {
    long sequence = item.sequence();
    if (sequence <= stream.delivered
        || stream.isFar(sequence)
        || stream.held.containsKey(sequence)) {
      // It is late, made up, or a second message of the same number: all were acknowledged.
      outcome.ready.add(item);
      return;
    }
    if (sequence == stream.delivered + 1) {
      stream.delivered = sequence;
      outcome.ready.add(item);
      releaseConsecutive(stream, outcome.ready);
      return;
    }
    int length = item.encoded().length;
    while (!heldBytes.hasShare(stream.owner, length)
        && !stream.held.isEmpty()
        && stream.held.lastKey() > sequence) {
      TopicItem last = stream.held.pollLastEntry().getValue().item;
      heldBytes.add(stream.owner, -last.encoded().length);
      outcome.returned.add(last);
    }
    if (!heldBytes.hasShare(stream.owner, length)) {
      outcome.returned.add(item);
      return;
    }
    gapsBegun += stream.held.isEmpty() ? 1 : 0;
    stream.held.put(sequence, new Held(item, now));
    heldBytes.add(stream.owner, length);
  }

  private void releaseConsecutive(Stream stream, List<TopicItem> ready) {
    while (!stream.held.isEmpty() && stream.held.firstKey() == stream.delivered + 1) {
      release(stream, ready);
    }
  }

  private void release(Stream stream, List<TopicItem> ready) {
    TopicItem next = stream.held.pollFirstEntry().getValue().item;
    stream.delivered = next.sequence();
    heldBytes.add(stream.owner, -next.encoded().length);
    ready.add(next);
  }

  /** How often some stream began to wait for an earlier message. */
  long gapsBegun() {
    return gapsBegun;
  }

  /** Whether some stream waits for an earlier message. */
  boolean hasGap() {
    return heldBytes.used() > 0;
  }

  /** Whether reading most of the group now would fill or pass some gap. */
  boolean isWorthReading(long now) {
    if (!hasGap()) {
      return false;
    }
    for (Stream stream : streams.values()) {
      if (!stream.held.isEmpty() && stream.settled(now, now) >= stream.held.firstKey()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The held messages that may be delivered although earlier ones are missing. A gap is passed once
   * most of the group were read completely after the message behind it had arrived: at once if its
   * publisher says that what is missing is settled, else after {@link #GAP_MILLIS}.
   *
   * @param readAt when the completed reading of most of the group began
   */
  Overdue overdue(long now, long readAt) {
    List<TopicItem> ready = new ArrayList<>();
    List<StreamGap> gaps = new ArrayList<>();
    if (!hasGap()) {
      return new Overdue(ready, gaps);
    }
    for (Stream stream : streams.values()) {
      long settled = stream.settled(now, readAt);
      while (!stream.held.isEmpty() && stream.held.firstKey() <= settled) {
        gaps.add(new StreamGap(stream.delivered + 1, stream.held.get(stream.held.firstKey()).item));
        release(stream, ready);
        releaseConsecutive(stream, ready);
      }
    }
    return new Overdue(ready, gaps);
  }
}
