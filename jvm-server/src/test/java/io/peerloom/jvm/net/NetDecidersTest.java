package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.jvm.limits.ServerLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class NetDecidersTest {
  @Test
  void everyCodeSurvivesACloseFrame() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(CloseCodes.code(CloseCodes.status(code))).isEqualTo(code);
    }
    assertThat(CloseCodes.code(4999)).isEqualTo(ErrorCode.UNKNOWN_ERROR);
    assertThat(CloseCodes.code(1006)).isEqualTo(ErrorCode.UNREACHABLE);
  }

  @Test
  void aReasonFitsACloseFrame() {
    for (String reason :
        new String[] {"", "short", "x".repeat(500), "€".repeat(99), "😀".repeat(99)}) {
      String fits = CloseCodes.fitting(reason);
      byte[] bytes = fits.getBytes(StandardCharsets.UTF_8);
      assertThat(bytes.length).isLessThanOrEqualTo(123);
      assertThat(reason).startsWith(fits);
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(fits);
    }
  }

  private static String client(TrustedProxies proxies, String socket, String... forwardedFor) {
    return proxies.client(socket, List.of(forwardedFor), List.of());
  }

  private static String forwarded(TrustedProxies proxies, String socket, String... values) {
    return proxies.client(socket, List.of(), List.of(values));
  }

  @Test
  void headersOfProxiesAreKnown() {
    for (String header :
        List.of(
            "X-Forwarded-For",
            "x-forwarded-host",
            "X-FORWARDED-PROTO",
            "x-forwarded",
            "Forwarded",
            "VIA",
            "X-Real-IP",
            "True-Client-Ip",
            "CF-Connecting-IP")) {
      assertThat(TrustedProxies.isOfProxy(header)).as(header).isTrue();
    }
    for (String header : List.of("Host", "Origin", "Cookie", "X-Forward", "Via2")) {
      assertThat(TrustedProxies.isOfProxy(header)).as(header).isFalse();
    }
  }

  @Test
  void proxiesOfTheOperatorThatWereNotNamedAreTold() {
    TrustedProxies named = TrustedProxies.of(List.of("10.0.0.0/8"));
    assertThat(named.isUnnamedProxy("192.168.1.7", true)).isTrue();
    assertThat(named.isUnnamedProxy("127.0.0.1", true)).isTrue();
    assertThat(named.isUnnamedProxy("192.168.1.7", false)).isFalse();
    assertThat(named.isUnnamedProxy("10.1.2.3", true)).isFalse();
    assertThat(named.isUnnamedProxy("203.0.113.9", true)).as("a stranger's word").isFalse();
  }

  @Test
  void nobodyIsBelievedWhoWasNotNamed() {
    for (String socket :
        List.of("127.0.0.1", "0:0:0:0:0:0:0:1", "10.0.0.2", "192.168.1.1", "fd00::1", "8.8.8.8")) {
      assertThat(client(TrustedProxies.NONE, socket, "203.0.113.9")).isEqualTo(socket);
      assertThat(forwarded(TrustedProxies.NONE, socket, "for=203.0.113.9")).isEqualTo(socket);
    }
  }

  @Test
  void forwardedAddressIsTrustedFromNamedProxiesOnly() {
    TrustedProxies local = TrustedProxies.LOCAL;
    assertThat(client(local, "127.0.0.1")).isEqualTo("127.0.0.1");
    assertThat(client(local, "127.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(client(local, "0:0:0:0:0:0:0:1", "2001:db8::1")).isEqualTo("2001:db8::1");
    assertThat(client(local, "[::1]", "2001:db8::1")).isEqualTo("2001:db8::1");
    assertThat(client(local, "198.51.100.1", "203.0.113.9")).isEqualTo("198.51.100.1");
    assertThat(client(local, "10.0.0.2", "203.0.113.9")).isEqualTo("10.0.0.2");
    assertThat(client(local, "fd00::1", "10.1.2.3")).isEqualTo("fd00::1");
    assertThat(client(local, "127.0.0.1", "203.0.113.9, 10.0.0.2")).isEqualTo("10.0.0.2");

    TrustedProxies named = TrustedProxies.of(List.of("10.0.0.0/9", "192.168.0.3", "fd00::/8"));
    assertThat(client(named, "10.0.0.2", "6.6.6.6, 203.0.113.9, 192.168.0.3"))
        .isEqualTo("203.0.113.9");
    assertThat(client(named, "fd12::1", "10.1.2.3")).isEqualTo("10.1.2.3");
    for (String other :
        List.of("10.128.0.1", "192.168.0.2", "fe00::1", "::ffff:1.2.3.4", "127.0.0.1")) {
      assertThat(client(named, other, "203.0.113.9")).isEqualTo(other);
    }

    for (String name :
        List.of("example.org", "cafe.de", "feed.cafe.beef", "999.1.1.1", "1.2.3", "1.2.3.4.")) {
      assertThat(client(local, "127.0.0.1", name)).isEqualTo("127.0.0.1");
    }
    assertThat(client(local, "127.0.0.1", ",,,")).isEqualTo("127.0.0.1");
    assertThat(client(named, "10.0.0.9", "1.1.1.1, " + "10.0.0.1, ".repeat(20) + "10.0.0.1"))
        .isEqualTo("10.0.0.1");
    for (String range : List.of("", "/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "proxy/8")) {
      assertThatThrownBy(() -> TrustedProxies.of(List.of(range)))
          .hasMessageContaining("not an address or a range");
    }
  }

  /** The forms in which proxies write an address, several headers, and what clients make up. */
  @Test
  void forwardedAddressesHaveManyForms() {
    TrustedProxies local = TrustedProxies.LOCAL;
    for (String one : List.of("203.0.113.9:4711", "203.0.113.9", " 203.0.113.9 ")) {
      assertThat(client(local, "127.0.0.1", "6.6.6.6", one)).isEqualTo("203.0.113.9");
      assertThat(forwarded(local, "127.0.0.1", "for=6.6.6.6", "for=" + one.strip()))
          .isEqualTo("203.0.113.9");
    }
    for (String one : List.of("[2001:db8::1]:4711", "[2001:db8::1]")) {
      assertThat(client(local, "::1", "6.6.6.6, " + one)).isEqualTo("2001:db8::1");
      assertThat(forwarded(local, "::1", "For=\"" + one + "\";proto=https"))
          .isEqualTo("2001:db8::1");
    }
    assertThat(forwarded(local, "::1", "proto=https;by=10.0.0.1; FOR=203.0.113.9;host=a"))
        .isEqualTo("203.0.113.9");
    for (String garbage :
        List.of(
            "unknown", "_hidden", "", "\"", "for", "203.0.113.9:port", "[::1", "fe80::1%eth0")) {
      assertThat(client(local, "127.0.0.1", "6.6.6.6," + garbage)).isEqualTo("127.0.0.1");
      assertThat(forwarded(local, "127.0.0.1", "for=6.6.6.6, for=" + garbage))
          .isEqualTo("127.0.0.1");
    }
    assertThat(forwarded(local, "127.0.0.1", "xfor=6.6.6.6")).isEqualTo("127.0.0.1");
    // One header is the proxy's, the other the client's; where they agree it does not matter.
    List<String> plain = List.of("203.0.113.9");
    assertThat(local.client("127.0.0.1", plain, List.of("for=203.0.113.9")))
        .isEqualTo("203.0.113.9");
    assertThat(local.client("127.0.0.1", plain, List.of("for=6.6.6.6"))).isEqualTo("127.0.0.1");
  }

  @Test
  void advertisedAddressHasOneForm() {
    assertThat(AdvertisedAddress.ofPeer("WSS://Host.Example:443/node1"))
        .isEqualTo("wss://host.example/node1");
    assertThat(AdvertisedAddress.ofPeer("ws://[::1]:9002/")).isEqualTo("ws://[::1]:9002");
    assertThat(AdvertisedAddress.ofPeer("ws://host/a/b/")).isEqualTo("ws://host/a/b/");
    assertThat(AdvertisedAddress.ofNetwork("https://host/")).isEqualTo("wss://host");
    assertThat(AdvertisedAddress.ofNetwork("http://host:8080/a/b/"))
        .isEqualTo("ws://host:8080/a/b");
    assertThat(AdvertisedAddress.origin("wss://host:444/a")).isEqualTo("https://host:444");
    assertThat(AdvertisedAddress.page("ws://host/a")).isEqualTo("http://host/a");
    for (String address : List.of("ws://HOST:80", "WS://host/", "ws://host")) {
      assertThat(AdvertisedAddress.normal(address)).isEqualTo("ws://host");
    }
    assertThat(AdvertisedAddress.normal("ws:")).isEqualTo("ws:");
  }

  @Test
  void advertisedAddressThatNobodyCanDialIsRefused() {
    Map<String, String> peers = new TreeMap<>();
    peers.put("https://host/node1", "a page's address; peers are dialled at wss://…");
    peers.put("HTTP://host", "a page's address; peers are dialled at ws://…");
    peers.put("wss:///node1", "without a host of letters, digits, dots and -");
    peers.put("ws://host_name", "without a host of letters, digits, dots and -");
    peers.put("host:9002", "not a ws: or wss: address with a host");
    peers.put("host", "not a ws: or wss: address with a host");
    peers.put("", "not a ws: or wss: address with a host");
    peers.put("ws://host:0", "with a port outside 1 to 65535");
    peers.put("ws://host:65536", "with a port outside 1 to 65535");
    peers.put("ws://me@host", "with a user, a query or a fragment, which no address of a peer has");
    peers.put("ws://host/?a", "with a user, a query or a fragment, which no address of a peer has");
    peers.put("ws://host//a", "with a path that proxies rewrite: an empty segment or one of dots");
    peers.put(
        "ws://host/../a", "with a path that proxies rewrite: an empty segment or one of dots");
    peers.put("ws://h/" + "a".repeat(250), "longer than 256 bytes");
    peers.put("ws://a b", "not an address");
    peers.forEach(
        (address, reason) ->
            assertThatThrownBy(() -> AdvertisedAddress.ofPeer(address))
                .as(address)
                .hasMessage(reason));
    for (String name : List.of("bootstrap", "bridge", "node7")) {
      assertThatThrownBy(() -> AdvertisedAddress.ofNetwork("wss://host/a/" + name + "/"))
          .hasMessageContaining("name what is before /" + name);
    }
    assertThatThrownBy(() -> AdvertisedAddress.few(List.of("a", "b", "c", "d", "e")))
        .hasMessageContaining("5 addresses; a peer has at most 4");
  }

  @Test
  void pagesOfOtherOriginsMayConnectUnlessSomeAreNamed() {
    List<String> own = List.of("wss://host/node1");
    PageOrigins open = PageOrigins.of(own, List.of());
    assertThat(open.mayConnect("https://app.example", "host", false)).isTrue();
    assertThat(open.allowOrigin("https://app.example")).isNull();
    PageOrigins named = PageOrigins.of(own, List.of("https://app.example"));
    for (String origin :
        new String[] {"https://app.example", "https://host", "http://up:1", null}) {
      assertThat(named.mayConnect(origin, "up:1", false)).as(origin).isTrue();
    }
    for (String origin : List.of("http://host", "https://host:444", "https://evil", "null", "*")) {
      assertThat(named.mayConnect(origin, "up:1", false)).as(origin).isFalse();
      assertThat(named.allowOrigin(origin)).as(origin).isNull();
    }
    assertThat(named.allowOrigin("https://app.example")).isEqualTo("https://app.example");
    PageOrigins all = PageOrigins.of(own, List.of("*"));
    assertThat(all.mayConnect("https://evil", "host", false)).isTrue();
    assertThat(all.allowOrigin("https://evil")).isEqualTo("*");
  }

  @Test
  void onLoopbackOnlyPagesOfThisMachineMayConnect() {
    PageOrigins local = PageOrigins.of(List.of(), List.of());
    for (String origin :
        new String[] {
          null,
          "http://localhost:8080",
          "https://localhost",
          "http://127.0.0.1:3000",
          "http://127.9.9.9",
          "http://[::1]:1",
          "http://app.localhost:5173",
          "HTTP://LOCALHOST:1".toLowerCase(Locale.ROOT)
        }) {
      assertThat(local.mayConnect(origin, "localhost:8080", true)).as(origin).isTrue();
    }
    for (String origin : FOREIGN) {
      assertThat(local.mayConnect(origin, "localhost:8080", true)).as(origin).isFalse();
      assertThat(local.mayConnect(origin, "127.0.0.1:8080", true)).as(origin).isFalse();
      assertThat(local.mayConnect(origin, null, true)).as(origin).isFalse();
      assertThat(local.mayConnect(origin, "localhost:8080", false)).as(origin).isTrue();
    }
    // A name that was pointed at this machine makes a page its own.
    assertThat(local.mayConnect("http://evil.example:8080", "evil.example:8080", true)).isFalse();
    PageOrigins named = PageOrigins.of(List.of(), List.of("https://app.example"));
    assertThat(named.mayConnect("https://app.example", "localhost:8080", true)).isTrue();
    assertThat(named.mayConnect("http://localhost:1", "localhost:8080", true)).isTrue();
    assertThat(named.mayConnect("https://evil.example", "localhost:8080", true)).isFalse();
    assertThat(
            PageOrigins.of(List.of(), List.of("*")).mayConnect("https://e.org", "localhost", true))
        .isTrue();
  }

  private static final String[] FOREIGN = {
    "https://evil.example",
    "http://evil.example:8080",
    "null",
    "file://",
    "",
    "http://localhost.evil.example",
    "http://127.0.0.1.evil.example",
    "http://evil.example#localhost",
    "http://localhost@evil.example",
    "http://evil.example/@localhost",
    "http://192.168.1.7:8080",
    "http://[::2]",
    "chrome-extension://localhost",
    "http://localhost:8080:80",
    "http://localhost/"
  };

  /** A proxy on this machine that has opened the port to everybody. */
  @Test
  void foreignPagesNeedTheAdvertisedAddress() {
    PageOrigins behind = PageOrigins.of(List.of("wss://net.example/node1"), List.of());
    assertThat(behind.mayConnect("https://other.example", "net.example", true)).isTrue();
    assertThat(behind.mayConnect("https://net.example", "127.0.0.1:9002", true)).isTrue();
    for (String origin : FOREIGN) {
      assertThat(behind.mayConnect(origin, "127.0.0.1:9002", true)).as(origin).isFalse();
    }
    PageOrigins local = PageOrigins.of(List.of("ws://localhost:9002", "ws://[::1]:1"), List.of());
    for (String origin : FOREIGN) {
      assertThat(local.mayConnect(origin, "localhost:9002", true)).as(origin).isFalse();
      assertThat(local.mayConnect(origin, "[::1]:1", true)).as(origin).isFalse();
    }
  }

  @Test
  void hostIsOwnOrCannotBeRebound() {
    PageOrigins pages =
        PageOrigins.of(List.of("wss://net.example/a"), List.of("https://ops.example:444"));
    for (String host :
        List.of("localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:1", "node1", "Net.Example:9")) {
      assertThat(pages.isOwnHost(host)).as(host).isTrue();
    }
    assertThat(pages.isOwnHost("ops.example:444")).isTrue();
    for (String host :
        List.of("evil.example", "ops.example", "localhost.", "a.net.example", "1.2.e")) {
      assertThat(pages.isOwnHost(host)).as(host).isFalse();
    }
  }

  @Test
  void floodOfOneRangeGivesWay() {
    SocketShares<Integer> shares = new SocketShares<>(100_000);
    List<Integer> givenUp = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      givenUp.add(shares.opened(i, RemoteAddress.owner("198.51.100.1")));
    }
    for (int i = 300; i < 5_000; i++) {
      givenUp.add(shares.opened(i, RemoteAddress.owner("203.0.113." + i % 256)));
    }
    givenUp.removeIf(Objects::isNull);
    assertThat(givenUp).hasSize(5_000 - SocketShares.MAX_UNPROVED).allMatch(i -> i >= 300);
    shares.known(0);
    shares.closed(1);
    assertThat(shares.opened(5_000, RemoteAddress.owner("2001:db8::1"))).isNull();
    assertThat(shares.opened(5_001, RemoteAddress.owner("2001:db8::2"))).isNull();
    assertThat(shares.opened(5_002, RemoteAddress.owner("2001:db8::3"))).isNotNull();
  }

  /** Also where a small heap has room for few sockets: once the address was refused for good. */
  @Test
  void silentSocketsNeverUseUpAShare() {
    Owner owner = RemoteAddress.owner("198.51.100.1");
    for (int capacity : new int[] {8, 2_000, 100_000}) {
      SocketShares<Integer> shares = new SocketShares<>(capacity);
      for (int i = -SocketShares.maxWaiting(capacity); i < 0; i++) {
        shares.opened(i, owner);
        shares.known(i);
      }
      for (int i = 0; i < 3_000; i++) {
        assertThat(shares.admits(owner)).isTrue();
        Integer givenUp = shares.opened(i, owner);
        if (givenUp != null) {
          shares.closed(givenUp);
        }
      }
    }
  }

  @Test
  void anAddressKeepsHalfOfTheSocketsAtMost() {
    SocketShares<Integer> shares = new SocketShares<>(1_000);
    int opened = 0;
    // An IPv6 host picks any address of its /64.
    while (shares.admits(RemoteAddress.owner("2001:db8::" + Integer.toHexString(opened)))) {
      shares.opened(opened, RemoteAddress.owner("2001:db8::" + Integer.toHexString(opened)));
      shares.known(opened++);
    }
    assertThat(opened).isEqualTo(500);
    assertThat(shares.admits(RemoteAddress.owner("2001:db8:0:1::1"))).isTrue();
    shares.closed(0);
    assertThat(shares.admits(RemoteAddress.owner("2001:db8::1"))).isTrue();
  }

  @Test
  void strangersAreCountedByTheRangeTheyCanChooseFrom() {
    assertThat(RemoteAddress.owner("203.0.113.9").path().get(0))
        .isEqualTo(RemoteAddress.owner("203.0.113.8").path().get(0));
    assertThat(RemoteAddress.owner("203.0.113.9"))
        .isNotEqualTo(RemoteAddress.owner("203.0.113.8"))
        .isEqualTo(RemoteAddress.owner("::ffff:203.0.113.9"));
    assertThat(RemoteAddress.owner("2001:db8:1:2::1"))
        .isEqualTo(RemoteAddress.owner("2001:db8:1:2:ffff::9"))
        .isNotEqualTo(RemoteAddress.owner("2001:db8:1:3::1"));
    assertThat(RemoteAddress.owner("made up")).isEqualTo(RemoteAddress.owner(""));
  }

  @Test
  void readingStopsAtTheWindowAndResumesOnce() {
    InboundWindow window = new InboundWindow();
    for (int i = 1; i < ServerLimits.MAX_INBOUND_MESSAGES; i++) {
      assertThat(window.added(1)).isTrue();
    }
    assertThat(window.added(1)).isFalse();
    int resumed = 0;
    for (int i = 0; i < ServerLimits.MAX_INBOUND_MESSAGES; i++) {
      resumed += window.removed(1) ? 1 : 0;
    }
    assertThat(resumed).isEqualTo(1);
    // A single message may be larger than the window; it passes alone.
    assertThat(window.added(ServerLimits.MAX_INBOUND_BYTES * 2)).isFalse();
    assertThat(window.removed(ServerLimits.MAX_INBOUND_BYTES * 2)).isTrue();
  }
}
