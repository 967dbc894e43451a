package io.peerloom.jvm.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Meter;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.archive.ArchiveStatus;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.store.RocksRecordStore;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The counters of a server process: of its peers, of what they store, of the JVM and the process.
 *
 * <p>A process of any role has one: its runtime counts each peer by {@link #meter}, and {@link
 * #joined} adds the numbers that only a peer itself knows.
 */
public final class ServerMetrics implements AutoCloseable {
  /** How long a reader waits for the numbers of busy peers, before it gets those of last time. */
  private static final int FRESH_MILLIS = 1_000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final Failures failures = new Failures();
  private final History history = new History();
  private final Map<String, PeerMeter> meters = new ConcurrentHashMap<>();
  private final Map<String, PeerGauges> peers = new ConcurrentHashMap<>();
  private final Map<String, BridgeState> bridges = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, JvmRuntime.daemons("peerloom-metrics"));

  /**
   * What a bootstrap server knows of a bridge.
   *
   * @param code why it did not answer last time; null if it did, or was not asked yet
   * @param askedAt wall-clock milliseconds; 0 if it was not asked yet
   */
  public record BridgeState(ErrorCode code, long askedAt) {}

  /** Starts to count. */
  public ServerMetrics() {
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setRemoveOnCancelPolicy(true);
    // Against the conventions: nanoseconds, which the counter below has as seconds, and a gauge
    // that
    // ends like a part of a histogram.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    FunctionCounter.builder("process.cpu", this, any -> cpuSeconds())
        .description("CPU time of the process.")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("peerloom.build.info", () -> 1)
        .description("The version that runs.")
        .tags("version", version(), "java", System.getProperty("java.version"))
        .register(registry);
    var unused =
        thread.scheduleAtFixedRate(
            this::sample, History.STEP_SECONDS, History.STEP_SECONDS, TimeUnit.SECONDS);
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  /** The version from the jar's manifest. */
  public static String version() {
    String version = ServerMetrics.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  /** The meter of the peer of that name, or of a bootstrap server. */
  public Meter meter(String name) {
    return meters.computeIfAbsent(
        name, first -> new PeerMeter(registry, name, failures, this::bridgeAsked));
  }

  /** Counts a socket that a limit of this server refused, before any peer saw it. */
  public void socketRefused(String limit) {
    Counter.builder("peerloom.sockets.refused")
        .description("Sockets refused before any peer saw them, by the limit or rule.")
        .tags("limit", limit)
        .register(registry)
        .increment();
  }

  /** Names the bridges that a bootstrap server asks. */
  public void bridges(List<String> urls) {
    urls.forEach(url -> bridges.putIfAbsent(url, new BridgeState(null, 0)));
  }

  private void bridgeAsked(String url, ErrorCode code) {
    BridgeState before = bridges.put(url, new BridgeState(code, System.currentTimeMillis()));
    if (before == null || before.askedAt() == 0) {
      Gauge.builder("peerloom.bridge.up", () -> bridges.get(url).code() == null ? 1 : 0)
          .description("1 where the bridge answered when it was asked last.")
          .tags("bridge", url)
          .register(registry);
    }
  }

  /** Counts the advertised addresses in that state: fine, doubtful or wrong. */
  public void advertisedAddresses(String state, IntSupplier count) {
    Gauge.builder("peerloom.advertised.addresses", count::getAsInt)
        .description("Advertised addresses by what the server's test of itself found.")
        .tags("state", state)
        .strongReference(true)
        .register(registry);
  }

  /**
   * Counts what is archived of a topic.
   *
   * @param address the archive's address of the topic
   */
  public void archive(String address, Supplier<ArchiveStatus> status) {
    FunctionCounter.builder("peerloom.archive.stored", status, now -> now.get().stored())
        .description("Messages that the archive has acknowledged.")
        .tags("archive", address)
        .register(registry);
    archiveGauge("waiting", "Messages that wait for the archive.", address, status)
        .accept(ArchiveStatus::waiting);
    archiveGauge("up", "1 where the archive takes messages.", address, status)
        .accept(now -> now.failure() == null ? 1 : 0);
    archiveGauge(
            "complete.until.seconds",
            "The Unix time until which the archive has everything; 0 for unknown.",
            address,
            status)
        .accept(now -> now.completeUntil() / 1e3);
  }

  private Consumer<ToDoubleFunction<ArchiveStatus>> archiveGauge(
      String name, String description, String address, Supplier<ArchiveStatus> status) {
    return value ->
        Gauge.builder("peerloom.archive." + name, () -> value.applyAsDouble(status.get()))
            .description(description)
            .tags("archive", address)
            .register(registry);
  }

  /**
   * Adds a peer that has joined, with what it stores at that host.
   *
   * @param name the name under which it joined
   */
  public void joined(String name, JvmPeer peer, PeerHost host) {
    if (peers.isEmpty()) {
      new DiskSpaceMetrics(host.dataDirectory().toFile()).bindTo(registry);
    }
    PeerGauges gauges = new PeerGauges(registry, name, peer, host.storeQuota(name));
    peers.put(name, gauges);
    thread.execute(() -> gauges.measure(host, thread));
  }

  /** The peers that have joined, by their names. */
  public Map<String, JvmPeer> peers() {
    Map<String, JvmPeer> joined = new TreeMap<>();
    peers.forEach((name, gauges) -> joined.put(name, gauges.peer()));
    return joined;
  }

  /** What a peer stores, as of the last measurement; null where it cannot be counted. */
  public RocksRecordStore.Usage stored(String name) {
    return peers.get(name).stored();
  }

  /** How many bytes of records a peer may store; 0 for a bridge. */
  public long storeQuota(String name) {
    return peers.get(name).quotaBytes();
  }

  /** Live links of a peer by the kind of the other side. */
  public Map<String, Integer> linksByKind(String name) {
    PeerMeter meter = meters.get(name);
    return meter == null ? Map.of() : new TreeMap<>(meter.liveLinksByKind());
  }

  /** Bytes received and sent by a peer since its start. */
  public long[] traffic(String name) {
    PeerMeter meter = meters.get(name);
    return meter == null
        ? new long[] {0, 0}
        : new long[] {meter.receivedBytes(), meter.sentBytes()};
  }

  /** The states of the bridges that a bootstrap server asks, by address; else empty. */
  public Map<String, BridgeState> bridgeStates() {
    return new TreeMap<>(bridges);
  }

  public Failures failures() {
    return failures;
  }

  public History history() {
    return history;
  }

  private void sample() {
    int links = 0;
    long received = 0;
    long sent = 0;
    long answers = 0;
    for (PeerMeter meter : meters.values()) {
      links += meter.liveLinks();
      received += meter.receivedBytes();
      sent += meter.sentBytes();
      answers += meter.answers();
    }
    Map<ErrorCode, Long> byCode = new EnumMap<>(ErrorCode.class);
    failures.counts().forEach((kind, count) -> byCode.merge(kind.code(), count, Long::sum));
    history.add(
        new History.Totals(links, received, sent, answers, byCode), System.currentTimeMillis());
  }

  /**
   * All counters in Prometheus' text format, version 0.0.4; complete within a second, with the
   * numbers of last time for peers that are busy longer.
   */
  public CompletableFuture<String> text() {
    CompletableFuture<?>[] fresh =
        peers.values().stream().map(PeerGauges::refresh).toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(fresh)
        .completeOnTimeout(null, FRESH_MILLIS, TimeUnit.MILLISECONDS)
        .handleAsync((done, left) -> registry.scrape(), thread);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    garbageCollection.close();
    registry.close();
  }
}
