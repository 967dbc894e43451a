package io.peerloom.jvm.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Meter;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.wire.MessageType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Counts what one peer, or a bootstrap server, does. Called on its loop only, so that the counters
 * can be found in plain maps; their values are read from any thread.
 */
final class PeerMeter extends Meter {
  /** Few, because each is a time series for each type of message. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofMillis(2500)
  };

  /** Ends of dials and links that are no failures. */
  private static final Set<ErrorCode> ORDINARY =
      EnumSet.of(
          ErrorCode.GLARE,
          ErrorCode.ALREADY_LINKED,
          ErrorCode.REPLACED,
          ErrorCode.CLOSED,
          ErrorCode.LINK_LIMIT);

  private static final String OK = "OK";

  private final MeterRegistry registry;
  private final Tags peer;
  private final Failures failures;
  private final BiConsumer<String, ErrorCode> onBridge;
  private final Counter received;
  private final Counter sent;
  private final Counter receivedMessages;
  private final Counter sentMessages;
  private final LongAdder answers = new LongAdder();
  private final Timer[] served = new Timer[MessageType.COUNT];
  private final Timer[] requested = new Timer[MessageType.COUNT];

  // By name and labels, whose values are all of the protocol or the configuration.
  private final Map<String, Counter> counters = new HashMap<>();
  private final Map<String, AtomicInteger> links = new ConcurrentHashMap<>();

  /**
   * A meter of the peer of that name.
   *
   * @param onBridge is told of the answers of bridges, with null for the code of a good one
   */
  PeerMeter(
      MeterRegistry registry,
      String name,
      Failures failures,
      BiConsumer<String, ErrorCode> onBridge) {
    this.registry = registry;
    this.peer = Tags.of("peer", name);
    this.failures = failures;
    this.onBridge = onBridge;
    received = traffic("received");
    sent = traffic("sent");
    receivedMessages = messages("received");
    sentMessages = messages("sent");
  }

  private Counter traffic(String direction) {
    return Counter.builder("peerloom.traffic")
        .description("Bytes of messages over connections to peers, before encryption.")
        .baseUnit("bytes")
        .tags(peer.and("direction", direction))
        .register(registry);
  }

  private Counter messages(String direction) {
    return Counter.builder("peerloom.messages")
        .description("Messages over connections to peers.")
        .tags(peer.and("direction", direction))
        .register(registry);
  }

  private void count(String name, String description, String... labels) {
    counters
        .computeIfAbsent(
            name + ' ' + String.join(" ", labels),
            first ->
                Counter.builder(name)
                    .description(description)
                    .tags(peer.and(labels))
                    .register(registry))
        .increment();
  }

  private void failed(Failures.Of of, ErrorCode code) {
    if (!ORDINARY.contains(code)) {
      failures.count(of, code);
    }
  }

  // ---- links

  @Override
  public void linkOpened(String kind, String transport, boolean dialled) {
    dialled(transport, dialled);
    count(
        "peerloom.links.opened",
        "Links that were opened.",
        "kind",
        kind,
        "transport",
        transport,
        "direction",
        direction(dialled));
    links(kind, transport).incrementAndGet();
  }

  @Override
  public void linkClosed(String kind, String transport, ErrorCode code) {
    count(
        "peerloom.links.closed",
        "Links that ended, by reason.",
        "kind",
        kind,
        "transport",
        transport,
        "code",
        code.name());
    failed(Failures.Of.LINK, code);
    links(kind, transport).decrementAndGet();
  }

  private AtomicInteger links(String kind, String transport) {
    return links.computeIfAbsent(
        kind + ' ' + transport,
        first -> {
          AtomicInteger live = new AtomicInteger();
          Gauge.builder("peerloom.links", live, AtomicInteger::get)
              .description("Live links by the kind of the other peer.")
              .tags(peer.and("kind", kind, "transport", transport))
              .register(registry);
          return live;
        });
  }

  @Override
  public void dialFailed(String transport, boolean dialled, String phase, ErrorCode code) {
    dialled(transport, dialled);
    count(
        "peerloom.dial.failures",
        "Connections that never became a link, by phase and reason.",
        "transport",
        transport,
        "direction",
        direction(dialled),
        "phase",
        phase,
        "code",
        code.name());
    failed(Failures.Of.DIAL, code);
  }

  private void dialled(String transport, boolean dialled) {
    count(
        "peerloom.dials",
        "Connections that were dialled or accepted, once they became a link or failed.",
        "transport",
        transport,
        "direction",
        direction(dialled));
  }

  private static String direction(boolean dialled) {
    return dialled ? "out" : "in";
  }

  // ---- messages

  @Override
  public void received(int bytes) {
    received.increment(bytes);
    receivedMessages.increment();
  }

  @Override
  public void sent(int bytes) {
    sent.increment(bytes);
    sentMessages.increment();
  }

  @Override
  public <T> Promise<T> served(int type, Supplier<Promise<T>> answer) {
    answers.increment();
    long began = System.nanoTime();
    Promise<T> answered;
    try {
      answered = answer.get();
    } catch (RuntimeException e) {
      refused(type, began, PeerloomException.of(e).code());
      throw e;
    }
    answered.then(ok -> record(serving(type), began), e -> refused(type, began, e.code()));
    return answered;
  }

  private void refused(int type, long began, ErrorCode code) {
    record(serving(type), began);
    requestFailed("in", type, code);
    failed(Failures.Of.ANSWER, code);
  }

  @Override
  public void requested(int type, Promise<?> answer) {
    long began = System.nanoTime();
    answer.then(
        ok -> record(asking(type), began),
        e -> {
          record(asking(type), began);
          requestFailed("out", type, e.code());
          failed(Failures.Of.REQUEST, e.code());
        });
  }

  private static void record(Timer timer, long began) {
    timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
  }

  private Timer serving(int type) {
    if (served[type] == null) {
      served[type] = timer("peerloom.requests.served", "Time to answer others' requests.", type);
    }
    return served[type];
  }

  private Timer asking(int type) {
    if (requested[type] == null) {
      requested[type] =
          timer("peerloom.requests.sent", "Time until own requests are answered, or fail.", type);
    }
    return requested[type];
  }

  private Timer timer(String name, String description, int type) {
    return Timer.builder(name)
        .description(description)
        .tags(peer.and("type", MessageType.nameOf(type)))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private void requestFailed(String direction, int type, ErrorCode code) {
    count(
        "peerloom.request.failures",
        "Requests that failed or were refused, by code.",
        "direction",
        direction,
        "type",
        MessageType.nameOf(type),
        "code",
        code.name());
  }

  // ---- limits and admission

  @Override
  public void limited(String limit) {
    count("peerloom.rate.limit.hits", "What a limit has refused.", "limit", limit);
  }

  @Override
  public void admission(ErrorCode code) {
    count("peerloom.admissions", "Newcomers' requests, by outcome.", "outcome", outcome(code));
    if (code != null) {
      failed(Failures.Of.ADMISSION, code);
    }
  }

  @Override
  public void bootstrap(ErrorCode code) {
    count(
        "peerloom.bootstrap.requests",
        "Own requests to bootstrap servers, by outcome.",
        "outcome",
        outcome(code));
    if (code != null) {
      failed(Failures.Of.BOOTSTRAP, code);
    }
  }

  @Override
  public void bridge(String url, ErrorCode code) {
    count(
        "peerloom.bridge.requests",
        "Requests to a bridge, by whether it answered.",
        "bridge",
        url,
        "outcome",
        outcome(code));
    if (code != null) {
      failed(Failures.Of.BRIDGE, code);
    }
    onBridge.accept(url, code);
  }

  private static String outcome(ErrorCode code) {
    return code == null ? OK : code.name();
  }

  // ---- sums, from any thread

  int liveLinks() {
    return links.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** Live links by the kind of the other peer. */
  Map<String, Integer> liveLinksByKind() {
    Map<String, Integer> kinds = new HashMap<>();
    links.forEach(
        (kind, live) ->
            kinds.merge(kind.substring(0, kind.indexOf(' ')), live.get(), Integer::sum));
    return kinds;
  }

  /** Requests of others that were answered or refused. */
  long answers() {
    return answers.sum();
  }

  long receivedBytes() {
    return (long) received.count();
  }

  long sentBytes() {
    return (long) sent.count();
  }
}
