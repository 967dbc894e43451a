package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.loop.JvmRuntime;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other peers make this server dial: nothing that it reaches and they do not. */
class DialRulesTest {
  private long nanos;
  private final DialRules rules = new DialRules(() -> nanos);

  private static InetAddress address(String text) throws Exception {
    return InetAddress.getByName(text);
  }

  /** What the checks of this server dial for others is written as what its links dial. */
  @ParameterizedTest
  @CsvSource({
    "wss://host/p2p/node1, true",
    "ws://host, true",
    "ws://host/admin?do=it, false",
    "ws://host/a/../b, false",
    "ws://host/a%2fb, false",
    "ws://host//b, false",
    "ws://host/a;b, false",
    "http://host/, false",
  })
  void addressesOfPeersArePlain(String address, boolean isPlain) {
    assertThat(DialRules.isPlain(address)).isEqualTo(isPlain);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, LOOPBACK",
    "127.9.9.9, LOOPBACK",
    "::1, LOOPBACK",
    "::ffff:127.0.0.1, LOOPBACK",
    "64:ff9b::7f00:1, LOOPBACK",
    "2002:7f00:1::, LOOPBACK",
    "10.1.2.3, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.0.1, PRIVATE",
    "100.64.0.1, PRIVATE",
    "::ffff:10.0.0.1, PRIVATE",
    "64:ff9b::a00:1, PRIVATE",
    "2002:a00:1::5, PRIVATE",
    "fc00::1, PRIVATE",
    "fd12:3456::1, PRIVATE",
    "fec0::1, PRIVATE",
    "169.254.1.1, LINK_LOCAL",
    "fe80::1, LINK_LOCAL",
    "169.254.169.254, METADATA",
    "::ffff:169.254.169.254, METADATA",
    "64:ff9b::a9fe:a9fe, METADATA",
    "2002:a9fe:a9fe::, METADATA",
    "100.100.100.200, METADATA",
    "192.0.0.192, METADATA",
    "fd00:ec2::254, METADATA",
    "0.0.0.0, SPECIAL",
    "0.1.2.3, SPECIAL",
    "::, SPECIAL",
    "224.0.0.1, SPECIAL",
    "255.255.255.255, SPECIAL",
    "ff02::1, SPECIAL",
    "2001:0:7f00:1::, SPECIAL",
    "64:ff9b:1::7f00:1, SPECIAL",
    "::ffff:0:7f00:1, SPECIAL",
    "198.18.0.1, PUBLIC",
    "198.19.255.255, PUBLIC",
    "192.0.2.1, DOCUMENTATION",
    "192.88.99.1, SPECIAL",
    "198.51.100.1, DOCUMENTATION",
    "203.0.113.7, DOCUMENTATION",
    "2001:db8::1, DOCUMENTATION",
    "100::1, SPECIAL",
    "2002:c000:201::, DOCUMENTATION",
    "168.63.129.16, METADATA",
    "fd20:ce::254, METADATA",
    "8.8.8.8, PUBLIC",
    "172.32.0.1, PUBLIC",
    "100.128.0.1, PUBLIC",
    "1.1.1.1, PUBLIC",
    "2606:4700::1111, PUBLIC",
    "64:ff9b::808:808, PUBLIC"
  })
  void eachAddressHasOneRange(String text, IpRange range) throws Exception {
    assertThat(IpRange.of(address(text))).isEqualTo(range);
  }

  private void keep(String url, String... resolved) throws Exception {
    InetAddress[] all = new InetAddress[resolved.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = address(resolved[i]);
    }
    rules.keep(WebSocketAddress.parse(url), all, false);
  }

  private void assertRefused(String url, String... resolved) {
    assertThatThrownBy(() -> keep(url, resolved))
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE));
  }

  /** Somebody's domain has as many names as he likes, all of which lead to another's machine. */
  @Test
  void manyNamesOfOneMachineAreDialledABoundedNumberOfTimes() throws Exception {
    for (int i = 0; i < ServerLimits.MAX_DIALS_OF_IP; i++) {
      keep("ws://name" + i + ".example/", i % 2 == 0 ? "1.1.1.1" : "::ffff:1.1.1.1");
      keep("ws://other" + i + ".example/", "2606:4700::" + (1 + i));
    }
    assertRefused("ws://next.example/", "1.1.1.1");
    assertRefused("ws://next.example/", "2606:4700::abcd");
    keep("ws://next.example/", "1.1.1.2");
    keep("ws://next.example/", "1.1.1.1", "1.1.1.3");
    assertThat(rules.addresses("next.example", 80))
        .extracting(each -> each.getAddress().getHostAddress())
        .containsExactly("1.1.1.3");
    nanos += TimeUnit.SECONDS.toNanos(1);
    for (int i = 0; i < ServerLimits.DIALS_OF_IP_PER_SECOND; i++) {
      keep("ws://later" + i + ".example/", "1.1.1.1");
    }
    assertRefused("ws://next.example/", "1.1.1.1");
  }

  @Test
  void whereAPeerAnswersOrIsTrustedDialsAreNotCounted() throws Exception {
    rules.trust("ws://own.example/node1");
    for (int i = 0; i <= ServerLimits.MAX_DIALS_OF_IP; i++) {
      keep("ws://own.example/node1", "1.1.1.1");
      keep("ws://peer" + i + ".example/node1", "1.1.1.2");
      rules.reached(address("1.1.1.2"));
    }
    keep("ws://next.example/", "1.1.1.1");
    keep("ws://next.example/", "1.1.1.2");
  }

  /** Neither a peer of theirs beside the victim, nor a crowd of other machines ends the count. */
  @Test
  void nothingElseUnderTheSameNamesEndsACount() throws Exception {
    for (int i = 0; i < ServerLimits.MAX_DIALS_OF_IP; i++) {
      String[] others = new String[130];
      others[0] = "1.1.1.1";
      others[1] = "8.8.8.8";
      for (int k = 2; k < others.length; k++) {
        others[k] = "2606:" + Integer.toHexString(1 + i) + ":" + Integer.toHexString(k) + "::1";
      }
      keep("ws://name" + i + ".example/", others);
      assertThat(rules.addresses("name" + i + ".example", 80))
          .hasSize(ServerLimits.MAX_ADDRESSES_OF_NAME);
      rules.reached(address("8.8.8.8"));
    }
    assertRefused("ws://next.example/", "1.1.1.1");
    keep("ws://next.example/", "8.8.8.8");
  }

  /** Fails where the oldest count is forgotten first, however often that address was dialled. */
  @Test
  void whatWasDialledOftenIsNotForgottenForOthers() throws Exception {
    for (int i = 0; i < ServerLimits.MAX_DIALS_OF_IP; i++) {
      keep("ws://name" + i + ".example/", "1.1.1.1");
    }
    for (int i = 0; i < 2 * ServerLimits.MAX_JUDGED_HOSTS; i++) {
      keep("ws://other" + i + ".example/", "8." + (1 + i / 250) + "." + i % 250 + ".1");
    }
    assertRefused("ws://next.example/", "1.1.1.1");
  }

  @Test
  void aServerWithPublicAddressesDialsNoOther() throws Exception {
    rules.trust("wss://8.8.8.8/node1");
    for (String inner :
        List.of("127.0.0.1", "10.0.0.1", "169.254.1.1", "169.254.169.254", "fd00::1", "0.0.0.0")) {
      assertRefused("ws://inner" + inner.hashCode() + ".example/node1", inner);
    }
    keep("ws://public.example/node1", "1.1.1.1");
    assertThat(rules.addresses("public.example", 80)).hasSize(1);
  }

  @Test
  void ofSeveralAddressesOnlyThosePermittedAreConnectedTo() throws Exception {
    keep("ws://both.example/", "127.0.0.1", "1.1.1.1", "10.0.0.1");
    assertThat(rules.addresses("both.example", 80))
        .extracting(each -> each.getAddress().getHostAddress())
        .containsExactly("1.1.1.1");
  }

  @Test
  void aServerOnAPrivateNetworkDialsItsPeersThere() throws Exception {
    rules.trust("ws://10.1.0.1:8080/node1");
    keep("ws://10.1.0.2:8080/node2", "10.1.0.2");
    keep("ws://node3.lan:8080/node3", "192.168.3.3");
    assertRefused("ws://localhost:8080/node1", "127.0.0.1");
    assertRefused("ws://metadata:80/node1", "169.254.169.254");
  }

  @Test
  void aLaboratoryOfDocumentationAddressesWorks() throws Exception {
    assertRefused("ws://203.0.113.1:8080/node1", "203.0.113.1");
    rules.trust("ws://203.0.113.1:8080/node1");
    keep("ws://203.0.113.1:8080/bootstrap", "203.0.113.1");
    keep("ws://198.51.100.7:8080/node2", "198.51.100.7");
    keep("ws://[2001:db8::5]:8080/node3", "2001:db8::5");
    assertRefused("ws://192.0.0.8/node2", "192.0.0.8");
  }

  /** Else a service on this machine, or beside it, could be told what to do. */
  @Test
  void onAPrivateNetworkOnlyPathsBesideItsOwnAreDialled() throws Exception {
    rules.trust("ws://localhost:8080/node1");
    keep("ws://localhost:8081/node2", "127.0.0.1");
    assertRefused("ws://localhost:8081/admin/delete", "127.0.0.1");
    assertThatThrownBy(() -> rules.checkText(URI.create("ws://localhost:8081/admin/delete?all=1")))
        .isInstanceOf(PeerloomException.class);
    rules.trust("wss://example.org/bootstrap?key=1");
    rules.checkText(URI.create("wss://example.org/bootstrap?key=1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/shutdown", "/node1x", "/node-1", "/admin7", "/p2p/node1"})
  void onlyNamesLikeItsOwnAreDialledBesideIt(String path) throws Exception {
    rules.trust("ws://localhost:8080/node1");
    assertRefused("ws://localhost:9999" + path, "127.0.0.1");
    keep("ws://localhost:9999/bridge", "127.0.0.1");
    keep("ws://localhost:9999/bootstrap1", "127.0.0.1");
    keep("ws://localhost:9999", "127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/..%2fadmin", "/..", "/%2e%2e", "/./node1", "/;admin", "/node1;x", "//node1"})
  void noPathIsDialledThatServersReadInTwoWays(String path) {
    assertThatThrownBy(() -> rules.checkText(URI.create("wss://example.org" + path)))
        .isInstanceOfSatisfying(
            PeerloomException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }

  @Test
  void theCaseOfANameLeadsToNoOtherJudgement() throws Exception {
    rules.trust("ws://10.1.0.1:8080/p2p/node1");
    keep("ws://rebind.example/p2p/node2", "10.1.0.5");
    assertRefused("ws://Rebind.example/admin/delete", "1.1.1.1");
    keep("ws://Other.example/a", "1.1.1.1");
    assertThat(rules.addresses("other.example", 80)).hasSize(1);
    assertThat(WebSocketAddress.parse("ws://LocalHost:81/Node1"))
        .hasToString("ws://localhost:81/Node1");
  }

  /** Not even where an operator, or a name of this server, leads there. */
  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "100.100.100.200", "192.0.0.8", "0.0.0.0"})
  void noPeerIsAtAMetadataService(String address) throws Exception {
    rules.trust("ws://" + address + "/p2p/node1");
    assertRefused("ws://meta.example/p2p/node2", address);
    rules.trust("ws://10.1.0.1/p2p/node1");
    keep("ws://inside.example/p2p/node2", "10.1.0.2");
  }

  /** Whoever announces many names takes a bounded memory. */
  @Test
  void judgedHostsAreBounded() throws Exception {
    for (int i = 0; i <= ServerLimits.MAX_JUDGED_HOSTS; i++) {
      keep("ws://host" + i + ".example/node1", "1.1." + i / 256 + "." + i % 256);
    }
    assertThat(rules.addresses("host1.example", 80)).hasSize(1);
    assertThatThrownBy(() -> rules.addresses("host0.example", 80))
        .hasMessageContaining("was not judged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://user@host/node1",
        "ws://user:password@host/node1",
        "ws://host/node1#part",
        "ws://host:0/node1",
        "ws://host:65536/node1",
        "ws:///node1",
        "ws:host",
        "https://host/node1",
        "ws://ho st/node1",
        "",
      })
  void whatIsNoWebSocketAddressIsRefused(String address) {
    assertInvalid(address);
  }

  @Test
  void addressesAreOfBoundedLength() {
    String host = "ws://host/";
    assertThat(WebSocketAddress.parse(host + "a".repeat(512 - host.length()))).isNotNull();
    assertInvalid(host + "a".repeat(513 - host.length()));
  }

  private static void assertInvalid(String address) {
    assertThatThrownBy(() -> WebSocketAddress.parse(address))
        .isInstanceOfSatisfying(
            PeerloomException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }

  /** Whatever was resolved for an earlier dial is not connected to. */
  @Test
  void judgementsExpire() throws Exception {
    keep("ws://named.example/node1", "1.1.1.1");
    nanos += TimeUnit.SECONDS.toNanos(14);
    assertThat(rules.addresses("named.example", 80)).hasSize(1);
    nanos += TimeUnit.SECONDS.toNanos(1);
    assertThatThrownBy(() -> rules.addresses("named.example", 80))
        .hasMessageContaining("was not judged");
  }

  /** A name that is public when it is judged and something else when it is dialled. */
  @Test
  void aNameThatLeadsElsewhereEachTimeIsRefused() throws Exception {
    rules.trust("ws://localhost:8080/node1");
    keep("ws://rebinding.example/a/b", "1.1.1.1");
    assertRefused("ws://rebinding.example/node1", "127.0.0.1");
    assertThat(rules.addresses("rebinding.example", 80))
        .extracting(each -> each.getAddress().getHostAddress())
        .containsExactly("1.1.1.1");
  }

  @Test
  void nothingIsConnectedToThatWasNotJudged() {
    assertThatThrownBy(() -> rules.addresses("unknown.example", 80))
        .hasMessageContaining("was not judged");
  }

  /** Every spelling leads to the same socket, and is refused before it is opened. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://127.0.0.1:PORT/node1",
        "ws://localhost:PORT/node1",
        "ws://localhost.:PORT/node1",
        "ws://[::ffff:127.0.0.1]:PORT/node1",
        "ws://2130706433:PORT/node1",
        "ws://0x7f000001:PORT/node1",
        "ws://127.1:PORT/node1",
        "ws://0.0.0.0:PORT/node1",
        "ws://user@127.0.0.1:PORT/node1",
        "ws://127.0.0.1:PORT/node1#fragment",
        "ws://127.0.0.1:PORT/admin/delete?all=1",
        "http://127.0.0.1:PORT/node1"
      })
  void noSpellingOfThisMachineIsDialled(String url) throws Exception {
    try (JvmRuntime runtime = new JvmRuntime();
        ServerSocket victim = new ServerSocket(0, 10, address("127.0.0.1"));
        SharedWebSocketClient client = new SharedWebSocketClient()) {
      RecordedEvents events = new RecordedEvents();
      new JettyWebSocketPort(client, runtime.newLoop("dialler"), runtime.scheduler())
          .dial(url.replace("PORT", String.valueOf(victim.getLocalPort())), events);
      assertThat(events.awaitClosed().code())
          .isIn(ErrorCode.UNREACHABLE, ErrorCode.INVALID_REQUEST);
      victim.setSoTimeout(50);
      assertThatThrownBy(victim::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }
}
