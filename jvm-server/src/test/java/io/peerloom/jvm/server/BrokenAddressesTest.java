package io.peerloom.jvm.server;

import static io.peerloom.jvm.check.FindingKind.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.check.AddressCheck;
import io.peerloom.jvm.check.AddressProbe;
import io.peerloom.jvm.check.AdmissionCheck;
import io.peerloom.jvm.check.Expectation;
import io.peerloom.jvm.check.Finding;
import io.peerloom.jvm.check.FindingKind;
import io.peerloom.jvm.check.Nginx;
import io.peerloom.jvm.check.Severity;
import io.peerloom.jvm.check.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network, and an nginx with a server block for each way to set it up wrongly: every check names
 * the setting to change, and none complains about what is right.
 */
final class BrokenAddressesTest {
  private static final String HOST = "127.0.0.1";
  private static final int PORTS = 16;

  /** Below the ports that the system takes for outgoing connections. */
  private static final int FIRST_PORT = 12_000;

  private static final int PORT_RANGE = 18_000;
  private static final String UPGRADE =
      "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade;"
          + " proxy_set_header Connection upgrade; proxy_set_header Host $http_host;";

  @TempDir private static Path folder;
  private static final StartedServer STARTED = new StartedServer();
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static AllInOne network;
  private static PeerProcess node;
  private static AddressCheck check;
  private static int base;

  @BeforeAll
  static void start() throws Exception {
    TestCertificate good = new TestCertificate(folder, "localhost", "-1d", 90);
    TestCertificate soon = new TestCertificate(folder, "localhost", "-80d", 86);
    TestCertificate expired = new TestCertificate(folder, "localhost", "-9d", 3);
    TestCertificate foreign = new TestCertificate(folder, "localhost", "-2d", 90);
    TestCertificate other = new TestCertificate(folder, "other.example", "-1d", 90);
    network = STARTED.add(new AllInOne(HOST, 0, 2, folder.resolve("network")));
    String origin = network.address().replace("http:", "ws:");
    base = freePorts();
    node =
        STARTED.add(
            new PeerProcess(
                PeerHost.open(folder.resolve("node")),
                "node",
                () -> new PeerOptions().bootstrap(List.of(origin + "/bootstrap")),
                List.of(at(0, "/alone/")),
                new PeerProcess.Address(HOST, base + PORTS - 1),
                new PeerProcess.Address(HOST, 0)));
    STARTED.add(new Nginx(folder, blocks(good, soon, expired, foreign, other)));
    check =
        new AddressCheck(new AddressProbe(TestCertificate.trusting(good, soon, expired, other)));
  }

  private static String blocks(TestCertificate... certificates) throws Exception {
    String all = network.address();
    String alone = "http://" + HOST + ":" + (base + PORTS - 1);
    List<String> servers = new ArrayList<>();
    servers.add(
        """
        location /p/ { proxy_pass %1$s/; %2$s }
        location /kept/ { proxy_pass %1$s; %2$s }
        location /bare/ { proxy_pass %1$s/; }
        location /down/ { proxy_pass http://127.0.0.1:9/; %2$s }
        location /alone/ { proxy_pass %3$s/; %2$s }
        location /short/ { proxy_pass %1$s/; %2$s proxy_read_timeout 1s; }
        location /moved/ { return 301 https://$host$request_uri; }
        location /login/ { return 401; }
        location /full/ { return 503; }
        location /page/ { return 200 "welcome"; }
        """
            .formatted(all, UPGRADE, alone));
    for (TestCertificate certificate : certificates) {
      servers.add(
          "ssl_certificate %1$s; ssl_certificate_key %1$s; location / { proxy_pass %2$s; %3$s }"
              .formatted(certificate.file(), all, UPGRADE));
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < servers.size(); i++) {
      text.append("server { listen 127.0.0.1:%d%s; ".formatted(base + i, i == 0 ? "" : " ssl"));
      text.append(servers.get(i)).append(" }\n");
    }
    return text.toString();
  }

  private static int freePorts() {
    Random random = new Random();
    for (; ; ) {
      int first = FIRST_PORT + random.nextInt(PORT_RANGE);
      List<ServerSocket> taken = new ArrayList<>();
      try {
        for (int i = 0; i < PORTS; i++) {
          taken.add(new ServerSocket(first + i, 1, InetAddress.getLoopbackAddress()));
        }
        return first;
      } catch (IOException e) {
        // Others are taken next.
      } finally {
        taken.forEach(BrokenAddressesTest::end);
      }
    }
  }

  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    THREADS.shutdownNow();
    STARTED.close();
  }

  private static String at(int server, String path) {
    return (server == 0 ? "ws://" + HOST : "wss://localhost") + ":" + (base + server) + path;
  }

  /** What is expected of the first node of the network in one process. */
  private static Expectation firstNode() {
    return new Expectation(
        Expectation.ADVERTISE, "node", network.peer("node1").id(), network.network(), "");
  }

  private record Case(
      String url, Expectation expected, FindingKind kind, boolean proved, String... settings) {}

  private static Case own(String url, FindingKind kind, boolean proved, String... settings) {
    return new Case(url, firstNode(), kind, proved, settings);
  }

  private static List<Case> broken() {
    String direct = network.address().replace("http:", "ws:");
    Expectation otherNetwork =
        new Expectation(Expectation.BRIDGE, "bridge", "", "0".repeat(64), "");
    return List.of(
        own("ws://localhost:9/node1", CONNECTION_REFUSED, true, "--advertise", "--port"),
        own("ws://no-such-host.invalid/", NAME_UNKNOWN, false, "--advertise", "DNS"),
        own(at(0, "/nowhere/node1"), NOT_FOUND, true, "--advertise", "location"),
        own(at(0, "/p/node2"), OTHER_NODE, true, "--advertise", "proxy_pass"),
        own(at(0, "/p/bridge"), OTHER_NODE, true, "--advertise"),
        own(at(0, "/p/bootstrap"), OTHER_NODE, true, "--advertise"),
        own(at(0, "/p/node7"), NO_PEER_AT_PATH, true, "--advertise"),
        own(at(0, "/kept/node1"), NO_PEER_AT_PATH, true, "proxy_pass", "/kept/node1"),
        own(at(0, "/bare/node1"), UPGRADE_NOT_PASSED_ON, true, "proxy_set_header Upgrade"),
        own(at(0, "/down/node1"), BACKEND_DOWN, false, "proxy_pass", "--port"),
        own(at(0, "/moved/node1"), REDIRECTED, true, "wss://", "--advertise"),
        own(at(0, "/login/node1"), FORBIDDEN, true, "auth_basic off"),
        own(at(0, "/full/node1"), BACKEND_UNAVAILABLE, false, "health check"),
        own(at(0, "/page/node1"), NOT_PEERLOOM, true, "--advertise"),
        own(at(0, "/p/node1").replace("ws:", "wss:"), TLS_ON_PLAIN_PORT, true, "ws://", "ssl"),
        own("ws://localhost:" + (base + 1) + "/node1", PLAIN_ON_TLS_PORT, true, "wss://"),
        own(at(2, "/node1"), CERTIFICATE_EXPIRES_SOON, true, "ssl_certificate"),
        own(at(3, "/node1"), CERTIFICATE_EXPIRED, true, "renew", "ssl_certificate"),
        own(at(4, "/node1"), CERTIFICATE_UNTRUSTED, false, "fullchain"),
        own(at(5, "/node1"), CERTIFICATE_OF_OTHER_NAME, true, "server_name", "--advertise"),
        own("ws://localhost:" + node.apiPort(), NO_PEER_AT_PATH, true, "--api-port"),
        new Case(
            direct + "/node1",
            new Expectation(Expectation.BOOTSTRAP, "bootstrap", "", "", ""),
            NOT_A_BOOTSTRAP_SERVER,
            true,
            "--bootstrap",
            "--peer"),
        new Case(
            direct + "/bootstrap",
            new Expectation(Expectation.BRIDGE, "bridge", "", "", ""),
            NOT_A_BRIDGE,
            true,
            "--bridge"),
        new Case(direct + "/bridge", otherNetwork, OTHER_NETWORK, true, "--bridge"));
  }

  @Test
  void everyBrokenAddressNamesTheSettingToChange() {
    List<Case> cases = broken();
    List<CompletableFuture<Finding>> findings =
        cases.stream()
            .map(
                each ->
                    CompletableFuture.supplyAsync(
                        () -> check.check(each.url(), each.expected()), THREADS))
            .toList();
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      Finding finding = findings.get(i).join();
      assertThat(finding.kind()).as(finding.toString()).isEqualTo(each.kind());
      assertThat(finding.proved()).as(finding.toString()).isEqualTo(each.proved());
      assertThat(finding.change()).contains(each.settings()[0]);
      assertThat(finding.line()).contains(each.settings());
    }
  }

  @Test
  void healthyAddressesGetNoFinding() {
    String direct = network.address().replace("http:", "ws:") + "/node1";
    Expectation alone =
        new Expectation(Expectation.ADVERTISE, "node", node.peer().id(), network.network(), "");
    assertThat(
            List.of(
                check.check(direct, firstNode()),
                check.check(at(0, "/p/node1"), firstNode()),
                check.check(at(1, "/node1"), firstNode()),
                check.check(at(0, "/alone/"), alone),
                check.check(node.address(), alone),
                check.checkSilence(at(0, "/p/node1"), firstNode(), Duration.ofMillis(500))))
        .allMatch(Finding::isFine);
  }

  private static PeerProcess advertising(String url) {
    String name = "node" + url.hashCode();
    String bootstrap = network.address().replace("http:", "ws:") + "/bootstrap";
    return new PeerProcess(
        PeerHost.open(folder.resolve(name)),
        "node",
        () -> new PeerOptions().bootstrap(List.of(bootstrap)),
        List.of(url),
        new PeerProcess.Address(HOST, 0),
        null);
  }

  @Test
  void serverIsNotReadyWhereItsAddressIsWrong() {
    assertThat(node.readiness()).isEqualTo(Readiness.READY);
    try (PeerProcess wrong = advertising(at(0, "/p/node2"))) {
      assertThat(wrong.readiness().serves()).isFalse();
      assertThat(wrong.readiness().text())
          .startsWith("advertised address: " + at(0, "/p/node2") + ": another peer answers")
          .contains("--advertise");
    }
  }

  /** As behind a router without hairpin, or a load balancer that waits for the server. */
  @Test
  void serverThatCannotTestItsAddressIsDegraded() {
    for (String url : List.of("ws://no-such-host.invalid/", at(0, "/full/"), at(4, "/node1"))) {
      try (PeerProcess doubtful = advertising(url)) {
        assertThat(doubtful.readiness()).isEqualTo(Readiness.DOUBTFUL_ADDRESS);
      }
    }
  }

  @Test
  void clockThatIsADayOffIsFound() {
    InstantSource wrong = InstantSource.offset(InstantSource.system(), Duration.ofDays(-1));
    String bootstrap = network.address().replace("http:", "ws:") + "/bootstrap";
    assertThat(new AdmissionCheck(check, wrong).bootstrap(bootstrap, network.network()))
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(CLOCK_WRONG);
              assertThat(finding.change()).contains("timedatectl");
            });
  }

  @Test
  void otherNetworkIsFoundByItsAnswer() {
    String bootstrap = network.address().replace("http:", "ws:") + "/bootstrap";
    assertThat(
            new AdmissionCheck(check, InstantSource.system()).bootstrap(bootstrap, "0".repeat(64)))
        .extracting(Finding::kind)
        .containsExactly(OTHER_NETWORK);
  }

  @Test
  void proxyThatEndsSilentConnectionsIsFound() {
    Finding finding = check.checkSilence(at(0, "/short/node1"), firstNode(), Duration.ofSeconds(4));
    assertThat(finding.kind()).isEqualTo(IDLE_TIMEOUT_TOO_SHORT);
    assertThat(finding.change()).contains("proxy_read_timeout");
  }

  /** Sockets that accept, and say nothing, or something that is not HTTP. */
  @Test
  void whatIsNotHttpIsFound() throws Exception {
    try (ServerSocket silent = new ServerSocket(0);
        ServerSocket mail = new ServerSocket(0)) {
      THREADS.execute(
          () -> {
            try (Socket greeted = mail.accept()) {
              greeted
                  .getOutputStream()
                  .write("220 mail ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
              greeted.getInputStream().readAllBytes();
            } catch (IOException e) {
              // The test ends.
            }
          });
      Finding greeting = check.check("ws://127.0.0.1:" + mail.getLocalPort(), firstNode());
      assertThat(greeting.kind()).isEqualTo(NOT_HTTP);
      Finding silence = check.check("ws://127.0.0.1:" + silent.getLocalPort(), firstNode());
      assertThat(silence.kind()).isEqualTo(NO_ANSWER);
      assertThat(silence.severity()).isEqualTo(Severity.BROKEN);
    }
  }
}
