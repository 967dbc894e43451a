package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.net.InetAddress;
import java.util.List;

/**
 * The proxies whose X-Forwarded headers are believed: those on this machine, because only its own
 * processes connect from a loopback address, and those that the operator names. Everybody else
 * could choose the address under which it is counted.
 */
public final class TrustedProxies {
  /** Only proxies on this machine. */
  public static final TrustedProxies LOCAL = new TrustedProxies(List.of());

  private static final int MAX_PROXIES = 8;

  /** A range of addresses. */
  private record Range(byte[] network, int bits) {
    boolean contains(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Range> ranges;

  private TrustedProxies(List<Range> ranges) {
    this.ranges = ranges;
  }

  /**
   * Proxies on this machine and in these ranges.
   *
   * @param ranges such as {@code 10.0.0.0/8}, {@code fd00::/8} or a single address
   * @throws PeerloomException INVALID_REQUEST if one is malformed
   */
  public static TrustedProxies of(List<String> ranges) {
    return new TrustedProxies(ranges.stream().map(TrustedProxies::range).toList());
  }

  private static Range range(String text) {
    int slash = text.indexOf('/');
    InetAddress network = RemoteAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (network == null) {
      throw invalid();
    }
    byte[] bytes = network.getAddress();
    int most = bytes.length * 8;
    if (slash < 0) {
      return new Range(bytes, most);
    }
    String bits = text.substring(slash + 1);
    if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > most) {
      throw invalid();
    }
    return new Range(bytes, Integer.parseInt(bits));
  }

  private static PeerloomException invalid() {
    return new PeerloomException(
        ErrorCode.INVALID_REQUEST, "not an address or a range such as 10.0.0.0/8 or fd00::/8");
  }

  /** Whether the headers of a proxy at this address are believed. */
  public boolean trusts(String address) {
    InetAddress parsed = RemoteAddress.parse(address);
    return parsed != null
        && (parsed.isLoopbackAddress()
            || ranges.stream().anyMatch(range -> range.contains(parsed.getAddress())));
  }

  /**
   * The client of a request, read from the right of X-Forwarded-For, where the operator's own
   * proxies append.
   *
   * @param forwardedFor the header; null if there is none
   */
  String client(String socketAddress, String forwardedFor) {
    String client = socketAddress;
    if (forwardedFor == null) {
      return client;
    }
    String[] hops = forwardedFor.split(",", -1);
    for (int i = hops.length - 1; i >= 0 && i >= hops.length - MAX_PROXIES; i--) {
      String hop = hops[i].trim();
      if (!trusts(client) || RemoteAddress.parse(hop) == null) {
        break;
      }
      client = hop;
    }
    return client;
  }
}
