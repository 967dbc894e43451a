package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.limits.ServerLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
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
  /** How long it counts to what the names of own and configured addresses resolved. */
  private static final long RESOLVED_NANOS = 60_000_000_000L;

  /** For so long a name that has led to one kind of range leads to no other: a dial takes less. */
  private static final long JUDGED_NANOS = 15_000_000_000L;

  /** What servers of a network are called, as their proxies lead to them. */
  private static final Set<String> NAMES = Set.of("node", "bridge", "bootstrap");

  private static final Pattern NAME = Pattern.compile("([A-Za-z]{1,32})[0-9]{0,9}");

  /** Segments that servers read in more than one way: escaped, empty, of dots, with parameters. */
  private static final Pattern AMBIGUOUS = Pattern.compile("[%;\\\\]|//|/\\.{1,2}(?:/|$)");

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

  private record Resolved(long at, Set<IpRange> ranges) {}

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
        isPublic &= IpRange.of(each) == IpRange.PUBLIC;
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
    IpRange range = IpRange.of(address);
    return range == IpRange.PUBLIC
        || allowsAll
        || range != IpRange.METADATA
            && range != IpRange.SPECIAL
            && trustedRanges().contains(range)
            && isBesideTrusted(path);
  }

  private Set<IpRange> trustedRanges() {
    Set<IpRange> all = EnumSet.noneOf(IpRange.class);
    trusted.replaceAll(
        (address, known) ->
            clock.getAsLong() - known.at < RESOLVED_NANOS
                ? known
                : new Resolved(clock.getAsLong(), rangesOf(address.getHost())));
    trusted.values().forEach(resolved -> all.addAll(resolved.ranges));
    return all;
  }

  private static Set<IpRange> rangesOf(String host) {
    Set<IpRange> ranges = EnumSet.noneOf(IpRange.class);
    try {
      for (InetAddress each : InetAddress.getAllByName(host)) {
        ranges.add(IpRange.of(each));
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
}
