package io.peerloom.jvm.server;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerState;
import io.peerloom.jvm.JvmPeer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code /metrics} in Prometheus' text format, version 0.0.4, written by hand: a handful of gauges
 * is less than the library that would collect them.
 */
public final class Metrics implements Consumer<JavalinConfig> {
  private static final double MILLIS_PER_SECOND = 1000;

  private final Supplier<Map<String, JvmPeer>> peers;
  private final Executor threads;

  /**
   * Metrics of the peers of this process, by their names.
   *
   * @param threads writes the responses
   */
  public Metrics(Supplier<Map<String, JvmPeer>> peers, Executor threads) {
    this.peers = peers;
    this.threads = threads;
  }

  private record Sample(String name, PeerState state, List<LinkInfo> links) {}

  @Override
  public void accept(JavalinConfig config) {
    Routes.read(config.routes, "/metrics", this::answer);
  }

  private void answer(Context context) {
    List<CompletableFuture<Sample>> samples = new ArrayList<>();
    new TreeMap<>(peers.get())
        .forEach(
            (name, peer) ->
                samples.add(
                    peer.state()
                        .thenCombine(peer.links(), (state, links) -> new Sample(name, state, links))
                        .exceptionally(left -> new Sample(name, PeerState.CLOSED, List.of()))));
    context.future(
        () ->
            CompletableFuture.allOf(samples.toArray(CompletableFuture[]::new))
                .thenRunAsync(
                    () -> {
                      context.contentType("text/plain; version=0.0.4; charset=utf-8");
                      context.result(text(samples.stream().map(CompletableFuture::join).toList()));
                    },
                    threads));
  }

  private static String text(List<Sample> samples) {
    StringBuilder out = new StringBuilder();
    head(out, "peerloom_links", "Live links of a peer.");
    for (Sample sample : samples) {
      Map<String, Integer> counts = new TreeMap<>();
      for (LinkInfo link : sample.links()) {
        counts.merge(
            "kind=\"" + link.kind() + "\",transport=\"" + link.transport() + "\"", 1, Integer::sum);
      }
      counts.forEach(
          (labels, count) -> line(out, "peerloom_links", peer(sample) + "," + labels, count));
    }
    head(out, "peerloom_state", "1 for the state a peer is in.");
    for (Sample sample : samples) {
      for (PeerState state : PeerState.values()) {
        String labels = peer(sample) + ",state=\"" + state.word() + "\"";
        line(out, "peerloom_state", labels, state == sample.state() ? 1 : 0);
      }
    }
    head(out, "jvm_memory_used_bytes", "Heap and other memory the JVM uses.");
    var memory = ManagementFactory.getMemoryMXBean();
    line(
        out,
        "jvm_memory_used_bytes",
        "area=\"heap\"",
        (double) memory.getHeapMemoryUsage().getUsed());
    line(
        out,
        "jvm_memory_used_bytes",
        "area=\"nonheap\"",
        (double) memory.getNonHeapMemoryUsage().getUsed());
    head(out, "jvm_threads_current", "Live threads.");
    line(out, "jvm_threads_current", "", ManagementFactory.getThreadMXBean().getThreadCount());
    head(out, "process_uptime_seconds", "Since the process started.");
    line(
        out,
        "process_uptime_seconds",
        "",
        ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_PER_SECOND);
    return out.toString();
  }

  private static String peer(Sample sample) {
    return "peer=\"" + sample.name() + "\"";
  }

  private static void head(StringBuilder out, String name, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(" gauge\n");
  }

  private static void line(StringBuilder out, String name, String labels, double value) {
    out.append(name);
    if (!labels.isEmpty()) {
      out.append('{').append(labels).append('}');
    }
    boolean whole = value == Math.rint(value);
    out.append(' ').append(whole ? String.valueOf((long) value) : String.valueOf(value));
    out.append('\n');
  }
}
