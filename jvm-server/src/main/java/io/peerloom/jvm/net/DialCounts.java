package io.peerloom.jvm.net;

import io.peerloom.core.rpc.RateLimiter;
import io.peerloom.jvm.limits.ServerLimits;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts dials by the IP address that is dialled, until one reaches a peer. The core counts them by
 * host as it is written; but somebody's domain may have thousands of names that all resolve to
 * another's machine. Of IPv6 a /64 is one machine, whose addresses cost as little as names.
 */
final class DialCounts {
  private static final int PREFIX_BYTES = 8;
  private static final int NANOS_OF_MILLI = 1_000_000;

  private final Map<String, RateLimiter> counts = new LinkedHashMap<>();

  /**
   * Counts a dial.
   *
   * @param nanos of a clock that never goes back
   * @return false where there were too many, which does not count
   */
  synchronized boolean take(InetAddress address, long nanos) {
    long now = nanos / NANOS_OF_MILLI;
    String key = key(address);
    RateLimiter limiter = counts.remove(key);
    if (limiter == null) {
      limiter =
          new RateLimiter(ServerLimits.MAX_DIALS_OF_IP, ServerLimits.DIALS_OF_IP_PER_SECOND, now);
    }
    if (counts.size() >= ServerLimits.MAX_JUDGED_HOSTS) {
      counts.remove(givenUp(now));
    }
    counts.put(key, limiter);
    return limiter.take(now) == 0;
  }

  /** The oldest that was dialled little, so that no crowd of others ends the count of one. */
  private String givenUp(long now) {
    for (Map.Entry<String, RateLimiter> each : counts.entrySet()) {
      if (!each.getValue().isBusy(now)) {
        return each.getKey();
      }
    }
    return counts.keySet().iterator().next();
  }

  /** A peer has proved itself there. */
  synchronized void reached(InetAddress address) {
    counts.remove(key(address));
  }

  private static String key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return Arrays.toString(
        bytes.length > PREFIX_BYTES ? Arrays.copyOf(bytes, PREFIX_BYTES) : bytes);
  }
}
