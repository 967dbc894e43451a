package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.connection.Frames;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.CheapCrypto;
import io.peerloom.core.support.MemorySockets;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A join by addresses some or all of which are wrong. */
@Label("Bootstrap addresses")
class BootstrapAddressesTest {
  /** What may be at an address instead of a bootstrap server of the network. */
  enum Place {
    DEAD(ErrorCode.BOOTSTRAP_FAILED, "REFUSED: nobody listens"),
    SILENT(ErrorCode.BOOTSTRAP_FAILED, "TIMEOUT: no answer"),
    HANGS_UP(ErrorCode.BOOTSTRAP_FAILED, "CLOSED: the other closed"),
    GARBAGE(ErrorCode.BOOTSTRAP_FAILED, "no bootstrap server is there, check port and path"),
    ECHO(ErrorCode.BOOTSTRAP_FAILED, "no bootstrap server is there, check port and path"),
    NODE(ErrorCode.BOOTSTRAP_FAILED, "no bootstrap server is there, check port and path"),
    OTHER_NETWORK(ErrorCode.NETWORK_CHANGED, "it serves another network"),
    LIAR(ErrorCode.NETWORK_CHANGED, "it serves another network"),
    REFUSES(ErrorCode.UNAUTHORIZED, "you have no invitation");

    final ErrorCode code;
    final String reason;

    Place(ErrorCode code, String reason) {
      this.code = code;
      this.reason = reason;
    }
  }

  private static final String NODE = "ws://other";

  /** An admission that no bridge of the network signed. */
  private static final Message FORGED =
      new JoinMessage.Admission(
          new byte[65],
          new byte[100],
          new byte[100],
          1,
          new ContactInfo(new NodeId(new byte[32]), PeerKind.BRIDGE, true, List.of("ws://b")),
          List.of(),
          null,
          null);

  private final SmallNetwork network = new SmallNetwork(5);
  private final byte[] id = CheapCrypto.sha256(network.root.identityPublicKey());
  private int doors;

  private final IdentityKeys bridgeKeys = network.crypto.newIdentity();
  private final MemoryStore bridgeStore = new MemoryStore();
  private final SmallNetwork.Member bridge = network.bridge(bridgeKeys, bridgeStore);
  private final SmallNetwork.Member other = network.node(NODE);

  BootstrapAddressesTest() {
    network.pass(10_000);
  }

  private String address(Place place) {
    String address = "ws://wrong" + ++doors;
    if (place == Place.NODE) {
      return NODE;
    }
    if (place != Place.DEAD) {
      network.sockets.new Process()
          .listen(address, (transport, remote) -> new WrongDoor(place, transport));
    }
    return address;
  }

  private static final class WrongDoor implements TransportEvents {
    private final Place place;
    private final Transport transport;

    WrongDoor(Place place, Transport transport) {
      this.place = place;
      this.transport = transport;
    }

    @Override
    public void opened() {}

    @Override
    public void received(Lane lane, byte[] message) {
      switch (place) {
        case HANGS_UP -> transport.close(ErrorCode.CLOSED, "no");
        case GARBAGE -> transport.send(lane, new byte[] {1, 2, 3});
        case ECHO -> transport.send(lane, message);
        case OTHER_NETWORK ->
            answer(new LinkMessage.Failure(ErrorCode.WRONG_NETWORK, "this is another network", 0));
        case LIAR -> answer(FORGED);
        case REFUSES ->
            answer(new LinkMessage.Failure(ErrorCode.UNAUTHORIZED, "you have no invitation", 0));
        default -> {}
      }
    }

    private void answer(Message message) {
      Frames.cut(Lane.CONTROL, MessageCodec.encode(message))
          .forEach(frame -> transport.send(Lane.CONTROL, frame));
    }

    @Override
    public void closed(ErrorCode code, String reason) {}
  }

  /** Fails if a failure ends the join, or the next address waits for one that says nothing. */
  @Property(tries = 100)
  void oneGoodAddressIsEnough(
      @ForAll @Size(min = 1, max = 4) List<Place> wrong, @ForAll @IntRange(max = 4) int position) {
    List<String> addresses = new ArrayList<>();
    wrong.forEach(place -> addresses.add(address(place)));
    addresses.add(Math.min(position, wrong.size()), SmallNetwork.DOOR);
    SmallNetwork.Member member = network.nodeVia(addresses, id, "ws://member" + doors);
    int silent = (int) wrong.stream().filter(place -> place == Place.SILENT).count();
    network.pass(1_000 + 2_000 * silent);
    assertThat(member.joined.isDone()).as(String.join("\n", network.log)).isTrue();
    assertThat(member.peer().links()).isNotEmpty();
    member.kill();
    network.pass(40_000);
  }

  @Property(tries = 30)
  void theOnlyAddressIsToldOffWithinSeconds(@ForAll Place place) {
    String address = address(place);
    SmallNetwork.Member member = network.nodeVia(List.of(address), id, "ws://member" + doors);
    network.pass(place == Place.SILENT ? 30_100 : 5_000);
    assertThat(member.joined.isFailed()).isTrue();
    PeerloomException failure = member.joined.failure();
    assertThat(failure.code()).isEqualTo(place.code);
    assertThat(failure.getMessage()).startsWith(address + ": ").contains(place.reason);
  }

  /** A refusal by a bootstrap server explains more than an address that is dead. */
  @Example
  void whereAllFailEachIsNamed() {
    String dead = address(Place.DEAD);
    String other = address(Place.OTHER_NETWORK);
    String refusing = address(Place.REFUSES);
    SmallNetwork.Member member = network.nodeVia(List.of(other, dead, refusing), id, "ws://m");
    network.pass(1_000);
    assertThat(member.joined.failure().code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(member.joined.failure().getMessage())
        .contains(other + ": it serves another network")
        .contains(dead + ": REFUSED: nobody listens")
        .contains(refusing + ": UNAUTHORIZED: you have no invitation");
  }

  /** What one liar says of the network ends no join that another address may still allow. */
  @Example
  void aLiarBesideAServerThatStartsAgainIsNoReasonToGiveUp() {
    SmallNetwork.Member member =
        network.nodeVia(List.of(address(Place.LIAR), "ws://later"), id, "ws://m");
    network.pass(15_000);
    assertThat(member.joined.isDone()).isFalse();
    network.openDoor("ws://later");
    network.pass(6_000);
    assertThat(member.peer().links()).isNotEmpty();
  }

  /** R7.2: a member that lost all links, and whose bootstrap server is dead, asks the next one. */
  @Property
  void aMemberAsksTheNextBootstrapServer(@ForAll boolean deadFirst) {
    new BootstrapAddressesTest().askTheNext(deadFirst);
  }

  private void askTheNext(boolean deadFirst) {
    network.openDoor("ws://second");
    List<String> doors = List.of(SmallNetwork.DOOR, "ws://second");
    SmallNetwork.Member member = network.nodeVia(doors, null, "ws://member");
    network.pass(5_000);
    assertThat(member.peer().links()).isNotEmpty();
    MemorySockets.Process dead = network.sockets.new Process();
    dead.listen(doors.get(deadFirst ? 0 : 1), null);
    dead.kill();
    other.kill();
    bridge.kill();
    network.pass(20_000);
    assertThat(member.peer().links()).isEmpty();
    network.bridge(bridgeKeys, bridgeStore);
    String alive = doors.get(deadFirst ? 1 : 0);
    SmallNetwork.Member newcomer = network.nodeVia(alive, "ws://newcomer");
    network.pass(60_000);
    String id = newcomer.peer().id();
    assertThat(member.peer().links()).anyMatch(link -> link.id().equals(id));
  }
}
