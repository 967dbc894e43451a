package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * All pairs of NATs, between pages in Chromium and Firefox and nodes that nobody can dial (R1.5):
 * each is linked, directly wherever the two NATs and Firefox's ICE allow it. {@code
 * peerloom.soak.pairs} is a regular expression of the pairs to try, as they are printed.
 */
class NatPairsSoak {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  private static final Pattern CHOSEN =
      Pattern.compile(System.getProperty("peerloom.soak.pairs", ".*"));

  private static final String NO_LINK = "no link";

  private NatLaboratory laboratory;
  private HomePages pages;
  private final List<String> failures = new ArrayList<>();
  private int tried;
  private int relayed;

  /** Who is in a home. */
  private enum Kind {
    CHROMIUM,
    FIREFOX,
    NODE
  }

  @BeforeEach
  void build() throws Exception {
    laboratory = new NatLaboratory(KEPT.folder());
    pages = new HomePages(laboratory);
    laboratory.startNetworkWithTurn();
  }

  @AfterEach
  void remove() throws Exception {
    pages.close();
    laboratory.close();
  }

  @Test
  void everyPairIsLinkedByTheShortestWay() throws Exception {
    for (Kind other : Kind.values()) {
      for (Kind one : List.of(Kind.CHROMIUM, Kind.FIREFOX)) {
        if (one.compareTo(other) <= 0) {
          everyNat(one, other);
        }
      }
    }
    System.out.println(
        tried
            + " pairs, "
            + failures.size()
            + " failed, "
            + relayed
            + " relayed that could be direct");
    assertThat(tried).isPositive();
    assertThat(failures).isEmpty();
  }

  private void everyNat(Kind one, Kind other) throws Exception {
    for (Nat first : Nat.values()) {
      for (Nat second : Nat.values()) {
        boolean isMirrored = one == other && first.compareTo(second) > 0;
        String name = one + " " + first + ", " + other + " " + second;
        if (!isMirrored && CHOSEN.matcher(name).find()) {
          tried++;
          laboratory.nat(1, first);
          laboratory.nat(2, second);
          boolean direct = first.reaches(second);
          String way = way(one, other, direct);
          // Firefox chooses the first pair that works, and stays with it.
          boolean mayBeRelayed = !direct || one == Kind.FIREFOX || other == Kind.FIREFOX;
          boolean asWanted =
              !way.equals(NO_LINK) && (way.contains("relay") ? mayBeRelayed : direct);
          relayed += direct && way.contains("relay") ? 1 : 0;
          System.out.println(name + ": " + way + (asWanted ? "" : " — not as it should be"));
          if (!asWanted) {
            failures.add(name + ": " + way);
          }
        }
      }
    }
  }

  /** Neither can be reached in its home, and both have the public address of their carrier. */
  @Test
  void homesBehindOneCarrierAreLinked() throws Exception {
    for (boolean hairpins : new boolean[] {true, false}) {
      laboratory.shareCarrier(hairpins);
      for (Kind other : Kind.values()) {
        String way = way(Kind.CHROMIUM, other, hairpins);
        System.out.println("one carrier, hairpins " + hairpins + ", " + other + ": " + way);
        assertThat(way).isNotEqualTo(NO_LINK);
        // Firefox chooses the first pair that works, and stays with it.
        assertThat(way.contains("relay")).isIn(!hairpins, !hairpins || other == Kind.FIREFOX);
      }
    }
  }

  /** How packets between two new peers travel, as candidates at both ends; or {@link #NO_LINK}. */
  private String way(Kind one, Kind other, boolean isDirect) throws Exception {
    JarProcess node = other == Kind.NODE ? laboratory.startNode(2) : null;
    Tab first = page(one, 1);
    // A node behind a NAT is the only other peer that a page is linked to by WebRTC.
    if (node == null) {
      first.seeksLinkTo(page(other, 2).id());
    }
    try {
      first.await(
          "connected pair over WebRTC",
          Bounds.MESHED,
          "async () => { window.way = peer.links().some((l) => l.transport === 'webrtc')"
              + " ? await ways() : []; return way.length > 0; }",
          null);
      return isDirect ? settled(first) : String.valueOf(first.page().evaluate("way"));
    } catch (AssertionError noLink) {
      System.out.println(noLink.getMessage());
      return NO_LINK;
    } finally {
      pages.closeAll();
      if (node != null) {
        node.kill();
        node.awaitEnd();
      }
    }
  }

  /** The way after some time: ICE may begin with a relayed pair and change to a better one. */
  private static String settled(Tab page) {
    try {
      page.await(
          "direct pair",
          Bounds.ANSWERED,
          "async () => { window.way = await ways();"
              + " return way.length > 0 && !way.join().includes('relay'); }",
          null);
    } catch (AssertionError relayed) {
      // Said by what is returned.
    }
    return String.valueOf(page.page().evaluate("way"));
  }

  private Tab page(Kind kind, int home) throws Exception {
    return kind == Kind.FIREFOX ? pages.joinInFirefox(home) : pages.join(home);
  }
}
