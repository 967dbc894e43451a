package io.peerloom.e2e;

import io.peerloom.e2e.ProcessNetwork.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Two sites on one switch, each a network namespace with its own address, which this program can
 * reach, too; iptables cuts them off from each other and heals the cut. Needs root.
 */
final class TwoSites implements AutoCloseable {
  /** How a firewall between the sites treats packets. */
  enum Cut {
    /** Connections are reset at the next packet. */
    REJECT,
    /** Packets are dropped, and each side has to detect it. */
    DROP
  }

  // Specific to this process, so that two runs on one machine do not interfere.
  private final long number = ProcessHandle.current().pid() % 250;
  private final String hub = "plm" + number + "-hub";
  private final Place east = place("east", 1);
  private final Place west = place("west", 2);

  TwoSites() throws Exception {
    close();
    run("ip", "netns", "add", hub);
    run("ip", "-n", hub, "link", "add", "br0", "type", "bridge");
    run("ip", "-n", hub, "link", "set", "br0", "up");
    for (Place site : List.of(east, west)) {
      String name = namespace(site);
      run("ip", "netns", "add", name);
      run("ip", "-n", name, "link", "set", "lo", "up");
      run(
          "ip", "-n", name, "link", "add", "eth0", "type", "veth", "peer", "name", name, "netns",
          hub);
      run("ip", "-n", hub, "link", "set", name, "master", "br0", "up");
      run("ip", "-n", name, "addr", "add", site.address() + "/24", "dev", "eth0");
      run("ip", "-n", name, "link", "set", "eth0", "up");
    }
    run("ip", "link", "add", observer(), "type", "veth", "peer", "name", "observer", "netns", hub);
    run("ip", "-n", hub, "link", "set", "observer", "master", "br0", "up");
    run("ip", "addr", "add", "10.213." + number + ".254/24", "dev", observer());
    run("ip", "link", "set", observer(), "up");
  }

  private Place place(String name, int host) {
    return new Place(
        "10.213." + number + "." + host,
        List.of("ip", "netns", "exec", "plm" + number + "-" + name));
  }

  private static String namespace(Place site) {
    return site.launcher().get(site.launcher().size() - 1);
  }

  private String observer() {
    return "plm" + number;
  }

  Place east() {
    return east;
  }

  Place west() {
    return west;
  }

  /** Blocks all TCP between the two. */
  void cut(Cut kind) throws Exception {
    List<String> target =
        kind == Cut.DROP ? List.of("DROP") : List.of("REJECT", "--reject-with", "tcp-reset");
    firewall("INPUT", "-s", target);
    firewall("OUTPUT", "-d", target);
  }

  private void firewall(String chain, String side, List<String> target) throws Exception {
    List<String> command = new ArrayList<>(east.launcher());
    command.addAll(List.of("iptables", "-A", chain, side, west.address(), "-p", "tcp", "-j"));
    command.addAll(target);
    run(command.toArray(new String[0]));
  }

  /** Removes the cut. */
  void heal() throws Exception {
    List<String> command = new ArrayList<>(east.launcher());
    command.addAll(List.of("iptables", "-F"));
    run(command.toArray(new String[0]));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Outcome outcome = Outcome.of(command);
    if (outcome.exitCode() != 0) {
      throw new AssertionError(
          String.join(" ", command)
              + ": "
              + outcome.output().strip()
              + " (this test needs root, network namespaces, iproute2 and iptables)");
    }
  }

  private record Outcome(int exitCode, String output) {
    static Outcome of(String... command) throws IOException, InterruptedException {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    }
  }

  /** Removes everything that exists. */
  @Override
  public void close() throws Exception {
    Outcome.of("ip", "link", "del", observer());
    for (String name : List.of(namespace(east), namespace(west), hub)) {
      Outcome.of("ip", "netns", "del", name);
    }
  }
}
