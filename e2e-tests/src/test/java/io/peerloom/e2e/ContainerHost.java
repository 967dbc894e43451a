package io.peerloom.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The network of a host with containers, as network namespaces: a private network inside, from
 * which containers reach the world by NAT, and the world outside, from which only what has an
 * address there is reached. Each has a name server of its own. Needs root.
 */
final class ContainerHost implements AutoCloseable {
  private static final int FIRST_ADDRESS = 10;
  private static final int NAME_SERVER = 254;

  /** A network namespace with an address; a container once something runs in it. */
  record Place(String namespace, String address) {}

  // Specific to this process, so that two runs on one machine do not interfere.
  private final long number = ProcessHandle.current().pid() % 250;
  private final String hub = "plk" + number + "-hub";
  private final Path folder;
  private final List<String> namespaces = new ArrayList<>();
  private int places;
  private NameServer inside;
  private NameServer outside;

  ContainerHost(Path folder) throws Exception {
    this.folder = folder;
    remove();
    namespace(hub);
    for (Side side : Side.values()) {
      inHub("ip", "link", "add", side.device, "type", "bridge");
      inHub("ip", "addr", "add", address(side, 1) + "/24", "dev", side.device);
      inHub("ip", "link", "set", side.device, "up");
      SystemCommand.run(
          "ip",
          "link",
          "add",
          observer(side),
          "type",
          "veth",
          "peer",
          "name",
          "ob" + side.letter,
          "netns",
          hub);
      inHub("ip", "link", "set", "ob" + side.letter, "master", side.device, "up");
      SystemCommand.run(
          "ip", "addr", "add", address(side, NAME_SERVER) + "/24", "dev", observer(side));
      SystemCommand.run("ip", "link", "set", observer(side), "up");
      Files.writeString(
          resolver(side), "nameserver " + address(side, NAME_SERVER) + "\noptions ndots:0\n");
    }
    // Only for answers does a way lead from outside to a container.
    inHub("sysctl", "-qw", "net.ipv4.ip_forward=1");
    inHub(
        "iptables",
        "-t",
        "nat",
        "-A",
        "POSTROUTING",
        "-s",
        subnet(Side.INSIDE),
        "-o",
        Side.OUTSIDE.device,
        "-j",
        "MASQUERADE");
    inHub(
        "iptables",
        "-A",
        "FORWARD",
        "-i",
        Side.OUTSIDE.device,
        "-o",
        Side.INSIDE.device,
        "-m",
        "conntrack",
        "!",
        "--ctstate",
        "ESTABLISHED,RELATED",
        "-j",
        "DROP");
    inside = new NameServer(address(Side.INSIDE, NAME_SERVER));
    outside = new NameServer(address(Side.OUTSIDE, NAME_SERVER));
  }

  /** The private network of the containers, or the world. */
  enum Side {
    INSIDE("in", 'i'),
    OUTSIDE("out", 'o');

    private final String device;
    private final char letter;

    Side(String device, char letter) {
      this.device = device;
      this.letter = letter;
    }
  }

  private String address(Side side, int host) {
    return (side == Side.INSIDE ? "10.214." : "198.18.") + number + "." + host;
  }

  /** The addresses on one side, as an option has them. */
  String subnet(Side side) {
    return address(side, 0) + "/24";
  }

  private String observer(Side side) {
    return "plk" + number + side.letter;
  }

  NameServer names(Side side) {
    return side == Side.INSIDE ? inside : outside;
  }

  String nameServerAddress(Side side) {
    return address(side, NAME_SERVER);
  }

  /** The file that is /etc/resolv.conf on that side. */
  Path resolver(Side side) {
    return folder.resolve("resolv-" + side.device + ".conf");
  }

  /** A new namespace with an address that none had before. */
  Place add(Side side) throws Exception {
    String namespace = "plk" + number + "-" + ++places;
    namespace(namespace);
    return attach(namespace, side);
  }

  /** Gives a namespace an address on that side, and a route if it has none. */
  Place attach(String namespace, Side side) throws Exception {
    String host = namespace.substring(namespace.indexOf('-') + 1);
    String device = side.device + host;
    Place place = new Place(namespace, address(side, FIRST_ADDRESS + Integer.parseInt(host)));
    SystemCommand.run(
        "ip", "-n", namespace, "link", "add", device, "type", "veth", "peer", "name", device,
        "netns", hub);
    inHub("ip", "link", "set", device, "master", side.device, "up");
    SystemCommand.run("ip", "-n", namespace, "addr", "add", place.address() + "/24", "dev", device);
    SystemCommand.run("ip", "-n", namespace, "link", "set", device, "up");
    SystemCommand.run(
        "ip", "-n", namespace, "route", "replace", "default", "via", address(side, 1));
    return place;
  }

  /** Removes a namespace, and with it its address. */
  void remove(Place place) throws Exception {
    SystemCommand.run("ip", "netns", "del", place.namespace());
  }

  private void namespace(String name) throws Exception {
    SystemCommand.tryRun("ip", "netns", "del", name);
    SystemCommand.run("ip", "netns", "add", name);
    namespaces.add(name);
    // Chromium gives up what it loads when an address is added, as those of IPv6 are after a while.
    SystemCommand.in(name, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1");
    SystemCommand.run("ip", "-n", name, "link", "set", "lo", "up");
  }

  private void inHub(String... command) throws Exception {
    SystemCommand.in(hub, command);
  }

  private void remove() throws Exception {
    for (Side side : Side.values()) {
      SystemCommand.tryRun("ip", "link", "del", observer(side));
    }
    for (String name : namespaces) {
      SystemCommand.tryRun("ip", "netns", "del", name);
    }
  }

  /** Removes everything; what runs in a namespace must have ended. */
  @Override
  public void close() throws Exception {
    if (inside != null) {
      inside.close();
    }
    if (outside != null) {
      outside.close();
    }
    remove();
  }
}
