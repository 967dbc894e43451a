package io.peerloom.core.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.connection.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link IceCandidates}: what browsers find is tried, what only serves to send packets is not. */
class IceCandidatesTest {
  private static final String NAME = "3d3a1f27-a9fd-43e0-9c2e-5d8f3f0c5b5b.local";

  private static String json(String candidate) {
    return "{\"candidate\":\"" + candidate + "\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "candidate:842163049 1 udp 1677729535 203.0.113.1 46154 typ srflx raddr 0.0.0.0 rport 0",
        "candidate:1 1 udp 2122260223 192.168.1.7 50000 typ host generation 0 ufrag abcd",
        "candidate:1 1 UDP 2122260223 127.0.0.1 50000 typ host",
        "candidate:1 1 udp 2113937151 3d3a1f27-a9fd-43e0-9c2e-5d8f3f0c5b5b.local 50000 typ host",
        "candidate:1 1 udp 2122262783 2001:db8::1 50000 typ host",
        "candidate:1 1 udp 2122262783 fd00::1 50000 typ host",
        "candidate:1 1 udp 2122262783 2001:db8:0:1::5 50000 typ host",
        "candidate:1 1 udp 2122262783 2001:db8:7:1:5:0:9:0 50000 typ host",
      })
  void whatBrowsersFindIsTried(String candidate) {
    assertThat(IceCandidates.mayUse(json(candidate))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "candidate:1 1 udp 1 169.254.169.254 50000 typ host",
        "candidate:1 1 udp 1 203.0.113.1 65536 typ host",
        "candidate:1 1 udp 1 203.0.113.256 50000 typ host",
        "candidate:1 1 udp 1 0.0.0.0 50000 typ host",
        "candidate:1 1 udp 1 224.0.0.251 50000 typ host",
        "candidate:1 1 udp 1 255.255.255.255 50000 typ host",
        "candidate:1 1 udp 1 203.0.113.1 53 typ host",
        "candidate:1 1 udp 1 203.0.113.1 99999999 typ host",
        "candidate:1 1 udp 1 victim.example 50000 typ host",
        "candidate:1 1 udp 1 3405803777 50000 typ host",
        "candidate:1 1 udp 1 0313.0.113.1 50000 typ host",
        "candidate:1 1 udp 1 1.2.3.4.5 50000 typ host",
        "candidate:1 1 udp 1 fe80::1 50000 typ host",
        "candidate:1 1 udp 1 ff02::fb 50000 typ host",
        "candidate:1 1 udp 1 ::ffff:169.254.169.254 50000 typ host",
        "CANDIDATE:1 1 udp 1 203.0.113.1 50000 typ host",
        "cAndidate:1 1 udp 1 203.0.113.1 50000 typ host",
        "candidate :1 1 udp 1 203.0.113.1 50000 typ host",
        "x:1 1 udp 1 203.0.113.1 50000 typ host",
        "candidate:1 1 udp 1 203.0.113.1 50000 typ host CANDIDATE:1 1 udp 1 169.254.1.1 53 typ"
            + " host",
        "candidate:1 1 udp 1 203.0.113.1 50000 typ host\",\"Candidate\":\"candidate:2",
        "candidate:1 1 udp 1 2002:a9fe:a9fe:: 50000 typ host",
        "candidate:1 1 udp 1 fd00:ec2::254 50000 typ host",
        "candidate:1 1 udp 1 fd00:0ec2::254 50000 typ host",
        "candidate:1 1 udp 1 2001::169.254.169.254 50000 typ host",
        "candidate:1 1 udp 1 100.100.100.200 50000 typ host",
        "candidate:1 1 udp 1 192.0.0.192 50000 typ host",
        "candidate:1 1 udp 1 168.63.129.16 50000 typ host",
        "candidate:1 1 udp 1 2001:0:a9fe:a9fe::1 50000 typ host",
        "candidate:1 1 udp 1 router.local 50000 typ host",
        "candidate:1 1 udp 1 .local 50000 typ host",
        "candidate:1 1 udp 1 fec0::1 50000 typ host",
        "candidate:1 1 udp 1 fd:: 50000 typ host",
        "candidate:1 1 udp 1 2::1 50000 typ host",
        "candidate:1 1 udp 1 2001::a9fe:a9fe 50000 typ host",
        "candidate:1 1 tcp 1 203.0.113.1 9 typ host tcptype active",
        "candidate:1 1 udp",
        "\\u0063andidate:1 1 udp 1 169.254.169.254 50000 typ host",
        "candidate:1 1 udp 1 203.0.113.1 46154 candidate:1 1 udp 1 169.254.169.254 50000 typ host",
      })
  void whatServesOthersIsNot(String candidate) {
    assertThat(IceCandidates.mayUse(json(candidate))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 1", "10.1.2.3, 2", "fd12:3::1, 2", "203.0.113.1, 0", NAME + ", 0"})
  void rangesOfAddresses(String address, int range) {
    String candidate = json("candidate:1 1 udp 1 " + address + " 50000 typ host");
    assertThat(IceCandidates.range(candidate)).isEqualTo(range);
    assertThat(IceCandidates.ownRange(candidate))
        .isEqualTo(address.endsWith(".local") ? AddressRange.PRIVATE : range);
  }

  @Test
  void whatNamesNothingIsInNoRange() {
    for (String text : new String[] {"", "{}", json(""), json("candidate:1 1 udp 1 10.0.0.1")}) {
      assertThat(IceCandidates.ownRange(text)).isZero();
    }
  }

  /** They travel beside it, where they are counted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=candidate:1 1 udp 1 203.0.113.1 50000 typ host",
        "a=CANDIDATE:1 1 udp 1 203.0.113.1 50000 typ host",
        "A=Candidate:1 1 udp 1 203.0.113.1 50000 typ host",
        "a= candidate:1 1 udp 1 203.0.113.1 50000 typ host",
        "a=mid:0\ra=candidate:1 1 udp 1 203.0.113.1 50000 typ host",
        "a=end-of-candidates",
      })
  void descriptionsCarryNone(String line) {
    String rest = "v=0\r\na=ice-options:trickle\r\n";
    assertThat(IceCandidates.without("v=0\r\n" + line + "\r\na=ice-options:trickle\r\n"))
        .isEqualTo(rest);
    assertThat(IceCandidates.without(rest + line)).isEqualTo(rest);
    assertThat(IceCandidates.without(rest)).isEqualTo(rest);
  }
}
