package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.Members;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.lookup.PeerFinder;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.relay.RelayedLinks;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.signalling.WebRtcSignalling;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.QuietOwner;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestMembers;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Tests of a browser peer in the background, whose topics are kept by three others that answer as a
 * test says.
 */
abstract class ThreeMembers {
  static final int MEMBERS = 3;
  static final TestNetwork NETWORK = new TestNetwork(1);
  static final Identity READER = NETWORK.member(PeerKind.BROWSER);
  static final Identity[] MEMBER = new Identity[MEMBERS];

  static {
    // Hidden, so that it is no member of the group itself.
    READER.setActive(false);
    for (int i = 0; i < MEMBERS; i++) {
      MEMBER[i] = NETWORK.member(PeerKind.NODE, "wss://member" + i + ".example");
    }
  }

  final TestEnv env = new TestEnv(1);
  final Authority authority = new Authority(NETWORK.crypto, NETWORK.hash, env, NETWORK.id);
  boolean alone;
  LinkTable links;
  final TopicClient client = client();

  /** What each member says to a subscription and to a question for its digest. */
  final List<Function<Message, Promise<Message>>> answers =
      new ArrayList<>(
          Collections.nCopies(MEMBERS, request -> Promise.of(new TopicProtocol.Digest(List.of()))));

  private TopicClient client() {
    RoutingTable table = new RoutingTable(READER.id(), new Rng(1));
    links =
        new LinkTable(env, READER, table, new ConnectionBudget(READER.id(), READER.kind(), 10, 10));
    ConnectionManagerFactory factory =
        new ConnectionManagerFactory(env, authority, READER, links, this::dial, null, List.of());
    links.setConnectionFactory(factory);
    OverlayNetwork overlay = new OverlayNetwork(env, authority, READER, links);
    PeerFinder finder = new PeerFinder(env, NETWORK.crypto, READER, table, overlay);
    WebRtcSignalling signalling =
        new WebRtcSignalling(
            env,
            NETWORK.crypto,
            READER,
            table,
            links,
            overlay,
            factory,
            new RelayedLinks(env, NETWORK.crypto, table, links, overlay));
    MemoryStore store = new MemoryStore();
    Members members = TestMembers.of(env, authority, READER, store, List.of());
    TopicHolder holder = new TopicHolder(env, authority, READER, store, table, overlay, members);
    TopicClient made =
        new TopicClient(
            env,
            authority,
            READER,
            overlay,
            finder,
            signalling,
            holder,
            () -> alone,
            topic -> List.of());
    for (Identity member : MEMBER) {
      links.dial(member.addresses().get(0), member.id());
    }
    env.pass(1_000);
    assertThat(links.size()).isEqualTo(MEMBERS);
    return made;
  }

  private Pipe.End dial(String url, TransportEvents events) {
    Pipe pipe = new Pipe(env);
    pipe.dialling.events = events;
    int number = url.charAt("wss://member".length()) - '0';
    env.after(
        1,
        () -> {
          pipe.accepting.events =
              new ConnectionManagerFactory(
                      env, authority, MEMBER[number], new Member(number), null, null, List.of(url))
                  .accept(pipe.accepting);
          events.opened();
        });
    return pipe.dialling;
  }

  /** A member's end of the link: it knows of nobody, and answers topics as it is told. */
  private final class Member extends QuietOwner {
    private final int number;

    Member(int number) {
      this.number = number;
    }

    @Override
    public Promise<Message> serve(Link link, Message request, int deadlineMillis) {
      return request instanceof RoutingMessage.FindNode
          ? Promise.of(new RoutingMessage.Found(List.of()))
          : answers.get(number).apply(request);
    }
  }
}
