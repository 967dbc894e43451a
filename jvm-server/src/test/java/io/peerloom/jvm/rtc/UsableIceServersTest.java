package io.peerloom.jvm.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.wire.IceServers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which ICE servers native code is given, which ends the process over others. */
final class UsableIceServersTest {
  private static List<String> usable(String username, String... urls) {
    IceServers given = new IceServers(List.of(urls), username, username, 0);
    return UsableIceServers.of(given).stream().flatMap(server -> server.urls.stream()).toList();
  }

  @Test
  void thoseOfTheStandardsAre() {
    String[] urls = {
      "stun:a.example",
      "stun:192.0.2.1:3478",
      "stuns:[2001:db8::1]:5349",
      "turn:a-b.example:3478?transport=udp",
      "turns:a.example:443?transport=tcp"
    };
    assertThat(usable("u", urls)).containsExactly(urls);
  }

  @Test
  void othersAreNot() {
    assertThat(
            usable(
                "u",
                "nonsense",
                "stun:",
                "stun:a:0",
                "stun:a:70000",
                "stun:a?transport=udp",
                "turn:a?transport=sctp",
                "turn:a:b",
                "stun:[zz]",
                "http://a",
                "stun:a b"))
        .isEmpty();
    assertThat(usable("", "turn:a.example", "stun:a.example")).containsExactly("stun:a.example");
  }
}
