package io.peerloom.jvm.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.peerloom.core.api.PeerFigures;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.check.AddressCheck;
import io.peerloom.jvm.check.AddressProbe;
import io.peerloom.jvm.check.AdmissionCheck;
import io.peerloom.jvm.check.CheckRun;
import io.peerloom.jvm.check.Expectation;
import io.peerloom.jvm.check.Finding;
import io.peerloom.jvm.check.MachineCheck;
import io.peerloom.jvm.check.Several;
import io.peerloom.jvm.check.TokenCheck;
import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.net.DialRules;
import io.peerloom.jvm.net.PageOrigins;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code /api/v1/server/checks}: what a server finds when it checks itself and those it needs, with
 * the addresses it advertises, which {@code diagnose} dials from where the operator is. Behind the
 * gate of the HTTP API; one request at a time, because each dials.
 */
final class ServerChecks implements Consumer<JavalinConfig> {
  private static final Duration BOUND = Duration.ofSeconds(9);
  private static final int FIGURES_SECONDS = 2;

  private final Semaphore places = new Semaphore(ServerLimits.MAX_CHECKS);
  private final RequestGuard guard;
  private final Supplier<CheckedServers> servers;

  /**
   * Checks.
   *
   * @param servers what there is to check at the time of a request
   */
  ServerChecks(PageOrigins pages, Supplier<CheckedServers> servers) {
    this.guard = new RequestGuard(pages);
    this.servers = servers;
  }

  @Override
  public void accept(JavalinConfig config) {
    Routes.read(config.routes, "/api/v1/server/checks", this::answer);
  }

  private void answer(Context context) {
    guard.check(context);
    if (!places.tryAcquire()) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "others are checking this server");
    }
    try {
      check(context);
    } finally {
      places.release();
    }
  }

  private synchronized void check(Context context) {
    CheckedServers now = servers.get();
    ObjectNode node = Json.object();
    ArrayNode all = node.putArray("peers");
    for (Map.Entry<String, JvmPeer> entry : now.peers().entrySet()) {
      ObjectNode peer = all.addObject();
      peer.put("name", entry.getKey());
      peer.put("id", entry.getValue().id());
      peer.put("network", entry.getValue().network());
      ArrayNode urls = peer.putArray("addresses");
      now.advertised().getOrDefault(entry.getKey(), List.of()).forEach(urls::add);
    }
    ArrayNode servers = node.putArray("bootstrapServers");
    now.ownBootstrap().forEach(servers::add);
    ArrayNode findings = node.putArray("findings");
    for (Finding finding : new Run(now).findings()) {
      write(findings.addObject(), finding);
    }
    context.contentType("application/json");
    context.header("Cache-Control", "no-store");
    context.result(Json.bytes(node));
  }

  private static void write(ObjectNode node, Finding finding) {
    node.put("finding", finding.kind().word());
    node.put("severity", finding.severity().word());
    node.put("subject", finding.subject());
    node.put("what", finding.what());
    node.put("change", finding.change());
    node.put("certain", finding.proved());
  }

  /** The checks of one request. */
  private static final class Run {
    private final CheckedServers now;
    private final AddressCheck addresses = new AddressCheck(new AddressProbe());
    private final AdmissionCheck admission = new AdmissionCheck(addresses, InstantSource.system());
    private final CheckRun run = new CheckRun();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> knownBridges = new ArrayList<>();

    Run(CheckedServers now) {
      this.now = now;
    }

    List<Finding> findings() {
      ownAddresses();
      // A bootstrap server belongs to no network: its bridges have to agree.
      String network =
          now.peers().isEmpty()
              ? addresses.network(now.bridges())
              : now.peers().values().iterator().next().network();
      for (String url : now.bootstraps()) {
        run.add(url, () -> admission.bootstrap(url, network));
      }
      for (String url : now.bridges()) {
        run.add(url, () -> admission.bridge(url, network));
      }
      for (String url : now.fixedPeers()) {
        run.add(url, () -> List.of(addresses.check(url, Expectation.peer(network))));
      }
      Map<String, PeerFigures> figures = figures();
      figures.forEach(this::membership);
      knownBridges(figures, network);
      if (now.host() != null) {
        Path folder = now.host().dataDirectory();
        run.add("disk", () -> MachineCheck.disk(folder));
        run.add("keys", () -> MachineCheck.keys(folder));
      }
      run.add("memory", () -> List.of(MachineCheck.memory()));
      findings.addAll(run.run(BOUND, subject -> {}));
      List<Finding> judged = findings;
      for (List<String> group :
          List.of(now.bootstraps(), now.bridges(), now.fixedPeers(), knownBridges)) {
        judged = Several.judge(judged, group);
      }
      if (judged.stream().noneMatch(finding -> finding.subject().equals(AdmissionCheck.CLOCK))) {
        // Where strangers are not admitted, no admission carried a bridge's time.
        judged = new ArrayList<>(judged);
        for (PeerFigures each : figures.values()) {
          judged.add(AdmissionCheck.clock(each.clockCorrectionMillis()));
        }
      }
      return judged.stream().distinct().toList();
    }

    private void ownAddresses() {
      if (now.selfTest() != null) {
        findings.addAll(now.selfTest().findings());
      }
      if (now.isLocalOnly()) {
        List<String> urls = now.advertised().values().stream().flatMap(List::stream).toList();
        findings.removeIf(f -> f.isFine() && urls.contains(f.subject()));
        urls.forEach(url -> findings.add(AddressCheck.localOnly(url)));
      }
    }

    private Map<String, PeerFigures> figures() {
      Map<String, CompletableFuture<PeerFigures>> asked = new LinkedHashMap<>();
      now.peers().forEach((name, peer) -> asked.put(name, peer.figures(ServerApi.MAX_BRIDGES)));
      Map<String, PeerFigures> known = new LinkedHashMap<>();
      asked.forEach(
          (name, figures) -> {
            PeerFigures got =
                figures
                    .completeOnTimeout(null, FIGURES_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(left -> null)
                    .join();
            if (got != null) {
              known.put(name, got);
            }
          });
      return known;
    }

    private void membership(String name, PeerFigures figures) {
      long time = System.currentTimeMillis() + figures.clockCorrectionMillis();
      findings.addAll(
          TokenCheck.ofPeer(name, figures.membership(), now.host().keyFiles().get(name), time));
    }

    /** The bridges that the peers know, but for those of this process and those checked anyway. */
    private void knownBridges(Map<String, PeerFigures> figures, String network) {
      List<String> own = now.advertised().values().stream().flatMap(List::stream).toList();
      Map<String, List<String>> known = new LinkedHashMap<>();
      for (PeerFigures each : figures.values()) {
        for (PeerFigures.KnownBridge bridge : each.bridges()) {
          if (bridge.addresses().stream()
              .noneMatch(url -> own.contains(url) || now.bridges().contains(url))) {
            known.putIfAbsent(bridge.id(), plain(bridge.addresses()));
          }
        }
      }
      known.forEach(
          (id, urls) -> {
            if (!urls.isEmpty()) {
              knownBridges.addAll(urls);
              run.add("bridge " + id, () -> List.of(anyOf(urls, network)));
            }
          });
    }

    /**
     * Those that peers dial: others wrote them, and could make this server call what it reaches.
     */
    private static List<String> plain(List<String> urls) {
      return urls.stream().filter(DialRules::isPlain).toList();
    }

    /** A bridge may have an address for outside and one for inside: one has to work from here. */
    private Finding anyOf(List<String> urls, String network) {
      Finding first = null;
      for (String url : urls) {
        Finding finding = addresses.check(url, Expectation.advertisedBridge(network));
        if (finding.isFine()) {
          return finding;
        }
        first = first == null ? finding : first;
      }
      return first;
    }
  }
}
