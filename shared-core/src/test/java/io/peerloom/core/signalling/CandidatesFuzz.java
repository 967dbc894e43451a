package io.peerloom.core.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.connection.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever another peer calls a candidate, none that is tried names this machine or a private
 * network without being counted as such, as the JVM reads its address, nor a range where no peer
 * is.
 */
public class CandidatesFuzz {
  private static final Pattern CANDIDATE =
      Pattern.compile("\"candidate\":\"candidate:\\S* \\S* \\S* \\S* (\\S*) (\\S*) ");

  public static List<byte[]> seeds() {
    return List.of(
        json("203.0.113.1"),
        json("192.168.1.7"),
        json("127.0.0.1"),
        json("2001:db8::1"),
        json("fd00::7"),
        json("::1"),
        json("169.254.169.254"),
        json("3d3a1f27-a9fd-43e0-9c2e-5d8f3f0c5b5b.local"),
        Bytes.utf8("v=0\r\na=candidate:1 1 udp 1 10.0.0.1 50000 typ host\r\na=mid:0\r\n"));
  }

  private static byte[] json(String address) {
    return Bytes.utf8(
        "{\"candidate\":\"candidate:1 1 udp 9 " + address + " 50000 typ host\",\"sdpMid\":\"0\"}");
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  public void noneNamesWhereNoPeerIs(byte[] input) throws UnknownHostException {
    String text = Bytes.utf8(input);
    assertThat(IceCandidates.without(text).toLowerCase(Locale.ROOT)).doesNotContain("candidate");
    int range = IceCandidates.ownRange(text);
    assertThat(range).isBetween(0, 7);
    Matcher parts = CANDIDATE.matcher(text);
    if (!IceCandidates.mayUse(text) || !parts.find()) {
      return;
    }
    assertThat(Integer.parseInt(parts.group(2))).isGreaterThanOrEqualTo(1024);
    String address = parts.group(1);
    if (address.matches("([0-9]+\\.){3}[0-9]+") || address.matches("[0-9a-f:]*:[0-9a-f:]*")) {
      InetAddress read;
      try {
        read = InetAddress.getByName(address.indexOf(':') < 0 ? address : "[" + address + "]");
      } catch (UnknownHostException noAddress) {
        // A browser reads it as none, too.
        return;
      }
      assertThat(read.isLinkLocalAddress() || read.isMulticastAddress() || read.isAnyLocalAddress())
          .isFalse();
      assertThat(read.isLoopbackAddress())
          .isEqualTo(IceCandidates.range(text) == AddressRange.LOOPBACK);
      assertThat(isPrivate(read)).isEqualTo(IceCandidates.range(text) == AddressRange.PRIVATE);
      // Teredo and 6to4, which hold an address of IPv4.
      int first = (read.getAddress()[0] & 0xff) << 8 | read.getAddress()[1] & 0xff;
      assertThat(read.getAddress().length == 16 && first == 0x2002).isFalse();
      assertThat(HexFormat.of().formatHex(read.getAddress())).doesNotMatch("20010000.{24}");
    }
  }

  /** RFC 1918, RFC 6598 and RFC 4193, read from the bytes. */
  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return bytes.length == 16
        ? (first & 0xfe) == 0xfc
        : first == 10
            || first == 172 && (second & 0xf0) == 16
            || first == 192 && second == 168
            || first == 100 && (second & 0xc0) == 64;
  }
}
