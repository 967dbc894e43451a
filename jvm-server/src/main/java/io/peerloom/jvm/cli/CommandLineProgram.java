package io.peerloom.jvm.cli;

import io.peerloom.jvm.logs.LogText;
import io.peerloom.jvm.server.AllInOne;
import io.peerloom.jvm.server.ApiToken;
import io.peerloom.jvm.store.StartupFailure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Without a command it is a whole network on one machine. */
@Command(
    name = "peerloom",
    description = "A peer-to-peer network of web pages and servers.",
    footer = {
      "",
      "Without a command it starts a whole network on this machine and its page.",
      "Every option is also an environment variable: --data-dir is PEERLOOM_DATA_DIR."
    },
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineProgram.BuildVersion.class,
    subcommands = {
      BootstrapCommand.class,
      BridgeCommand.class,
      NetworkCommand.class,
      BridgeKeyCommand.class,
      NodeKeyCommand.class,
      InviteCommand.class,
      RevokeCommand.class,
      NodeCommand.class,
      ArchiveCommand.class,
      PageCommand.class,
      PutCommand.class,
      DeleteCommand.class,
      GetCommand.class,
      PublishCommand.class,
      SubscribeCommand.class,
      QueueCommand.class,
      DiagnoseCommand.class
    })
public final class CommandLineProgram implements Callable<Integer> {
  /** Invalid option or argument. */
  static final int EXIT_USAGE = 2;

  /** The process could not start, or the command failed. */
  static final int EXIT_FAILED = 1;

  private static final int MAX_NODES = 32;

  private static final EnvironmentVariables ENVIRONMENT = new EnvironmentVariables(System::getenv);

  @Mixin private ListenAddress listen = new ListenAddress("127.0.0.1", 8080);
  @Mixin private ReachabilityOptions.OfNetwork reach;
  @Mixin private DataFolder data;
  @Mixin private StoreQuota quota;
  @Mixin private ApiTokenOptions api;
  @Mixin private IceServerOptions ice;
  @Mixin private ProcessOptions process;
  @Spec private CommandSpec command;

  @Option(
      names = "--nodes",
      defaultValue = "3",
      paramLabel = "COUNT",
      converter = NodesConverter.class,
      description = "Number of Node-role peers (default: ${DEFAULT-VALUE}).")
  private int nodes;

  /** Reads {@code --nodes}. */
  static final class NodesConverter extends NumberConverter {
    NodesConverter() {
      super("a number", 1, MAX_NODES);
    }
  }

  public static void main(String[] arguments) {
    Output.begin();
    Logging.useOwnConfiguration();
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    String[] read;
    try {
      read = Arguments.utf8(arguments);
    } catch (StartupFailure e) {
      say(e.getMessage());
      return EXIT_USAGE;
    }
    int status = commandLine().execute(read);
    if (status == 0 && System.out.checkError()) {
      say("standard output cannot be written");
      return EXIT_FAILED;
    }
    return status;
  }

  static CommandLine commandLine() {
    CommandLine program = new CommandLine(new CommandLineProgram());
    // A value that begins with @ is a value, not the name of a file with arguments.
    program.setExpandAtFiles(false);
    program.setDefaultValueProvider(ENVIRONMENT);
    program.setParameterExceptionHandler(CommandLineProgram::explain);
    program.setExecutionExceptionHandler(CommandLineProgram::explain);
    return program;
  }

  @Override
  public Integer call() {
    ApiToken token = api.token(command);
    return process.run(
        "all-in-one",
        () ->
            new AllInOne(
                listen.host(),
                listen.port(),
                nodes,
                data.path(),
                reach.reachability(),
                token,
                quota.bytes(),
                ice::in));
  }

  private static int explain(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    // A required option may be missing because it was misspelt, so unknown ones are reported first.
    List<String> unknown = command.getUnmatchedArguments();
    String message =
        unknown.isEmpty()
            ? ENVIRONMENT.explain(failure, arguments)
            : new UnmatchedArgumentException(command, unknown).getMessage();
    say(message + " (" + name + " --help explains)");
    return EXIT_USAGE;
  }

  private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
    say(
        failure instanceof StartupFailure
            ? failure.getMessage()
            : "unexpected failure: " + failure);
    return EXIT_FAILED;
  }

  /** Prints one line for the person at the terminal, which a stranger's text cannot command. */
  static void say(String line) {
    System.err.println("peerloom: " + LogText.safe(line.replaceAll("\\s*\\R\\s*", " ")));
  }

  /** The version from the jar's manifest. */
  static final class BuildVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"peerloom " + version()};
    }

    static String version() {
      String version = CommandLineProgram.class.getPackage().getImplementationVersion();
      return version == null ? "(unpackaged)" : version;
    }
  }
}
