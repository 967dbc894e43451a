package io.peerloom.jvm.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.check.AddressCheck;
import io.peerloom.jvm.check.AddressProbe;
import io.peerloom.jvm.check.AdmissionCheck;
import io.peerloom.jvm.check.CheckRun;
import io.peerloom.jvm.check.Finding;
import io.peerloom.jvm.check.MachineCheck;
import io.peerloom.jvm.check.SelfTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code /api/v1/server/checks}: what a server finds when it checks itself and those it needs, with
 * the addresses it advertises, which {@code diagnose} dials from where the operator is. Behind the
 * gate of the HTTP API; one request at a time, because each dials.
 */
final class ServerChecks implements Consumer<JavalinConfig> {
  private static final Duration BOUND = Duration.ofSeconds(9);

  private final Guard guard;
  private final Path folder;
  private final Supplier<Map<String, JvmPeer>> peers;
  private final Supplier<Map<String, List<String>>> advertised;
  private final Supplier<List<String>> bootstraps;
  private final Supplier<SelfTest> selfTest;

  /** Refuses requests of pages of other origins. */
  interface Guard {
    void check(Context context);
  }

  ServerChecks(
      Guard guard,
      Path folder,
      Supplier<Map<String, JvmPeer>> peers,
      Supplier<Map<String, List<String>>> advertised,
      Supplier<List<String>> bootstraps,
      Supplier<SelfTest> selfTest) {
    this.guard = guard;
    this.folder = folder;
    this.peers = peers;
    this.advertised = advertised;
    this.bootstraps = bootstraps;
    this.selfTest = selfTest;
  }

  @Override
  public void accept(JavalinConfig config) {
    Routes.read(config.routes, "/api/v1/server/checks", this::answer);
  }

  private synchronized void answer(Context context) {
    guard.check(context);
    ObjectNode node = Json.object();
    ArrayNode all = node.putArray("peers");
    String network = "";
    for (Map.Entry<String, JvmPeer> entry : peers.get().entrySet()) {
      ObjectNode peer = all.addObject();
      network = entry.getValue().network();
      peer.put("name", entry.getKey());
      peer.put("id", entry.getValue().id());
      peer.put("network", network);
      ArrayNode urls = peer.putArray("addresses");
      advertised.get().getOrDefault(entry.getKey(), List.of()).forEach(urls::add);
    }
    ArrayNode findings = node.putArray("findings");
    for (Finding finding : findings(network)) {
      write(findings.addObject(), finding);
    }
    context.contentType("application/json");
    context.header("Cache-Control", "no-store");
    context.result(Json.bytes(node));
  }

  private List<Finding> findings(String network) {
    List<Finding> findings = new ArrayList<>();
    SelfTest tested = selfTest.get();
    if (tested != null) {
      findings.addAll(tested.findings());
    }
    AdmissionCheck admission =
        new AdmissionCheck(new AddressCheck(new AddressProbe()), InstantSource.system());
    CheckRun run = new CheckRun();
    for (String url : bootstraps.get()) {
      run.add(url, () -> admission.bootstrap(url, network));
    }
    run.add("disk", () -> MachineCheck.disk(folder));
    run.add("keys", () -> MachineCheck.keys(folder));
    run.add("memory", () -> List.of(MachineCheck.memory()));
    findings.addAll(run.run(BOUND, subject -> {}));
    return findings;
  }

  private static void write(ObjectNode node, Finding finding) {
    node.put("finding", finding.kind().word());
    node.put("severity", finding.severity().word());
    node.put("subject", finding.subject());
    node.put("what", finding.what());
    node.put("change", finding.change());
    node.put("certain", finding.proved());
  }
}
