package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.e2e.NatLaboratory.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Pairs of pages that only nodes link, while they talk: the first one's NAT is loosened and the
 * link becomes direct, it is tightened and the link goes back, every node is killed in turn, and
 * the first page moves to another network and back (R1.5). Each message arrives once and in order;
 * the milliseconds until the next one are printed. {@code peerloom.soak.pairs} is a regular
 * expression of the pairs to try, as they are printed.
 */
class NatChangesSoak {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  private static final Pattern CHOSEN =
      Pattern.compile(System.getProperty("peerloom.soak.pairs", ".*"));

  /** A path is sought at once, again after 15 to 45 s, and then after twice that. */
  private static final Duration DIRECT_AGAIN = Duration.ofSeconds(180);

  private static final int STEADY_MILLIS = 1_000;

  private NatLaboratory laboratory;
  private HomePages pages;
  private TalkingPages talking;

  /**
   * Two pages.
   *
   * @param loose what the first one's NAT becomes
   */
  private record Pair(boolean firefox, Nat tight, Nat loose, boolean otherFirefox, Nat other) {
    @Override
    public String toString() {
      return browser(firefox)
          + " "
          + tight
          + " to "
          + loose
          + ", "
          + browser(otherFirefox)
          + " "
          + other;
    }

    private static String browser(boolean firefox) {
      return firefox ? "Firefox" : "Chromium";
    }
  }

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(false, Nat.SYMMETRIC, Nat.HOME, false, Nat.HOME),
          new Pair(false, Nat.UDP_BLOCKED, Nat.OPEN, false, Nat.HOME),
          new Pair(false, Nat.SYMMETRIC, Nat.OPEN, false, Nat.SYMMETRIC),
          new Pair(false, Nat.UDP_BLOCKED, Nat.HOME, false, Nat.DOUBLE),
          new Pair(false, Nat.UDP_BLOCKED, Nat.ADDRESS_DEPENDENT, false, Nat.SYMMETRIC),
          new Pair(false, Nat.SYMMETRIC, Nat.NONE, false, Nat.DOUBLE),
          new Pair(true, Nat.UDP_BLOCKED, Nat.HOME, false, Nat.HOME),
          new Pair(false, Nat.SYMMETRIC, Nat.HOME, true, Nat.HOME),
          new Pair(true, Nat.SYMMETRIC, Nat.OPEN, true, Nat.SYMMETRIC),
          new Pair(true, Nat.UDP_BLOCKED, Nat.NONE, true, Nat.HOME));

  @BeforeEach
  void build() throws Exception {
    laboratory = new NatLaboratory(KEPT.folder());
    pages = new HomePages(laboratory);
    laboratory.startTurnServer();
    laboratory.startNetwork(List.of(NatLaboratory.STUN));
    laboratory.startPublicNode();
    laboratory.startPublicNode();
  }

  @AfterEach
  void remove() throws Exception {
    pages.close();
    laboratory.close();
  }

  @Test
  void everyPairSurvivesEveryChange() throws Exception {
    List<String> failures = new ArrayList<>();
    int tried = 0;
    for (Pair pair : PAIRS) {
      if (CHOSEN.matcher(pair.toString()).find()) {
        tried++;
        System.out.println(pair);
        try {
          survives(pair);
        } catch (AssertionError failure) {
          System.out.println("  failed: " + failure.getMessage());
          failures.add(pair + ": " + failure.getMessage());
        }
        pages.closeAll();
      }
    }
    assertThat(tried).isPositive();
    assertThat(failures).isEmpty();
  }

  private void survives(Pair pair) throws Exception {
    laboratory.nat(1, pair.tight);
    laboratory.nat(2, pair.other);
    Tab first = pair.firefox ? pages.joinInFirefox(1) : pages.join(1);
    Tab second = pair.otherFirefox ? pages.joinInFirefox(2) : pages.join(2);
    talking = new TalkingPages(first, second);
    talking.awaitLinked("relay", Bounds.MESHED);
    change("loosened", () -> laboratory.nat(1, pair.loose));
    talking.awaitLinked("webrtc", DIRECT_AGAIN);
    change("tightened", () -> laboratory.nat(1, pair.tight));
    talking.awaitLinked("relay", Bounds.RECOVERED);
    for (int server = 0; server < laboratory.servers(); server++) {
      int killed = server;
      change("node killed", () -> laboratory.kill(killed));
      laboratory.start(server);
      talking.awaitLinked("relay", Bounds.RECOVERED);
    }
    change("to mobile", () -> laboratory.uplink(Uplink.MOBILE));
    change("back home", () -> laboratory.uplink(Uplink.HOME));
    talking.assertAllOnce();
  }

  private void change(String name, ChangingUplinks.Change change) throws Exception {
    Pause.millis(STEADY_MILLIS);
    change.run();
    long at = System.currentTimeMillis();
    System.out.println("  " + name + ": " + talking.millisToNext("taken", at));
  }
}
