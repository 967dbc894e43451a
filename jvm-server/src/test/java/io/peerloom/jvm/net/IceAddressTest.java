package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceAddressTest {
  @Test
  void whatIsLeftOutIsTheUsual() {
    assertThat(IceAddress.parse("STUN:Host.Example"))
        .contains(new IceAddress("stun:host.example", false, false, false, "host.example", 3478));
    assertThat(IceAddress.parse("stuns:[::1]"))
        .contains(new IceAddress("stuns:[::1]", false, true, true, "[::1]", 5349));
    assertThat(IceAddress.parse("turn:a_b:65535?transport=tcp"))
        .contains(new IceAddress("turn:a_b:65535?transport=tcp", true, false, true, "a_b", 65_535));
    assertThat(IceAddress.parse("turns:h:443"))
        .contains(new IceAddress("turns:h:443", true, true, true, "h", 443));
    assertThat(IceAddress.parse("turn:10.0.0.1:1?transport=udp"))
        .contains(
            new IceAddress("turn:10.0.0.1:1?transport=udp", true, false, false, "10.0.0.1", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "stun:", "stun", "http://h", "stun:h:0", "stun:h:65536", "stun:h:-1",
            "stun:h?transport=udp",
        "turn:h?transport=sctp", "turn:h:b", "turn:h?", "stun:[zz]", "stun:[::1", "stun:a b",
            "stun:-a", " stun:a"
      })
  void othersAreNone(String text) {
    assertThat(IceAddress.parse(text)).isEmpty();
  }
}
