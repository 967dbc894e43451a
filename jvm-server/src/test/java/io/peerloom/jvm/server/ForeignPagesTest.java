package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a web page of a stranger can do to the network on the machine of somebody who visits it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForeignPagesTest {
  private static final String[] SOCKETS = {"/bootstrap", "/bridge", "/node1"};

  private AllInOne network;
  private int port;

  @BeforeAll
  void start(@TempDir Path folder) {
    network = new AllInOne("127.0.0.1", 0, 1, folder);
    port = URI.create(network.address()).getPort();
  }

  @AfterAll
  void stop() {
    network.close();
  }

  private int upgrade(String path, String host, String... more) throws Exception {
    String[] headers = new String[more.length + 4];
    headers[0] = "Host: " + host;
    headers[1] = "Upgrade: websocket";
    headers[2] = "Sec-WebSocket-Version: 13";
    headers[3] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    System.arraycopy(more, 0, headers, 4, more.length);
    return RawHttp.upgradeStatus(port, "GET " + path, headers);
  }

  @Test
  void cannotJoinByASocket() throws Exception {
    for (String path : SOCKETS) {
      for (String origin :
          new String[] {"https://evil.example", "null", "http://localhost.evil.example"}) {
        assertThat(upgrade(path, "localhost:" + port, "Origin: " + origin)).isEqualTo(403);
        assertThat(upgrade(path, "127.0.0.1:" + port, "Origin: " + origin)).isEqualTo(403);
      }
      String rebound = "evil.example:" + port;
      assertThat(upgrade(path, rebound, "Origin: http://" + rebound)).isEqualTo(403);
      assertThat(upgrade(path, rebound)).isEqualTo(403);
      String own = "localhost:" + port;
      assertThat(upgrade(path, own, "Origin: http://" + own, "Origin: https://evil.example"))
          .isEqualTo(403);
    }
  }

  @Test
  void pagesAndProgramsOfThisMachineCan() throws Exception {
    for (String path : SOCKETS) {
      String host = "localhost:" + port;
      assertThat(upgrade(path, host)).isEqualTo(101);
      for (String origin : new String[] {"http://localhost:3000", "http://127.0.0.1:" + port}) {
        assertThat(upgrade(path, host, "Origin: " + origin)).isEqualTo(101);
      }
    }
  }

  @Test
  void cannotReadByANamePointedHere() throws Exception {
    for (String path :
        new String[] {
          "/",
          "/peerloom.js",
          "/dashboard",
          "/dashboard/dashboard.js",
          "/metrics",
          "/api/v1/peer",
          "/api/v1/server",
          "/api/v1/server/checks",
          "/healthz",
          "/nothing"
        }) {
      String refused = RawHttp.answer(port, "GET " + path, "Host: evil.example:" + port);
      assertThat(refused)
          .as(path)
          .startsWith("HTTP/1.1 403 ")
          .contains("application/problem+json", "\"UNAUTHORIZED\"", "--advertise");
      if (!path.endsWith("nothing")) {
        assertThat(RawHttp.status(port, "GET " + path, "Host: localhost:" + port))
            .as(path)
            .isEqualTo(200);
      }
    }
  }

  @Test
  void cannotCauseARequestToTheApi() throws Exception {
    for (String method : new String[] {"GET", "PUT", "POST", "DELETE"}) {
      for (String path : new String[] {"/api/v1/values/a", "/api/v1/topics/t/messages"}) {
        for (String header :
            new String[] {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"}) {
          assertThat(RawHttp.status(port, method + " " + path, "Host: localhost:" + port, header))
              .as(method + " " + path)
              .isIn(403, 405);
        }
      }
    }
    String own = "Origin: http://localhost:" + port;
    String evil = "Origin: https://evil.example";
    assertThat(RawHttp.status(port, "GET /api/v1/peer", "Host: localhost:" + port, own, evil))
        .isEqualTo(403);
    assertThat(
            RawHttp.status(
                port, "GET /api/v1/server/checks", "Host: a", "Sec-Fetch-Site: cross-site"))
        .isEqualTo(403);
    assertThat(
            RawHttp.status(
                port,
                "GET /api/v1/peer",
                "Host: a",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: cross-site"))
        .isEqualTo(403);
    assertThat(RawHttp.status(port, "GET /metrics", "Host: a", "Sec-Fetch-Site: same-site"))
        .isEqualTo(403);
    for (String site : new String[] {"same-origin", "none"}) {
      assertThat(RawHttp.status(port, "GET /api/v1/peer", "Host: a", "Sec-Fetch-Site: " + site))
          .isEqualTo(200);
    }
  }

  @Test
  void cannotShowAPageOfThisServerInAFrame() throws Exception {
    for (String path : new String[] {"/", "/dashboard", "/values.html", "/api/v1/peer"}) {
      assertThat(RawHttp.answer(port, "GET " + path, "Host: localhost"))
          .as(path)
          .containsPattern("(?i)x-frame-options: DENY")
          .containsPattern("(?i)content-security-policy: .*frame-ancestors 'none'");
    }
  }

  @Test
  void otherVersionsOfWebSocketLearnWhichIsSpoken() throws Exception {
    String other = "Sec-WebSocket-Version: 13\r\nUpgrade: h2c";
    for (String version : new String[] {"Sec-WebSocket-Version: 8", "X-None: 13", other}) {
      String answer =
          RawHttp.answer(
              port,
              "GET /node1",
              "Host: localhost:" + port,
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
              version);
      assertThat(answer)
          .as(version)
          .startsWith("HTTP/1.1 426 ")
          .containsIgnoringCase("Sec-WebSocket-Version: 13")
          .contains("\"code\":\"UNSUPPORTED\"");
    }
  }
}
