package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link AddressRange}: which hosts are reached from within only. */
class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 1",
    "127.9.9.9, 1",
    "0.0.0.0, 1",
    "localhost, 1",
    "a.localhost, 1",
    "[::1], 1",
    "::1, 1",
    "[::], 1",
    "[::ffff:a00:1], 1",
    "10.1.2.3, 2",
    "192.168.1.1, 2",
    "172.16.0.1, 2",
    "172.31.255.1, 2",
    "100.64.0.1, 2",
    "100.127.0.1, 2",
    "[fc00::1], 2",
    "fd12:3::1, 2",
    "169.254.169.254, 4",
    "[fe80::1], 4",
    "febf::1, 4",
    "203.0.113.1, 0",
    "172.15.0.1, 0",
    "172.32.0.1, 0",
    "100.63.0.1, 0",
    "100.128.0.1, 0",
    "[2001:db8::1], 0",
    "[fec0::1], 0",
    "11.0.0.1, 0",
    "192.169.0.1, 0",
    "169.253.0.1, 0",
    "10.example, 0",
    "127.example, 0",
    "fd.example, 0",
    "notlocalhost, 0",
    "peer.example, 0"
  })
  void hostsHaveTheirRanges(String host, int range) {
    assertThat(AddressRange.of(host)).isEqualTo(range);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mybox", "printer.local", "db.internal", "192.168.1.7"})
  void ownNamesOfPrivateNetworksShowOne(String host) {
    assertThat(AddressRange.ofOwn(host)).isEqualTo(AddressRange.PRIVATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "peer.example", "203.0.113.1", "[2001:db8::1]", "f", "fe"})
  void othersShowNone(String host) {
    assertThat(AddressRange.of(host)).isZero();
    assertThat(AddressRange.ofOwn(host + ".example")).isZero();
  }
}
