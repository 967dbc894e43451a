package io.peerloom.jvm.rtc;

import dev.onvoid.webrtc.RTCIceServer;
import io.peerloom.core.wire.IceServers;
import io.peerloom.jvm.net.IceAddress;
import java.util.List;
import java.util.Optional;

/**
 * The ICE servers that native code is given: it ends the process where it cannot read a URL, or a
 * TURN server has no username or credential, and the URLs are a bridge's.
 */
final class UsableIceServers {
  private UsableIceServers() {}

  /** Those that native code accepts: one entry, or none. */
  static List<RTCIceServer> of(IceServers given) {
    boolean mayRelay = !given.username().isEmpty() && !given.credential().isEmpty();
    RTCIceServer server = new RTCIceServer();
    server.urls =
        given.urls().stream()
            .map(IceAddress::parse)
            .flatMap(Optional::stream)
            .filter(each -> mayRelay || !each.isTurn())
            .map(IceAddress::url)
            .toList();
    server.username = given.username();
    server.password = given.credential();
    return server.urls.isEmpty() ? List.of() : List.of(server);
  }
}
