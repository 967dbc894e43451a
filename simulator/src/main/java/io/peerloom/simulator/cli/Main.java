package io.peerloom.simulator.cli;

import io.peerloom.core.overlay.PeerFinder;
import io.peerloom.simulator.Lie;
import io.peerloom.simulator.NetworkModel;
import io.peerloom.simulator.Population;
import io.peerloom.simulator.Report;
import io.peerloom.simulator.Scenario;
import io.peerloom.simulator.ScenarioRun;
import io.peerloom.simulator.Scenarios;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs scenarios from the command line; what it prints for a failure replays it. */
@Command(
    name = "peerloom-simulator",
    description = "Runs the protocol core for thousands of peers on virtual time.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.BuildVersion.class,
    sortOptions = false)
public final class Main implements Callable<Integer> {
  /** A run broke a rule that holds for all. */
  private static final int VIOLATED = 1;

  private static final int BAD_OPTION = 2;

  /** What a replay names itself, or that does not change a run. */
  private static final List<String> NOT_REPLAYED =
      List.of("--scenario", "--seed", "--seeds", "--json", "--log");

  private static final int MAX_PEERS = 100_000;
  private static final int MAX_MINUTES = 7 * 24 * 60;

  @Option(names = "--scenario", paramLabel = "NAME", description = "one of --list (default: plain)")
  private String scenario = "plain";

  @Option(names = "--list", description = "name all scenarios and end")
  private boolean list;

  @Option(names = "--peers", paramLabel = "N", description = "how many, bridges not counted")
  private Integer peers;

  @Option(names = "--minutes", paramLabel = "M", description = "how long is measured")
  private Integer minutes;

  @Option(
      names = "--median-session",
      paramLabel = "84s",
      description = "half of the sessions are shorter: 84s, 10m, 1h; 0s for no churn")
  private String medianSession;

  @Option(
      names = "--loss",
      paramLabel = "0.01",
      description = "share of messages that lose a packet")
  private Double loss;

  @Option(names = "--nodes", paramLabel = "0.2", description = "share of Node-role peers")
  private Double nodes;

  @Option(names = "--network", paramLabel = "NAME", description = "internet or lan")
  private String network;

  @Option(names = "--liars", paramLabel = "0.2", description = "share of members that lie")
  private Double liars;

  @Option(
      names = "--lie",
      paramLabel = "SORT",
      description = "how: drop, forge, friends or deny; each liar in its own way if absent")
  private String lie;

  @Option(names = "--chaos", paramLabel = "0.05", description = "how often rare things are forced")
  private Double chaos;

  @Option(
      names = "--lookups",
      paramLabel = "N",
      description = "lookups a minute, of all peers together")
  private Integer lookups;

  @Option(
      names = "--paths",
      paramLabel = "N",
      description = "ways each bare lookup goes, 1 to 8 (default: 3)")
  private Integer paths;

  @Option(names = "--strict", description = "bare lookups go all ways and take nobody's word")
  private boolean strict;

  @Option(names = "--seed", paramLabel = "S", description = "decides everything (default: 1)")
  private Integer seed;

  @Option(names = "--seeds", paramLabel = "A..B", description = "one run for each")
  private String seeds;

  @Option(names = "--json", description = "one object on the last line of standard output")
  private boolean json;

  @Option(names = "--log", description = "what the peers log, on standard error")
  private boolean log;

  @Spec private CommandSpec spec;

  private final PrintWriter out;
  private final PrintWriter err;

  Main(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Ends with 0, 1 when a checker found a violation, 2 for bad options. */
  public static void main(String[] args) {
    System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
  }

  /** As {@link #main}, for a program. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    Main main = new Main(out, err);
    CommandLine line = new CommandLine(main);
    line.setOut(out).setErr(err);
    line.setParameterExceptionHandler(
        (e, given) -> {
          err.println("peerloom-simulator: " + e.getMessage().replace('\n', ' '));
          return BAD_OPTION;
        });
    line.setExecutionExceptionHandler(
        (e, command, result) -> {
          if (e instanceof IllegalArgumentException) {
            err.println("peerloom-simulator: " + e.getMessage());
            return BAD_OPTION;
          }
          throw e;
        });
    return line.execute(args);
  }

  /** The version from the jar's manifest. */
  static final class BuildVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"peerloom-simulator " + (version == null ? "(unpackaged)" : version)};
    }
  }

  @Override
  public Integer call() {
    if (list) {
      for (String name : Scenarios.names()) {
        Scenario known = Scenarios.named(name, 1);
        out.printf("%-24s %6d peers  %s%n", name, known.population().peers(), known.about());
      }
      return 0;
    }
    List<Integer> all = seeds();
    scenario(all.get(0));
    Report report = null;
    for (int each : all) {
      Report one = run(each);
      report = report == null ? one : report.and(one);
    }
    out.print(report.text());
    out.println(json ? report.json() : report.isClean() ? "all checkers hold" : "VIOLATED");
    out.flush();
    return report.isClean() ? 0 : VIOLATED;
  }

  private Report run(int each) {
    Scenario shaped = scenario(each);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    ScenarioRun run =
        new ScenarioRun(
            shaped,
            each,
            new PlatformSha256(),
            line -> {
              if (log) {
                err.println(line);
              }
            },
            step -> err.println("seed " + each + ": " + step));
    Report report;
    try {
      report = run.execute();
    } catch (RuntimeException | StackOverflowError e) {
      err.println("The core threw. Replay: " + replay(each));
      throw e;
    }
    Runtime runtime = Runtime.getRuntime();
    report
        .figures()
        .count("cpuMillis", (int) ((threads.getCurrentThreadCpuTime() - began) / 1_000_000));
    report
        .figures()
        .count("heapMegabytes", (int) ((runtime.totalMemory() - runtime.freeMemory()) >> 20));
    if (!report.isClean()) {
      err.println("Violated. Replay: " + replay(each));
    }
    return report;
  }

  private String replay(int each) {
    StringBuilder line = new StringBuilder("java -jar simulator/target/peerloom-simulator.jar");
    line.append(" --scenario ").append(scenario);
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (!NOT_REPLAYED.contains(name)) {
        line.append(' ').append(name);
        if (option.arity().max() > 0) {
          line.append(' ').append(option.originalStringValues().get(0));
        }
      }
    }
    return line.append(" --seed ").append(each).toString();
  }

  // ---- options

  private Scenario scenario(int each) {
    Scenario shaped = Scenarios.named(scenario, each);
    if (shaped == null) {
      throw new IllegalArgumentException("no scenario is called " + scenario + "; see --list");
    }
    Population people = shaped.population();
    if (peers != null) {
      within("--peers", peers, 1, MAX_PEERS);
      people = people.sized(peers);
    }
    if (nodes != null) {
      people = people.withNodes(permille("--nodes", nodes));
    }
    if (liars != null) {
      people = people.withLiars(permille("--liars", liars), people.lie(), people.besideKeys());
    }
    if (lie != null) {
      if (people.liarPermille() == 0) {
        throw new IllegalArgumentException("--lie needs --liars: nobody lies here");
      }
      people = people.withLiars(people.liarPermille(), lie(), people.besideKeys());
    }
    shaped = shaped.of(people);
    if (network != null) {
      shaped = shaped.on(model());
    }
    if (loss != null) {
      shaped = shaped.on(shaped.network().withLoss(permille("--loss", loss)));
    }
    if (chaos != null) {
      shaped = shaped.on(shaped.platform(), permille("--chaos", chaos));
    }
    if (medianSession != null) {
      shaped = shaped.churning(millis(medianSession));
    }
    if (lookups != null) {
      within("--lookups", lookups, 0, 60_000);
      shaped = shaped.doing(shaped.work().withLookups(lookups));
    }
    if (paths != null && strict) {
      throw new IllegalArgumentException("--strict goes all ways: leave --paths out");
    }
    if (paths != null) {
      within("--paths", paths, 1, PeerFinder.STRICT_PATHS);
      shaped = shaped.doing(shaped.work().withPaths(paths));
    }
    if (strict) {
      shaped = shaped.doing(shaped.work().strictly());
    }
    if (minutes != null) {
      within("--minutes", minutes, 1, MAX_MINUTES);
      shaped = shaped.lasting(shaped.warmMillis(), minutes * 60_000, shaped.settleMillis());
    }
    return shaped;
  }

  private NetworkModel model() {
    NetworkModel model = NetworkModel.named(network);
    if (model == null) {
      throw new IllegalArgumentException("--network is internet or lan, not " + network);
    }
    return model;
  }

  private Lie lie() {
    for (Lie each : Lie.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(lie)) {
        return each;
      }
    }
    throw new IllegalArgumentException("--lie is drop, forge, friends or deny, not " + lie);
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " is " + least + " to " + most + ", not " + value);
    }
  }

  private static int permille(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " is a share from 0 to 1, not " + share);
    }
    return (int) Math.round(share * 1000);
  }

  private static int millis(String duration) {
    String digits = duration.isEmpty() ? "" : duration.substring(0, duration.length() - 1);
    int unit = duration.endsWith("s") ? 1_000 : duration.endsWith("m") ? 60_000 : 3_600_000;
    boolean known = duration.endsWith("s") || duration.endsWith("m") || duration.endsWith("h");
    if (!known || !digits.matches("\\d{1,5}")) {
      throw new IllegalArgumentException("a duration is 84s, 10m or 1h, not " + duration);
    }
    return (int) Math.min(Integer.MAX_VALUE / 20, Long.parseLong(digits) * unit);
  }

  private List<Integer> seeds() {
    if (seeds == null) {
      return List.of(seed == null ? 1 : seed);
    }
    String[] ends = seeds.split("\\.\\.", -1);
    if (seed != null || ends.length != 2) {
      throw new IllegalArgumentException("--seeds is A..B, without --seed");
    }
    try {
      int from = Integer.parseInt(ends[0]);
      int to = Integer.parseInt(ends[1]);
      if (to < from || to - from >= 100_000) {
        throw new IllegalArgumentException("--seeds A..B is at most 100000 seeds, A first");
      }
      List<Integer> all = new ArrayList<>();
      for (int i = from; i <= to; i++) {
        all.add(i);
      }
      return all;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--seeds is A..B, not " + seeds);
    }
  }
}
