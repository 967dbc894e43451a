package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two pages, one of them behind a link that loses packets, is slow or delays: all that is sent
 * arrives once, and the times it takes are printed (R1.5).
 */
class BadLinksSoak {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  private static final int MESSAGES = 50;
  private static final int PUBLISHED = 10;

  private NatLaboratory laboratory;
  private HomePages pages;
  private Tab first;
  private Tab second;

  @BeforeEach
  void build() throws Exception {
    laboratory = new NatLaboratory(KEPT.folder());
    pages = new HomePages(laboratory);
    laboratory.startNetworkWithTurn();
    laboratory.nat(1, Nat.HOME);
    laboratory.nat(2, Nat.HOME);
    first = pages.join(1);
    second = pages.join(2);
    first.seeksLinkTo(second.id());
    first.awaitWebRtcTo(second.id());
    for (Tab each : List.of(first, second)) {
      each.recordsMessages();
    }
  }

  @AfterEach
  void remove() throws Exception {
    pages.close();
    laboratory.close();
  }

  private void sendAll(String name) {
    for (Tab from : List.of(first, second)) {
      Tab to = from == first ? second : first;
      Object millis =
          from.page()
              .evaluate(
                  "async ([id, count]) => { const all = [];"
                      + " for (let i = 0; i < count; i++) { const at = performance.now();"
                      + " await peer.send(id, new TextEncoder().encode(i + ' ' + 'x'.repeat(200)));"
                      + " all.push(Math.round(performance.now() - at)); }"
                      + " all.sort((a, b) => a - b);"
                      + " return [all[count / 2], all[count - 1]]; }",
                  List.of(to.id(), MESSAGES));
      System.out.println(
          name + ", from " + (from == first ? "there" : "elsewhere") + ": " + millis);
      assertThat(to.page().evaluate("told.length")).isEqualTo(MESSAGES);
    }
    second.subscribe(name);
    long start = System.nanoTime();
    for (int i = 0; i < PUBLISHED; i++) {
      first.publish(name, String.valueOf(i));
    }
    System.out.println(name + ", a publish: " + millisSince(start) / PUBLISHED);
    second.awaitReceived(name, PUBLISHED);
    assertThat(second.received(name)).doesNotHaveDuplicates().hasSize(PUBLISHED);
    start = System.nanoTime();
    first.put(name, "kept", Map.of("readers", "public"));
    System.out.println(name + ", a put: " + millisSince(start));
    second.awaitValue(name, "kept");
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  @Test
  void aTwentiethIsLost() throws Exception {
    laboratory.lose(1, 0.05);
    sendAll("5% lost");
  }

  @Test
  void aFifthIsLost() throws Exception {
    laboratory.lose(1, 0.2);
    sendAll("20% lost");
  }

  @Test
  void aDelayedLinkCarriesAll() throws Exception {
    laboratory.delay(1, 750);
    sendAll("1.5 s of delay");
  }

  /** The page itself comes over it, and all that joining takes. */
  @Test
  void aPageJoinsOverADelayedLink() throws Exception {
    pages.closeAll();
    laboratory.delay(1, 750);
    long start = System.nanoTime();
    first = pages.join(1);
    System.out.println("joined after " + millisSince(start));
    second = pages.join(2);
    first.seeksLinkTo(second.id());
    first.awaitWebRtcTo(second.id());
    for (Tab each : List.of(first, second)) {
      each.recordsMessages();
    }
    sendAll("joined over 1.5 s of delay");
  }

  @Test
  void aSlowLinkCarriesAll() throws Exception {
    laboratory.slowDown(1, 64);
    sendAll("64 kbit/s");
  }
}
