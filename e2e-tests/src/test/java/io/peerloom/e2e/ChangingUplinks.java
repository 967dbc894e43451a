package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.peerloom.e2e.NatLaboratory.Uplink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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

  /** Listens, and records what comes when. */
  private static final String LISTEN =
      """
      async () => {
        window.outcomes = []; window.taken = []; window.published = []; window.heard = [];
        peer.on('message', ({ bytes }) => {
          const view = new DataView(bytes.buffer, bytes.byteOffset);
          taken.push([view.getUint32(0), view.getFloat64(4), Date.now()]);
        });
        await peer.topic('uplinks').subscribe(({ value, publisher }) => {
          if (publisher !== peer.publisher) heard.push([...JSON.parse(value), Date.now()]);
        });
      }
      """;

  /** Sends a numbered message with the time every 50 ms and publishes one every 500 ms. */
  private static final String TALK =
      """
      (id) => {
        window.sending = setInterval(() => {
          const bytes = new Uint8Array(12);
          const view = new DataView(bytes.buffer);
          view.setUint32(0, outcomes.length);
          view.setFloat64(4, Date.now());
          outcomes.push(peer.send(id, bytes).then(() => 'taken', (e) => e.code));
        }, 50);
        window.publishing = setInterval(() => {
          const value = JSON.stringify([published.length, Date.now()]);
          published.push(peer.topic('uplinks').publish(value).then(() => 'acked', (e) => e.code));
        }, 500);
      }
      """;

  /** The milliseconds from a time to the first message that was sent after it; -1 for none yet. */
  private static final String NEXT =
      """
      ([list, at]) => {
        const next = window[list].find(([n, sent]) => sent > at);
        return next === undefined ? -1 : next[2] - at;
      }
      """;

  /** What a page did not hear of these numbers, and whether the topic's history has it. */
  private static final String MISSING =
      """
      async (numbers) => {
        const history = await peer.topic('uplinks').history();
        const all = history.filter((m) => m.publisher !== peer.publisher).map((m) => JSON.parse(m.value));
        const missing = numbers.filter((each) => !heard.some(([n]) => n === each));
        return JSON.stringify(missing.map((n) => [n, all.some((value) => value[0] === n)]));
      }
      """;

  private final NatLaboratory laboratory;
  private final HomePages pages;
  private final Tab first;
  private final Tab second;

  ChangingUplinks(Path folder) throws Exception {
    laboratory = new NatLaboratory(folder);
    pages = new HomePages(laboratory);
    laboratory.startNetworkWithTurn();
    laboratory.nat(1, Nat.HOME);
    laboratory.nat(2, Nat.HOME);
    first = pages.join(1);
    second = pages.join(2);
    // Both before either talks: a subscription without the history hears nothing of before.
    first.page().evaluate(LISTEN);
    second.page().evaluate(LISTEN);
    first.page().evaluate(TALK, second.id());
    second.page().evaluate(TALK, first.id());
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
    first.awaitWebRtcTo(second.id(), DIRECT_AGAIN);
    second.awaitWebRtcTo(first.id(), DIRECT_AGAIN);
    Pause.millis(STEADY_MILLIS);
    change.run();
    long at = System.currentTimeMillis();
    List<Long> millis = new ArrayList<>();
    for (String list : List.of("taken", "heard")) {
      millis.add(next(first, list, at));
      millis.add(next(second, list, at));
    }
    return millis;
  }

  private static long next(Tab tab, String list, long at) {
    List<Object> argument = List.of(list, (double) at);
    tab.await(
        "message in " + list,
        Bounds.RECOVERED,
        "(argument) => (" + NEXT + ")(argument) >= 0",
        argument);
    return ((Number) tab.page().evaluate(NEXT, argument)).longValue();
  }

  /**
   * Puts the first home's machine to sleep; returns the milliseconds from its waking until its page
   * has everything that the other one published meanwhile.
   */
  long millisToCatchUp(int sleepMillis) throws Exception {
    laboratory.signal(1, "STOP");
    Pause.millis(sleepMillis);
    Object published = second.page().evaluate("published.length");
    long at = System.currentTimeMillis();
    laboratory.signal(1, "CONT");
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
    assertAllOnce(first, second);
    assertAllOnce(second, first);
  }

  /** What one page sent and published arrived at the other, each once and in order. */
  private static void assertAllOnce(Tab from, Tab to) {
    List<?> sent =
        (List<?>)
            from.page().evaluate("() => { clearInterval(sending); return Promise.all(outcomes); }");
    assertThat(sent).allMatch("taken"::equals);
    assertThat(to.page().evaluate("taken.map(([n]) => n)"))
        .isEqualTo(IntStream.range(0, sent.size()).boxed().toList());
    List<?> published =
        (List<?>)
            from.page()
                .evaluate("() => { clearInterval(publishing); return Promise.all(published); }");
    List<Integer> acknowledged =
        IntStream.range(0, published.size())
            .filter(i -> published.get(i).equals("acked"))
            .boxed()
            .toList();
    try {
      to.await(
          "all of the topic",
          Bounds.MESHED,
          "(numbers) => numbers.every((each) => heard.some(([n]) => n === each))",
          acknowledged);
    } catch (AssertionError late) {
      throw new AssertionError("never heard: " + to.page().evaluate(MISSING, acknowledged), late);
    }
    System.out.println(
        sent.size()
            + " sent; of "
            + published.size()
            + " published "
            + acknowledged.size()
            + " acknowledged");
    assertThat(to.page().evaluate("heard.map(([n]) => n)")).asInstanceOf(LIST).isSorted();
    assertThat(to.page().evaluate("new Set(heard.map(([n]) => n)).size === heard.length"))
        .isEqualTo(true);
  }

  /** Ends everything. */
  @Override
  public void close() throws Exception {
    pages.close();
    laboratory.close();
  }
}
