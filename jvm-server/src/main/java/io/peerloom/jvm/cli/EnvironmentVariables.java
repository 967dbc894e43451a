package io.peerloom.jvm.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The environment variables of the options: {@code --data-dir} is {@code PEERLOOM_DATA_DIR}. An
 * option on the command line wins over its variable.
 *
 * <p>An empty variable counts as unset, because compose files and unit files cannot leave one out.
 * So does an address that Kubernetes sets: beside a service called peerloom every container gets
 * {@code PEERLOOM_PORT=tcp://10.0.0.1:80}, and beside peerloom-api {@code PEERLOOM_API_PORT}.
 */
final class EnvironmentVariables implements IDefaultValueProvider {
  private static final String PREFIX = "PEERLOOM_";
  private static final String PORT = "_PORT";

  /** The address of a Kubernetes service; no option has a value like this. */
  private static final Pattern SERVICE_ADDRESS =
      Pattern.compile("(?:tcp|udp|sctp)://\\S+:[0-9]{1,5}");

  private final UnaryOperator<String> environment;

  /**
   * The variables of an environment.
   *
   * @param environment returns the value of a variable, or null
   */
  EnvironmentVariables(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option && hasVariable(option)
        ? value(variable(option))
        : null;
  }

  private static boolean hasVariable(OptionSpec option) {
    return !option.usageHelp() && !option.versionHelp();
  }

  private static String variable(OptionSpec option) {
    String name = option.longestName().replaceFirst("^--", "").replace('-', '_');
    return PREFIX + name.toUpperCase(Locale.ROOT);
  }

  /** The value of a variable, or null if it counts as unset. */
  private String value(String variable) {
    String value = environment.apply(variable);
    if (value == null || value.isBlank()) {
      return null;
    }
    if (variable.endsWith(PORT) && SERVICE_ADDRESS.matcher(value).matches()) {
      return null;
    }
    return Arguments.requireReadable(value, variable);
  }

  /**
   * The message of a failure; if its cause is a variable, it names that instead of the option.
   *
   * @param arguments the command line
   */
  String explain(ParameterException failure, String[] arguments) {
    if (!(failure.getArgSpec() instanceof OptionSpec option)
        || !hasVariable(option)
        || value(variable(option)) == null
        || isGiven(option, arguments)) {
      return failure.getMessage();
    }
    return failure
        .getMessage()
        .replace("option '" + option.longestName() + "'", "the variable " + variable(option));
  }

  private static boolean isGiven(OptionSpec option, String[] arguments) {
    return Arrays.stream(option.names())
        .anyMatch(
            name ->
                Arrays.stream(arguments)
                    .anyMatch(given -> given.equals(name) || given.startsWith(name + "=")));
  }
}
