package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Bootstrap servers, bridges and nodes, each in its own process with its own port and disk, as if
 * each ran on its own machine.
 */
final class ProcessNetwork implements AutoCloseable {
  /** Processes that start at the same moment; more would only compete for CPU. */
  private static final int STARTING_AT_ONCE = 6;

  /** Asked for by the APIs of all nodes, because some are reached over a network. */
  private static final String API_TOKEN = "token-of-the-operator";

  /** Where a process runs: its address for others, and the command that launches it there. */
  public record Place(String address, List<String> launcher) {
    static final Place HERE = new Place("127.0.0.1", List.of());
  }

  /** One process of the network, which can be killed and restarted with the same port and disk. */
  final class Member {
    private final String name;
    private final Place place;
    private final List<String> arguments;
    private final int port;
    private final Api api;
    private Duration clockOffset = Duration.ZERO;
    private JarProcess process;
    private int starts;

    private Member(String name, Place place, List<String> arguments, int port, int apiPort) {
      this.name = name;
      this.place = place;
      this.arguments = arguments;
      this.port = port;
      this.api = new Api("http://" + place.address() + ":" + apiPort, API_TOKEN);
    }

    String url() {
      return "ws://" + place.address() + ":" + port;
    }

    /** The HTTP API, which only nodes have. */
    Api api() {
      return api;
    }

    String name() {
      return name;
    }

    Path dataDirectory() {
      return folder.resolve(name);
    }

    /** Sets the error of its clock from its next start on; any value but zero needs faketime. */
    void clockOffset(Duration offset) {
      clockOffset = offset;
    }

    /** From its next start on it names this peer and no bootstrap server. */
    void namesOnly(Member peer) {
      int option = arguments.indexOf("--bootstrap");
      arguments.set(option, "--peer");
      arguments.set(option + 1, peer.url());
    }

    private void begin() throws IOException {
      starts++;
      List<String> command = new ArrayList<>(place.launcher());
      if (!clockOffset.isZero()) {
        command.addAll(FakeClock.of(clockOffset));
      }
      command.addAll(Program.command(arguments));
      process = JarProcess.start(folder.resolve(name + "-" + starts + ".log"), command);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final Path folder;
  private final List<Member> bootstraps = new ArrayList<>();
  private final List<Member> bridges = new ArrayList<>();
  private final List<Member> nodes = new ArrayList<>();
  private final List<String> rootOptions;

  ProcessNetwork(Path folder) {
    this(folder, List.of());
  }

  private ProcessNetwork(Path folder, List<String> rootOptions) {
    this.folder = folder;
    this.rootOptions = rootOptions;
  }

  /** One that admits by invitation only. */
  static ProcessNetwork byInvitation(Path folder) {
    return new ProcessNetwork(folder, List.of("--invitation-only"));
  }

  /** The link of an invitation that the root signs. */
  String invite(Member bootstrap, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("invite", "--root", "root.json"));
    arguments.addAll(List.of("--bootstrap", bootstrap.url()));
    arguments.addAll(List.of(options));
    return run(arguments);
  }

  List<Member> bootstraps() {
    return List.copyOf(bootstraps);
  }

  List<Member> bridges() {
    return List.copyOf(bridges);
  }

  List<Member> nodes() {
    return List.copyOf(nodes);
  }

  /**
   * Adds and starts a bridge with a key that the root signed; each after the first has the address
   * of the first.
   */
  Member addBridge(Place place) throws Exception {
    int port = Server.freePort();
    String name = "bridge" + (bridges.size() + 1);
    List<String> arguments =
        new ArrayList<>(
            List.of("bridge", "--port", String.valueOf(port), "--data-dir", data(name)));
    arguments.addAll(List.of("--advertise", "ws://" + place.address() + ":" + port));
    arguments.addAll(List.of("--api-port", String.valueOf(Server.freePort())));
    if (!bridges.isEmpty()) {
      Member first = bridges.get(0);
      arguments.addAll(List.of("--bridge", first.url()));
    }
    arguments.addAll(List.of("--key", bridgeKey(name)));
    Member bridge = new Member(name, place, arguments, port, 0);
    bridges.add(bridge);
    start(List.of(bridge));
    return bridge;
  }

  /** Makes the root key where there is none yet, and a bridge's key that it signs. */
  private String bridgeKey(String name) throws Exception {
    Path root = folder.resolve("root.json");
    if (!Files.exists(root)) {
      List<String> create = new ArrayList<>(List.of("network", "create"));
      create.addAll(rootOptions);
      run(create);
    }
    run(List.of("bridge-key", "--root", "root.json", "--out", name + ".json"));
    return data(name + ".json");
  }

  /** What a command of the operator prints. */
  String run(List<String> arguments) throws Exception {
    Program made = Program.run(folder, arguments.toArray(new String[0]));
    if (made.exitCode() != 0) {
      throw new AssertionError(made.err());
    }
    return made.out().trim();
  }

  /** Adds a bootstrap server for these bridges, without starting it. */
  Member addBootstrap(Place place, List<Member> known) throws IOException {
    int port = Server.freePort();
    List<String> arguments =
        new ArrayList<>(
            List.of("bootstrap", "--port", String.valueOf(port), "--bridge", urls(known)));
    arguments.addAll(List.of("--api-port", String.valueOf(Server.freePort())));
    Member server = new Member("bootstrap" + (bootstraps.size() + 1), place, arguments, port, 0);
    bootstraps.add(server);
    return server;
  }

  /** Adds a node with these bootstrap servers, without starting it. */
  Member addNode(Place place, List<Member> known) throws IOException {
    int port = Server.freePort();
    return addNode(place, known, port, "ws://" + place.address() + ":" + port);
  }

  /** Like {@link #addNode(Place, List)}, with a separate address for others. */
  Member addNode(Place place, List<Member> known, int port, String advertised) throws IOException {
    int apiPort = Server.freePort();
    String name = "node" + (nodes.size() + 1);
    List<String> arguments =
        new ArrayList<>(List.of("node", "--port", String.valueOf(port), "--data-dir", data(name)));
    arguments.addAll(List.of("--advertise", advertised));
    arguments.addAll(List.of("--bootstrap", urls(known)));
    arguments.addAll(List.of("--api-host", place.address(), "--api-port", String.valueOf(apiPort)));
    arguments.addAll(List.of("--api-token", API_TOKEN));
    Member node = new Member(name, place, arguments, port, apiPort);
    nodes.add(node);
    return node;
  }

  private String data(String name) {
    return folder.resolve(name).toString();
  }

  private static String urls(List<Member> members) {
    return String.join(",", members.stream().map(Member::url).toList());
  }

  /** Starts or restarts processes, a few at a time, and waits until all of them serve. */
  void start(Collection<Member> members) throws Exception {
    start(members, Bounds.SERVING);
  }

  /** Like {@link #start(Collection)}, with that time limit for each. */
  void start(Collection<Member> members, Duration bound) throws Exception {
    List<Member> starting = new ArrayList<>();
    for (Member member : members) {
      if (starting.size() == STARTING_AT_ONCE) {
        starting.remove(0).process.awaitReady(bound);
      }
      member.begin();
      starting.add(member);
    }
    for (Member member : starting) {
      member.process.awaitReady(bound);
    }
  }

  /** Kills all of them at once with kill -9. */
  static void kill(Collection<Member> members) throws InterruptedException {
    members.forEach(member -> member.process.kill());
    for (Member member : members) {
      member.process.awaitEnd();
    }
  }

  /** The ids of these nodes, from their APIs. */
  static Set<String> ids(Collection<Member> nodes) throws Exception {
    Set<String> ids = new TreeSet<>();
    for (Member node : nodes) {
      ids.add(node.api().get("peer").get("id").asText());
    }
    return ids;
  }

  /** The nodes that a node has a link to, each once. */
  static List<String> linkedNodes(Member node) throws Exception {
    List<String> ids = new ArrayList<>();
    for (JsonNode link : node.api().get("links")) {
      if (link.get("kind").asText().equals("node")) {
        ids.add(link.get("id").asText());
      }
    }
    assertThat(ids).as("links of %s", node).doesNotHaveDuplicates();
    return ids;
  }

  /** Waits until each has at least three links to nodes, all of them among these. */
  static void awaitMesh(Collection<Member> nodes, Duration bound) {
    await()
        .atMost(bound)
        .untilAsserted(
            () -> {
              Set<String> living = ids(nodes);
              assertThat(living).hasSameSizeAs(nodes);
              for (Member node : nodes) {
                assertThat(linkedNodes(node))
                    .as("links of %s", node)
                    .hasSizeGreaterThanOrEqualTo(3)
                    .isSubsetOf(living);
              }
            });
  }

  /** All processes, running or not. */
  List<Member> all() {
    List<Member> all = new ArrayList<>(bootstraps);
    all.addAll(bridges);
    all.addAll(nodes);
    return all;
  }

  @Override
  public void close() throws InterruptedException {
    kill(all().stream().filter(member -> member.process != null).toList());
  }
}
