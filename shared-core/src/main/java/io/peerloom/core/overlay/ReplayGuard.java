package io.peerloom.core.overlay;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.SharedMap;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import java.util.Iterator;
import java.util.Map;

/**
 * Refuses routed requests that were carried out before, for as long as their dates are valid: who
 * forwards one could say it again later. Each sender has a window, as in IPsec (RFC 4303, section
 * 3.4.3): its latest requests by their traces, and a date, that of the last one dropped from the
 * window; whatever is not later than that is refused, too. So honest requests may overtake each
 * other by {@link #REORDER_MILLIS}, and memory is bounded whatever anybody sends.
 */
final class ReplayGuard {
  /** How long a request stays in its window. */
  static final int REORDER_MILLIS = 10_000;

  private record Seen(long sentAt, long at) {}

  private static final class Window {
    final BoundedMap<Bytes, Seen> seen = new BoundedMap<>(Limits.MAX_ROUTED_OF_SENDER + 1);
    long floor = Long.MIN_VALUE;
    long newest = Long.MIN_VALUE;
  }

  private final SharedMap<NodeId, Window> windows = new SharedMap<>(Limits.MAX_ROUTED_SENDERS);

  /** For senders without a window: the latest date of an evicted one. */
  private long floor = Long.MIN_VALUE;

  /**
   * Whether a request was not seen before; it is from then on.
   *
   * @param sentAt its signed date, not more than {@link Limits#MAX_AHEAD_MILLIS} from now
   * @param wall the network's time
   * @param now the monotonic clock
   */
  boolean isNew(ProvedPeer from, byte[] trace, long sentAt, long wall, long now) {
    Window window = windows.remove(from.id());
    if (window == null) {
      window = new Window();
      window.floor = floor;
    }
    Window evicted = windows.put(from.id(), from.owner(), window);
    if (evicted != null) {
      floor = Math.max(floor, Math.min(evicted.newest, wall - REORDER_MILLIS));
    }
    Bytes name = Bytes.wrap(trace);
    shorten(window, wall, now);
    if (sentAt <= window.floor || window.seen.containsKey(name)) {
      return false;
    }
    window.newest = Math.max(window.newest, sentAt);
    window.seen.put(name, new Seen(sentAt, now));
    return true;
  }

  /** Drops what is old; what is dated ahead stays, so that the floor never lies ahead itself. */
  private static void shorten(Window window, long wall, long now) {
    Iterator<Map.Entry<Bytes, Seen>> oldest = window.seen.entrySet().iterator();
    while (oldest.hasNext()) {
      Seen seen = oldest.next().getValue();
      boolean full = window.seen.size() >= Limits.MAX_ROUTED_OF_SENDER;
      if (!full && (now - seen.at < REORDER_MILLIS || seen.sentAt > wall)) {
        return;
      }
      window.floor = Math.max(window.floor, seen.sentAt);
      oldest.remove();
    }
  }
}
