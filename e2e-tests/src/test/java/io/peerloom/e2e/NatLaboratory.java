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
 * a TURN server (coturn): five network namespaces on one machine. Needs root, iproute2, iptables
 * and coturn.
 */
final class NatLaboratory implements AutoCloseable {
  /** The public place's address, from a range for documentation (RFC 5737). */
  static final String PUBLIC = "203.0.113.1";

  static final int PORT = 8080;

  /** The secret that the TURN server and the network's bridge share. */
  static final String TURN_SECRET = "secret of the laboratory";

  /** How a router treats UDP (RFC 4787). */
  enum Nat {
    /** Keeps the port for all destinations, and lets in only who was sent something. */
    HOME,
    /** Takes another port for each destination. */
    SYMMETRIC,
    /** Lets no UDP out. */
    UDP_BLOCKED
  }

  // Specific to this process, so that two runs on one machine do not interfere.
  private final String prefix = "pln" + ProcessHandle.current().pid() % 1000 + "-";
  private final Path folder;
  private final List<JarProcess> processes = new ArrayList<>();

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
    for (int home = 1; home <= 2; home++) {
      home(home);
    }
  }

  private static List<String> places() {
    return List.of("pub", "r1", "r2", "h1", "h2");
  }

  private void home(int home) throws Exception {
    String router = "r" + home;
    String host = "h" + home;
    String lan = "192.168." + home + ".";
    in(
        router,
        "ip",
        "link",
        "add",
        "wan",
        "type",
        "veth",
        "peer",
        "name",
        "p" + home,
        "netns",
        prefix + "pub");
    in("pub", "ip", "link", "set", "p" + home, "master", "br0", "up");
    in(router, "ip", "addr", "add", address(home) + "/24", "dev", "wan");
    in(router, "ip", "link", "set", "wan", "up");
    in(router, "ip", "route", "add", "default", "via", PUBLIC);
    in(
        router,
        "ip",
        "link",
        "add",
        "lan",
        "type",
        "veth",
        "peer",
        "name",
        "eth0",
        "netns",
        prefix + host);
    in(router, "ip", "addr", "add", lan + "1/24", "dev", "lan");
    in(router, "ip", "link", "set", "lan", "up");
    in(host, "ip", "addr", "add", lan + "2/24", "dev", "eth0");
    in(host, "ip", "link", "set", "eth0", "up");
    in(host, "ip", "route", "add", "default", "via", lan + "1");
    in(router, "sysctl", "-qw", "net.ipv4.ip_forward=1");
  }

  /** The public address of a home's router. */
  static String address(int home) {
    return "203.0.113.1" + home;
  }

  /** Sets how a home's router works from now on; what it let through before is forgotten. */
  void nat(int home, Nat kind) throws Exception {
    String router = "r" + home;
    in(router, "iptables", "-F");
    in(router, "iptables", "-t", "nat", "-F");
    // What nobody asked for is dropped early, or it would take the port of a mapping to come.
    in(router, "iptables", "-A", "INPUT", "-i", "wan", "-j", "DROP");
    if (kind == Nat.UDP_BLOCKED) {
      in(router, "iptables", "-A", "FORWARD", "-p", "udp", "-j", "DROP");
    }
    in(
        router,
        "iptables -A FORWARD -i wan -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT"
            .split(" "));
    in(router, "iptables", "-A", "FORWARD", "-i", "wan", "-j", "DROP");
    List<String> masquerade =
        new ArrayList<>(List.of("iptables", "-t", "nat", "-A", "POSTROUTING", "-o", "wan", "-j"));
    masquerade.add("MASQUERADE");
    if (kind == Nat.SYMMETRIC) {
      masquerade.add("--random-fully");
    }
    in(router, masquerade.toArray(new String[0]));
  }

  /** Starts the TURN server, of UDP and TCP. */
  void startTurnServer() throws IOException {
    List<String> command = new ArrayList<>(launcher("pub"));
    command.addAll(
        List.of("turnserver", "-n", "-L", PUBLIC, "-p", "3478", "-r", "peerloom", "--no-cli"));
    command.addAll(List.of("--use-auth-secret", "--static-auth-secret=" + TURN_SECRET));
    command.addAll(List.of("--no-tls", "--no-dtls", "--min-port", "49160", "--max-port", "49999"));
    command.addAll(List.of("--log-file", "stdout", "--simple-log"));
    command.addAll(List.of("--pidfile", folder.resolve("turn.pid").toString()));
    processes.add(JarProcess.start(folder.resolve("turn.log"), command));
  }

  /** Starts the network, whose bridge names these STUN and TURN servers. */
  void startNetwork(List<String> iceServers) throws Exception {
    List<String> command = new ArrayList<>(launcher("pub"));
    command.addAll(
        Program.command(
            List.of(
                "--host",
                PUBLIC,
                "--port",
                String.valueOf(PORT),
                "--advertise",
                "ws://" + PUBLIC + ":" + PORT,
                "--data-dir",
                folder.resolve("data").toString(),
                "--ice-server",
                String.join(",", iceServers))));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PEERLOOM_TURN_SECRET", TURN_SECRET);
    JarProcess server = JarProcess.start(folder.resolve("server.log"), command, environment);
    processes.add(server);
    server.awaitReady(Bounds.SERVING);
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

  private List<String> launcher(String place) {
    return List.of("ip", "netns", "exec", prefix + place);
  }

  private void in(String place, String... command) throws Exception {
    SystemCommand.in(prefix + place, command);
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
    removeNamespaces();
  }
}
