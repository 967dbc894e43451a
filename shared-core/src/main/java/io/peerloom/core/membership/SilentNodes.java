package io.peerloom.core.membership;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.id.NodeId;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Remembers nodes whose links fell silent: they may live beyond a cut. With links enough nobody
 * dials those, though the cut may have healed, so one of them is dialled in each round. The first
 * that is back announces the others (R7.5).
 */
final class SilentNodes {
  /** Nodes that are remembered. The others beyond a cut announce whoever is evicted. */
  private static final int MAX_NODES = 16;

  /** After so long it is left to others to notice that a cut has healed. */
  private static final int FORGOTTEN_MILLIS = 10 * 60_000;

  /** When each fell silent, in monotonic milliseconds. */
  private final BoundedMap<NodeId, Long> since = new BoundedMap<>(MAX_NODES);

  void fellSilent(NodeId id, long now) {
    since.put(id, now);
  }

  /** A link to this peer opened: if it was silent, the cut has healed. */
  void opened(NodeId id) {
    if (since.containsKey(id)) {
      since.clear();
    }
  }

  /** The one to dial in this round; null for none. */
  NodeId next(long now, Predicate<NodeId> canDial) {
    for (Map.Entry<NodeId, Long> each : since.entrySet()) {
      if (now - each.getValue() < FORGOTTEN_MILLIS && canDial.test(each.getKey())) {
        return each.getKey();
      }
    }
    return null;
  }
}
