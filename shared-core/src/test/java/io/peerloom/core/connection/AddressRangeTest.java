package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "localhost., 1",
    "a.localhost., 1",
    "[::ffff:a00:1], 7",
    "[::ffff:a9fe:a9fe], 7",
    "[64:ff9b::a00:1], 7",
    "[2002:a00:1::1], 7",
    "[2001:0:a00:1::1], 7",
    "2001::a9fe:a9fe, 7",
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
    "[fec0::1], 4",
    "100.100.100.200, 4",
    "168.63.129.16, 4",
    "[fd00:ec2::254], 4",
    "metadata.google.internal, 2",
    "router, 2",
    "db1, 2",
    "db1., 2",
    "printer.local, 2",
    "nas.lan, 2",
    "nas.home.arpa, 2",
    "home.arpa.example, 0",
    "printer.local., 2",
    "notlocalhost, 2",
    "203.0.113.1, 0",
    "172.15.0.1, 0",
    "172.32.0.1, 0",
    "100.63.0.1, 0",
    "100.128.0.1, 0",
    "[2001:db8::1], 0",
    "11.0.0.1, 0",
    "192.169.0.1, 0",
    "169.253.0.1, 0",
    "10.example, 0",
    "127.example, 0",
    "fd.example, 0",
    "'', 0",
    "[, 0",
    "[], 0",
    "., 0",
    "notlocalhost.example, 0",
    "10.example2, 0",
    "peer.example, 0",
    "peer.example., 0"
  })
  void hostsHaveTheirRanges(String host, int range) {
    assertThat(AddressRange.of(host)).isEqualTo(range);
  }
}
