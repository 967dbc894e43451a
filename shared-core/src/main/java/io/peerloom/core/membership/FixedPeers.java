package io.peerloom.core.membership;

import io.peerloom.core.base.BoundedMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which of the configured addresses (R1.2) are dialled: all of them, but peers that said
 * goodbye, or serve another network, only once a minute. They are dialled because they may not know
 * this peer when they return.
 */
final class FixedPeers {
  private static final int DEPARTED_MILLIS = 60_000;

  /** Addresses remembered as departed; an evicted one is dialled at once again. */
  private static final int MAX_DEPARTED = 64;

  private final List<String> addresses;
  private final BoundedMap<String, Long> departedAt = new BoundedMap<>(MAX_DEPARTED);

  FixedPeers(List<String> addresses) {
    this.addresses = addresses;
  }

  /** The addresses to dial in this round. */
  List<String> due(long now) {
    List<String> due = new ArrayList<>();
    for (String address : addresses) {
      Long departed = departedAt.get(address);
      if (departed == null || now - departed >= DEPARTED_MILLIS) {
        departedAt.computeIfPresent(address, (any, then) -> now);
        due.add(address);
      }
    }
    return due;
  }

  /** Whether the address is one of the configured ones. */
  boolean contains(String address) {
    return addresses.contains(address);
  }

  /** The peer at these addresses said goodbye, or serves another network. */
  void departed(List<String> from, long now) {
    for (String address : from) {
      departedAt.put(address, now);
    }
  }

  /** The peer at these addresses is linked. */
  void linked(List<String> to) {
    for (String address : to) {
      departedAt.remove(address);
    }
  }
}
