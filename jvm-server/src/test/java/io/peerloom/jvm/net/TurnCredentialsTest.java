package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.wire.IceServers;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnCredentialsTest {
  private static final List<String> TURN = List.of("stun:h:3478", "turn:h:3478");

  /** The expected password is that of {@code openssl dgst -sha1 -hmac secret -binary | base64}. */
  @Test
  void eachIdentityGetsItsOwnForADay() {
    TurnCredentials servers = new TurnCredentials(TURN, "secret");
    IceServers one = servers.of(new byte[] {1}, 1_700_000_000_999L);
    assertThat(one.urls()).isEqualTo(TURN);
    assertThat(one.username()).isEqualTo("1700086400:4bf5122f344554c53bde2ebb8cd2b7e3");
    assertThat(one.credential()).isEqualTo("Nml3/+uYqwnfbYv2EPGxDQSrbLc=");
    assertThat(one.lifetimeSeconds()).isEqualTo(86_400);
    assertThat(servers.of(new byte[] {2}, 1_700_000_000_999L).username())
        .isNotEqualTo(one.username());
  }

  @Test
  void stunNeedsNone() {
    assertThat(new TurnCredentials(List.of("stun:h"), "").of(new byte[65], 0))
        .isEqualTo(new IceServers(List.of("stun:h"), "", "", 0));
  }

  @Test
  void whatNoPageCouldUseIsRefused() {
    assertRefused(TURN, "");
    assertRefused(List.of("TURNS:h"), "");
    assertRefused(List.of("stun:h?transport=udp"), "");
    assertRefused(List.of("http://h"), "");
    assertRefused(List.of(), "secret");
    assertRefused(Collections.nCopies(IceServers.MAX_URLS + 1, "stun:h"), "");
    assertRefused(List.of("stun:" + "h".repeat(IceServers.MAX_TEXT_BYTES)), "");
  }

  private static void assertRefused(List<String> urls, String secret) {
    assertThatThrownBy(() -> new TurnCredentials(urls, secret))
        .isInstanceOfSatisfying(
            PeerloomException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }
}
