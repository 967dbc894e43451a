package io.peerloom.jvm.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.peerloom.core.api.PeerFigures;
import io.peerloom.core.api.PeerFigures.HeldTopic;
import io.peerloom.core.api.PeerState;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.store.RocksRecordStore.Usage;
import io.peerloom.jvm.store.StartupFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The numbers that only a peer itself knows, as they were when it was asked last. */
final class PeerGauges {
  /** Records are counted by reading them all: this often, and in a 200th of the time at most. */
  private static final long MEASURE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final int MEASURE_SHARE = 200;

  private static final Logger LOG = LoggerFactory.getLogger("peerloom.metrics");

  private static final PeerFigures.Validity NO_TOKEN = new PeerFigures.Validity(0, 0);
  private static final PeerFigures NONE = numbersOf(PeerState.JOINING);

  private final MeterRegistry registry;
  private final String name;
  private final Tags tags;
  private final JvmPeer peer;
  private final long quotaBytes;
  private volatile PeerFigures figures = NONE;

  /** Null where it cannot be counted. */
  private volatile Usage stored = new Usage(0, 0);

  /**
   * Registers them.
   *
   * @param quotaBytes what the peer may store; 0 where it stores nothing
   */
  PeerGauges(MeterRegistry registry, String name, JvmPeer peer, long quotaBytes) {
    this.registry = registry;
    this.name = name;
    this.tags = Tags.of("peer", name);
    this.peer = peer;
    this.quotaBytes = quotaBytes;
    for (PeerState state : PeerState.values()) {
      Gauge.builder("peerloom.state", this, gauges -> gauges.figures.state() == state ? 1 : 0)
          .description("1 for the state that a peer is in.")
          .tags(tags.and("state", state.word()))
          .register(registry);
    }
    gauge("peerloom.needed.links", "With fewer links it lacks some.", PeerFigures::neededLinks);
    gauge("peerloom.known.peers", "Peers it knows, linked or not.", PeerFigures::knownPeers);
    seconds(
        "peerloom.clock.correction",
        "How far the network's time is ahead of this machine's clock.",
        now -> now.clockCorrectionMillis() / 1000.0);
    seconds(
        "peerloom.token.remaining",
        "Until the token of its membership expires, that of its key file where it has one.",
        PeerGauges::remainingSeconds);
    gauge("peerloom.topics", "Topics it serves as a member.", now -> now.topics().size());
    gauge(
        "peerloom.topic.messages",
        "Messages of the topics it serves.",
        now -> sum(now, HeldTopic::messages));
    gauge(
        "peerloom.topic.subscribers",
        "Subscribers of the topics it serves.",
        now -> sum(now, HeldTopic::subscribers));
    gauge(
        "peerloom.forwarded.subscribers",
        "Subscribers to whom it forwards topics that others serve.",
        PeerFigures::forwardedTo);
    Gauge.builder("peerloom.stored.records", this, gauges -> gauges.counted(Usage::records))
        .description("Records it holds, live or not, counted every minute or more seldom.")
        .tags(tags)
        .register(registry);
    Gauge.builder("peerloom.stored", this, gauges -> gauges.counted(Usage::bytes))
        .description("Bytes of records and messages it stores, counted with the records.")
        .baseUnit("bytes")
        .tags(tags)
        .register(registry);
    if (quotaBytes > 0) {
      Gauge.builder("peerloom.store.quota", () -> quotaBytes)
          .description("Bytes of records that it may hold; more are refused with FULL.")
          .baseUnit("bytes")
          .tags(tags)
          .register(registry);
    }
  }

  /** Of a peer that has not been asked yet, or has left. */
  private static PeerFigures numbersOf(PeerState state) {
    return new PeerFigures(state, 0, 0, 0, null, 0, NO_TOKEN, List.of(), 0, List.of(), List.of());
  }

  /** NaN for a peer without a token. */
  private static double remainingSeconds(PeerFigures figures) {
    long now = System.currentTimeMillis() + figures.clockCorrectionMillis();
    return figures.membership() == NO_TOKEN
        ? Double.NaN
        : (figures.membership().expiresAt() - now) / 1000.0;
  }

  private static int sum(PeerFigures figures, ToIntFunction<HeldTopic> number) {
    return figures.topics().stream().mapToInt(number).sum();
  }

  private void gauge(String metric, String description, ToDoubleFunction<PeerFigures> number) {
    gauge(metric, description, null, number);
  }

  private void seconds(String metric, String description, ToDoubleFunction<PeerFigures> number) {
    gauge(metric, description, "seconds", number);
  }

  private void gauge(
      String metric, String description, String unit, ToDoubleFunction<PeerFigures> number) {
    Gauge.builder(metric, this, gauges -> number.applyAsDouble(gauges.figures))
        .description(description)
        .baseUnit(unit)
        .tags(tags)
        .register(registry);
  }

  JvmPeer peer() {
    return peer;
  }

  /** What is stored; null where a part of it is damaged and it cannot be counted. */
  Usage stored() {
    return stored;
  }

  private double counted(ToLongFunction<Usage> figure) {
    Usage now = stored;
    return now == null ? Double.NaN : figure.applyAsLong(now);
  }

  long quotaBytes() {
    return quotaBytes;
  }

  /** Asks the peer; one that has left is closed. */
  CompletableFuture<Void> refresh() {
    return peer.figures(0)
        .exceptionally(left -> numbersOf(PeerState.CLOSED))
        .thenAccept(now -> figures = now);
  }

  /** Counts what is stored now, and again later. */
  void measure(PeerHost host, ScheduledExecutorService thread) {
    long began = System.nanoTime();
    try {
      stored = host.stored(name);
    } catch (StartupFailure | PeerloomException unreadable) {
      stored = null;
      LOG.warn("what {} stores could not be counted: {}", name, unreadable.getMessage());
    }
    long took = System.nanoTime() - began;
    try {
      var unused =
          thread.schedule(
              () -> measure(host, thread),
              Math.max(MEASURE_NANOS, took * MEASURE_SHARE),
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closing) {
      // The process ends.
    }
  }
}
