package io.peerloom.jvm.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Limits the share of this process's sockets that one remote address may have. The core bounds
 * half-open connections and visitors in total but does not see addresses: without a limit, one
 * machine could take all of them and lock everyone else out.
 *
 * <p>The share is generous, because many peers may be behind one address: a school, or a bootstrap
 * server that asks on behalf of many newcomers. An IPv6 host can choose from a /64, which counts as
 * one address. Memory is bounded by the open sockets; time is an argument.
 */
final class AddressShares {
  /** The most open sockets of one address, a quarter of what the process accepts. */
  static final int MAX_OPEN = JavalinWebSockets.MAX_SOCKETS / 4;

  /**
   * The most sockets of one address at one path that may still be half-open: half of a peer's limit
   * for half-open connections, a quarter of a bridge's or bootstrap server's.
   */
  static final int MAX_YOUNG = 256;

  /** After this time a connection is a link, or the core has closed it. */
  static final long YOUNG_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** One open socket. */
  public static final class Place {
    private final String address;
    private final String path;
    private final long openedAt;

    private Place(String address, String path, long openedAt) {
      this.address = address;
      this.path = path;
      this.openedAt = openedAt;
    }
  }

  /** The open sockets of one address, and the young ones by path, oldest first. */
  private static final class Share {
    private final Map<String, Deque<Place>> young = new HashMap<>();
    private int open;

    int young(String path, long now) {
      Deque<Place> places = young.get(path);
      if (places == null) {
        return 0;
      }
      while (!places.isEmpty() && now - places.peekFirst().openedAt >= YOUNG_NANOS) {
        places.removeFirst();
      }
      return places.size();
    }
  }

  private final Map<String, Share> shares = new HashMap<>();

  /** Whether the address may open one more socket at the path. */
  synchronized boolean admits(String remoteAddress, String path, long now) {
    Share share = shares.get(RemoteAddress.network(remoteAddress));
    return share == null || share.open < MAX_OPEN && share.young(path, now) < MAX_YOUNG;
  }

  /** Counts a socket, until {@link #closed}. */
  synchronized Place opened(String remoteAddress, String path, long now) {
    Place place = new Place(RemoteAddress.network(remoteAddress), path, now);
    Share share = shares.computeIfAbsent(place.address, address -> new Share());
    share.open++;
    share.young.computeIfAbsent(path, any -> new ArrayDeque<>()).addLast(place);
    return place;
  }

  synchronized void closed(Place place) {
    Share share = shares.get(place.address);
    share.young.get(place.path).remove(place);
    if (--share.open == 0) {
      shares.remove(place.address);
    }
  }
}
