package io.peerloom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two homes, each behind a router of its own, and a public place between them with the network and
 * a TURN server (coturn): eight network namespaces on one machine. Needs root, iproute2, iptables
 * and coturn.
 */
final class NatLaboratory implements AutoCloseable {
  /** The public place's address, from a range for documentation (RFC 5737). */
  static final String PUBLIC = "203.0.113.1";

  /** The same of IPv6 (RFC 3849). */
  static final String PUBLIC_V6 = "2001:db8:0:1::1";

  static final int PORT = 8080;

  /** Where {@link #startTurnServer()} answers STUN. */
  static final String STUN = "stun:" + PUBLIC + ":3478";

  private static final String DELAY = "src/test/resources/network/delay.pl";

  private static final String TURN = "turn:" + PUBLIC + ":3478";

  private static final String BOOTSTRAP = "ws://" + PUBLIC + ":" + PORT + "/bootstrap";

  /** The secret that the TURN server and the network's bridge share. */
  static final String TURN_SECRET = "secret of the laboratory";

  /** Which of the two internets a home is linked to. */
  enum Internet {
    V4,
    V6,
    BOTH
  }

  /** How the first home is linked to the public place. */
  enum Uplink {
    /** By {@code eth0} and the router of the home. */
    HOME,
    /** By {@code eth1} and a router of its own, as a phone that has left its home. */
    MOBILE
  }

  // Specific to this process, so that two runs on one machine do not interfere.
  private final String prefix = "pln" + ProcessHandle.current().pid() % 1000 + "-";
  private final Path folder;
  private final List<JarProcess> processes = new ArrayList<>();

  /** The commands of the servers in the public place, and the process of each. */
  private final List<List<String>> servers = new ArrayList<>();

  private final List<JarProcess> running = new ArrayList<>();
  private final List<Process> delays = new ArrayList<>();
  private final Nat[] kinds = {null, Nat.HOME, Nat.HOME};

  NatLaboratory(Path folder) throws Exception {
    this.folder = folder;
    removeNamespaces();
    for (String place : places()) {
      SystemCommand.run("ip", "netns", "add", prefix + place);
      in(place, "ip", "link", "set", "lo", "up");
    }
    in("pub", "ip", "link", "add", "br0", "type", "bridge");
    in("pub", "ip", "addr", "add", PUBLIC + "/24", "dev", "br0");
    in("pub", "ip", "link", "set", "br0", "up");
    // Chromium gathers no candidate without a default route.
    in("pub", "ip", "route", "add", "default", "dev", "br0");
    inPlace("pub", "sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0");
    for (int home = 1; home <= 2; home++) {
      home(home, "r" + home, "eth0", "192.168." + home + ".", address(home));
      carrier(home);
      // The home's own public addresses, for when nothing translates.
      inPlace("r" + home, "ip addr add " + bare(home, 1) + "/28 dev lan");
      inPlace("pub", "ip route add " + bare(home, 0) + "/28 via " + address(home));
    }
    home(1, "m1", "eth1", "10.64.1.", "203.0.113.21");
    inPlace("m1", Nat.HOME.rules("wan", "10.64.1.2"));
    inPlace("h1", "ip link set eth1 down; ip route replace default via 192.168.1.1");
  }

  private static List<String> places() {
    return List.of("pub", "r1", "r2", "m1", "c1", "c2", "h1", "h2");
  }

  /** A router of a carrier, between the router of a home and the public place. */
  private void carrier(int home) throws Exception {
    String router = prefix + "r" + home;
    String carrier = "c" + home;
    toPublicPlace(carrier, "203.0.113.3" + home);
    inPlace(
        carrier,
        "ip link add lan type veth peer name cgn netns " + router,
        "ip addr add 100.64." + home + ".1/24 dev lan; ip link set lan up",
        Nat.HOME.rules("wan", "100.64." + home + ".2"));
    inPlace("r" + home, "ip addr add 100.64." + home + ".2/24 dev cgn; ip link set cgn up");
  }

  /**
   * Puts both homes behind the first home's carrier, each behind its own router there. The public
   * address is one, and each home has ports of its own at it (RFC 7422).
   *
   * @param hairpins whether one reaches the other at it (RFC 4787, REQ-9)
   */
  void shareCarrier(boolean hairpins) throws Exception {
    String carrier = "203.0.113.31";
    inPlace("r2", "ip link del cgn");
    inPlace(
        "c1",
        "ip link add lan2 type veth peer name cgn netns " + prefix + "r2",
        "ip addr add 100.64.2.1/24 dev lan2; ip link set lan2 up",
        Nat.HOME.rules("wan", "100.64.1.2"),
        "iptables -I FORWARD 1 -i lan+ -o lan+ -j " + (hairpins ? "ACCEPT" : "DROP"),
        "iptables -t nat -A POSTROUTING -o lan+ -m conntrack --ctstate DNAT -j SNAT --to "
            + carrier);
    inPlace("r2", "ip addr add 100.64.2.2/24 dev cgn; ip link set cgn up");
    for (int home = 1; home <= 2; home++) {
      int ports = 20_000 * home;
      inPlace(
          "h" + home,
          "sysctl -qw net.ipv4.ip_local_port_range='" + ports + " " + (ports + 9_999) + "'");
      inPlace(
          "c1",
          "iptables -t nat -A PREROUTING -i lan+ -p udp -d "
              + carrier
              + " --dport "
              + ports
              + ":"
              + (ports + 9_999)
              + " -j DNAT --to 100.64."
              + home
              + ".2");
      nat(home, Nat.DOUBLE);
    }
  }

  private void toPublicPlace(String router, String address) throws Exception {
    String port = "p" + router;
    inPlace(router, "ip link add wan type veth peer name " + port + " netns " + prefix + "pub");
    inPlace("pub", "ip link set " + port + " master br0 up");
    inPlace(
        router,
        "ip addr add " + address + "/24 dev wan; ip link set wan up",
        "ip route add default via " + PUBLIC,
        "sysctl -qw net.ipv4.ip_forward=1");
  }

  /** Links a home to the public place through a router. */
  private void home(int home, String router, String device, String lan, String address)
      throws Exception {
    String host = prefix + "h" + home;
    toPublicPlace(router, address);
    inPlace(
        router,
        "ip link add lan type veth peer name " + device + " netns " + host,
        "ip addr add " + lan + "1/24 dev lan; ip link set lan up");
    inPlace(
        "h" + home,
        "ip addr add " + lan + "2/24 dev " + device + "; ip link set " + device + " up",
        "ip route replace default via " + lan + "1");
  }

  /** The public address of a home's router. */
  static String address(int home) {
    return "203.0.113.1" + home;
  }

  /** Replaces a home's NAT; every mapping of the one before is gone. */
  void nat(int home, Nat kind) throws Exception {
    nat(home, kind, address(home));
  }

  /** The same for one whose public address is another than its first, which it gets again. */
  void nat(int home, Nat kind, String from) throws Exception {
    if ((kinds[home] == Nat.NONE) != (kind == Nat.NONE)) {
      boolean bare = kind == Nat.NONE;
      String gateway = bare ? bare(home, 1) : "192.168." + home + ".1";
      inPlace(
          "h" + home,
          "ip addr flush dev eth0",
          "ip addr add " + (bare ? bare(home, 2) + "/28" : host(home) + "/24") + " dev eth0",
          "ip route replace default via " + gateway);
    }
    kinds[home] = kind;
    String wan = kind == Nat.DOUBLE ? "cgn" : "wan";
    // At once, or a page would see several changes.
    inPlace(
        "r" + home,
        kind.rules(wan, host(home)),
        "ip link set wan up",
        otherAddress(from, address(home)),
        kind == Nat.DOUBLE ? "ip link set wan down" : "",
        kind == Nat.DOUBLE ? "ip route replace default via 100.64." + home + ".1" : "");
  }

  /** Links a home to one of the internets, or both; to that of IPv4 alone at first. */
  void internet(int home, Internet internet) throws Exception {
    String network = "2001:db8:0:1" + home + "::";
    inPlace(
        "h" + home,
        "ip addr flush dev eth0 scope global",
        internet == Internet.V4 ? "" : "ip addr add " + network + "2/64 dev eth0 nodad",
        internet == Internet.V4 ? "" : "ip -6 route replace default via " + network + "1",
        internet == Internet.V6 ? "" : "ip addr add " + host(home) + "/24 dev eth0",
        internet == Internet.V6 ? "" : "ip route replace default via 192.168." + home + ".1");
  }

  /** Routes IPv6, without translation, behind firewalls that let in only what was asked for. */
  void routeIpv6() throws Exception {
    inPlace(
        "pub",
        "sysctl -qw net.ipv6.conf.all.forwarding=1",
        "ip addr add " + PUBLIC_V6 + "/64 dev br0 nodad");
    for (int home = 1; home <= 2; home++) {
      String network = "2001:db8:0:1" + home + "::";
      String router = "2001:db8:0:1::1" + home;
      inPlace(
          "r" + home,
          "sysctl -qw net.ipv6.conf.all.forwarding=1",
          "ip addr add " + router + "/64 dev wan nodad",
          "ip addr add " + network + "1/64 dev lan nodad",
          "ip -6 route add default via " + PUBLIC_V6,
          "ip6tables -A FORWARD -i wan -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
          "ip6tables -A FORWARD -i wan -j DROP");
      inPlace("pub", "ip -6 route add " + network + "/64 via " + router);
    }
  }

  private static String host(int home) {
    return "192.168." + home + ".2";
  }

  /** An address of a home that nothing translates, from another range for documentation. */
  private static String bare(int home, int number) {
    return "198.51.100." + (16 * home + number);
  }

  /** Replaces the public address of a home's router; every mapping of the old one is gone. */
  void readdress(int home, String from, String to) throws Exception {
    inPlace("r" + home, otherAddress(from, to));
  }

  private static String otherAddress(String from, String to) {
    return String.join(
        "\n",
        "ip addr del " + from + "/24 dev wan",
        "ip addr add " + to + "/24 dev wan",
        "ip route replace default via " + PUBLIC);
  }

  /** Switches the first home's uplink: the one in use ends as the other one begins. */
  void uplink(Uplink uplink) throws Exception {
    boolean mobile = uplink == Uplink.MOBILE;
    inPlace(
        "h1",
        "ip link set " + (mobile ? "eth0" : "eth1") + " down",
        "ip link set " + (mobile ? "eth1" : "eth0") + " up",
        "ip route replace default via " + (mobile ? "10.64.1.1" : "192.168.1.1"));
  }

  /** Loses that part of all packets to and from a home; its NAT stays as it is. */
  void lose(int home, double part) throws Exception {
    inPlace(
        "r" + home,
        "iptables -I FORWARD 1 -m statistic --mode random --probability " + part + " -j DROP");
  }

  /** Lets no more through between a home and the public place, each way. */
  void slowDown(int home, int kilobitsPerSecond) throws Exception {
    for (String device : List.of("wan", "lan")) {
      inPlace(
          "r" + home,
          "tc qdisc replace dev "
              + device
              + " root tbf rate "
              + kilobitsPerSecond
              + "kbit burst 3200 latency 1500ms");
    }
  }

  /** Keeps every packet between a home and its router back for so long, each way. */
  void delay(int home, int millis) throws Exception {
    String device = "slow";
    List<String> command = new ArrayList<>(List.of("perl", DELAY, String.valueOf(millis), device));
    command.addAll(List.of(prefix + "h" + home, prefix + "r" + home));
    Process delaying =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    delays.add(delaying);
    if (!"ready".equals(delaying.inputReader().readLine())) {
      throw new AssertionError("nothing delays packets (this test needs perl and /dev/net/tun)");
    }
    inPlace("r" + home, "ip route replace " + host(home) + "/32 dev " + device);
    inPlace("h" + home, "ip route replace default dev " + device + " src " + host(home));
  }

  /** Cuts the first home off. */
  void unplug() throws Exception {
    inPlace("h1", "ip link set eth0 down");
  }

  /** Links the first home again, with the address that it had. */
  void plug() throws Exception {
    inPlace("h1", "ip link set eth0 up", "ip route replace default via 192.168.1.1");
  }

  /** Stops or continues all processes in a home, as a machine that sleeps and wakes. */
  void signal(int home, String signal) throws Exception {
    SystemCommand.run(
        "sh", "-c", "kill -" + signal + " $(ip netns pids " + prefix + "h" + home + ")");
  }

  /** Starts the TURN server, of UDP and TCP. */
  void startTurnServer() throws IOException {
    startTurnServer(PUBLIC);
  }

  /** The same at that address. */
  void startTurnServer(String address) throws IOException {
    startTurnServer(address, List.of("--no-tls", "--no-dtls"));
  }

  /** Starts it with TLS, at port 5349, and a certificate that nobody has signed. */
  void startTurnServerWithTls() throws Exception {
    TestCertificate.make(folder, PUBLIC);
    startTurnServer(
        PUBLIC,
        List.of(
            "--cert=" + folder.resolve("fullchain.pem"),
            "--pkey=" + folder.resolve("privkey.pem"),
            "--tls-listening-port=5349"));
  }

  private void startTurnServer(String address, List<String> tls) throws IOException {
    List<String> command = new ArrayList<>(launcher("pub"));
    command.addAll(
        List.of("turnserver", "-n", "-L", address, "-p", "3478", "-r", "peerloom", "--no-cli"));
    command.addAll(List.of("--use-auth-secret", "--static-auth-secret=" + TURN_SECRET));
    command.addAll(tls);
    command.addAll(List.of("--min-port", "49160", "--max-port", "49999"));
    command.addAll(List.of("--log-file", "stdout", "--simple-log"));
    command.addAll(List.of("--pidfile", folder.resolve("turn.pid").toString()));
    processes.add(JarProcess.start(folder.resolve("turn.log"), command));
  }

  /** Starts the network and its TURN server, which its bridge names. */
  void startNetworkWithTurn() throws Exception {
    startTurnServer();
    startNetwork(List.of(STUN, TURN + "?transport=udp", TURN + "?transport=tcp"));
  }

  /** Starts the network, whose bridge names these STUN and TURN servers. */
  void startNetwork(List<String> iceServers) throws Exception {
    startNetwork(iceServers, PUBLIC, List.of("ws://" + PUBLIC + ":" + PORT));
  }

  /** The same at that address of the public place, advertised as these. */
  void startNetwork(List<String> iceServers, String host, List<String> advertised)
      throws Exception {
    List<String> command = new ArrayList<>(launcher("pub"));
    command.addAll(
        Program.command(
            List.of(
                "--host",
                host,
                "--port",
                String.valueOf(PORT),
                "--advertise",
                String.join(",", advertised),
                "--data-dir",
                folder.resolve("data").toString(),
                "--ice-server",
                String.join(",", iceServers))));
    startServer(command);
  }

  private void startServer(List<String> command) throws Exception {
    servers.add(command);
    running.add(null);
    start(servers.size() - 1);
  }

  /** Starts a server of the public place, for the first time or after it was killed. */
  void start(int server) throws Exception {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PEERLOOM_TURN_SECRET", TURN_SECRET);
    Path log = folder.resolve("server" + server + ".log");
    JarProcess process = JarProcess.start(log, servers.get(server), environment);
    processes.add(process);
    running.set(server, process);
    process.awaitReady(Bounds.SERVING);
  }

  /** Starts one more node of the network in the public place. */
  void startPublicNode() throws Exception {
    String port = String.valueOf(PORT + 1 + servers.size());
    String address = "ws://" + PUBLIC + ":" + port + "/node";
    Path data = folder.resolve("data" + port);
    startServer(node("pub", data, "--host", PUBLIC, "--port", port, "--advertise", address));
  }

  /** The command of a node that joins the network. */
  private List<String> node(String place, Path data, String... options) {
    List<String> arguments = new ArrayList<>(List.of("node", "--bootstrap", BOOTSTRAP));
    arguments.addAll(List.of("--data-dir", data.toString(), "--api-port", "0"));
    arguments.addAll(List.of(options));
    List<String> command = new ArrayList<>(launcher(place));
    command.addAll(Program.command(arguments));
    return command;
  }

  /** How many servers run in the public place: the network's, and its further nodes. */
  int servers() {
    return servers.size();
  }

  /** Kills a server of the public place, without a goodbye. */
  void kill(int server) throws Exception {
    running.get(server).kill();
    running.get(server).awaitEnd();
  }

  /** Starts a node in a home that nobody can dial; it has joined when this returns. */
  JarProcess startNode(int home) throws Exception {
    Path data = folder.resolve("node" + processes.size());
    JarProcess node =
        JarProcess.start(Path.of(data + ".log"), node("h" + home, data, "--behind-nat"));
    processes.add(node);
    node.awaitReady(Bounds.SERVING);
    return node;
  }

  static String url() {
    return "http://" + PUBLIC + ":" + PORT;
  }

  /** A program that starts another one in a home. */
  Path in(int home, Path program) throws IOException {
    Path script = folder.resolve("home" + home + "-" + program.getFileName());
    Files.writeString(
        script,
        "#!/bin/sh\nexec ip netns exec " + prefix + "h" + home + " " + program + " \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  /** The command that starts another one in a home. */
  String launcher(int home) {
    return String.join(" ", launcher("h" + home));
  }

  private List<String> launcher(String place) {
    return List.of("ip", "netns", "exec", prefix + place);
  }

  private void in(String place, String... command) throws Exception {
    SystemCommand.in(prefix + place, command);
  }

  /** Runs lines of the shell in a namespace, each of which must succeed. */
  private void inPlace(String place, String... lines) throws Exception {
    in(place, "sh", "-ec", String.join("\n", lines));
  }

  private void removeNamespaces() throws Exception {
    for (String place : places()) {
      SystemCommand.tryRun("ip", "netns", "del", prefix + place);
    }
  }

  /** Ends the servers and removes everything; browsers in the homes must have ended. */
  @Override
  public void close() throws Exception {
    for (JarProcess process : processes) {
      process.kill();
      process.awaitEnd();
    }
    for (Process each : delays) {
      each.destroyForcibly().waitFor();
    }
    removeNamespaces();
  }
}
