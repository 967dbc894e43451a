package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.crypto.IdentityFile;
import io.peerloom.jvm.crypto.JdkHash;
import io.peerloom.jvm.crypto.JvmCrypto;
import io.peerloom.jvm.crypto.JvmIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong bootstrap addresses over real sockets: others are used, and the only one is explained. */
final class WrongBootstrapTest {
  @TempDir private Path folder;

  private final StartedServer started = new StartedServer();
  private BootstrapServerProcess bootstrap;
  private PeerProcess bridge;
  private ServerSocket silent;
  private HttpServer web;
  private int joins;

  @BeforeEach
  void start() throws Exception {
    JvmIdentity key = IdentityFile.loadOrCreate(folder.resolve("bootstrap.json"), new JvmCrypto());
    String known = Bytes.hex(new JdkHash().sha256(key.identityPublicKey()));
    PeerHost host = PeerHost.open(folder.resolve("bridge"));
    bridge =
        started.add(
            new PeerProcess(
                host,
                "bridge",
                () ->
                    new PeerOptions()
                        .bridge(host.rootedBridgeKey("bridge"))
                        .bootstrapKeys(List.of(known)),
                List.of(),
                new PeerProcess.Address(StartedServer.LOOPBACK, 0),
                null));
    bootstrap =
        started.add(
            new BootstrapServerProcess(StartedServer.LOOPBACK, 0, List.of(bridge.address())));
    bootstrap.identifyBy(key);
    silent = started.add(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          byte[] body = "a web page".getBytes(StandardCharsets.UTF_8);
          int status = exchange.getRequestURI().getPath().equals("/") ? 200 : 404;
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    web.start();
  }

  @AfterEach
  void stop() throws Exception {
    web.stop(0);
    started.close();
  }

  private static String at(int port) {
    return "ws://127.0.0.1:" + port;
  }

  private static String deadAddress() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      return at(free.getLocalPort());
    }
  }

  private CompletableFuture<JvmPeer> join(List<String> addresses) {
    PeerOptions options = new PeerOptions().bootstrap(addresses).network(bridge.peer().network());
    PeerHost host = started.add(PeerHost.open(folder.resolve("peer" + ++joins)));
    host.listen(StartedServer.LOOPBACK, 0);
    return host.join("peer", options);
  }

  private String otherNetwork() {
    return started.bootstrap(PeerHost.open(folder.resolve("other"))).address();
  }

  @Test
  void oneGoodAddressIsEnough() throws Exception {
    List<String> addresses =
        List.of(
            deadAddress(),
            at(silent.getLocalPort()),
            at(web.getAddress().getPort()) + "/bootstrap",
            otherNetwork(),
            bootstrap.address());
    CompletableFuture<JvmPeer> joining = join(addresses);
    assertThat(joining.get(15, TimeUnit.SECONDS).links().get()).isNotEmpty();
  }

  @Test
  void theOnlyAddressIsExplainedWithinSeconds() throws Exception {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put(deadAddress(), "nothing listens there: check host and port");
    reasons.put("ws://nosuchhost.invalid:9000", "no such host: correct its name");
    reasons.put(at(web.getAddress().getPort()), "HTTP 200 instead of a WebSocket: check the path");
    reasons.put(at(web.getAddress().getPort()) + "/bootstrap", "HTTP 404");
    reasons.put(otherNetwork(), "it serves another network");
    PeerProcess node =
        started.add(
            new PeerProcess(
                PeerHost.open(folder.resolve("node")),
                "node",
                () -> new PeerOptions().bootstrap(List.of(bootstrap.address())),
                List.of(),
                new PeerProcess.Address(StartedServer.LOOPBACK, 0),
                null));
    reasons.put(node.address(), "no bootstrap server is there, check port and path");

    List<CompletableFuture<JvmPeer>> joins = new ArrayList<>();
    long before = System.nanoTime();
    reasons.keySet().forEach(address -> joins.add(join(List.of(address))));
    int number = 0;
    for (Map.Entry<String, String> each : reasons.entrySet()) {
      CompletableFuture<JvmPeer> join = joins.get(number++);
      Throwable failure = catchThrowable(() -> join.get(30, TimeUnit.SECONDS)).getCause();
      assertThat(failure).isInstanceOf(PeerloomException.class);
      assertThat(failure.getMessage()).startsWith(each.getKey()).contains(each.getValue());
      assertThat(((PeerloomException) failure).code())
          .isIn(ErrorCode.BOOTSTRAP_FAILED, ErrorCode.NETWORK_CHANGED);
    }
    // Five seconds each, and what starting six peers takes.
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(15);
  }

  private int readiness() throws Exception {
    String url = bootstrap.address().replace("ws:", "http:") + "/readyz";
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.discarding());
    return answer.statusCode();
  }

  /** Asks, one request after the other, as a load balancer does. */
  private void awaitReadiness(int status) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (readiness() != status) {
      assertThat(System.nanoTime()).as("readiness is " + status).isLessThan(end);
    }
  }

  @Test
  void readinessFollowsTheOnlyBridge() throws Exception {
    awaitReadiness(200);
    started.end(bridge);
    awaitReadiness(503);
  }
}
