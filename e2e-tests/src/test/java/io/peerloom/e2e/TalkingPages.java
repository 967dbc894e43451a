package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Two pages that send to each other and subscribe to a topic, from when this is made. */
final class TalkingPages {
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

  private final Tab first;
  private final Tab second;

  TalkingPages(Tab first, Tab second) {
    this.first = first;
    this.second = second;
    // Both before either talks: a subscription without the history hears nothing of before.
    first.page().evaluate(LISTEN);
    second.page().evaluate(LISTEN);
    first.page().evaluate(TALK, second.id());
    second.page().evaluate(TALK, first.id());
  }

  Tab first() {
    return first;
  }

  Tab second() {
    return second;
  }

  /** Waits until each has one link to the other, over that transport. */
  void awaitLinked(String transport, Duration bound) {
    first.awaitLinkTo(second.id(), transport, bound);
    second.awaitLinkTo(first.id(), transport, bound);
  }

  /**
   * The milliseconds from a time to the next message of the other page, at the first and at the
   * second: {@code taken} of those sent directly, {@code heard} of those of the topic.
   */
  List<Long> millisToNext(String list, long at) {
    return List.of(next(first, list, at), next(second, list, at));
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
}
