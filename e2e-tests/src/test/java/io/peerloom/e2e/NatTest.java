package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Pages in two homes behind real NATs (R1.5) are linked, and the way the packets take is the
 * shortest that the two NATs allow.
 */
class NatTest {
  private NatLaboratory laboratory;
  private HomePages pages;

  @BeforeEach
  void build() throws Exception {
    Path folder = Path.of(System.getProperty("peerloom.artifacts"), "NatTest");
    Folders.delete(folder);
    Files.createDirectories(folder);
    laboratory = new NatLaboratory(folder);
    pages = new HomePages(laboratory);
  }

  @AfterEach
  void remove() throws Exception {
    pages.close();
    laboratory.close();
  }

  /** The transport of the link between two new pages, and how the packets travel. */
  private String way(Nat one, Nat other, String transport) throws Exception {
    laboratory.nat(1, one);
    laboratory.nat(2, other);
    Tab first = pages.join(1);
    Tab second = pages.join(2);
    first.seeksLinkTo(second.id());
    first.awaitLinkTo(second.id(), transport);
    if (transport.equals("webrtc")) {
      // Kept as it was seen: a link may be replaced at any time.
      first.await(
          "a connected pair",
          Bounds.ANSWERED,
          "async () => { window.way = await ways(); return way.length > 0; }",
          null);
    }
    Object way = first.page().evaluate("window.way ?? ways()");
    pages.closeAll();
    return String.valueOf(way);
  }

  /** {@code NatPairsSoak} tries all pairs, with Firefox and with nodes. */
  @Test
  void pagesAreLinkedDirectlyOrByTurn() throws Exception {
    laboratory.startNetworkWithTurn();
    assertThat(way(Nat.HOME, Nat.DOUBLE, "webrtc")).doesNotContain("relay");
    assertThat(way(Nat.OPEN, Nat.SYMMETRIC, "webrtc")).doesNotContain("relay");
    assertThat(way(Nat.SYMMETRIC, Nat.HOME, "webrtc")).contains("relay");
    assertThat(way(Nat.UDP_BLOCKED, Nat.SYMMETRIC, "webrtc")).contains("relay");
  }

  @Test
  void withoutTurnANodeCarriesTheLink() throws Exception {
    laboratory.startTurnServer();
    laboratory.startNetwork(List.of(NatLaboratory.STUN));
    assertThat(way(Nat.HOME, Nat.HOME, "webrtc")).doesNotContain("relay");
    assertThat(way(Nat.SYMMETRIC, Nat.SYMMETRIC, "relay")).isEqualTo("[]");
    assertThat(way(Nat.UDP_BLOCKED, Nat.HOME, "relay")).isEqualTo("[]");
  }

  @Test
  void turnOverTlsLeadsOutWhereNothingElseDoes() throws Exception {
    laboratory.startTurnServerWithTls();
    laboratory.startNetwork(List.of("turns:" + NatLaboratory.PUBLIC + ":5349?transport=tcp"));
    assertThat(way(Nat.UDP_BLOCKED, Nat.UDP_BLOCKED, "webrtc")).contains("relay relay");
  }
}
