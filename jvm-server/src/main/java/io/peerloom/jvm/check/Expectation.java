package io.peerloom.jvm.check;

/**
 * Who should answer at an address, and which option named it.
 *
 * @param option as the operator knows it: {@code --advertise}
 * @param role node, bridge or bootstrap; empty for any
 * @param id hexadecimal node id; empty for any
 * @param network hexadecimal network id; empty for any
 * @param process as in {@link io.peerloom.jvm.net.Identification}; empty for any
 */
public record Expectation(String option, String role, String id, String network, String process) {
  public static final String ADVERTISE = "--advertise";
  public static final String BOOTSTRAP = "--bootstrap";
  public static final String BRIDGE = "--bridge";
  public static final String PEER = "--peer";

  /** Any peer or server. */
  public static Expectation any(String option) {
    return new Expectation(option, "", "", "", "");
  }

  /** A bridge by an address that it advertises itself. */
  public static Expectation advertisedBridge(String network) {
    return new Expectation("that bridge's --advertise", "bridge", "", network, "");
  }

  /** A peer of that network that {@code --peer} names. */
  public static Expectation peer(String network) {
    return new Expectation(PEER, "", "", network, "");
  }

  static Expectation bootstrap(String network) {
    return new Expectation(BOOTSTRAP, "bootstrap", "", network, "");
  }

  /** A bridge of that network. */
  public static Expectation bridge(String network) {
    return new Expectation(BRIDGE, "bridge", "", network, "");
  }
}
