package io.peerloom.core.links;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.routing.ConnectionBudget.LinkSummary;
import java.util.ArrayList;
import java.util.List;

/** Links that stay because the other peer needs them, and what all are worth to the budget. */
final class ReservedLinks {
  /** Beyond that the earliest is weighed as usual. */
  private static final int MAX_RESERVED = 4;

  private final BoundedMap<NodeId, Boolean> reserved = new BoundedMap<>(MAX_RESERVED);

  void add(NodeId id) {
    reserved.put(id, true);
  }

  void remove(NodeId id) {
    reserved.remove(id);
  }

  boolean contains(NodeId id) {
    return reserved.containsKey(id);
  }

  List<LinkSummary> summaries(List<Link> of) {
    List<LinkSummary> summaries = new ArrayList<>();
    for (Link link : of) {
      summaries.add(
          new LinkSummary(
              link.peerId(),
              link.peer().kind(),
              link.openedAt(),
              link.usedAt(),
              contains(link.peerId())));
    }
    return summaries;
  }
}
