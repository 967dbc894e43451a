package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.connection.IgnoredEvents;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.support.CheapCrypto;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** A member that announces what it likes makes nobody dial it more than a few times. */
@Label("Hearsay")
class HearsayTest {
  private static final String TARGET = "ws://target";

  private final SmallNetwork network = new SmallNetwork(3);
  private final SmallNetwork.Member bridge =
      network.bridge(network.crypto.newIdentity(), new MemoryStore());
  private final SmallNetwork.Member node = network.node("ws://node");
  private final SmallNetwork.Member other = network.node("ws://other");
  private final SmallNetwork.Member liar = network.node("ws://liar");
  private final Map<String, Integer> dials = new LinkedHashMap<>();
  private int invented;

  HearsayTest() {
    network.pass(10_000);
    assertThat(bridge.peer().links()).hasSize(3);
    node.process.dialled = address -> dials.merge(address, 1, Integer::sum);
  }

  private ContactInfo invented(String address) {
    NodeId id = new NodeId(CheapCrypto.sha256(Bytes.bigEndian(++invented)));
    return new ContactInfo(id, PeerKind.NODE, true, List.of(address));
  }

  private NodeId idOf(SmallNetwork.Member member) {
    return member.peer().assembly.self.id();
  }

  private void announce(List<ContactInfo> contacts) {
    Link link = liar.peer().assembly.links.link(idOf(node));
    link.send(new RoutingMessage.Announce(contacts));
  }

  /** Fails if failures count by the id that was announced, which costs nothing to invent. */
  @Example
  void oneAddressIsDialledAFewTimesWhoeverIsSaidToBeThere() {
    network.sockets.new Process()
        .listen(
            TARGET,
            (transport, remote) -> {
              transport.close(ErrorCode.REFUSED, "no peer is here");
              return new IgnoredEvents();
            });
    int seconds = 40;
    for (int i = 0; i < 4 * seconds; i++) {
      announce(List.of(invented(TARGET), invented(TARGET)));
      network.pass(250);
    }
    assertThat(dials.get(TARGET)).isBetween(1, Limits.MAX_DIALS_OF_ADDRESS + seconds / 4 + 1);
    assertThat(node.peer().links()).hasSize(3);
  }

  /** Fails if one host is dialled once for each port and path of its that somebody makes up. */
  @Example
  void oneHostIsDialledABoundedNumberOfTimes() {
    dialHostFor(10);
  }

  /** Fails if so many addresses of a host make this peer forget how often it dialled there. */
  @Example
  void moreAddressesThanAreCountedLeadToNoMoreDials() {
    int seconds = 90;
    dialHostFor(seconds);
    assertThat(Limits.MAX_ANNOUNCED_CONTACTS + seconds * Limits.ANNOUNCED_CONTACTS_PER_SECOND)
        .isGreaterThan(Limits.MAX_COUNTED_ADDRESSES);
  }

  private int toHost() {
    int sum = 0;
    for (Map.Entry<String, Integer> each : dials.entrySet()) {
      sum += each.getKey().startsWith(TARGET) ? each.getValue() : 0;
    }
    return sum;
  }

  private void dialHostFor(int seconds) {
    for (int i = 0; i < 4 * seconds; i++) {
      List<ContactInfo> some = new ArrayList<>();
      for (int each = 0; each < 8; each++) {
        some.add(invented(TARGET + ":" + (1 + invented % 9) + "/x" + invented));
      }
      announce(some);
      network.pass(250);
    }
    assertThat(toHost()).isBetween(1, Limits.MAX_DIALS_OF_HOST + 4 * seconds + 8);
  }

  @Example
  void announcementsOfOneIdentityAreCounted() {
    for (int i = 0; i < 2 * Limits.MAX_ANNOUNCED_CONTACTS / RoutingMessage.MAX_CONTACTS; i++) {
      List<ContactInfo> some = new ArrayList<>();
      for (int each = 0; each < RoutingMessage.MAX_CONTACTS; each++) {
        some.add(invented("ws://made-up" + invented));
      }
      announce(some);
    }
    int before = node.peer().assembly.table.additions();
    network.pass(10);
    assertThat(node.peer().assembly.table.additions() - before)
        .isBetween(1, Limits.MAX_ANNOUNCED_CONTACTS + 1);
  }

  /** Fails if what somebody says of a peer replaces what that peer has proved. */
  @Example
  void whatAPeerHasProvedStays() {
    ContactInfo lie = new ContactInfo(idOf(other), PeerKind.NODE, true, List.of(TARGET));
    announce(List.of(lie));
    network.pass(1_000);
    assertThat(addresses()).containsExactly("ws://other");
    other.process.breakSockets();
    announce(List.of(lie));
    network.pass(20_000);
    assertThat(node.peer().links()).hasSize(3);
    assertThat(addresses()).containsExactly("ws://other");
    assertThat(dials.getOrDefault(TARGET, 0)).isZero();
  }

  /** It may have moved: then others know better, once its own addresses do not answer. */
  @Example
  void returnedAddressIsTriedAfterTheProvedOnes() {
    other.kill();
    network.pass(100);
    ContactInfo moved = new ContactInfo(idOf(other), PeerKind.NODE, true, List.of(TARGET));
    announce(List.of(moved));
    network.pass(20_000);
    assertThat(dials.getOrDefault(TARGET, 0)).isPositive();
    assertThat(addresses()).startsWith("ws://other");
  }

  private List<String> addresses() {
    Contact contact = node.peer().assembly.table.find(idOf(other));
    return contact.addresses();
  }
}
