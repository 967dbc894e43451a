package io.peerloom.core.links;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import java.util.Map;
import java.util.TreeMap;

/**
 * Estimates how many peers a network has from those that proved themselves here, so that invented
 * ids change nothing: a peer has a link into each part of the network, half as large as the one
 * before, so twice as many peers are one part more. Each identity counts once, for the largest part
 * it is in: with all its ids nobody seems to be more than one part.
 */
final class NetworkSize {
  private static final int MAX_PARTS = 30;

  private NetworkSize() {}

  /** The estimate by the links of a peer: a power of two, 1 without links. */
  static int of(NodeId self, Iterable<Link> links) {
    Map<Bytes, Integer> largest = new TreeMap<>();
    for (Link link : links) {
      int part = Math.min(MAX_PARTS - 1, self.commonPrefix(link.peerId()));
      Bytes identity = Bytes.wrap(link.peer().identityKey());
      Integer known = largest.get(identity);
      if (known == null || part < known) {
        largest.put(identity, part);
      }
    }
    int parts = 0;
    for (int part : largest.values()) {
      parts |= 1 << part;
    }
    return 1 << Integer.bitCount(parts);
  }
}
