package io.peerloom.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.simulator.report.Distribution;
import io.peerloom.simulator.time.Chaos;
import io.peerloom.simulator.time.SimulatedEnv;
import io.peerloom.simulator.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The network behaves as its model says, and only as a real one may. */
class NetworkModelTest {
  private static final class Ear implements TransportEvents {
    final List<String> heard = new ArrayList<>();
    int openedAt = -1;
    ErrorCode closed;
    final VirtualTime time;

    Ear(VirtualTime time) {
      this.time = time;
    }

    @Override
    public void opened() {
      openedAt = time.now();
    }

    @Override
    public void received(Lane lane, byte[] message) {
      heard.add(lane + " " + message[0]);
    }

    @Override
    public void closed(ErrorCode code, String reason) {
      closed = code;
    }
  }

  private final VirtualTime time = new VirtualTime();

  private SimulatedNetwork network(NetworkModel model, int seed) {
    return new SimulatedNetwork(time, seed, model, new Chaos(seed, 0), new Trace());
  }

  private SimulatedHost host(SimulatedNetwork network, NatKind nat) {
    SimulatedHost host = network.host(false, nat);
    host.runs(new SimulatedEnv(time, host.number(), "host", line -> {}, 0));
    return host;
  }

  @Example
  void theSyntheticInternetHasAMedianOfEightyAndAHeavyTail() {
    SimulatedNetwork network = network(NetworkModel.INTERNET, 5);
    List<SimulatedHost> homes = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      homes.add(network.host(false, NatKind.OPEN));
    }
    Distribution trips = new Distribution();
    for (SimulatedHost a : homes) {
      for (SimulatedHost b : homes) {
        if (a != b) {
          assertThat(network.roundTrip(a, b)).isEqualTo(network.roundTrip(b, a));
          trips.add(network.roundTrip(a, b));
        }
      }
    }
    assertThat(trips.quantile(500)).isBetween(65, 105);
    assertThat(trips.quantile(990)).isGreaterThan(400);
  }

  @Property(tries = 100)
  void aSocketKeepsOneOrderAndLosesNothingWhileItLives(@ForAll int seed) {
    SimulatedNetwork network = network(NetworkModel.INTERNET.withLoss(200), seed);
    SimulatedHost a = host(network, NatKind.OPEN);
    SimulatedHost b = host(network, NatKind.OPEN);
    Ear ear = new Ear(time);
    Pipe pipe = Pipe.between(network, a, b, false);
    pipe.tell(new Ear(time));
    pipe.other().tell(ear);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Lane lane = i % 3 == 0 ? Lane.BULK : Lane.CONTROL;
      sent.add(lane + " " + i);
      pipe.send(lane, new byte[] {(byte) i});
      if (i == 20) {
        a.partition(1);
        time.runUntil(time.now() + 20_000);
        assertThat(pipe.bufferedBytes()).isZero();
      }
      if (i == 30) {
        assertThat(pipe.bufferedBytes()).isEqualTo(10);
        a.partition(0);
        network.resumeStalled();
      }
    }
    time.runUntil(time.now() + 600_000);
    assertThat(ear.heard).isEqualTo(sent);
  }

  @Property(tries = 100)
  void dataChannelsKeepAnOrderEach(@ForAll int seed) {
    SimulatedNetwork network = network(NetworkModel.INTERNET.withLoss(200), seed);
    Pipe pipe =
        Pipe.between(network, host(network, NatKind.OPEN), host(network, NatKind.OPEN), true);
    Ear ear = new Ear(time);
    pipe.tell(new Ear(time));
    pipe.other().tell(ear);
    for (int i = 0; i < 40; i++) {
      pipe.send(i % 2 == 0 ? Lane.BULK : Lane.CONTROL, new byte[] {(byte) i});
    }
    time.runUntil(time.now() + 600_000);
    for (Lane lane : Lane.values()) {
      List<String> ofLane = ear.heard.stream().filter(each -> each.startsWith(lane + "")).toList();
      assertThat(ofLane).hasSize(20).isSortedAccordingTo((x, y) -> number(x) - number(y));
    }
  }

  private static int number(String heard) {
    return Integer.parseInt(heard.substring(heard.indexOf(' ') + 1));
  }

  @Example
  void aDialSaysWhatStandsInItsWay() {
    SimulatedNetwork network = network(NetworkModel.LAN, 3);
    SimulatedHost page = host(network, NatKind.OPEN);
    SimulatedHost server = host(network, NatKind.OPEN);
    WebSocketPort port = network.webSockets(page);
    network.listen("ws://server", server, (transport, remote) -> new Ear(time));

    Ear open = dialled(port, "ws://server");
    Ear unknown = dialled(port, "ws://nowhere");
    server.partition(1);
    List<ErrorCode> cut = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      cut.add(dialled(port, "ws://server").closed);
    }
    server.partition(0);
    network.ended(server, false);
    Ear refused = dialled(port, "ws://server");
    network.ended(server, true);
    List<ErrorCode> silent = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      silent.add(dialled(port, "ws://server").closed);
    }

    assertThat(open.openedAt).isPositive();
    assertThat(unknown.closed).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(refused.closed).isEqualTo(ErrorCode.REFUSED);
    assertThat(cut).containsOnly(ErrorCode.TIMEOUT, ErrorCode.UNREACHABLE);
    assertThat(silent).containsOnly(ErrorCode.TIMEOUT, ErrorCode.UNREACHABLE);
  }

  private Ear dialled(WebSocketPort port, String url) {
    Ear ear = new Ear(time);
    port.dial(url, ear);
    time.runUntil(time.now() + 15_000);
    return ear;
  }

  @Example
  void aSilentEndShowsOnWebRtcAfterSecondsAndOnASocketNotAtAll() {
    SimulatedNetwork network = network(NetworkModel.LAN, 3);
    SimulatedHost gone = host(network, NatKind.OPEN);
    SimulatedHost left = host(network, NatKind.OPEN);
    Ear channel = new Ear(time);
    Ear socket = new Ear(time);
    for (boolean webRtc : new boolean[] {true, false}) {
      Pipe pipe = Pipe.between(network, gone, left, webRtc);
      pipe.tell(new Ear(time));
      pipe.other().tell(webRtc ? channel : socket);
    }
    gone.process().kill();
    network.ended(gone, true);
    time.runUntil(5_000);
    assertThat(channel.closed).isNull();
    time.runUntil(20_000);
    assertThat(channel.closed).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(socket.closed).isNull();
  }

  @Example
  void symmetricNatsMeetOnlyWhoIsOpen() {
    assertThat(NatKind.connects(NatKind.CONE, NatKind.CONE)).isTrue();
    assertThat(NatKind.connects(NatKind.SYMMETRIC, NatKind.OPEN)).isTrue();
    assertThat(NatKind.connects(NatKind.SYMMETRIC, NatKind.CONE)).isFalse();
    assertThat(NatKind.connects(NatKind.SYMMETRIC, NatKind.SYMMETRIC)).isFalse();
    assertThat(NatKind.connects(NatKind.OPEN, NatKind.UDP_BLOCKED)).isFalse();
  }

  @Example
  void aNarrowWayOutDelaysWhatComesBehind() {
    NetworkModel narrow =
        new NetworkModel(
            "narrow",
            new int[][] {{20}},
            new int[] {100},
            new int[] {0},
            new int[] {0},
            0,
            0,
            800,
            2);
    SimulatedNetwork network = network(narrow, 1);
    Pipe pipe =
        Pipe.between(network, host(network, NatKind.OPEN), host(network, NatKind.OPEN), true);
    Ear ear = new Ear(time);
    pipe.tell(new Ear(time));
    pipe.other().tell(ear);
    pipe.send(Lane.BULK, new byte[100_000]);
    assertThat(pipe.bufferedBytes()).isBetween(99_000, 100_000);
    time.runUntil(900);
    assertThat(ear.heard).isEmpty();
    time.runUntil(1_100);
    assertThat(ear.heard).hasSize(1);
  }
}
