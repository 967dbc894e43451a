package io.peerloom.jvm.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.peerloom.core.api.PeerFigures;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.metrics.Failures;
import io.peerloom.jvm.metrics.History;
import io.peerloom.jvm.metrics.ServerMetrics;
import io.peerloom.jvm.net.PageOrigins;
import io.peerloom.jvm.store.RocksRecordStore;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a server process of any role says about itself as JSON, under {@code /api/v1/server}: the
 * source of the dashboard. What is read from a peer is bounded, and read on its loop in
 * microseconds.
 */
public final class ServerApi implements Consumer<JavalinConfig> {
  private static final String ROOT = "/api/v1/server";

  /** Links of one peer in an answer. */
  static final int MAX_LINKS = 500;

  /** Bridges that one peer knows in an answer. */
  static final int MAX_BRIDGES = 20;

  /** Topics of one peer in an answer, those with the most bytes. */
  static final int MAX_TOPICS = 100;

  private static final int MAX_ANSWER_SECONDS = 10;

  private final String role;
  private final ServerMetrics metrics;
  private final RequestGuard guard;
  private final Executor threads;
  private final long startedAt = System.currentTimeMillis();

  /**
   * The API of this process.
   *
   * @param role {@code all-in-one}, {@code bootstrap}, {@code bridge} or {@code node}
   * @param pages those that may use the server
   * @param threads writes the responses
   */
  public ServerApi(String role, ServerMetrics metrics, PageOrigins pages, Executor threads) {
    this.role = role;
    this.metrics = metrics;
    this.guard = new RequestGuard(pages);
    this.threads = threads;
  }

  @Override
  public void accept(JavalinConfig config) {
    var routes = config.routes;
    routes.exception(
        PeerloomException.class, (failure, context) -> Problem.answer(context, failure));
    Routes.read(routes, ROOT, context -> answer(context, MAX_BRIDGES, this::server));
    Routes.read(routes, ROOT + "/links", context -> answer(context, MAX_LINKS, ServerApi::links));
    Routes.read(routes, ROOT + "/topics", context -> answer(context, 0, ServerApi::topics));
    Routes.read(routes, ROOT + "/history", context -> answer(context, 0, any -> history()));
  }

  private record Figures(JvmPeer peer, PeerFigures now) {}

  /** Answers with what the figures of all peers give; a peer that has left is left out. */
  private void answer(Context context, int most, Function<Map<String, Figures>, ObjectNode> json) {
    guard.check(context);
    Map<String, CompletableFuture<Figures>> asked = new LinkedHashMap<>();
    metrics
        .peers()
        .forEach(
            (name, peer) ->
                asked.put(
                    name,
                    peer.figures(most)
                        .thenApply(now -> new Figures(peer, now))
                        .exceptionally(left -> null)));
    CompletableFuture<?>[] all = asked.values().toArray(CompletableFuture<?>[]::new);
    context.future(
        () ->
            CompletableFuture.allOf(all)
                .orTimeout(MAX_ANSWER_SECONDS, TimeUnit.SECONDS)
                .handleAsync(
                    (done, failure) -> {
                      if (failure != null) {
                        Problem.answer(context, failure);
                        return done;
                      }
                      Map<String, Figures> known = new LinkedHashMap<>();
                      asked.forEach(
                          (name, figures) -> {
                            if (figures.join() != null) {
                              known.put(name, figures.join());
                            }
                          });
                      context.contentType("application/json");
                      context.header("Cache-Control", "no-store");
                      context.result(Json.bytes(json.apply(known)));
                      return done;
                    },
                    threads));
  }

  private ObjectNode server(Map<String, Figures> peers) {
    ObjectNode node = Json.object();
    node.put("role", role);
    node.put("version", ServerMetrics.version());
    node.put("startedAt", startedAt);
    node.put("now", System.currentTimeMillis());
    ArrayNode all = node.putArray("peers");
    peers.forEach((name, figures) -> peer(all.addObject(), name, figures));
    ArrayNode bridges = node.putArray("bridges");
    bridges(bridges, peers);
    ArrayNode failures = node.putArray("failures");
    metrics
        .failures()
        .counts()
        .forEach(
            (kind, count) -> {
              ObjectNode failure = failures.addObject();
              failure.put("of", word(kind.of()));
              failure.put("code", kind.code().name());
              failure.put("count", count);
            });
    return node;
  }

  private static String word(Failures.Of of) {
    return switch (of) {
      case DIAL -> "dial";
      case LINK -> "link";
      case REQUEST -> "request";
      case ANSWER -> "answer";
      case ADMISSION -> "admission";
      case BOOTSTRAP -> "bootstrap";
      case BRIDGE -> "bridge";
    };
  }

  private void peer(ObjectNode node, String name, Figures figures) {
    PeerFigures now = figures.now();
    node.put("name", name);
    node.put("id", figures.peer().id());
    node.put("network", figures.peer().network());
    node.put("state", now.state().word());
    node.put("links", now.links());
    ObjectNode kinds = node.putObject("linksByKind");
    metrics.linksByKind(name).forEach(kinds::put);
    node.put("neededLinks", now.neededLinks());
    node.put("knownPeers", now.knownPeers());
    node.put(
        "bootstrapFailure", now.bootstrapFailure() == null ? null : now.bootstrapFailure().name());
    node.put("clockCorrectionMillis", now.clockCorrectionMillis());
    node.put("topics", now.topics().size());
    RocksRecordStore.Usage stored = metrics.stored(name);
    node.put("storedRecords", stored == null ? null : stored.records());
    node.put("storedBytes", stored == null ? null : stored.bytes());
    node.put("storeQuotaBytes", metrics.storeQuota(name));
    long[] traffic = metrics.traffic(name);
    node.put("receivedBytes", traffic[0]);
    node.put("sentBytes", traffic[1]);
  }

  /** Those a bootstrap server asks, and those the peers of this process know; each once. */
  private void bridges(ArrayNode array, Map<String, Figures> peers) {
    metrics
        .bridgeStates()
        .forEach(
            (url, state) -> {
              ObjectNode bridge = array.addObject();
              bridge.put("address", url);
              bridge.putNull("id");
              bridge.put(
                  "state",
                  state.askedAt() == 0
                      ? "not asked yet"
                      : state.code() == null ? "answers" : "does not answer");
              bridge.put("code", state.code() == null ? null : state.code().name());
              bridge.put("at", state.askedAt());
            });
    Map<String, PeerFigures.KnownBridge> known = new LinkedHashMap<>();
    for (Figures figures : peers.values()) {
      for (PeerFigures.KnownBridge bridge : figures.now().bridges()) {
        known.merge(bridge.id(), bridge, (one, other) -> one.linked() ? one : other);
      }
    }
    for (PeerFigures.KnownBridge each : known.values()) {
      ObjectNode bridge = array.addObject();
      bridge.put("address", String.join(" ", each.addresses()));
      bridge.put("id", each.id());
      bridge.put("state", each.linked() ? "linked" : "not linked");
      bridge.putNull("code");
      bridge.put("at", 0);
    }
  }

  private static ObjectNode links(Map<String, Figures> peers) {
    ObjectNode node = Json.object();
    ArrayNode array = node.putArray("links");
    int total = 0;
    for (Map.Entry<String, Figures> entry : peers.entrySet()) {
      total += entry.getValue().now().links();
      for (var link : Json.links(entry.getValue().now().oldestLinks())) {
        ((ObjectNode) link).put("peer", entry.getKey());
        array.add(link);
      }
    }
    node.put("total", total);
    return node;
  }

  private static ObjectNode topics(Map<String, Figures> peers) {
    ObjectNode node = Json.object();
    ArrayNode array = node.putArray("topics");
    int total = 0;
    for (Map.Entry<String, Figures> entry : peers.entrySet()) {
      var topics = entry.getValue().now().topics();
      total += topics.size();
      topics.stream()
          .sorted(Comparator.comparingInt(PeerFigures.HeldTopic::bytes).reversed())
          .limit(MAX_TOPICS)
          .forEach(
              topic -> {
                ObjectNode one = array.addObject();
                one.put("peer", entry.getKey());
                one.put("topic", topic.topic());
                one.put("messages", topic.messages());
                one.put("bytes", topic.bytes());
                one.put("subscribers", topic.subscribers());
              });
    }
    node.put("total", total);
    return node;
  }

  private ObjectNode history() {
    ObjectNode node = Json.object();
    node.put("stepSeconds", History.STEP_SECONDS);
    ArrayNode samples = node.putArray("samples");
    for (History.Sample sample : metrics.history().samples()) {
      ObjectNode one = samples.addObject();
      one.put("at", sample.at());
      one.put("links", sample.links());
      one.put("receivedBytes", sample.receivedBytes());
      one.put("sentBytes", sample.sentBytes());
      one.put("answers", sample.answers());
      ObjectNode failures = one.putObject("failures");
      sample.failures().forEach((code, count) -> failures.put(code.name(), count));
    }
    return node;
  }
}
