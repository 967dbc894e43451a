package io.peerloom.e2e;

import io.peerloom.e2e.NatLaboratory.Internet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages whose homes have IPv6 only, IPv4 only, or both (R1.5). */
class Ipv6Test {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  private static final String URL_V6 =
      "http://[" + NatLaboratory.PUBLIC_V6 + "]:" + NatLaboratory.PORT;

  private NatLaboratory laboratory;
  private HomePages pages;

  @BeforeEach
  void build() throws Exception {
    laboratory = new NatLaboratory(KEPT.folder());
    pages = new HomePages(laboratory);
    laboratory.routeIpv6();
    // Without it pages know only names of their addresses, which other homes cannot resolve.
    laboratory.startTurnServer(NatLaboratory.PUBLIC_V6);
    laboratory.nat(1, Nat.HOME);
    laboratory.nat(2, Nat.HOME);
    laboratory.startNetwork(
        List.of("stun:[" + NatLaboratory.PUBLIC_V6 + "]:3478"),
        "::",
        List.of(
            "ws://" + NatLaboratory.PUBLIC + ":" + NatLaboratory.PORT,
            "ws://[" + NatLaboratory.PUBLIC_V6 + "]:" + NatLaboratory.PORT));
  }

  @AfterEach
  void remove() throws Exception {
    pages.close();
    laboratory.close();
  }

  private void assertLinked(Internet one, Internet other, String transport) throws Exception {
    laboratory.internet(1, one);
    laboratory.internet(2, other);
    Tab first = pages.join(1, URL_V6);
    Tab second = pages.join(2);
    first.seeksLinkTo(second.id());
    first.awaitLinkTo(second.id(), transport);
  }

  @Test
  void pagesThatBothHaveIpv6AreLinkedDirectly() throws Exception {
    assertLinked(Internet.V6, Internet.BOTH, "webrtc");
  }

  @Test
  void betweenIpv6AndIpv4ANodeCarriesTheLink() throws Exception {
    assertLinked(Internet.V6, Internet.V4, "relay");
  }

  /** As from a home to a mobile network of IPv6 only: the page's own origin is not reached then. */
  @Test
  void aPageGoesOnWhenItsInternetChanges() throws Exception {
    laboratory.internet(2, Internet.BOTH);
    Tab first = pages.join(1);
    Tab second = pages.join(2);
    for (Tab each : List.of(first, second)) {
      each.recordsMessages();
    }
    first.sendsTo(second, "before");
    for (Internet internet : List.of(Internet.V6, Internet.V4)) {
      laboratory.internet(1, internet);
      long begin = System.nanoTime();
      first.sendsTo(second, "from " + internet);
      second.sendsTo(first, "to " + internet);
      System.out.println(internet + " after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }
  }
}
