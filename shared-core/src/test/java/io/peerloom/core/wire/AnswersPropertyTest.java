package io.peerloom.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever is asked of a server, it answers: with what it can, or with a code. */
@Label("Answers")
class AnswersPropertyTest {
  private static final String ADDRESS = "wss://server.example";
  private static final Identity NODE = LoneAssembly.NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity BRIDGE = LoneAssembly.NETWORK.bridge(ADDRESS);
  private static final Identity ASKER = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
  private static final Identity OTHER = LoneAssembly.NETWORK.member(PeerKind.BROWSER);

  @Provide
  Arbitrary<Message> messages() {
    return Arbitraries.oneOf(Messages.plain());
  }

  @Provide
  Arbitrary<Message> dataRequests() {
    return messages()
        .filter(
            message ->
                message instanceof DataMessage.Store
                    || message instanceof DataMessage.Prepare
                    || message instanceof DataMessage.Fetch
                    || message instanceof DataMessage.Offer
                    || message instanceof DataMessage.Pull
                    || message instanceof TopicProtocol.Append
                    || message instanceof TopicProtocol.Subscribe
                    || message instanceof TopicProtocol.Replicate
                    || message instanceof TopicProtocol.AskDigest
                    || message instanceof TopicProtocol.AskItems
                    || message instanceof TopicProtocol.AskIds
                    || message instanceof TopicProtocol.AskChosen
                    || message instanceof TopicProtocol.Unsubscribe
                    || message instanceof PresenceMessage.Attend);
  }

  /** One server, its visitors linked once for all tries: handshakes would take all the time. */
  private static final class Served {
    final LoneAssembly assembly;
    final LoneAssembly.Visitor asker;
    final LoneAssembly.Visitor other;

    Served(Identity self) {
      assembly = LoneAssembly.of(1, self);
      asker = assembly.visit(ASKER, ADDRESS);
      other = assembly.visit(OTHER, ADDRESS);
      assembly.env.pass(1_000);
    }
  }

  private static final Served BY_NODE = new Served(NODE);
  private static final Served BY_BRIDGE = new Served(BRIDGE);

  /** Fails if a request of an unknown type, or one that failed, gets no answer. */
  @Property(tries = 300)
  @Label("Feature: dht-connection-recovery, Property 6: Fast Failure with Error Codes")
  void everyRequestIsAnsweredAtOnceOrRefusedWithACode(
      @ForAll("messages") Message request, @ForAll boolean ofBridge) {
    Served served = ofBridge ? BY_BRIDGE : BY_NODE;
    Promise<Message> answer = served.asker.link.request(request, 10_000);
    served.assembly.env.pass(1_000);
    assertThat(answer.isDone()).as("answered").isTrue();
    if (answer.isFailed()) {
      assertThat(answer.failure().code())
          .isNotIn(ErrorCode.TIMEOUT, ErrorCode.INTERNAL, ErrorCode.CLOSED);
    }
    assertThat(served.asker.link.isOpen()).isTrue();
  }

  /** Fails if a bridge stores, fetches, promises or takes topics, or does not route. */
  @Property(tries = 200)
  @Label(
      "Feature: dht-connection-recovery, Property 12: Bridge Node Data Rejection, while routing"
          + " works")
  void aBridgeRefusesDataAndRoutes(
      @ForAll("dataRequests") Message request,
      @ForAll @Size(32) byte[] target,
      @ForAll @Size(8) byte[] trace,
      @ForAll @Size(max = 400) byte[] envelope) {
    LoneAssembly assembly = BY_BRIDGE.assembly;
    LoneAssembly.Visitor asker = BY_BRIDGE.asker;
    LoneAssembly.Visitor other = BY_BRIDGE.other;
    int stored = assembly.store.size();

    Promise<Message> refused = asker.link.request(request, 10_000);
    Promise<Message> found =
        asker.link.request(new RoutingMessage.FindNode(target, trace, 0), 10_000);
    List<Message> routed = new ArrayList<>();
    other.service =
        message -> {
          if (!(message instanceof RoutingMessage.Route)) {
            return Promise.of(new RoutingMessage.Found(List.of()));
          }
          routed.add(message);
          return Promise.of(new RoutingMessage.Routed(envelope));
        };
    Promise<Message> answer =
        asker.link.request(
            new RoutingMessage.Route(
                OTHER.id(), LoneAssembly.NETWORK.crypto.randomBytes(8), 3, envelope),
            10_000);
    assembly.env.pass(1_000);

    assertThat(refused.failure().code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(assembly.store.size()).isEqualTo(stored);
    assertThat(((RoutingMessage.Found) found.value()).contacts())
        .extracting(ContactInfo::id)
        .contains(BRIDGE.id(), OTHER.id());
    assertThat(((RoutingMessage.Routed) answer.value()).envelope()).isEqualTo(envelope);
    assertThat(routed)
        .singleElement()
        .satisfies(
            message -> assertThat(((RoutingMessage.Route) message).envelope()).isEqualTo(envelope));
  }
}
