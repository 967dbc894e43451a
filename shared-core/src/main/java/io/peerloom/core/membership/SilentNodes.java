package io.peerloom.core.membership;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.id.NodeId;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Remembers nodes whose links fell silent: they may be beyond a partition. A peer with enough links
 * would not dial them, though the partition may have healed, so one of them is dialled in each
 * round. The first that is back announces the others (R7.5).
 */
final class SilentNodes {
  /** Nodes remembered. An evicted one is announced by others beyond the partition. */
  private static final int MAX_NODES = 16;

  /** After this time it is left to others to notice that a partition has healed. */
  private static final int FORGOTTEN_MILLIS = 10 * 60_000;

  /** When each fell silent, in monotonic milliseconds. */
  private final BoundedMap<NodeId, Long> since = new BoundedMap<>(MAX_NODES);

  void fellSilent(NodeId id, long now) {
    since.put(id, now);
  }

  /** A link to this peer opened: if it was silent, the partition has healed. */
  void opened(NodeId id) {
    if (since.containsKey(id)) {
      since.clear();
    }
  }

  /** The node to dial in this round; null for none. */
  NodeId next(long now, Predicate<NodeId> canDial) {
    for (Map.Entry<NodeId, Long> each : since.entrySet()) {
      if (now - each.getValue() < FORGOTTEN_MILLIS && canDial.test(each.getKey())) {
        return each.getKey();
      }
    }
    return null;
  }
}
