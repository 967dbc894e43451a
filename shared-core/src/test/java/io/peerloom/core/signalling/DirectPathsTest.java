package io.peerloom.core.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.connection.TransportKind;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.TestLink;
import io.peerloom.core.support.TestNetwork;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Links in doubt are replaced, and go on until then. */
@Label("DirectPaths")
class DirectPathsTest {
  private static final String ADDRESS = "wss://node.example";

  private final LoneBrowserPeer page = new LoneBrowserPeer(new TestNetwork(1), 10);

  private void listen(PeerKind self) {
    page.links.addListener(
        new DirectPaths(page.env, self, page.links, page.signalling, page.relays, page.factory));
  }

  private TestLink link(int number, TransportKind transport) {
    TestLink link = new TestLink(number, Owner.of(Bytes.wrap(new byte[] {1})), true);
    link.transport = transport;
    link.origin = transport == TransportKind.WEBSOCKET ? ADDRESS : "";
    page.links.opened(link);
    return link;
  }

  private void doubt(TestLink... links) {
    for (TestLink link : links) {
      link.suspect = true;
    }
    for (TestLink link : links) {
      page.links.doubtful(link, true);
    }
  }

  @Example
  void anotherPathIsSoughtOnceSignalsCanTravel() {
    listen(PeerKind.BROWSER);
    TestLink direct = link(1, TransportKind.WEBRTC);
    link(2, TransportKind.WEBRTC).suspect = true;
    doubt(direct, link(3, TransportKind.WEBSOCKET));
    page.env.pass(100);
    assertThat(page.dialled).containsExactly(ADDRESS);
    assertThat(page.sessions).isEmpty();
    link(4, TransportKind.WEBSOCKET);
    page.env.pass(100);
    assertThat(page.sessions).hasSize(1);
    assertThat(direct.closed).isNull();
    direct.suspect = false;
    page.env.pass(120_000);
    assertThat(page.sessions).hasSize(1);
    assertThat(page.sessions.get(0).closed).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(direct.closed).isNull();
  }

  @Example
  void serversAreProbedBeforeTheyCarrySignals() {
    listen(PeerKind.BROWSER);
    TestLink direct = link(1, TransportKind.WEBRTC);
    TestLink server = link(3, TransportKind.WEBSOCKET);
    page.links.doubtful(direct, false);
    page.env.pass(100);
    assertThat(server.suspect).isTrue();
    assertThat(page.sessions).isEmpty();
    doubt(direct);
    page.env.pass(100);
    assertThat(page.sessions).isEmpty();
    server.suspect = false;
    page.env.pass(300);
    assertThat(page.sessions).as("it answered").hasSize(1);
  }

  @Example
  void aServerIsNotDialledAgainByAServer() {
    listen(PeerKind.NODE);
    doubt(link(3, TransportKind.WEBSOCKET));
    page.env.pass(1_000);
    assertThat(page.dialled).isEmpty();
  }
}
