package io.peerloom.jvm.rtc;

import dev.onvoid.webrtc.RTCIceServer;
import io.peerloom.core.wire.IceServers;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The ICE servers that native code is given: it ends the process where it cannot read a URL, or a
 * TURN server has no username or credential, and the URLs are a bridge's.
 */
final class UsableIceServers {
  private static final String PLACE =
      "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])"
          + "(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}))?";

  /** RFC 7064, with the ports up to 65,499. */
  private static final Pattern STUN = Pattern.compile("stuns?:" + PLACE);

  /** RFC 7065. */
  private static final Pattern TURN =
      Pattern.compile("turns?:" + PLACE + "(?:\\?transport=(?:udp|tcp))?");

  private UsableIceServers() {}

  /** Those that native code accepts: one entry, or none. */
  static List<RTCIceServer> of(IceServers given) {
    boolean mayRelay = !given.username().isEmpty() && !given.credential().isEmpty();
    RTCIceServer server = new RTCIceServer();
    server.urls =
        given.urls().stream()
            .filter(url -> STUN.matcher(url).matches() || mayRelay && TURN.matcher(url).matches())
            .toList();
    server.username = given.username();
    server.password = given.credential();
    return server.urls.isEmpty() ? List.of() : List.of(server);
  }
}
