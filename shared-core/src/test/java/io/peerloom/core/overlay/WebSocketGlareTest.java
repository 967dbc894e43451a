package io.peerloom.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.PerfectNegotiation;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.DeferredCrypto;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.wire.LinkMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Two servers that dial each other at about the same moment keep one WebSocket (R9.1), the one that
 * the larger id dialled (R9.2, R9.3). Fails if each side keeps the one it dialled itself ({@code
 * LinkTable.winsGlare}): they end with one link all the same, but not always with that one.
 */
@Label("WebSocket glare")
class WebSocketGlareTest {
  private static final TestNetwork NETWORK = new TestNetwork(1);
  private static final String[] ADDRESSES = {"wss://one.example", "wss://two.example"};
  private static final Identity[] SERVERS = {
    NETWORK.member(PeerKind.NODE, ADDRESSES[0]), NETWORK.member(PeerKind.NODE, ADDRESSES[1])
  };

  /** Both servers, whose sockets take a random time each. */
  private static final class Servers {
    final TestEnv env;
    final Map<String, LinkTable> byAddress = new LinkedHashMap<>();
    final LinkTable[] tables = new LinkTable[2];

    Servers(int seed) {
      env = new TestEnv(seed);
      Authority authority =
          new Authority(new DeferredCrypto(NETWORK.crypto, env), NETWORK.hash, env, NETWORK.id);
      WebSocketPort port =
          (url, events) -> {
            Pipe pipe = new Pipe(env, env.rng().nextInt(30));
            pipe.dialling.events = events;
            env.after(
                env.rng().nextInt(30),
                () -> {
                  pipe.accepting.events = byAddress.get(url).accept(pipe.accepting, "test");
                  events.opened();
                });
            return pipe.dialling;
          };
      for (int i = 0; i < 2; i++) {
        Identity self = SERVERS[i];
        RoutingTable table = new RoutingTable(self.id(), new Rng(seed));
        tables[i] =
            new LinkTable(env, self, table, new ConnectionBudget(self.id(), self.kind(), 10, 10));
        tables[i].setConnectionFactory(
            new ConnectionManagerFactory(
                env, authority, self, tables[i], port, null, List.of(ADDRESSES[i])));
        byAddress.put(ADDRESSES[i], tables[i]);
      }
    }
  }

  @Property(tries = 150)
  @Label(
      "Feature: dht-connection-recovery, Property 20: Perfect Negotiation Conflict Resolution,"
          + " both transports")
  void whoeverDialsWhenTheyEndWithTheSameOneLink(
      @ForAll int seed, @ForAll @IntRange(max = 120) int apart) {
    Servers servers = new Servers(seed);
    LinkTable one = servers.tables[0];
    LinkTable two = servers.tables[1];
    one.dial(ADDRESSES[1], SERVERS[1].id());
    servers.env.pass(apart);
    boolean crossing = one.size() == 0 && two.size() == 0;
    two.dial(ADDRESSES[0], SERVERS[0].id());
    servers.env.pass(15_000);
    assertThat(one.size()).isEqualTo(1);
    assertThat(two.size()).isEqualTo(1);
    assertThat(one.isAttempting(SERVERS[1].id())).isFalse();
    assertThat(two.isAttempting(SERVERS[0].id())).isFalse();
    // It is the same connection at both ends: what one asks, the other answers.
    boolean dialledByOne = one.link(SERVERS[1].id()).isDialler();
    assertThat(two.link(SERVERS[0].id()).isDialler()).isEqualTo(!dialledByOne);
    if (crossing) {
      boolean isOneLarger = PerfectNegotiation.polite(SERVERS[1].id(), SERVERS[0].id());
      assertThat(dialledByOne).as("the larger id's connection stays").isEqualTo(isOneLarger);
    }
    for (int i = 0; i < 2; i++) {
      var answer =
          servers.tables[i].link(SERVERS[1 - i].id()).request(new LinkMessage.Done(), 1_000);
      servers.env.pass(500);
      assertThat(answer.isDone()).as("answered, if only with a code").isTrue();
    }
  }
}
