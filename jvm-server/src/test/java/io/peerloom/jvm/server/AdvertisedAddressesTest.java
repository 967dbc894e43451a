package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.base.Limits;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.crypto.TestAuthority;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.net.TlsFiles;
import io.peerloom.jvm.net.TrustedCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers reached at other addresses than those at which they listen (R6). */
final class AdvertisedAddressesTest {
  private static final Duration LINKED = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private final StartedServer started = new StartedServer();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() throws Exception {
    started.close();
  }

  /** Waits until the links of a peer are as wanted; looks whenever one opens. */
  private static void await(JvmPeer peer, Predicate<List<LinkInfo>> wanted) throws Exception {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    Runnable look =
        () -> {
          var unused =
              peer.links()
                  .thenAccept(
                      links -> {
                        if (wanted.test(links)) {
                          reached.complete(null);
                        }
                      });
        };
    peer.addListener(
        new PeerListener() {
          @Override
          public void onLink(LinkInfo link) {
            look.run();
          }
        });
    look.run();
    reached.get(LINKED.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void awaitLink(JvmPeer peer, String other) throws Exception {
    await(peer, links -> links.stream().map(LinkInfo::id).anyMatch(other::equals));
  }

  private JvmPeer visitor(String bootstrap) throws Exception {
    PeerOptions options = new PeerOptions().bootstrap(List.of(bootstrap));
    JvmPeer peer = JvmPeer.join(folder.resolve("visitor"), options).get(30, TimeUnit.SECONDS);
    started.add(() -> peer.leave().get(10, TimeUnit.SECONDS));
    return peer;
  }

  private static boolean isLinked(JvmPeer peer, String other) {
    return peer.links().join().stream().map(LinkInfo::id).anyMatch(other::equals);
  }

  private PeerProcess node(String name, String bindHost, List<String> advertise, String bootstrap) {
    return started.add(
        new PeerProcess(
            PeerHost.open(folder.resolve(name)),
            name,
            () -> new PeerOptions().bootstrap(List.of(bootstrap)),
            advertise,
            new PeerProcess.Address(bindHost, 0),
            null));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @Test
  void allInOneIsReachedAtItsBase() throws Exception {
    PrefixProxy proxy = started.add(new PrefixProxy("/loom"));
    String base = "ws://" + proxy.address();
    AllInOne network =
        started.add(
            new AllInOne(
                StartedServer.LOOPBACK,
                0,
                3,
                folder.resolve("network"),
                Reachability.DEFAULT.at(List.of(base, "wss://other.example/loom")),
                null,
                Limits.MAX_STORED_BYTES,
                options -> options));
    // It has started though the proxy led nowhere: its own peers do not dial each other there.
    assertThat(network.readiness()).isEqualTo(Readiness.DOUBTFUL_ADDRESS);
    assertThat(network.address()).isEqualTo("http://" + proxy.address());
    assertThat(network.advertised().keySet())
        .containsExactly("bootstrap", "bridge", "node1", "node2", "node3");
    assertThat(network.advertised().get("node2"))
        .containsExactly(base + "/node2", "wss://other.example/loom/node2");
    assertThat(network.advertised().get("bootstrap"))
        .containsExactly(base + "/bootstrap", "wss://other.example/loom/bootstrap");

    proxy.leadTo(network.localAuthority());
    JvmPeer visitor = visitor(base + "/bootstrap");
    await(visitor, links -> links.size() >= 3);
    assertThat(proxy.requests())
        .contains("GET /loom/bootstrap HTTP/1.1", "GET /loom/node1 HTTP/1.1")
        .contains("GET /loom/node2 HTTP/1.1", "GET /loom/node3 HTTP/1.1");
    // The other address leads nowhere from here, which proves nothing.
    HttpResponse<String> ready = get("http://" + proxy.address() + "/readyz");
    assertThat(ready.body()).isEqualTo("degraded: advertised address\n");
  }

  private HttpResponse<String> get(String url) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  @Test
  void allInOneOnOneAddressAdvertisesThat() throws Exception {
    AllInOne network = started.add(new AllInOne("127.0.0.5", 0, 2, folder.resolve("network")));
    String authority = network.localAuthority();
    assertThat(authority).startsWith("127.0.0.5:");
    assertThat(network.address()).isEqualTo("http://" + authority);
    assertThat(network.advertised().get("node1")).containsExactly("ws://" + authority + "/node1");
    JvmPeer visitor = visitor("ws://" + authority + "/bootstrap");
    await(visitor, links -> links.size() >= 2);
  }

  /** The page, the API and every peer by TLS, without any proxy. */
  @Test
  void allInOneSpeaksTls() throws Exception {
    SSLContext before = SSLContext.getDefault();
    started.add(() -> SSLContext.setDefault(before));
    TestAuthority authority = new TestAuthority();
    TrustedCertificates.trust(List.of(authority.write(folder.resolve("authority.pem"))));
    TlsFiles files = new TlsFiles(folder.resolve("server.pem"), folder.resolve("server.key"));
    authority.issue(2, TestAuthority.generate("EC"), files.certificate(), files.key());
    AllInOne network =
        started.add(
            new AllInOne(
                StartedServer.LOOPBACK,
                0,
                2,
                folder.resolve("network"),
                Reachability.DEFAULT.with(files),
                null,
                Limits.MAX_STORED_BYTES,
                options -> options));
    assertThat(network.address()).startsWith("https://localhost:");
    String bootstrap = network.advertised().get("bootstrap").get(0);
    assertThat(bootstrap).startsWith("wss://localhost:");
    JvmPeer visitor = visitor(bootstrap);
    await(visitor, links -> links.size() >= 2);
    HttpClient trusting = HttpClient.newBuilder().sslContext(SSLContext.getDefault()).build();
    HttpRequest ready = HttpRequest.newBuilder(URI.create(network.address() + "/readyz")).build();
    assertThat(trusting.send(ready, BodyHandlers.ofString()).body()).isEqualTo("ready\n");
  }

  @Test
  void peerIsDialledAtTheAddressThatWorks() throws Exception {
    BootstrapServerProcess bootstrap = started.bootstrap(PeerHost.open(folder.resolve("bridge")));
    PrefixProxy proxy = started.add(new PrefixProxy("/node1"));
    String works = "ws://" + proxy.address();
    String elsewhere = "ws://127.0.0.1:" + closedPort() + "/node1";
    PeerProcess first =
        node("first", StartedServer.LOOPBACK, List.of(elsewhere, works), bootstrap.address());
    proxy.leadTo(first.localAuthority());
    assertThat(first.address()).isEqualTo(elsewhere + " " + works);
    PeerProcess second = node("second", StartedServer.LOOPBACK, List.of(), bootstrap.address());
    awaitLink(second.peer(), first.peer().id());
  }

  /** As when a container is replaced: another host name, address and port behind the proxy. */
  @Test
  void changedHostChangesNothingForOthers() throws Exception {
    BootstrapServerProcess bootstrap = started.bootstrap(PeerHost.open(folder.resolve("bridge")));
    PrefixProxy proxy = started.add(new PrefixProxy("/node1"));
    List<String> address = List.of("ws://" + proxy.address());
    PeerProcess before = node("moving", "127.0.0.2", address, bootstrap.address());
    proxy.leadTo(before.localAuthority());
    PeerProcess other = node("other", StartedServer.LOOPBACK, List.of(), bootstrap.address());
    String id = before.peer().id();
    awaitLink(other.peer(), id);
    started.end(before);

    PeerProcess after = node("moving", "127.0.0.3", address, bootstrap.address());
    proxy.leadTo(after.localAuthority());
    assertThat(after.peer().id()).isEqualTo(id);
    assertThat(after.advertised().values()).containsExactly(address);
    awaitLink(after.peer(), other.peer().id());
    awaitLink(other.peer(), id);
  }

  /** What was dialled at another address is not meant for this peer, even if it arrives. */
  @Test
  void onlyAdvertisedAddressesAreOnesOwn() throws Exception {
    BootstrapServerProcess bootstrap = started.bootstrap(PeerHost.open(folder.resolve("bridge")));
    PrefixProxy proxy = started.add(new PrefixProxy("/node1"));
    PeerProcess first =
        node("first", "127.0.0.2", List.of("ws://nobody.invalid/node1"), bootstrap.address());
    proxy.leadTo(first.localAuthority());
    PeerOptions options =
        new PeerOptions()
            .bootstrap(List.of(bootstrap.address()))
            .advertise(List.of("ws://nobody.invalid/visitor"))
            .peers(List.of("ws://" + proxy.address()));
    JvmPeer visitor = JvmPeer.join(folder.resolve("visitor"), options).get(30, TimeUnit.SECONDS);
    started.add(() -> visitor.leave().get(10, TimeUnit.SECONDS));
    assertThat(proxy.awaitRequests(2, LINKED)).isTrue();
    assertThat(isLinked(visitor, first.peer().id())).isFalse();
  }
}
