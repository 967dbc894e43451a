package io.peerloom.jvm.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.jvm.net.Identification;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is certain about an address, and what only looks so from this machine. */
final class AddressVerdictTest {
  private static final Expectation OWN =
      new Expectation(Expectation.ADVERTISE, "node", "aa", "ff", "11");

  private static Finding judge(
      String url, Dial.End end, Dial.Place place, int status, Identification server) {
    long days = url.startsWith("wss:") ? 60 : Dial.NO_CERTIFICATE;
    return AddressVerdict.of(
        url,
        new Dial(end, "", place, status, "", Optional.ofNullable(server), days, false, 3),
        OWN);
  }

  private static Finding page(String url, Dial.Place place, int status) {
    return judge(url, Dial.End.RESPONSE, place, status, null);
  }

  @Test
  void pageAtPublicAddressMayBeTheRouters() {
    assertThat(page("ws://example.org/n", Dial.Place.PUBLIC, 404).proved()).isFalse();
    assertThat(page("ws://example.org/n", Dial.Place.PRIVATE, 404).proved()).isTrue();
    assertThat(page("wss://example.org/n", Dial.Place.PUBLIC, 404).proved()).isTrue();
  }

  @Test
  void silenceAndMissingBackendsProveNothing() {
    for (Dial.End end :
        new Dial.End[] {Dial.End.NAME_UNKNOWN, Dial.End.CONNECT_TIMEOUT, Dial.End.UNREACHABLE}) {
      assertThat(judge("ws://h/", end, Dial.Place.OWN_MACHINE, 0, null).proved()).isFalse();
    }
    assertThat(page("ws://h/", Dial.Place.OWN_MACHINE, 502).proved()).isFalse();
    assertThat(judge("ws://h/", Dial.End.REFUSED, Dial.Place.PRIVATE, 0, null).proved()).isFalse();
    assertThat(judge("ws://h/", Dial.End.REFUSED, Dial.Place.OWN_MACHINE, 0, null).proved())
        .isTrue();
  }

  @Test
  void otherNodeIsCertainEvenAtPublicAddress() {
    Identification other = new Identification("node", "bb", "ff", "22", "/", true);
    Finding finding = judge("ws://h/", Dial.End.UPGRADED, Dial.Place.PUBLIC, 101, other);
    assertThat(finding.kind()).isEqualTo(FindingKind.OTHER_NODE);
    assertThat(finding.proved()).isTrue();
  }

  @Test
  void earlierStartOfThisPeerIsNoCertainFault() {
    Identification copy = new Identification("node", "aa", "ff", "22", "/", true);
    Finding finding = judge("ws://h/", Dial.End.UPGRADED, Dial.Place.OWN_MACHINE, 101, copy);
    assertThat(finding.kind()).isEqualTo(FindingKind.OTHER_PROCESS);
    assertThat(finding.proved()).isFalse();
  }

  @Test
  void identificationSurvivesItsHeader() {
    Identification server = new Identification("node", "aa", "ff", "22", "/a;b=c", true);
    assertThat(Identification.parse(server.header())).contains(server);
    assertThat(Identification.parse("nginx")).isEmpty();
    assertThat(Identification.parse(null)).isEmpty();
  }
}
