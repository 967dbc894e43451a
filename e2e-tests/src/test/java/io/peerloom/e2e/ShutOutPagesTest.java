package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Proxy;
import io.peerloom.e2e.ProcessNetwork.Member;
import io.peerloom.e2e.ProcessNetwork.Place;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A network of pages whose bridge is behind a firewall that blocks newcomers: their offers travel
 * through the bootstrap server and the bridge to a page, and the answer returns on the same path
 * (DESIGN 15).
 */
class ShutOutPagesTest {
  @RegisterExtension static final Stage STAGE = new Stage();

  /** Nobody listens there: connections through this proxy fail. */
  private static final String FIREWALL = "http://127.0.0.1:1";

  private ProcessNetwork network;
  private Member bridge;
  private String frontDoor;

  @BeforeEach
  void start() throws Exception {
    network = new ProcessNetwork(STAGE.folder());
    bridge = network.addBridge(Place.HERE);
    Member bootstrap = network.addBootstrap(Place.HERE, List.of(bridge));
    network.start(List.of(bootstrap));
    frontDoor = bootstrap.url();
  }

  @AfterEach
  void stop() throws Exception {
    network.close();
  }

  /** A browser that reaches the page's own server and the bootstrap server, but no bridge. */
  private BrowserContext shutOut() {
    String open = authority(STAGE.server().url()) + "," + authority(frontDoor);
    return STAGE.profile(
        new Browser.NewContextOptions().setProxy(new Proxy(FIREWALL).setBypass(open)));
  }

  private static String authority(String url) {
    return URI.create(url).getAuthority();
  }

  @Test
  void pagesThatReachOnlyTheFrontDoorLinkToPages() {
    Tab inside = STAGE.empty(STAGE.profile()).joins(frontDoor);
    inside.await(
        "link to the bridge",
        Bounds.MESHED,
        "() => peer.links().some((l) => l.kind === 'bridge')",
        null);

    Tab first = STAGE.empty(shutOut());
    Set<String> heard = new ConcurrentSkipListSet<>();
    first
        .page()
        .onWebSocket(socket -> socket.onFrameReceived(frame -> heard.add(authority(socket.url()))));
    first.joins(frontDoor).awaitWebRtcTo(inside.id());
    assertThat(heard)
        .as("servers that this page received frames from")
        .containsExactly(authority(frontDoor));
    first.sendsTo(inside, "through the door");
    inside.sendsTo(first, "come in");

    Tab second = STAGE.empty(shutOut()).joins(frontDoor);
    second.awaitWebRtcTo(inside.id());
    second.awaitWebRtcTo(first.id());
    second.sendsTo(first, "me too");
    first.sendsTo(second, "hello");
    for (Tab tab : List.of(first, second)) {
      Set<Object> kinds = new TreeSet<>();
      tab.links().forEach(link -> kinds.add(link.get("kind")));
      assertThat(kinds).as("kinds of peers it is linked to").containsExactly("browser");
    }
  }
}
