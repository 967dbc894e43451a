package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.support.TestContacts;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a node's routing table knows of links that come and go (R4.1, R10.4). */
@Label("Links in the routing table")
class LinkTablePropertyTest {
  private static final String ADDRESS = "wss://node.example";
  private static final List<Identity> MEMBERS = members(8, PeerKind.BROWSER);
  private static final List<Identity> NODES = members(10, PeerKind.NODE);

  private static List<Identity> members(int count, PeerKind kind) {
    List<Identity> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(LoneAssembly.NETWORK.member(kind));
    }
    return members;
  }

  /** What the table says of a peer in the moment its link opens or closes. */
  private static final class TableAtEvents implements LinkListener {
    final LoneAssembly node;
    final List<Boolean> atOpening = new ArrayList<>();
    final List<Boolean> atClosing = new ArrayList<>();

    TableAtEvents(LoneAssembly node) {
      this.node = node;
      node.watch(this);
    }

    private boolean showsLink(NodeId id) {
      List<Contact> closest = node.table().closest(id, 1, Contact::isLinked);
      return !closest.isEmpty() && closest.get(0).id().equals(id);
    }

    @Override
    public void linkOpened(Link link) {
      atOpening.add(showsLink(link.peerId()));
    }

    @Override
    public void linkClosed(Link link, LinkEnd end) {
      atClosing.add(showsLink(link.peerId()));
    }
  }

  /**
   * The network does it: nobody but the node itself writes into its table. Fails where the table
   * learns of a link after others do, or not at all, and the same for its end.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 10: Immediate Routing Table Updates")
  void linkIsInTheTableFromItsFirstMoment(
      @ForAll int seed,
      @ForAll @IntRange(max = 200) int known,
      @ForAll @IntRange(min = 1, max = 8) int visitors) {
    LoneAssembly node = LoneAssembly.node(seed, List.of(ADDRESS));
    TableAtEvents seen = new TableAtEvents(node);
    Rng rng = new Rng(seed);
    for (int i = 0; i < known; i++) {
      // Browser peers without a path to them: nobody dials them from here.
      node.table().learn(TestContacts.of(TestContacts.id(rng), PeerKind.BROWSER), 0);
    }
    List<LoneAssembly.Visitor> all = new ArrayList<>();
    for (int i = 0; i < visitors; i++) {
      all.add(node.visit(MEMBERS.get(i), ADDRESS));
    }
    node.env.pass(200);
    assertThat(seen.atOpening).hasSize(visitors).doesNotContain(false);
    for (LoneAssembly.Visitor visitor : all) {
      visitor.breakOff();
    }
    node.env.pass(200);
    assertThat(seen.atClosing).hasSize(visitors).doesNotContain(true);
  }

  /**
   * Nodes whose links broke stay known as long as nothing else is wrong with them, but answers name
   * those with a link. Fails where the end of a link ends the contact, or where answers name
   * whoever is known.
   */
  @Property(tries = 100)
  @Label(
      "Feature: dht-connection-recovery, Property 24: Disconnected Node Retention with Connected"
          + " Preference")
  void disconnectedStayKnownAndConnectedAreReturned(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 8) int leaving) {
    LoneAssembly node = LoneAssembly.node(seed, List.of(ADDRESS));
    List<LoneAssembly.Visitor> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(node.visit(NODES.get(i), ADDRESS));
    }
    node.env.pass(200);
    assertThat(node.links()).isEqualTo(10);
    for (LoneAssembly.Visitor visitor : all.subList(0, leaving)) {
      visitor.breakOff();
    }
    node.env.pass(200);
    assertThat(node.links()).isEqualTo(10 - leaving);
    LoneAssembly.Visitor asker = all.get(9);
    for (int i = 0; i < 9; i++) {
      NodeId id = NODES.get(i).id();
      boolean gone = i < leaving;
      assertThat(node.table().find(id)).as("contact %d", i).isNotNull();
      assertThat(node.table().find(id).isLinked()).isEqualTo(!gone);
      byte[] trace = LoneAssembly.NETWORK.crypto.randomBytes(RoutingMessage.TRACE_BYTES);
      Promise<Message> answer =
          asker.link.request(new RoutingMessage.FindNode(id.bytes(), trace, 0), 1_000);
      node.env.pass(50);
      List<ContactInfo> contacts = ((RoutingMessage.Found) answer.value()).contacts();
      assertThat(contacts.stream().anyMatch(contact -> contact.id().equals(id)))
          .as("contact %d is returned", i)
          .isEqualTo(!gone);
    }
  }
}
