package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A server behind a proxy is its external address to everybody, however it was reached (R6). */
@Label("Addresses")
class AddressesPropertyTest {
  private static final Identity VISITOR = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
  private static final Identity OTHER = LoneAssembly.NETWORK.member(PeerKind.NODE);

  /** As a proxy offers them: a host, maybe a port, a path for each server behind it. */
  @Provide
  Arbitrary<String> external() {
    Arbitrary<String> hosts = Arbitraries.of("a.example", "b.example", "203.0.113.7", "[::1]");
    Arbitrary<Integer> ports = Arbitraries.of(0, 443, 8080, 65535);
    Arbitrary<Integer> nodes = Arbitraries.integers().between(1, 999);
    return Combinators.combine(hosts, ports, nodes)
        .as((host, port, node) -> "wss://" + host + (port == 0 ? "" : ":" + port) + "/node" + node);
  }

  @Provide
  Arbitrary<Set<String>> advertised() {
    return external().set().ofMinSize(1).ofMaxSize(4);
  }

  /** Two servers behind one proxy, which share no address. */
  @Provide
  Arbitrary<List<List<String>>> twoServers() {
    return external()
        .list()
        .ofMinSize(2)
        .ofMaxSize(6)
        .uniqueElements()
        .map(
            all ->
                List.of(all.subList(0, all.size() / 2), all.subList(all.size() / 2, all.size())));
  }

  /** Fails where the handshake, or an answer, names no address, or only one of several. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 14: External Address Advertisement")
  void everybodyLearnsExactlyTheExternalAddresses(
      @ForAll("advertised") Set<String> advertised, @ForAll @IntRange int pick) {
    List<String> addresses = List.copyOf(advertised);
    LoneAssembly assembly = LoneAssembly.node(1, addresses);
    String dialled = addresses.get(pick % addresses.size());
    LoneAssembly.Visitor visitor = assembly.visit(VISITOR, dialled);
    assembly.env.pass(200);
    assertThat(visitor.link.isOpen()).isTrue();
    assertThat(visitor.link.peer().addresses()).isEqualTo(addresses);

    byte[] target = assembly.self.id().bytes();
    Promise<Message> answer =
        visitor.link.request(new RoutingMessage.FindNode(target, new byte[8], 1), 1_000);
    assembly.env.pass(200);
    List<ContactInfo> contacts = ((RoutingMessage.Found) answer.value()).contacts();
    assertThat(contacts.get(0).id()).isEqualTo(assembly.self.id());
    assertThat(contacts.get(0).addresses()).isEqualTo(addresses);
  }

  /**
   * A proxy carries two servers' connections, and hands each to the right one or to the other: a
   * server answers over what was meant for it, and refuses the rest with a code. Fails where a
   * server takes what was dialled to another, or nothing that came through a proxy.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 15: Proxy Connection Handling")
  void proxiedConnectionIsTakenAtTheRightServerOnly(
      @ForAll("twoServers") List<List<String>> servers,
      @ForAll boolean right,
      @ForAll @IntRange int pick) {
    LoneAssembly reached = LoneAssembly.node(1, servers.get(0));
    List<String> meant = servers.get(right ? 0 : 1);
    String address = meant.get(pick % meant.size());
    LoneAssembly.Visitor browser = reached.visit(VISITOR, address);
    LoneAssembly.Visitor node = reached.visit(OTHER, address);
    reached.env.pass(200);
    for (LoneAssembly.Visitor visitor : List.of(browser, node)) {
      assertThat(visitor.link.isOpen()).isEqualTo(right);
      assertThat(visitor.closed).isEqualTo(right ? null : ErrorCode.WRONG_ORIGIN);
    }
    assertThat(reached.links()).isEqualTo(right ? 2 : 0);
    if (right) {
      assertThat(named(reached, browser, reached.self)).containsExactly(servers.get(0));
    }
  }

  /** Addresses change with a restart: whoever comes back is named by the new ones only (R4.5). */
  @Property(tries = 100)
  void aServerThatMovedIsItsNewAddressesToEverybody(
      @ForAll("advertised") Set<String> before, @ForAll("advertised") Set<String> after) {
    String door = "wss://assembly.example";
    LoneAssembly assembly = LoneAssembly.node(1, List.of(door));
    LoneAssembly.Visitor asker = assembly.visit(VISITOR, door);
    Identity server = LoneAssembly.NETWORK.member(PeerKind.NODE, before.toArray(String[]::new));
    LoneAssembly.Visitor old = assembly.visit(server, door);
    assembly.env.pass(200);
    assertThat(named(assembly, asker, server)).containsExactly(List.copyOf(before));
    Identity moved =
        Identity.of(
                LoneAssembly.NETWORK.authority(assembly.env),
                server.keys(),
                server.token(),
                0,
                PeerKind.NODE,
                List.copyOf(after))
            .value();
    old.fallSilent();
    LoneAssembly.Visitor back = assembly.visit(moved, door);
    assembly.env.pass(5_000);
    assertThat(back.link.isOpen()).isTrue();
    assertThat(old.closed).isNotNull();
    assertThat(assembly.links()).isEqualTo(2);
    assertThat(named(assembly, asker, server)).containsExactly(List.copyOf(after));
  }

  /** The addresses under which an answer names somebody. */
  private static List<List<String>> named(
      LoneAssembly assembly, LoneAssembly.Visitor asker, Identity who) {
    byte[] trace = LoneAssembly.NETWORK.crypto.randomBytes(8);
    Promise<Message> answer =
        asker.link.request(new RoutingMessage.FindNode(who.id().bytes(), trace, 0), 1_000);
    assembly.env.pass(200);
    return ((RoutingMessage.Found) answer.value())
        .contacts().stream()
            .filter(contact -> contact.id().equals(who.id()))
            .map(ContactInfo::addresses)
            .toList();
  }
}
