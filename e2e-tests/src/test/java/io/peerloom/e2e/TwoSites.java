package io.peerloom.e2e;

import io.peerloom.e2e.ProcessNetwork.Place;
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
    SystemCommand.run("ip", "netns", "add", hub);
    SystemCommand.run("ip", "-n", hub, "link", "add", "br0", "type", "bridge");
    SystemCommand.run("ip", "-n", hub, "link", "set", "br0", "up");
    for (Place site : List.of(east, west)) {
      String name = namespace(site);
      SystemCommand.run("ip", "netns", "add", name);
      SystemCommand.run("ip", "-n", name, "link", "set", "lo", "up");
      SystemCommand.run(
          "ip", "-n", name, "link", "add", "eth0", "type", "veth", "peer", "name", name, "netns",
          hub);
      SystemCommand.run("ip", "-n", hub, "link", "set", name, "master", "br0", "up");
      SystemCommand.run("ip", "-n", name, "addr", "add", site.address() + "/24", "dev", "eth0");
      SystemCommand.run("ip", "-n", name, "link", "set", "eth0", "up");
    }
    SystemCommand.run(
        "ip", "link", "add", observer(), "type", "veth", "peer", "name", "observer", "netns", hub);
    SystemCommand.run("ip", "-n", hub, "link", "set", "observer", "master", "br0", "up");
    SystemCommand.run("ip", "addr", "add", "10.213." + number + ".254/24", "dev", observer());
    SystemCommand.run("ip", "link", "set", observer(), "up");
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
    List<String> command =
        new ArrayList<>(List.of("iptables", "-A", chain, side, west.address(), "-p", "tcp", "-j"));
    command.addAll(target);
    SystemCommand.in(namespace(east), command.toArray(new String[0]));
  }

  /** Removes the cut. */
  void heal() throws Exception {
    SystemCommand.in(namespace(east), "iptables", "-F");
  }

  /** Removes everything that exists. */
  @Override
  public void close() throws Exception {
    SystemCommand.tryRun("ip", "link", "del", observer());
    for (String name : List.of(namespace(east), namespace(west), hub)) {
      SystemCommand.tryRun("ip", "netns", "del", name);
    }
  }
}
