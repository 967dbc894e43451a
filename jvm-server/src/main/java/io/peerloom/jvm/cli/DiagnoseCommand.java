package io.peerloom.jvm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.jvm.check.AddressCheck;
import io.peerloom.jvm.check.AddressProbe;
import io.peerloom.jvm.check.AdmissionCheck;
import io.peerloom.jvm.check.CheckRun;
import io.peerloom.jvm.check.Expectation;
import io.peerloom.jvm.check.Finding;
import io.peerloom.jvm.check.FindingKind;
import io.peerloom.jvm.check.IceCheck;
import io.peerloom.jvm.check.InvitationCheck;
import io.peerloom.jvm.check.MachineCheck;
import io.peerloom.jvm.check.Places;
import io.peerloom.jvm.check.Several;
import io.peerloom.jvm.check.Severity;
import io.peerloom.jvm.check.TokenCheck;
import io.peerloom.jvm.logs.LogText;
import io.peerloom.jvm.net.IceAddress;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code peerloom diagnose}: checks a running server through its HTTP API, and dials its addresses
 * from here; or, without a server, checks what the options name.
 */
@Command(
    name = "diagnose",
    description = "Says what is wrong with a server or network, and which setting to change.",
    footer = {
      "",
      "Asks the server at --node, unless other addresses are given instead.",
      "Exit code: 0 all is well, 1 warnings, 2 something is broken."
    },
    mixinStandardHelpOptions = true)
final class DiagnoseCommand implements Callable<Integer> {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final List<String> INSTEAD =
      List.of(
          "--advertise",
          "--bootstrap",
          "--bridge",
          "--ice-server",
          "--data-dir",
          "--key",
          "--invitation");

  @Spec private CommandSpec spec;
  @Mixin private NodeApi api;

  @Option(
      names = "--advertise",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address at which a node or bridge is to be reached.")
  private List<String> advertised = List.of();

  @Option(
      names = "--bootstrap",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address of a bootstrap server.")
  private List<String> bootstraps = List.of();

  @Option(
      names = "--bridge",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address of a bridge.")
  private List<String> bridges = List.of();

  @Option(
      names = "--ice-server",
      split = ",",
      paramLabel = "URL",
      converter = IceServerConverter.class,
      description = "Address of a STUN or TURN server: stun:HOST, turn:HOST:PORT?transport=tcp.")
  private List<IceAddress> iceServers = List.of();

  @Option(
      names = "--data-dir",
      paramLabel = "FOLDER",
      description = "Data directory, whose disk and keys are checked.")
  private Path folder;

  @Option(
      names = "--key",
      split = ",",
      paramLabel = "FILE",
      converter = DataFolder.PathConverter.class,
      description = "Key file of a bridge or node, whose dates are checked.")
  private List<Path> keys = List.of();

  @Option(
      names = "--invitation",
      paramLabel = "LINK",
      converter = InvitationConverter.class,
      description =
          "An invitation, of which the date and, without --bootstrap, the bootstrap servers are"
              + " checked; it is not used.")
  private String invitation;

  @Option(
      names = "--thorough",
      description = "Measure, too, for how long proxies keep a silent connection: 40 seconds.")
  private boolean thorough;

  @Option(names = "--json", description = "Print the findings as JSON.")
  private boolean json;

  private final AddressCheck addresses = new AddressCheck(new AddressProbe());
  private final AdmissionCheck admission = new AdmissionCheck(addresses, InstantSource.system());
  private final List<Finding> findings = new ArrayList<>();
  private final CheckRun run = new CheckRun();
  private String network = "";

  @Override
  public Integer call() throws IOException {
    Logging.begin();
    api.trust();
    var options = spec.commandLine().getParseResult();
    if (options.hasMatchedOption("--node")
        || INSTEAD.stream().noneMatch(options::hasMatchedOption)) {
      askServer();
    }
    // The variable of a server that joined long ago may still hold a link that is over.
    if (options.hasMatchedOption("--invitation")) {
      readInvitation();
    }
    if (network.isEmpty()) {
      network = addresses.network(all(bridges, advertised));
    }
    if (network.isEmpty() && bootstraps.size() > 1) {
      network = admission.network(bootstraps);
    }
    Expectation member = new Expectation(Expectation.ADVERTISE, "", "", network, "");
    advertised.forEach(url -> address(url, member));
    bootstraps.forEach(url -> run.add(url, () -> admission.bootstrap(url, network)));
    bridges.forEach(url -> run.add(url, () -> admission.bridge(url, network)));
    iceServers.forEach(each -> run.add(each.url(), () -> List.of(IceCheck.check(each))));
    if (folder != null) {
      run.add("disk of " + folder, () -> MachineCheck.disk(folder));
      run.add("keys", () -> MachineCheck.keys(folder));
      run.add("dates of keys", () -> TokenCheck.folder(folder, InstantSource.system()));
    }
    for (Path key : keys) {
      run.add("key file " + key, () -> List.of(TokenCheck.file(key, InstantSource.system())));
    }
    Duration bound = thorough ? BOUND.plus(AddressCheck.PATIENCE) : BOUND;
    if (thorough && !json) {
      CommandLineProgram.say("this takes " + AddressCheck.PATIENCE.toSeconds() + " s");
    }
    List<Finding> found = run.run(bound, subject -> progress("checked " + subject));
    for (Finding finding : Several.judge(Several.judge(found, bootstraps), bridges)) {
      replace(finding);
    }
    return print();
  }

  private void readInvitation() {
    InvitationLink link = InvitationLink.decode(invitation);
    if (network.isEmpty()) {
      network = Bytes.hex(link.network());
    }
    if (bootstraps.isEmpty()) {
      bootstraps = link.bootstrap();
    }
    findings.add(InvitationCheck.check(link, InstantSource.system()));
  }

  private static List<String> all(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private void progress(String line) {
    if (thorough && !json) {
      CommandLineProgram.say(line);
    }
  }

  private void address(String url, Expectation expected) {
    run.add(
        url,
        () ->
            List.of(
                thorough
                    ? addresses.checkSilence(url, expected, AddressCheck.PATIENCE)
                    : addresses.check(url, expected)));
  }

  private void askServer() throws IOException {
    JsonNode server;
    try {
      server = new JsonMapper().readTree(api.send(api.request("server/checks").build()));
    } catch (StartupFailure e) {
      findings.add(
          new Finding(
              FindingKind.API_UNREACHABLE,
              "--node",
              e.getMessage(),
              "start the server, or give the address of its HTTP API in --node"
                  + " (the port of --api-port) and its --api-token",
              true));
      return;
    }
    for (JsonNode each : server.path("findings")) {
      findings.add(
          new Finding(
              FindingKind.valueOf(
                  each.path("finding").asText().replace('-', '_').toUpperCase(Locale.ROOT)),
              each.path("subject").asText(),
              each.path("what").asText(),
              each.path("change").asText(),
              each.path("certain").asBoolean()));
    }
    for (JsonNode peer : server.path("peers")) {
      network = peer.path("network").asText();
      Expectation expected =
          new Expectation(Expectation.ADVERTISE, "", peer.path("id").asText(), network, "");
      dialOf(texts(peer.path("addresses"))).forEach(url -> address(url, expected));
    }
    for (String url : dialOf(texts(server.path("bootstrapServers")))) {
      run.add(url, () -> admission.advertisedBootstrap(url, network));
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Those that do not lead back here; where all do, others cannot reach the peer at all. */
  private List<String> dialOf(List<String> urls) {
    if (api.isOnThisMachine()) {
      return urls;
    }
    List<String> elsewhere =
        urls.stream().filter(url -> !Places.isLoopback(URI.create(url).getHost())).toList();
    if (elsewhere.isEmpty()) {
      // Said by the server, a listener on all addresses is a warning; from here it is certain.
      findings.removeIf(f -> urls.contains(f.subject()));
      urls.forEach(url -> findings.add(AddressCheck.loopback(url)));
    }
    return elsewhere;
  }

  /** What is seen from here takes the place of what a server could not see of itself. */
  private void replace(Finding finding) {
    boolean known =
        findings.stream()
            .anyMatch(f -> f.subject().equals(finding.subject()) && f.proved() && !f.isFine());
    if (!known) {
      findings.removeIf(f -> f.subject().equals(finding.subject()));
      findings.add(finding);
    }
  }

  private int print() throws IOException {
    Severity worst =
        findings.stream().map(Finding::severity).max(Severity::compareTo).orElse(Severity.OK);
    if (json) {
      JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
      ObjectNode node = mapper.createObjectNode();
      node.put("severity", worst.word());
      ArrayNode all = node.putArray("findings");
      for (Finding finding : findings) {
        ObjectNode one = all.addObject();
        one.put("finding", finding.kind().word());
        one.put("severity", finding.severity().word());
        one.put("subject", finding.subject());
        one.put("what", finding.what());
        one.put("change", finding.change());
        one.put("certain", finding.proved());
      }
      Output.line(mapper.writeValueAsBytes(node));
    } else {
      for (Finding finding : findings) {
        Output.line(LogText.safe(text(finding)).getBytes(StandardCharsets.UTF_8));
      }
    }
    return worst.ordinal();
  }

  private static String text(Finding finding) {
    return switch (finding.severity()) {
      case OK -> "ok       " + finding.line();
      case WARNING -> "warning  " + finding.line() + " [" + finding.kind().word() + "]";
      case BROKEN -> "broken   " + finding.line() + " [" + finding.kind().word() + "]";
    };
  }
}
