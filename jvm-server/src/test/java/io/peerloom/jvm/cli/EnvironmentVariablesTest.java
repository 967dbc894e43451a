package io.peerloom.jvm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.jvm.store.StartupFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What the variables of a container set, and what they do not. */
final class EnvironmentVariablesTest {
  private static CommandLine program(EnvironmentVariables variables) {
    return CommandLineProgram.commandLine().setDefaultValueProvider(variables);
  }

  private static Object value(String option, Map<String, String> environment, String... arguments) {
    CommandLine program = program(new EnvironmentVariables(environment::get));
    program.parseArgs(arguments);
    return program.getCommandSpec().findOption(option).getValue();
  }

  private static String refusal(Map<String, String> environment, String... arguments) {
    EnvironmentVariables variables = new EnvironmentVariables(environment::get);
    try {
      program(variables).parseArgs(arguments);
    } catch (ParameterException e) {
      return variables.explain(e, arguments);
    }
    throw new AssertionError("accepted: " + environment);
  }

  /** Every option of every command, those of a command that has none of its own included. */
  private static List<OptionSpec> options() {
    CommandLine program = CommandLineProgram.commandLine();
    return Stream.concat(Stream.of(program), program.getSubcommands().values().stream())
        .flatMap(command -> command.getCommandSpec().options().stream())
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .toList();
  }

  private static String variable(OptionSpec option) {
    return "PEERLOOM_"
        + option.longestName().substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  @Test
  void anOptionWinsOverItsVariable() {
    assertThat(value("--port", Map.of("PEERLOOM_PORT", "9"))).isEqualTo(9);
    assertThat(value("--port", Map.of("PEERLOOM_PORT", "9"), "--port", "7")).isEqualTo(7);
    assertThat(value("--port", Map.of("PEERLOOM_PORT", "nine"), "--port=7")).isEqualTo(7);
  }

  /** The program without a command has an option of that name, too, which takes other addresses. */
  @Test
  void theAddressOfANodeIsTakenFromItsVariable() {
    CommandLine program =
        program(new EnvironmentVariables(Map.of("PEERLOOM_ADVERTISE", "wss://host/node1")::get));
    program.parseArgs("node", "--bootstrap=ws://x");
    CommandLine node = program.getSubcommands().get("node");
    Object advertised = node.getCommandSpec().findOption("--advertise").getValue();
    assertThat(advertised).isEqualTo(List.of("wss://host/node1"));
  }

  @Test
  void anEmptyVariableIsAsIfUnset() {
    Object port = value("--port", Map.of());
    assertThat(value("--port", Map.of("PEERLOOM_PORT", ""))).isEqualTo(port);
    assertThat(value("--port", Map.of("PEERLOOM_PORT", " \n"))).isEqualTo(port);
    Map<String, String> allEmpty =
        options().stream()
            .map(EnvironmentVariablesTest::variable)
            .distinct()
            .collect(Collectors.toMap(name -> name, name -> ""));
    assertThat(allEmpty).hasSizeGreaterThan(10);
    assertThat(value("--port", allEmpty)).isEqualTo(port);
    CommandLine node = program(new EnvironmentVariables(allEmpty::get));
    node.parseArgs("node", "--bootstrap=ws://x");
  }

  /** What Kubernetes sets beside services called peerloom, peerloom-api and peerloom-node. */
  @Test
  void addressesOfKubernetesServicesAreNoValues() {
    Map<String, String> links =
        Map.of(
            "PEERLOOM_PORT", "tcp://10.0.0.1:80",
            "PEERLOOM_PORT_80_TCP", "tcp://10.0.0.1:80",
            "PEERLOOM_PORT_80_TCP_PROTO", "tcp",
            "PEERLOOM_SERVICE_HOST", "10.0.0.1",
            "PEERLOOM_SERVICE_PORT", "80",
            "PEERLOOM_API_PORT", "udp://[fd00::1]:8080",
            "PEERLOOM_NODE_PORT", "tcp://10.0.0.2:80");
    assertThat(value("--port", links)).isEqualTo(value("--port", Map.of()));
    CommandLine program = program(new EnvironmentVariables(links::get));
    program.parseArgs("node", "--bootstrap=ws://x");
    CommandLine node = program.getSubcommands().get("node");
    assertThat(node.getCommandSpec().findOption("--port").<Integer>getValue()).isEqualTo(9002);
    assertThat(node.getCommandSpec().findOption("--api-port").<Integer>getValue()).isEqualTo(8080);
  }

  @Test
  void anInvalidVariableIsNamed() {
    assertThat(refusal(Map.of("PEERLOOM_PORT", "tcp://10.0.0.1")))
        .contains("PEERLOOM_PORT", "'tcp://10.0.0.1' is not a port")
        .doesNotContain("--port");
    assertThat(refusal(Map.of("PEERLOOM_NODES", "many"))).contains("PEERLOOM_NODES", "'many'");
    assertThat(refusal(Map.of("PEERLOOM_BOOTSTRAP", "ws://x,http://x"), "node"))
        .contains("PEERLOOM_BOOTSTRAP", "'http://x'");
    assertThat(refusal(Map.of("PEERLOOM_PORT", "1"), "--port", "x")).contains("--port");
  }

  @Test
  void aVariableInAnotherEncodingIsNamed() {
    EnvironmentVariables variables = new EnvironmentVariables(name -> "d\uFFFD");
    assertThatThrownBy(
            () ->
                variables.defaultValue(
                    CommandLineProgram.commandLine().getCommandSpec().findOption("--data-dir")))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("PEERLOOM_DATA_DIR");
  }
}
