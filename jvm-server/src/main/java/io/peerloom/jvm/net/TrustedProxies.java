package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/**
 * The proxies whose word about the address of a client is believed: those that the operator names,
 * and nobody else, be it in a private network or on this machine. Everybody else could choose the
 * address under which it is counted. This is the one place that decides a visitor's address.
 *
 * <p>Proxies append to X-Forwarded-For, or to Forwarded (RFC 7239), what a client sent there
 * itself. So both are read from the right, where the operator's own proxies write, up to the first
 * address that is not one of theirs. Where both are there and disagree, one was made up by the
 * client: then, and where a hop cannot be read, the request is counted for the proxy itself, as one
 * stranger's.
 */
public final class TrustedProxies {
  /** No proxy. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  /** Proxies on this machine, for tests. */
  public static final TrustedProxies LOCAL = of(List.of("127.0.0.0/8", "::1"));

  /** The headers in which proxies name a client. */
  static final String FORWARDED_FOR = "X-Forwarded-For";

  static final String FORWARDED = "Forwarded";

  /** What proxies add to a request besides X-Forwarded-For and its kin. */
  private static final Set<String> OF_PROXIES =
      Set.of(
          "forwarded",
          "via",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-original-forwarded-for",
          "x-envoy-external-address",
          "true-client-ip",
          "cf-connecting-ip",
          "fastly-client-ip",
          "x-azure-clientip",
          "x-azure-socketip",
          "x-appengine-user-ip",
          "x-proxyuser-ip");

  private static final Pattern FOR =
      Pattern.compile("(?:^|;)\\s*for\\s*=\\s*(\"[^\"]*\"|[^;\\s]*)", Pattern.CASE_INSENSITIVE);

  /** An IPv4 address with a port, or an IPv6 address in brackets, perhaps with one. */
  private static final Pattern WITH_PORT =
      Pattern.compile("([0-9.]+):[0-9]{1,5}|\\[([0-9a-fA-F:.]+)](?::[0-9]{1,5})?");

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
   * Proxies in these ranges.
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
    return parsed != null && ranges.stream().anyMatch(range -> range.contains(parsed.getAddress()));
  }

  /**
   * The address of the client of a request: that of the socket, unless a proxy that is believed
   * names another.
   *
   * @param forwardedFor the values of X-Forwarded-For
   * @param forwarded the values of Forwarded
   */
  String client(String socketAddress, List<String> forwardedFor, List<String> forwarded) {
    if (!trusts(socketAddress)) {
      return socketAddress;
    }
    String one = client(socketAddress, hops(forwardedFor, false));
    String other = client(socketAddress, hops(forwarded, true));
    if (forwarded.isEmpty() || one.equals(other)) {
      return one;
    }
    return forwardedFor.isEmpty() ? other : socketAddress;
  }

  /**
   * Whether a request comes from this machine itself and not through a proxy: its socket is this
   * machine's, and it has no header that proxies write, be it believed or not. A proxy on this
   * machine has such a socket too, whatever its clients made it send.
   *
   * @param ownMachine which addresses of sockets are this machine's
   */
  static boolean isOwnMachine(Request request, Predicate<InetAddress> ownMachine) {
    InetAddress socket = RemoteAddress.parse(Request.getRemoteAddr(request));
    return socket != null
        && ownMachine.test(socket)
        && request.getHeaders().stream().noneMatch(field -> isOfProxy(field.getName()));
  }

  /**
   * Whether a request seems to come through a proxy of the operator's that was not named.
   *
   * @param isForwarded whether it names the client of a proxy
   */
  boolean isUnnamedProxy(String socketAddress, boolean isForwarded) {
    return isForwarded && !trusts(socketAddress) && RemoteAddress.isPrivate(socketAddress);
  }

  /** Whether a request names the client of a proxy, be it believed or not. */
  static boolean isForwarded(Request request) {
    return request.getHeaders().contains(FORWARDED_FOR) || request.getHeaders().contains(FORWARDED);
  }

  /** Whether proxies write that header; in any case of its name. */
  public static boolean isOfProxy(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.startsWith("x-forwarded") || OF_PROXIES.contains(name);
  }

  /** The address of the client of a request that is being handled. */
  String client(Request request) {
    HttpFields headers = request.getHeaders();
    return client(
        Request.getRemoteAddr(request),
        headers.getValuesList(FORWARDED_FOR),
        headers.getValuesList(FORWARDED));
  }

  private String client(String socketAddress, List<String> hops) {
    String client = socketAddress;
    for (int i = hops.size() - 1; i >= 0 && i >= hops.size() - MAX_PROXIES; i--) {
      if (!trusts(client) || RemoteAddress.parse(hops.get(i)) == null) {
        break;
      }
      client = hops.get(i);
    }
    return client;
  }

  /** The hops that the values of a header name, without ports; whatever is no address stays so. */
  private static List<String> hops(List<String> values, boolean isForwarded) {
    List<String> hops = new ArrayList<>();
    for (String value : values) {
      for (String element : value.split(",", -1)) {
        String hop = element.trim();
        if (isForwarded) {
          Matcher node = FOR.matcher(hop);
          hop = node.find() ? node.group(1).replace("\"", "") : "";
        }
        Matcher port = WITH_PORT.matcher(hop);
        hops.add(port.matches() ? port.group(1) == null ? port.group(2) : port.group(1) : hop);
      }
    }
    return hops;
  }
}
