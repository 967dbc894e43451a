package io.peerloom.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.connection.IgnoredEvents;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.CheapCrypto;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The front door asks a bridge for each newcomer, and holds nothing before and after (R11). */
@Label("BootstrapServer")
class BootstrapServerPropertyTest {
  enum Bridge {
    ADMITS,
    REFUSES,
    SILENT,
    HANGS_UP,
    OTHER_PROTOCOL,
    CANNOT_BE_DIALLED
  }

  /** So long a bridge waits for the answer to an offer. */
  private static final int SLOW_MILLIS = 3_000;

  private static final Message ADMISSION =
      new JoinMessage.Admission(
          new byte[65],
          new byte[100],
          new byte[100],
          1,
          new ContactInfo(new NodeId(new byte[32]), PeerKind.BRIDGE, true, List.of("wss://bridge")),
          List.of(),
          null,
          null);

  /** A front door among bridges of these sorts. */
  private static final class Town {
    final TestEnv env;
    final Map<String, Bridge> bridges = new LinkedHashMap<>();
    final Map<String, Integer> dialled = new LinkedHashMap<>();
    final Set<Transport> open = new LinkedHashSet<>();
    final BootstrapServer server;
    final List<JoinMessage.Join> forwarded = new ArrayList<>();
    int slowMillis;
    Message refusal = new LinkMessage.Failure(ErrorCode.RATE_LIMITED, "busy", 500);

    Town(int seed, List<Bridge> sorts) {
      this(seed, sorts, Limits.MAX_NEWCOMERS);
    }

    Town(int seed, List<Bridge> sorts, int maxVisits) {
      env = new TestEnv(seed);
      for (Bridge sort : sorts) {
        bridges.put("wss://bridge" + bridges.size(), sort);
      }
      server = new BootstrapServer(List.copyOf(bridges.keySet()), env, this::dial, maxVisits);
    }

    private Transport dial(String url, TransportEvents events) {
      dialled.merge(url, 1, Integer::sum);
      Bridge sort = bridges.get(url);
      Pipe pipe = new Pipe(env);
      pipe.dialling.events = new Watched(events, pipe.dialling);
      pipe.accepting.events = new BridgeEnd(sort, pipe.accepting);
      env.after(
          1 + env.rng().nextInt(50),
          () -> {
            if (sort == Bridge.CANNOT_BE_DIALLED) {
              events.closed(ErrorCode.REFUSED, "nobody listens");
            } else {
              open.add(pipe.dialling);
              events.opened();
            }
          });
      return pipe.dialling;
    }

    /** Forgets a connection to a bridge once the server has closed it, or it was closed. */
    private final class Watched implements TransportEvents {
      private final TransportEvents events;
      private final Transport transport;

      Watched(TransportEvents events, Transport transport) {
        this.events = events;
        this.transport = transport;
      }

      @Override
      public void opened() {
        events.opened();
      }

      @Override
      public void received(Lane lane, byte[] message) {
        events.received(lane, message);
      }

      @Override
      public void closed(ErrorCode code, String reason) {
        open.remove(transport);
        events.closed(code, reason);
      }
    }

    private final class BridgeEnd implements TransportEvents {
      private final Bridge sort;
      private final Transport transport;

      BridgeEnd(Bridge sort, Transport transport) {
        this.sort = sort;
        this.transport = transport;
      }

      @Override
      public void opened() {}

      @Override
      public void received(Lane lane, byte[] message) {
        switch (sort) {
          case ADMITS -> {
            forwarded.add((JoinMessage.Join) OneMessage.read(message));
            env.after(slowMillis, () -> OneMessage.send(transport, ADMISSION));
          }
          case REFUSES -> OneMessage.send(transport, refusal);
          case OTHER_PROTOCOL -> transport.send(lane, new byte[] {1, 2, 3});
          case HANGS_UP -> transport.close(ErrorCode.CLOSED, "no");
          default -> {}
        }
      }

      @Override
      public void closed(ErrorCode code, String reason) {}
    }

    Newcomer visit() {
      return new Newcomer(this, null);
    }

    Newcomer visitFrom(String address) {
      return new Newcomer(this, Owner.of(Bytes.wrap(Bytes.utf8(address))));
    }
  }

  private static final class Newcomer implements TransportEvents {
    final Pipe pipe;
    Message answer;
    boolean closed;

    Newcomer(Town town, Owner address) {
      pipe = new Pipe(town.env);
      pipe.accepting.owner = address;
      pipe.dialling.events = this;
      pipe.accepting.events = town.server.accept(pipe.accepting, "a newcomer");
      OneMessage.send(pipe.dialling, new JoinMessage.Join(new byte[100], null));
    }

    @Override
    public void opened() {}

    @Override
    public void received(Lane lane, byte[] message) {
      assertThat(answer).as("one answer").isNull();
      answer = OneMessage.read(message);
    }

    @Override
    public void closed(ErrorCode code, String reason) {
      closed = true;
    }
  }

  /** Fails if a connection to a bridge stays open, or the next bridge is not asked. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 13: Stateless Bootstrap Interactions")
  void noConnectionToABridgeOutlivesTheAnswerItWasFor(
      @ForAll int seed,
      @ForAll @Size(min = 1, max = 5) List<Bridge> bridges,
      @ForAll @IntRange(min = 1, max = 6) int visits) {
    Town town = new Town(seed, bridges);
    assertThat(town.dialled).as("nobody is dialled for nobody").isEmpty();
    List<Newcomer> newcomers = new ArrayList<>();
    for (int i = 0; i < visits; i++) {
      newcomers.add(town.visit());
      town.env.pass(town.env.rng().nextInt(3_000));
    }
    for (int waited = 0; waited < 35_000; waited += 50) {
      long unanswered = newcomers.stream().filter(each -> each.answer == null).count();
      assertThat((long) town.open.size()).isLessThanOrEqualTo(unanswered);
      town.env.pass(50);
    }
    assertThat(town.open).isEmpty();
    for (Newcomer newcomer : newcomers) {
      assertThat(newcomer.closed).isTrue();
      if (newcomer.answer instanceof LinkMessage.Failure failure) {
        boolean refused = failure.code() == ErrorCode.RATE_LIMITED;
        assertThat(bridges.contains(Bridge.REFUSES)).isEqualTo(refused);
        assertThat(bridges).as("another admits").doesNotContain(Bridge.ADMITS);
        assertThat(refused || failure.code() == ErrorCode.BRIDGE_UNAVAILABLE).isTrue();
        assertThat(failure.retryAfterMillis()).isEqualTo(refused ? 500 : 0);
      } else {
        assertThat(newcomer.answer).isInstanceOf(JoinMessage.Admission.class);
      }
    }
    // Another newcomer later is as the first: nothing is left of those before.
    int before = town.dialled.values().stream().mapToInt(Integer::intValue).sum();
    town.env.pass(60_000);
    assertThat(town.dialled.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(before);
    Newcomer late = town.visit();
    town.env.pass(35_000);
    assertThat(late.answer).isNotNull();
    assertThat(town.open).isEmpty();
  }

  /** R2.3: what a bridge says reaches the newcomer, with its reason and its wait. */
  @Property(tries = 50)
  void theReasonOfARefusalReachesTheNewcomer(@ForAll ErrorCode code) {
    Town town = new Town(3, List.of(Bridge.REFUSES));
    town.refusal = new LinkMessage.Failure(code, "for a reason", 700);
    Newcomer newcomer = town.visit();
    town.env.pass(1_000);
    assertThat(newcomer.answer).isEqualTo(town.refusal);
  }

  /** R2.4: the newcomer learns the numbers of the bridges, the log their addresses. */
  @Property(tries = 50)
  void theStateOfEachBridgeIsToldWhereNoneCanBeReached(
      @ForAll int seed, @ForAll @Size(min = 1, max = 4) List<Bridge> bridges) {
    List<Bridge> down = new ArrayList<>(bridges);
    down.removeIf(sort -> sort == Bridge.ADMITS || sort == Bridge.REFUSES);
    if (down.isEmpty()) {
      return;
    }
    Town town = new Town(seed, down);
    Newcomer newcomer = town.visit();
    town.env.pass(30_000);
    LinkMessage.Failure failure = (LinkMessage.Failure) newcomer.answer;
    assertThat(failure.code()).isEqualTo(ErrorCode.BRIDGE_UNAVAILABLE);
    List<String> codes = new ArrayList<>();
    for (Bridge sort : down) {
      String code = code(sort).name();
      assertThat(town.env.log())
          .anyMatch(line -> line.contains("wss://bridge" + codes.size() + " " + code));
      codes.add(codes.size() + 1 + " " + code);
    }
    assertThat(failure.reason())
        .isEqualTo("no bridge can be reached: " + String.join(", ", codes))
        .doesNotContain("wss:");
  }

  private static ErrorCode code(Bridge sort) {
    return switch (sort) {
      case SILENT -> ErrorCode.TIMEOUT;
      case HANGS_UP -> ErrorCode.CLOSED;
      case OTHER_PROTOCOL -> ErrorCode.UNSUPPORTED;
      default -> ErrorCode.REFUSED;
    };
  }

  /** R11.5: one newcomer waits for a bridge that says nothing, and those after it do not. */
  @Example
  void aBridgeThatDidNotAnswerIsAskedLast() {
    Town town = new Town(4, List.of(Bridge.SILENT, Bridge.ADMITS));
    while (!town.dialled.containsKey("wss://bridge0")) {
      town.visit();
      town.env.pass(200);
    }
    town.env.pass(5_000);
    for (int i = 0; i < 20; i++) {
      Newcomer newcomer = town.visit();
      town.env.pass(200);
      assertThat(newcomer.answer).isInstanceOf(JoinMessage.Admission.class);
    }
    assertThat(town.dialled).containsEntry("wss://bridge0", 1);
    for (int i = 0; i < 20; i++) {
      town.visit();
      town.env.pass(BridgeStates.FRESH_MILLIS);
    }
    assertThat(town.dialled.get("wss://bridge0")).as("asked again later").isGreaterThan(3);
  }

  /** R11.3: to know its bridges it needs no standing connection. */
  @Property(tries = 50)
  void aProbeKnowsEachBridgeAndLeavesNothingOpen(
      @ForAll int seed, @ForAll @Size(min = 1, max = 4) List<Bridge> bridges) {
    Town town = new Town(seed, bridges);
    assertThat(town.server.bridges().isAnyUp()).isFalse();
    town.server.probe();
    town.server.probe();
    town.env.pass(5_100);
    assertThat(town.open).isEmpty();
    assertThat(town.dialled.values()).allMatch(count -> count == 1);
    boolean anyUp = bridges.stream().anyMatch(sort -> sort != Bridge.CANNOT_BE_DIALLED);
    assertThat(town.server.bridges().isAnyUp()).isEqualTo(anyUp);
    town.env.pass(BridgeStates.FRESH_MILLIS);
    town.server.probe();
    town.env.pass(5_100);
    assertThat(town.dialled.values()).as("asked again later").allMatch(count -> count == 2);
  }

  /** Many offers that nobody answers take the places of their own address. */
  @Example
  void aSlowCrowdLeavesPlacesToOtherAddresses() {
    Town town = new Town(6, List.of(Bridge.ADMITS));
    town.slowMillis = SLOW_MILLIS;
    for (int i = 0; i < 500; i++) {
      town.visitFrom("crowd");
    }
    for (int i = 0; i < 5; i++) {
      town.env.pass(1_000);
      Newcomer other = town.visitFrom("elsewhere " + i);
      town.env.pass(SLOW_MILLIS + 500);
      assertThat(other.answer).isInstanceOf(JoinMessage.Admission.class);
    }
  }

  /** More come at once than may ask: all are answered, and no bridge gets more at once. */
  @Example
  void aCrowdWaitsItsTurn() {
    Town town = new Town(6, List.of(Bridge.ADMITS));
    List<Newcomer> crowd = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      crowd.add(town.visit());
    }
    for (int i = 0; i < 3_000; i++) {
      assertThat(town.open.size()).isLessThanOrEqualTo(Limits.MAX_BRIDGE_QUERIES);
      town.env.pass(1);
    }
    List<Message> refused = new ArrayList<>();
    for (Newcomer newcomer : crowd) {
      if (newcomer.answer instanceof LinkMessage.Failure failure) {
        assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(failure.retryAfterMillis()).isBetween(1_000, 9_000);
        refused.add(failure);
      } else {
        assertThat(newcomer.answer).isInstanceOf(JoinMessage.Admission.class);
      }
    }
    assertThat(refused).hasSize(1_200 - 1_024);
  }

  @Example
  void aSmallServerLetsFewerWait() {
    Town town = new Town(6, List.of(Bridge.ADMITS), 10);
    List<Newcomer> crowd = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      crowd.add(town.visit());
    }
    town.env.pass(1_000);
    assertThat(crowd.stream().filter(each -> each.answer instanceof JoinMessage.Admission))
        .hasSize(10);
    assertThat(crowd.stream().filter(each -> each.answer instanceof LinkMessage.Failure))
        .hasSize(5);
  }

  /** Sockets that ask nothing hold places for as long as nobody else wants them. */
  @Example
  void silentSocketsGiveWayToNewcomersOfTheSameAddress() {
    Town town = new Town(8, List.of(Bridge.ADMITS));
    for (int i = 0; i < Limits.MAX_NEWCOMERS; i++) {
      Pipe silent = new Pipe(town.env);
      silent.dialling.events = new IgnoredEvents();
      silent.accepting.events = town.server.accept(silent.accepting, "a stranger");
    }
    List<Newcomer> crowd = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      crowd.add(town.visit());
    }
    town.env.pass(3_000);
    assertThat(crowd).allMatch(each -> each.answer instanceof JoinMessage.Admission);
  }

  /** Only a request makes a socket one that waits, and no longer gives way to the next. */
  @Example
  void whoeverHasAskedKeepsItsPlace() {
    Town town = new Town(9, List.of(Bridge.ADMITS));
    Pipe pipe = new Pipe(town.env);
    pipe.dialling.events = new IgnoredEvents();
    pipe.accepting.events = town.server.accept(pipe.accepting, "a newcomer");
    town.env.pass(100);
    assertThat(pipe.accepting.hasAsked).isFalse();
    pipe.accepting.events.received(Lane.CONTROL, new byte[] {1, 2, 3});
    assertThat(pipe.accepting.hasAsked).isFalse();
    assertThat(town.visit().pipe.accepting.hasAsked).isFalse();
    Newcomer newcomer = town.visit();
    town.env.pass(10);
    assertThat(newcomer.pipe.accepting.hasAsked).isTrue();
  }

  /**
   * Whoever holds its key can be told by what it forwards; without one it forwards the bare
   * request.
   */
  @Example
  void aBootstrapServerSignsWhatItForwards() {
    Town town = new Town(7, List.of(Bridge.ADMITS));
    town.visit();
    town.env.pass(500);
    CheapCrypto crypto = new CheapCrypto(1);
    IdentityKeys keys = crypto.newIdentity();
    town.server.identifyBy(keys, CheapCrypto::sha256);
    town.visit();
    town.env.pass(500);
    assertThat(town.forwarded.get(0).referral()).isNull();
    JoinMessage.Join signed = town.forwarded.get(1);
    Referral referral = Referral.decode(signed.referral());
    assertThat(referral.key()).isEqualTo(keys.identityPublicKey());
    assertThat(referral.verify(crypto, CheapCrypto::sha256, signed.request()).isFailed()).isFalse();
  }

  /** R11.4: none of three bridges answers for all. */
  @Example
  void newcomersAreSpreadOverTheBridges() {
    Town town = new Town(1, List.of(Bridge.ADMITS, Bridge.ADMITS, Bridge.ADMITS));
    for (int i = 0; i < 300; i++) {
      town.visit();
      town.env.pass(500);
    }
    assertThat(town.dialled.values()).hasSize(3).allMatch(count -> count > 50);
  }
}
