package io.peerloom.core.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkOwner;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.QuietOwner;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.RoutingMessage.Found;
import io.peerloom.core.wire.RoutingMessage.Route;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A message to a peer without a link goes on over a second way, whatever becomes of the first. */
@Label("Ways")
class PathsPropertyTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final String ADDRESS = "wss://server.example";
  private static final Identity SERVER = NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity FIRST = NETWORK.member(PeerKind.BROWSER);
  private static final Identity SECOND = NETWORK.member(PeerKind.BROWSER);
  private static final Identity FAR = NETWORK.member(PeerKind.BROWSER);
  private static final int MILLIS = OverlayNetwork.ROUTED_TIMEOUT_MILLIS;

  /** Both directions of a link. */
  private static final int ROUND_TRIP_MILLIS = 2 * Pipe.LATENCY_MILLIS;

  enum Conduct {
    ANSWERS,
    REFUSES,
    SILENT,
    HANGS_UP
  }

  /** A server that sends nothing of its own. */
  private static final class Sender {
    final TestEnv env = new TestEnv(1);
    final LinkTable links;
    final OverlayNetwork overlay;

    Sender() {
      RoutingTable table = new RoutingTable(SERVER.id(), new Rng(1));
      ConnectionBudget budget = new ConnectionBudget(SERVER.id(), SERVER.kind(), 10, 10);
      links = new LinkTable(env, SERVER, table, budget);
      links.setConnectionFactory(factory(SERVER, links, null));
      overlay = new OverlayNetwork(env, NETWORK.authority(env), SERVER, links);
    }

    ConnectionManagerFactory factory(Identity self, LinkOwner owner, WebSocketPort port) {
      return new ConnectionManagerFactory(
          env, NETWORK.authority(env), self, owner, port, null, self.addresses());
    }
  }

  /** Somebody the server is linked to, who may know the way. */
  private static final class Way extends QuietOwner {
    private final Sender sender;
    private final NodeId id;
    private final Conduct conduct;
    private final int afterMillis;
    private final Link link;
    int asked;
    long sentAt;

    Way(Sender sender, Identity who, Conduct conduct, int afterMillis) {
      this.sender = sender;
      this.id = who.id();
      this.conduct = conduct;
      this.afterMillis = afterMillis;
      Pipe pipe = new Pipe(sender.env);
      WebSocketPort port =
          (url, events) -> {
            return pipe.connect(events, end -> sender.links.accept(end, "test"));
          };
      link = sender.factory(who, this, port).dial(ADDRESS);
    }

    /** The server will try this one first. */
    void names(Identity peer) {
      ContactInfo contact = new ContactInfo(peer.id(), peer.kind(), true, List.<String>of());
      sender.overlay.contactsReturned(new Found(List.of(contact)), id);
    }

    @Override
    public Promise<Message> serve(Link over, Message request, int deadlineMillis) {
      asked++;
      sentAt = sender.env.monotonicMillis() - ROUND_TRIP_MILLIS / 2;
      Promise<Message> answer = new Promise<>();
      sender.env.after(afterMillis, () -> act((Route) request, answer));
      return answer;
    }

    private void act(Route route, Promise<Message> answer) {
      switch (conduct) {
        case ANSWERS ->
            answer.complete(
                new RoutingMessage.Routed(
                    NETWORK.routed(
                        FAR,
                        FAR.card(),
                        SERVER.id(),
                        route.trace(),
                        sender.env.wallMillis(),
                        MessageCodec.encode(new LinkMessage.Done()))));
        case REFUSES -> answer.complete(new LinkMessage.Failure(ErrorCode.NO_ROUTE, "", 0));
        case HANGS_UP -> link.close(ErrorCode.CLOSED, "leaving");
        default -> {}
      }
    }

    /** Whether it brings an answer in so many milliseconds. */
    boolean answersIn(long millis) {
      return conduct == Conduct.ANSWERS && afterMillis + ROUND_TRIP_MILLIS < millis;
    }

    boolean failsIn(long millis) {
      return (conduct == Conduct.REFUSES || conduct == Conduct.HANGS_UP)
          && afterMillis + ROUND_TRIP_MILLIS <= millis;
    }
  }

  @Property(tries = 300)
  void aWayThatIsSilentDoesNotCostTheOther(
      @ForAll Conduct conduct,
      @ForAll Conduct other,
      @ForAll @IntRange(max = 2 * MILLIS) int afterMillis,
      @ForAll @IntRange(max = 2 * MILLIS) int otherAfterMillis) {
    Sender sender = new Sender();
    Way first = new Way(sender, FIRST, conduct, afterMillis);
    Way second = new Way(sender, SECOND, other, otherAfterMillis);
    sender.env.pass(1_000);
    assertThat(sender.links.size()).isEqualTo(2);
    first.names(FAR);

    long began = sender.env.monotonicMillis();
    Promise<Message> answer = sender.overlay.request(FAR.id(), new LinkMessage.Done(), 10_000);
    sender.env.pass(MILLIS);
    assertThat(answer.isDone()).as("within the time it has").isTrue();
    assertThat(first.asked).isEqualTo(1);
    assertThat(second.asked).isEqualTo(first.answersIn(MILLIS / 2) ? 0 : 1);
    if (second.asked == 1) {
      long waited = second.sentAt - began;
      assertThat(waited).isLessThanOrEqualTo(MILLIS / 2);
      assertThat(first.failsIn(waited) || waited >= MILLIS / 2).as("not too early").isTrue();
    }
    long left = second.asked == 0 ? 0 : MILLIS - (second.sentAt - began);
    if (first.answersIn(MILLIS) || second.answersIn(left)) {
      assertThat(answer.isFailed()).isFalse();
    } else {
      assertThat(answer.isFailed()).isTrue();
      boolean refused = conduct == Conduct.REFUSES && other == Conduct.REFUSES;
      if (refused && first.failsIn(MILLIS) && second.failsIn(left)) {
        assertThat(answer.failure().code()).isEqualTo(ErrorCode.NO_ROUTE);
      } else if (conduct == Conduct.SILENT || other == Conduct.SILENT) {
        assertThat(answer.failure().code()).as("it may be there").isNotEqualTo(ErrorCode.NO_ROUTE);
      }
    }
  }

  /** The machine slept while a first way was silent: all timers are late. */
  @Property(tries = 50)
  void aSleepEndsARequestToo(@ForAll @IntRange(min = MILLIS, max = 1_000_000) int asleep) {
    Sender sender = new Sender();
    Way first = new Way(sender, FIRST, Conduct.SILENT, 0);
    new Way(sender, SECOND, Conduct.SILENT, 0);
    sender.env.pass(1_000);
    first.names(FAR);
    Promise<Message> answer = sender.overlay.request(FAR.id(), new LinkMessage.Done(), 10_000);
    sender.env.sleep(asleep);
    sender.env.pass(MILLIS);
    assertThat(answer.isDone()).isTrue();
    assertThat(answer.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
  }

  /** Who named somebody and does not bring messages there is not believed again. */
  @Example
  void aHintThatFailedDoesNotComeFirstAgain() {
    Sender sender = new Sender();
    boolean firstIsCloser = FAR.id().compareDistance(FIRST.id(), SECOND.id()) < 0;
    Way liar = new Way(sender, firstIsCloser ? SECOND : FIRST, Conduct.SILENT, 0);
    Way honest = new Way(sender, firstIsCloser ? FIRST : SECOND, Conduct.ANSWERS, 100);
    sender.env.pass(1_000);
    liar.names(FAR);
    for (int i = 1; i <= 3; i++) {
      Promise<Message> answer = sender.overlay.request(FAR.id(), new LinkMessage.Done(), 10_000);
      sender.env.pass(MILLIS);
      assertThat(answer.isFailed()).isFalse();
      assertThat(answer.isDone()).isTrue();
      assertThat(honest.asked).isEqualTo(i);
      assertThat(liar.asked).isEqualTo(1);
    }
  }
}
