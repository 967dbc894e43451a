package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.limits.ServerLimits;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which addresses this process dials. Most come from other peers, and a server can reach more than
 * they can: itself, its private network, the metadata of its cloud. Such a range is dialled only
 * where this process is in it, as its own or configured addresses show, or where the operator
 * allows it; and then only at their paths, or beside them at names like theirs.
 *
 * <p>Judged is what a name resolves to when it is dialled, and that is what is connected to: so no
 * spelling of an address, and no name that resolves to something else a moment later, leads past
 * the rules.
 */
public final class DialRules {
  /** Kinds of ranges, of which each is reached from within only. */
  enum Range {
    PUBLIC,
    LOOPBACK,
    /** RFC 1918, RFC 6598, and the unique local addresses of RFC 4193. */
    PRIVATE,
    LINK_LOCAL,
    /** RFC 5737, RFC 3849 and RFC 9637: laboratories use them as the public internet. */
    DOCUMENTATION,
    /** The metadata services of clouds: never a peer's. */
    METADATA,
    /** No host has one of these (RFC 6890). */
    SPECIAL
  }

  /**
   * The metadata services of Amazon, Google, Microsoft and others; Alibaba; Microsoft; Oracle;
   * Amazon; Google.
   */
  private static final Set<String> METADATA =
      Set.of(
          "169.254.169.254",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192",
          "fd00:ec2:0:0:0:0:0:254",
          "fd20:ce:0:0:0:0:0:254");

  /** How long it counts to what the names of own and configured addresses resolved. */
  private static final long RESOLVED_NANOS = 60_000_000_000L;

  /** For so long a name that has led to one kind of range leads to no other: a dial takes less. */
  private static final long JUDGED_NANOS = 15_000_000_000L;

  /** What servers of a network are called, as their proxies lead to them. */
  private static final Set<String> NAMES = Set.of("node", "bridge", "bootstrap");

  private static final Pattern NAME = Pattern.compile("([A-Za-z]{1,32})[0-9]{0,9}");

  /** Segments that servers read in more than one way: escaped, empty, of dots, with parameters. */
  private static final Pattern AMBIGUOUS = Pattern.compile("[%;\\\\]|//|/\\.{1,2}(?:/|$)");

  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

  /**
   * Protocol assignments and 6to4 relays, of the registry of IPv4 special-purpose addresses (RFC
   * 6890). Not 198.18.0.0/15: in laboratories it stands for the public internet.
   */
  private static final List<byte[]> SPECIAL4 = List.of(prefix(192, 0, 0), prefix(192, 88, 99));

  private static final List<byte[]> DOCUMENTATION4 =
      List.of(prefix(192, 0, 2), prefix(198, 51, 100), prefix(203, 0, 113));

  private static final List<byte[]> DOCUMENTATION6 =
      List.of(prefix(0x20, 1, 0xd, 0xb8), prefix(0x3f, 0xff));

  /**
   * The same for IPv6: translation within a network (RFC 8215), translated addresses (RFC 2765),
   * discard (RFC 6666), Teredo, which hides an IPv4 address that its server may choose, benchmarks,
   * segment routing (RFC 9602).
   */
  private static final List<byte[]> SPECIAL6 =
      List.of(
          prefix(0, 0x64, 0xff, 0x9b, 0, 1),
          prefix(0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0),
          prefix(1, 0, 0, 0, 0, 0, 0, 0),
          prefix(1, 0, 0, 0, 0, 0, 0, 1),
          prefix(0x20, 1, 0, 0),
          prefix(0x20, 1, 0, 2, 0, 0),
          prefix(0x5f, 0));

  private final LongSupplier clock;

  /** Own and configured addresses, each with when its ranges were found out and what they are. */
  private final Map<URI, Resolved> trusted = new ConcurrentHashMap<>();

  /** By host: what was judged last, which alone is connected to. */
  private final Map<String, Judged> judged =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Judged> eldest) {
          return size() > ServerLimits.MAX_JUDGED_HOSTS;
        }
      };

  private final DialCounts counts = new DialCounts();

  private static volatile boolean allowsAll;

  private record Judged(long at, boolean isPublic, List<InetAddress> addresses) {}

  private record Resolved(long at, Set<Range> ranges) {}

  /** Rules of a process without addresses of its own yet. */
  public DialRules() {
    this(System::nanoTime);
  }

  /** Rules that take the time, in nanoseconds, from a clock that never goes back. */
  DialRules(LongSupplier clock) {
    this.clock = clock;
  }

  /** Lets this process dial addresses of all ranges; for operators. */
  public static void allowAll() {
    allowsAll = true;
  }

  /** Trusts an address of this process, or one that the operator configured. */
  public void trust(String address) {
    try {
      long before = clock.getAsLong() - RESOLVED_NANOS;
      trusted.putIfAbsent(WebSocketAddress.parse(address), new Resolved(before, Set.of()));
    } catch (PeerloomException notAnAddress) {
      // Whoever dials it learns why it is none.
    }
  }

  /**
   * Checks how an address is written: no query, and no path that servers read in more than one way,
   * neither of which a peer's address has, unless it is trusted.
   *
   * @throws PeerloomException INVALID_REQUEST if it may not be dialled
   */
  void checkText(URI address) {
    if (!trusted.containsKey(address)) {
      requirePlain(address);
    }
  }

  /** Whether an address of another peer, as text, may be dialled as far as it shows. */
  public static boolean isPlain(String address) {
    try {
      requirePlain(WebSocketAddress.parse(address));
      return true;
    } catch (PeerloomException e) {
      return false;
    }
  }

  private static void requirePlain(URI address) {
    if (address.getRawQuery() != null) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "a peer's address has no query");
    }
    if (AMBIGUOUS.matcher(address.getRawPath()).find()) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST,
          "a peer's address has no %, ;, dots or empty part in its path");
    }
  }

  /**
   * Resolves the host of an address and keeps what may be connected to, for {@link #addresses}.
   * Blocks while names are resolved.
   *
   * @param isOwn whether it is where this process itself listens
   * @throws PeerloomException UNREACHABLE if none of it may be dialled
   * @throws UnknownHostException if the name has no address
   */
  void judge(URI address, boolean isOwn) throws UnknownHostException {
    keep(address, InetAddress.getAllByName(address.getHost()), isOwn);
  }

  /** The same for what the host has resolved to. */
  void keep(URI address, InetAddress[] resolved, boolean isOwn) {
    List<InetAddress> permitted = new ArrayList<>();
    boolean isPublic = true;
    for (InetAddress each : resolved) {
      boolean isOneMore = permitted.size() < ServerLimits.MAX_ADDRESSES_OF_NAME;
      if (isOneMore && (isOwn || isPermitted(address.getRawPath(), each))) {
        permitted.add(each);
        isPublic &= range(each) == Range.PUBLIC;
      }
    }
    if (permitted.isEmpty()) {
      throw new PeerloomException(
          ErrorCode.UNREACHABLE,
          "an address of this machine or of a private network, in which this server has none; it"
              + " is not dialled unless --dial-private is given");
    }
    if (!isOwn && !trusted.containsKey(address)) {
      permitted.removeIf(each -> !counts.take(each, clock.getAsLong()));
      if (permitted.isEmpty()) {
        throw new PeerloomException(ErrorCode.UNREACHABLE, "dialled in vain too often");
      }
    }
    Judged now = new Judged(clock.getAsLong(), isPublic, permitted);
    String host = address.getHost();
    synchronized (judged) {
      Judged before = judged.get(host);
      if (before != null && now.at - before.at < JUDGED_NANOS && before.isPublic != isPublic) {
        throw new PeerloomException(ErrorCode.UNREACHABLE, "its name leads elsewhere each time");
      }
      judged.remove(host);
      judged.put(host, now);
    }
  }

  /** A peer has proved itself there: the dials before were not in vain. */
  void reached(InetAddress address) {
    counts.reached(address);
  }

  /**
   * What a host was judged to be.
   *
   * @throws UnknownHostException if it was not judged, or so long ago that no dial is left of it
   */
  List<InetSocketAddress> addresses(String host, int port) throws UnknownHostException {
    Judged known;
    synchronized (judged) {
      known = judged.get(host);
    }
    if (known == null || clock.getAsLong() - known.at >= JUDGED_NANOS) {
      throw new UnknownHostException(host + " was not judged");
    }
    return known.addresses.stream().map(each -> new InetSocketAddress(each, port)).toList();
  }

  private boolean isPermitted(String path, InetAddress address) {
    Range range = range(address);
    return range == Range.PUBLIC
        || allowsAll
        || range != Range.METADATA
            && range != Range.SPECIAL
            && trustedRanges().contains(range)
            && isBesideTrusted(path);
  }

  private Set<Range> trustedRanges() {
    Set<Range> all = EnumSet.noneOf(Range.class);
    trusted.replaceAll(
        (address, known) ->
            clock.getAsLong() - known.at < RESOLVED_NANOS
                ? known
                : new Resolved(clock.getAsLong(), rangesOf(address.getHost())));
    trusted.values().forEach(resolved -> all.addAll(resolved.ranges));
    return all;
  }

  private static Set<Range> rangesOf(String host) {
    Set<Range> ranges = EnumSet.noneOf(Range.class);
    try {
      for (InetAddress each : InetAddress.getAllByName(host)) {
        ranges.add(range(each));
      }
    } catch (UnknownHostException notNow) {
      // It has no address in any range.
    }
    return ranges;
  }

  /**
   * Whether a path is that of a trusted address, or has the same parent and a name like theirs. Any
   * other could be a command to a service that is no peer.
   */
  private boolean isBesideTrusted(String path) {
    if (path.length() <= 1) {
      return true;
    }
    String parent = parent(path);
    String letters = letters(path);
    for (URI each : trusted.keySet()) {
      String own = each.getRawPath();
      if (own.equals(path)
          || parent(own).equals(parent)
              && letters != null
              && (NAMES.contains(letters) || letters.equals(letters(own)))) {
        return true;
      }
    }
    return false;
  }

  /** The letters of a last segment of letters and then digits, such as node of /p2p/node1. */
  private static String letters(String path) {
    Matcher name = NAME.matcher(path.substring(path.lastIndexOf('/') + 1));
    return name.matches() ? name.group(1) : null;
  }

  private static String parent(String path) {
    int last = path == null ? -1 : path.lastIndexOf('/');
    return last < 0 ? "" : path.substring(0, last);
  }

  /** The range of an address; one that stands for an IPv4 address has the range of that. */
  static Range range(InetAddress address) {
    byte[] bytes = address.getAddress();
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    if (METADATA.contains(zone < 0 ? text : text.substring(0, zone))) {
      return Range.METADATA;
    }
    if (address instanceof Inet6Address) {
      byte[] inner = embedded(bytes);
      return inner == null ? range6(address, bytes) : range(ofIpv4(inner));
    }
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (first == 0 || first >= 224 || isIn(bytes, SPECIAL4)) {
      return Range.SPECIAL;
    }
    if (isIn(bytes, DOCUMENTATION4)) {
      return Range.DOCUMENTATION;
    }
    boolean isShared = first == 100 && (second & 0xc0) == 64;
    return common(address, isShared || address.isSiteLocalAddress());
  }

  private static Range range6(InetAddress address, byte[] bytes) {
    if (isIn(bytes, DOCUMENTATION6)) {
      return Range.DOCUMENTATION;
    }
    boolean isLocal = (bytes[0] & 0xfe) == 0xfc || address.isSiteLocalAddress();
    return address.isAnyLocalAddress() || address.isMulticastAddress() || isIn(bytes, SPECIAL6)
        ? Range.SPECIAL
        : common(address, isLocal);
  }

  private static boolean isIn(byte[] address, List<byte[]> prefixes) {
    return prefixes.stream()
        .anyMatch(prefix -> Arrays.equals(Arrays.copyOf(address, prefix.length), prefix));
  }

  private static Range common(InetAddress address, boolean isPrivate) {
    if (address.isLoopbackAddress()) {
      return Range.LOOPBACK;
    }
    if (address.isLinkLocalAddress()) {
      return Range.LINK_LOCAL;
    }
    return isPrivate ? Range.PRIVATE : Range.PUBLIC;
  }

  /** The IPv4 address inside an IPv6 one (RFC 4291, 6052, 3056), or null. */
  private static byte[] embedded(byte[] bytes) {
    if (bytes[0] == 0x20 && bytes[1] == 2) {
      return Arrays.copyOfRange(bytes, 2, 6);
    }
    byte[] head = Arrays.copyOf(bytes, 12);
    byte[] mapped = new byte[12];
    mapped[10] = -1;
    mapped[11] = -1;
    boolean isCompatible = Arrays.equals(head, new byte[12]) && (bytes[12] | bytes[13]) != 0;
    return isCompatible || Arrays.equals(head, mapped) || Arrays.equals(head, NAT64)
        ? Arrays.copyOfRange(bytes, 12, 16)
        : null;
  }

  private static byte[] prefix(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return bytes;
  }

  private static InetAddress ofIpv4(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
