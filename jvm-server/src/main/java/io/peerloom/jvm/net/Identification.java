package io.peerloom.jvm.net;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server says of itself to whoever checks one of its addresses: the value of the header
 * {@link #ANSWERED} in the response to a request that has the header {@link #ASKED}. So a check can
 * tell this process from another one behind the same proxy, and see what the proxy has made of the
 * request, without any key and without becoming a link.
 *
 * <p>Nothing in it is secret, and it is no proof against a liar: whoever controls the proxy can
 * write it. It finds mistakes, not attacks.
 *
 * @param role node, bridge, bootstrap, or {@link #NO_PEER} where no peer accepts sockets at the
 *     path
 * @param id hexadecimal node id, empty where there is no peer
 * @param network hexadecimal network id, empty where the server knows none
 * @param process random, another at each start of the server
 * @param path the path as it reached the server
 * @param upgrade whether the request asked for a WebSocket when it reached the server
 */
public record Identification(
    String role, String id, String network, String process, String path, boolean upgrade) {
  /** The header of a request that asks for it. */
  public static final String ASKED = "Peerloom-Check";

  /** The header of the response. */
  public static final String ANSWERED = "Peerloom-Server";

  /** The role of a server without a peer at the path. */
  public static final String NO_PEER = "none";

  private static final int MAX_LENGTH = 2048;

  /** The value of the header. */
  public String header() {
    return "role="
        + role
        + ";id="
        + id
        + ";network="
        + network
        + ";process="
        + process
        + ";upgrade="
        + upgrade
        + ";path="
        + path.replaceAll("[^\\x21-\\x7e]", "?");
  }

  /** Reads the value of the header; empty if it is none. */
  public static Optional<Identification> parse(String header) {
    if (header == null || header.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Map<String, String> fields = new HashMap<>();
    // The path comes last, because it may contain a semicolon.
    for (String field : header.split(";", 6)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals), field.substring(equals + 1));
      }
    }
    if (!fields.containsKey("role") || !fields.containsKey("process")) {
      return Optional.empty();
    }
    return Optional.of(
        new Identification(
            fields.get("role"),
            fields.getOrDefault("id", ""),
            fields.getOrDefault("network", ""),
            fields.get("process"),
            fields.getOrDefault("path", ""),
            Boolean.parseBoolean(fields.get("upgrade"))));
  }
}
