package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Topics with history, between tabs and JVM peers. */
class TopicsTest {
  @RegisterExtension static final Stage STAGE = Stage.withOneServer();

  @Test
  void tabsAndTheJvmHearEachOther() throws Exception {
    Tab first = STAGE.join(STAGE.profile());
    Tab second = STAGE.join(STAGE.profile());
    first.subscribe("news");
    second.subscribe("news");
    List<String> events = new ArrayList<>();
    CompletableFuture<Void> bothSeen = new CompletableFuture<>();
    Thread listener = new Thread(() -> listen(events, bothSeen), "event-stream");
    listener.setDaemon(true);
    listener.start();

    first.publish("news", "from a tab");
    HttpResponse<String> published =
        STAGE.api().publish("news", "from the JVM").get(10, TimeUnit.SECONDS);
    assertThat(published.statusCode()).as(published.body()).isBetween(200, 201);

    first.awaitReceived("news", 2);
    second.awaitReceived("news", 2);
    assertThat(first.received("news")).containsExactlyInAnyOrder("from a tab", "from the JVM");
    assertThat(second.received("news")).containsExactlyInAnyOrder("from a tab", "from the JVM");
    bothSeen.get(Bounds.ANSWERED.toSeconds(), TimeUnit.SECONDS);
  }

  private static void listen(List<String> events, CompletableFuture<Void> bothSeen) {
    try {
      STAGE
          .api()
          .events("news")
          .forEach(
              line -> {
                events.add(line);
                String all = String.join("\n", events);
                if (all.contains("from a tab") && all.contains("from the JVM")) {
                  bothSeen.complete(null);
                }
              });
    } catch (Exception e) {
      bothSeen.completeExceptionally(e);
    }
  }

  @Test
  void laterTabGetsTheHistoryOnceAndInOrder() throws Exception {
    Tab writer = STAGE.join(STAGE.profile());
    List<String> published = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      writer.publish("log", "entry " + i);
      published.add("entry " + i);
    }
    Tab late = STAGE.join(STAGE.profile());
    late.subscribe("log");
    late.awaitReceived("log", 10);
    assertThat(late.received("log")).containsExactlyElementsOf(published);

    writer.publish("log", "entry 11");
    published.add("entry 11");
    late.awaitReceived("log", 11);
    assertThat(late.received("log")).containsExactlyElementsOf(published);

    List<String> byHttp = new ArrayList<>();
    STAGE.api().messages("log").forEach(message -> byHttp.add(message.path("value").asText()));
    assertThat(byHttp).containsExactlyElementsOf(published);
  }

  /** A page learns that nothing before a moment is missing, and may begin its history at one. */
  @Test
  void aPageKnowsUntilWhenItHasEverything() {
    Tab writer = STAGE.join(STAGE.profile());
    Tab reader = STAGE.join(STAGE.profile());
    writer.publish("since", "long ago");
    Object since =
        writer
            .page()
            .evaluate(
                "async () => { const m = await peer.topic('since').history();"
                    + " return m[0].publishedAt + 1; }");
    writer.publish("since", "lately");
    reader
        .page()
        .evaluate(
            "async (since) => { window.late = [];"
                + " window.sub = await peer.topic('since').subscribe("
                + " (m) => late.push(m.value), { since }); }",
            since);
    assertThat(reader.page().evaluate("() => late")).isEqualTo(List.of("lately"));
    reader
        .page()
        .waitForFunction("(since) => sub.completeUntil > since && late.length === 1", since);
  }

  @Test
  void commandLinePublishesAndReads() throws Exception {
    String node = STAGE.server().url();
    Program publish =
        Program.run(STAGE.folder(), "publish", "jobs", "from a shell", "--node", node);
    assertThat(publish.exitCode()).as(publish.err()).isZero();
    Tab tab = STAGE.join(STAGE.profile());
    tab.subscribe("jobs");
    tab.awaitReceived("jobs", 1);
    assertThat(tab.received("jobs")).containsExactly("from a shell");
  }

  @Test
  void nothingIsLostWhenFivePeersPublishAtOnce() throws Exception {
    List<Tab> tabs = IntStream.range(0, 4).mapToObj(i -> STAGE.join(STAGE.profile())).toList();
    List<String> all = new ArrayList<>();
    List<CompletableFuture<HttpResponse<String>>> byHttp = new ArrayList<>();
    for (int i = 0; i < tabs.size(); i++) {
      List<String> four = four("tab " + i);
      all.addAll(four);
      tabs.get(i).publishAllSoon("rush", four);
    }
    for (String message : four("node")) {
      all.add(message);
      byHttp.add(STAGE.api().publish("rush", message));
    }
    for (CompletableFuture<HttpResponse<String>> one : byHttp) {
      HttpResponse<String> response = one.get(Bounds.ANSWERED.toSeconds(), TimeUnit.SECONDS);
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
    }
    tabs.forEach(Tab::awaitPublished);

    Tab later = STAGE.join(STAGE.profile());
    later.subscribe("rush");
    later.awaitReceived("rush", 20);
    assertThat(later.received("rush")).containsExactlyInAnyOrderElementsOf(all);
    for (int i = 0; i < tabs.size(); i++) {
      String from = "tab " + i;
      assertThat(later.received("rush"))
          .filteredOn(message -> message.startsWith(from))
          .as("one publisher's order")
          .containsExactlyElementsOf(four(from));
    }
  }

  private static List<String> four(String from) {
    return IntStream.rangeClosed(1, 4).mapToObj(i -> from + ", message " + i).toList();
  }
}
