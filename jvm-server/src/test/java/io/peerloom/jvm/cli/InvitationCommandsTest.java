package io.peerloom.jvm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.crypto.KeyFile;
import io.peerloom.jvm.crypto.RootSigner;
import io.peerloom.jvm.server.AllInOne;
import io.peerloom.jvm.server.BootstrapServerProcess;
import io.peerloom.jvm.server.PeerProcess;
import io.peerloom.jvm.store.StartupFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that admits by invitation, made and kept by the commands, over real sockets. */
final class InvitationCommandsTest {
  private static final String LOOPBACK = "127.0.0.1";

  @TempDir private Path folder;

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private PeerProcess bridge;
  private BootstrapServerProcess bootstrap;
  private String root;

  @BeforeEach
  void startServers() {
    root = folder.resolve("root.json").toString();
    run(0, "network", "create", "--invitation-only", "--out", folder.toString());
    bridge = bridge(0);
    bootstrap = start(new BootstrapServerProcess(LOOPBACK, 0, List.of(bridge.address())));
  }

  /** A bridge whose key is signed, for the first time or again. */
  private PeerProcess bridge(int port) {
    Path key = folder.resolve("bridge.json");
    run(0, "bridge-key", "--root", root, "--out", key.toString());
    return start(
        new PeerProcess(
            PeerHost.open(folder.resolve("bridge")),
            "bridge",
            () -> new PeerOptions().bridge(KeyFile.open(key, true, InstantSource.system())),
            List.of(),
            new PeerProcess.Address(LOOPBACK, port),
            null));
  }

  @AfterEach
  void stop() throws Exception {
    while (!started.isEmpty()) {
      started.pop().close();
    }
  }

  private <T extends AutoCloseable> T start(T part) {
    started.push(part);
    return part;
  }

  /** What a command printed, which ends with that status. */
  private static String run(int status, String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
      System.setErr(System.out);
      assertThat(CommandLineProgram.commandLine().execute(arguments))
          .as(() -> captured.toString(StandardCharsets.UTF_8))
          .isEqualTo(status);
      return captured.toString(StandardCharsets.UTF_8).trim();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private PeerProcess node(String name, String link) {
    PeerOptions options =
        link == null
            ? new PeerOptions().bootstrap(List.of(bootstrap.address()))
            : new PeerOptions().invitation(link);
    return start(
        new PeerProcess(
            PeerHost.open(folder.resolve(name)),
            "node",
            () -> options,
            List.of(),
            new PeerProcess.Address(LOOPBACK, 0),
            new PeerProcess.Address(LOOPBACK, 0)));
  }

  private static String api(PeerProcess node) {
    return "http://localhost:" + node.apiPort();
  }

  private static String publisher(PeerProcess node) throws IOException {
    try (InputStream body = URI.create(api(node) + "/api/v1/peer").toURL().openStream()) {
      return new JsonMapper().readTree(body).path("publisher").asText();
    }
  }

  @Test
  void membersInviteAndRevoke() throws Exception {
    assertThatThrownBy(() -> node("stranger", null))
        .hasMessageContaining("this network admits by invitation; ask a member for one");

    String first = invite("--root", root, "--depth", "2", "--bootstrap", bootstrap.address());
    assertThat(first)
        .startsWith(bootstrap.address().replace("ws:", "http:"))
        .contains("/#invitation=");
    PeerProcess founder = node("founder", first);
    String second = invite("--node", api(founder), "--uses", "2", "--depth", "1");
    PeerProcess member = node("member", second);

    assertThat(run(1, "invite", "--node", api(member), "--depth", "1"))
        .contains("this member may invite to a depth of 0");
    String bound = invite("--node", api(founder), "--invitee", publisher(member));
    assertThatThrownBy(() -> node("other", bound)).hasMessageContaining("is for somebody else");

    assertThat(run(0, "revoke", publisher(member), "--node", api(founder)))
        .contains("revoked, with effect");
    assertThat(run(0, "revoke", second, "--node", api(founder))).contains("revoked, with effect");
    assertThatThrownBy(() -> node("late", second)).hasMessageContaining("was revoked");
    started.remove(member);
    member.close();
    assertThatThrownBy(() -> node("member", null)).hasMessageContaining("was revoked");
  }

  @Test
  void theRootRevokesAnybody() throws Exception {
    PeerProcess founder =
        node("founder", invite("--root", root, "--depth", "2", "--bootstrap", bootstrap.address()));
    PeerProcess member = node("member", invite("--node", api(founder), "--depth", "1"));
    run(0, "revoke", publisher(founder), "--root", root, "--node", api(member));
    started.remove(founder);
    founder.close();
    assertThatThrownBy(() -> node("founder", null)).hasMessageContaining("was revoked");
  }

  /** The bridge with its key signed again, as the root says now. */
  private void change(String invitedOnly) throws Exception {
    run(0, "network", "change", "--root", root, "--invitation-only", invitedOnly);
    int port = URI.create(bridge.address()).getPort();
    started.remove(bridge);
    bridge.close();
    bridge = bridge(port);
  }

  @Test
  void theRootRevokesABridge() throws Exception {
    PeerProcess founder =
        node("founder", invite("--root", root, "--bootstrap", bootstrap.address()));
    String key = folder.resolve("bridge.json").toString();
    Matcher id =
        Pattern.compile("publisher id, for 'peerloom revoke': ([0-9a-f]{64})")
            .matcher(run(0, "bridge-key", "--root", root, "--out", key));
    assertThat(id.find()).isTrue();
    run(0, "revoke", id.group(1), "--root", root, "--node", api(founder));
    assertThatThrownBy(
            () -> node("late", invite("--root", root, "--bootstrap", bootstrap.address())))
        .isInstanceOf(StartupFailure.class);
  }

  @Test
  void theRootOpensAndClosesItsNetwork() throws Exception {
    change("no");
    PeerProcess early = node("early", null);
    change("yes");
    assertThatThrownBy(() -> node("late", null)).hasMessageContaining("admits by invitation");
    started.remove(early);
    early.close();
    PeerProcess back = node("early", null);
    assertThat(run(1, "invite", "--node", api(back))).contains("this member may not invite");
    String link = invite("--root", root, "--bootstrap", bootstrap.address());
    assertThat(publisher(node("invited", link))).isNotEqualTo(publisher(back));

    String key = folder.resolve("bridge.json").toString();
    assertThat(run(1, "network", "change", "--root", key, "--invitation-only", "no"))
        .contains("is the key of a bridge or node, not a root key");
    assertThat(run(2, "network", "change", "--root", root, "--invitation-only", "maybe"))
        .contains("'maybe' is not yes or no");
  }

  @Test
  void anAllInOneInvitesItsOwnNodes() throws Exception {
    Path data = folder.resolve("data");
    run(0, "network", "create", "--invitation-only", "--out", data.resolve("keys").toString());
    AllInOne network = start(new AllInOne("127.0.0.1", 0, 2, data));
    String api = network.address();
    String link = invite("--node", api, "--page", api);
    PeerProcess invited = node("invited", link);
    run(1, "invite", "--node", api(invited));
    String bootstrapThere = InvitationLink.decode(link).bootstrap().get(0);
    assertThatThrownBy(
            () ->
                JvmPeer.join(
                        folder.resolve("stranger"),
                        new PeerOptions().bootstrap(List.of(bootstrapThere)))
                    .get(20, TimeUnit.SECONDS))
        .hasMessageContaining("admits by invitation");
  }

  @Test
  void otherKeysThanTheRootsAreRefused() {
    PeerProcess founder =
        node("founder", invite("--root", root, "--depth", "1", "--bootstrap", bootstrap.address()));
    String key = folder.resolve("bridge.json").toString();
    assertThat(run(1, "invite", "--root", key, "--bootstrap", bootstrap.address()))
        .contains("is the key of a bridge or node, not a root key");
    Path elsewhere = folder.resolve("elsewhere");
    run(0, "network", "create", "--out", elsewhere.toString());
    String other = elsewhere.resolve("root.json").toString();
    assertThat(run(1, "revoke", "0".repeat(64), "--root", other, "--node", api(founder)))
        .contains("may not revoke in this network");
  }

  @Test
  void addressesInRequestsAreChecked() throws Exception {
    PeerProcess founder =
        node("founder", invite("--root", root, "--depth", "1", "--bootstrap", bootstrap.address()));
    for (String wrong :
        List.of(
            "page=javascript:alert(1)",
            "page=https://host/%20x",
            "bootstrap=http://host",
            "bootstrap=foo%20bar",
            "bootstrap=wss://" + "h".repeat(600))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(api(founder) + "/api/v1/invitations?" + wrong))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(wrong + answer.body()).isEqualTo(400);
    }
  }

  @Test
  void mistakesAreToldInOneSentence() {
    assertThat(run(2, "revoke", "nobody")).contains("nor the whole link of an invitation");
    assertThat(run(2, "node", "--invitation", "http://host/#invitation=AAAA"))
        .contains("this is no whole invitation link; copy it again");
    assertThat(run(2, "invite", "--root", root)).contains("--bootstrap");
    assertThat(run(2, "invite", "--uses", "0")).contains("--uses");
    String link = invite("--root", root, "--bootstrap", bootstrap.address());
    assertThat(InvitationLink.decode(link).bootstrap()).containsExactly(bootstrap.address());
    assertThat(run(0, "diagnose", "--invitation", link))
        .contains("it is for one newcomer until")
        .contains("it admits by invitation only: newcomers need --invitation LINK");
    assertThat(run(2, "diagnose", "--invitation", expired())).contains("[invitation-expired]");
    String cut = link.substring(0, link.length() - 9);
    assertThat(run(2, "node", "--invitation", cut)).contains("copy it again");
  }

  private String expired() {
    List<String> door = List.of(bootstrap.address());
    InstantSource past = () -> Instant.now().minusSeconds(61);
    return RootSigner.invite(Path.of(root), 60, 1, 0, null, door, past).encode();
  }

  private static String invite(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "invite";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return run(0, arguments);
  }
}
