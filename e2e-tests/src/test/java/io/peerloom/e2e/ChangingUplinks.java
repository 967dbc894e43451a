package io.peerloom.e2e;

import io.peerloom.e2e.NatLaboratory.Uplink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two pages in two homes that send to each other and subscribe to a topic, while the network under
 * the first of them changes, or both.
 */
final class ChangingUplinks implements AutoCloseable {
  /** A direct path is sought at once, and if that fails again after 15 to 45 s. */
  private static final Duration DIRECT_AGAIN = Duration.ofSeconds(120);

  private static final String OTHER_ADDRESS = "203.0.113.3";

  private static final int STEADY_MILLIS = 1_000;
  private static final int DOWN_MILLIS = 5_000;

  /** One change of the network; it has happened when this returns. */
  interface Change {
    void run() throws Exception;
  }

  private final NatLaboratory laboratory;
  private final HomePages pages;
  private final TalkingPages talking;

  ChangingUplinks(Path folder) throws Exception {
    laboratory = new NatLaboratory(folder);
    pages = new HomePages(laboratory);
    laboratory.startNetworkWithTurn();
    laboratory.nat(1, Nat.HOME);
    laboratory.nat(2, Nat.HOME);
    talking = new TalkingPages(pages.join(1), pages.join(2));
  }

  /** The changes, in the order in which they are to be made; the last ones lead back. */
  Map<String, Change> changes() {
    String own = NatLaboratory.address(1);
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("home to mobile", () -> laboratory.uplink(Uplink.MOBILE));
    changes.put("mobile to home", () -> laboratory.uplink(Uplink.HOME));
    changes.put("new address of the NAT", () -> laboratory.readdress(1, own, OTHER_ADDRESS + "1"));
    changes.put("NAT to symmetric", () -> laboratory.nat(1, Nat.SYMMETRIC, OTHER_ADDRESS + "1"));
    changes.put("NAT to UDP blocked", () -> laboratory.nat(1, Nat.UDP_BLOCKED));
    changes.put("NAT to home", () -> laboratory.nat(1, Nat.HOME));
    changes.put(
        "down for 5 s",
        () -> {
          laboratory.unplug();
          Pause.millis(DOWN_MILLIS);
          laboratory.plug();
        });
    changes.put(
        "both at once",
        () -> {
          laboratory.readdress(2, NatLaboratory.address(2), OTHER_ADDRESS + "2");
          laboratory.uplink(Uplink.MOBILE);
        });
    changes.put(
        "both back",
        () -> {
          laboratory.readdress(2, OTHER_ADDRESS + "2", NatLaboratory.address(2));
          laboratory.uplink(Uplink.HOME);
        });
    return changes;
  }

  /**
   * Waits for the direct link and makes a change; returns the milliseconds from then to the next
   * message of the other page at the first and at the second, and the same of the topic.
   */
  List<Long> millisAfter(Change change) throws Exception {
    talking.awaitLinked("webrtc", DIRECT_AGAIN);
    Pause.millis(STEADY_MILLIS);
    change.run();
    long at = System.currentTimeMillis();
    List<Long> millis = new ArrayList<>(talking.millisToNext("taken", at));
    millis.addAll(talking.millisToNext("heard", at));
    return millis;
  }

  /**
   * Puts the first home's machine to sleep; returns the milliseconds from its waking until its page
   * has everything that the other one published meanwhile.
   */
  long millisToCatchUp(int sleepMillis) throws Exception {
    laboratory.signal(1, "STOP");
    Pause.millis(sleepMillis);
    Object published = talking.second().page().evaluate("published.length");
    long at = System.currentTimeMillis();
    laboratory.signal(1, "CONT");
    Tab first = talking.first();
    first.await(
        "what was published meanwhile",
        Bounds.MESHED,
        "(count) => heard.some(([n]) => n >= count - 1)",
        published);
    return ((Number)
                first
                    .page()
                    .evaluate("(count) => heard.find(([n]) => n >= count - 1)[2]", published))
            .longValue()
        - at;
  }

  /** What the pages sent and published arrived, each once and in order. */
  void assertAllOnce() {
    talking.assertAllOnce();
  }

  /** Ends everything. */
  @Override
  public void close() throws Exception {
    pages.close();
    laboratory.close();
  }
}
