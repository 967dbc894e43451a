package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NetDecidersTest {
  @Test
  void everyCodeSurvivesACloseFrame() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(CloseCodes.code(CloseCodes.status(code))).isEqualTo(code);
    }
    assertThat(CloseCodes.code(4999)).isEqualTo(ErrorCode.UNKNOWN_ERROR);
    assertThat(CloseCodes.code(1006)).isEqualTo(ErrorCode.UNREACHABLE);
  }

  @Test
  void aReasonFitsACloseFrame() {
    for (String reason :
        new String[] {"", "short", "x".repeat(500), "€".repeat(99), "😀".repeat(99)}) {
      String fits = CloseCodes.fitting(reason);
      byte[] bytes = fits.getBytes(StandardCharsets.UTF_8);
      assertThat(bytes.length).isLessThanOrEqualTo(123);
      assertThat(reason).startsWith(fits);
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(fits);
    }
  }

  @Test
  void forwardedAddressIsTrustedFromLocalProxiesOnly() {
    assertThat(RemoteAddress.of("127.0.0.1", null)).isEqualTo("127.0.0.1");
    assertThat(RemoteAddress.of("127.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(RemoteAddress.of("198.51.100.1", "203.0.113.9")).isEqualTo("198.51.100.1");
    assertThat(RemoteAddress.of("10.0.0.2", "6.6.6.6, 203.0.113.9, 192.168.0.3"))
        .isEqualTo("203.0.113.9");
    assertThat(RemoteAddress.of("0:0:0:0:0:0:0:1", "2001:db8::1")).isEqualTo("2001:db8::1");
    assertThat(RemoteAddress.of("fd00::1", "10.1.2.3")).isEqualTo("10.1.2.3");
    assertThat(RemoteAddress.of("127.0.0.1", "example.org")).isEqualTo("127.0.0.1");
    for (String name : List.of("cafe.de", "feed.cafe.beef", "999.1.1.1", "1.2.3", "1.2.3.4.")) {
      assertThat(RemoteAddress.of("127.0.0.1", name)).isEqualTo("127.0.0.1");
    }
    assertThat(RemoteAddress.of("127.0.0.1", ",,,")).isEqualTo("127.0.0.1");
    assertThat(RemoteAddress.of("127.0.0.1", "10.0.0.1,".repeat(1000))).isEqualTo("127.0.0.1");
  }

  @Test
  void addressShareIsBounded() {
    AddressShares shares = new AddressShares();
    AddressShares.Place first = shares.opened("203.0.113.9", "/node1", 0);
    for (int i = 1; i < AddressShares.MAX_YOUNG; i++) {
      assertThat(shares.admits("203.0.113.9", "/node1", 1)).isTrue();
      shares.opened("203.0.113.9", "/node1", 1);
    }
    assertThat(shares.admits("203.0.113.9", "/node1", 1)).isFalse();
    assertThat(shares.admits("203.0.113.9", "/node2", 1)).isTrue();
    assertThat(shares.admits("203.0.113.8", "/node1", 1)).isTrue();
    // What has become a link, or is gone, makes room.
    assertThat(shares.admits("203.0.113.9", "/node1", AddressShares.YOUNG_NANOS)).isTrue();
    shares.closed(first);
    assertThat(shares.admits("203.0.113.9", "/node1", 1)).isTrue();
  }

  @Test
  void anAddressKeepsNoMoreSocketsThanItsShare() {
    AddressShares shares = new AddressShares();
    AddressShares.Place last = null;
    for (int i = 0; i < AddressShares.MAX_OPEN; i++) {
      long now = i * AddressShares.YOUNG_NANOS;
      // An IPv6 host picks any address of its /64.
      assertThat(shares.admits("2001:db8::" + Integer.toHexString(i), "/", now)).isTrue();
      last = shares.opened("2001:db8::" + Integer.toHexString(i), "/", now);
    }
    long later = (AddressShares.MAX_OPEN + 1) * AddressShares.YOUNG_NANOS;
    assertThat(shares.admits("2001:db8:0:0:ffff::1", "/", later)).isFalse();
    assertThat(shares.admits("2001:db8:0:1::1", "/", later)).isTrue();
    shares.closed(last);
    assertThat(shares.admits("2001:db8::1", "/", later)).isTrue();
  }

  @Test
  void readingStopsAtTheWindowAndResumesOnce() {
    InboundWindow window = new InboundWindow();
    for (int i = 1; i < InboundWindow.MAX_WAITING_MESSAGES; i++) {
      assertThat(window.added(1)).isTrue();
    }
    assertThat(window.added(1)).isFalse();
    int resumed = 0;
    for (int i = 0; i < InboundWindow.MAX_WAITING_MESSAGES; i++) {
      resumed += window.removed(1) ? 1 : 0;
    }
    assertThat(resumed).isEqualTo(1);
    // A single message may be larger than the window; it passes alone.
    assertThat(window.added(InboundWindow.MAX_WAITING_BYTES * 2)).isFalse();
    assertThat(window.removed(InboundWindow.MAX_WAITING_BYTES * 2)).isTrue();
  }
}
