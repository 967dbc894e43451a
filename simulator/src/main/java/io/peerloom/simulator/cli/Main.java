package io.peerloom.simulator.cli;

import io.peerloom.core.crypto.Hash;
import io.peerloom.simulator.ScenarioRun;
import io.peerloom.simulator.report.Report;
import io.peerloom.simulator.scenario.Scenario;
import io.peerloom.simulator.scenario.Scenarios;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs scenarios from the command line; a failed run prints the command that replays it. */
@Command(
    name = "peerloom-simulator",
    description = "Runs the protocol core for thousands of peers on virtual time.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.BuildVersion.class,
    sortOptions = false)
public final class Main implements Callable<Integer> {
  /** A checker found a violation, or the core threw. */
  private static final int VIOLATED = 1;

  private static final int BAD_OPTION = 2;

  private static final int MAX_SEEDS = 100_000;

  /** Options that a replay sets itself, or that do not change a run. */
  private static final List<String> NOT_REPLAYED =
      List.of("--scenario", "--seed", "--seeds", "--json", "--log");

  @Option(names = "--list", description = "name all scenarios and end")
  private boolean list;

  @Option(names = "--seed", paramLabel = "S", description = "decides everything (default: 1)")
  private Integer seed;

  @Option(names = "--seeds", paramLabel = "A..B", description = "one run for each")
  private String seeds;

  @Option(names = "--json", description = "one object on the last line of standard output")
  private boolean json;

  @Option(names = "--log", description = "what the peers log, on standard error")
  private boolean log;

  @Mixin private ScenarioOptions shape;

  @Spec private CommandSpec spec;

  private final PrintWriter out;
  private final PrintWriter err;
  private final Hash sha256;

  private Main(PrintWriter out, PrintWriter err, Hash sha256) {
    this.out = out;
    this.err = err;
    this.sha256 = sha256;
  }

  /** Ends with 0, 1 when a checker found a violation or the core threw, 2 for bad options. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    System.exit(run(out, err, new PlatformSha256(), args));
  }

  /** Like {@link #main}, for callers in Java. */
  static int run(PrintWriter out, PrintWriter err, Hash sha256, String... args) {
    Main main = new Main(out, err, sha256);
    CommandLine line = new CommandLine(main);
    line.setOut(out).setErr(err);
    line.setParameterExceptionHandler(
        (e, given) -> {
          err.println("peerloom-simulator: " + e.getMessage().replace('\n', ' '));
          return BAD_OPTION;
        });
    line.setExecutionExceptionHandler(
        (e, command, result) -> {
          if (e instanceof OptionException) {
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
    List<Integer> all = seeds();
    shape.scenario(all.get(0));
    if (list) {
      for (String name : Scenarios.names()) {
        Scenario known = Scenarios.named(name, 1);
        out.printf("%-24s %6d peers  %s%n", name, known.population().peers(), known.about());
      }
      return 0;
    }
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
    Scenario shaped = shape.scenario(each);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    Report report;
    try {
      ScenarioRun run =
          new ScenarioRun(
              shaped,
              each,
              sha256,
              line -> {
                if (log) {
                  err.println(line);
                }
              },
              step -> progress(each, step));
      report = run.execute();
    } catch (OutOfMemoryError e) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      throw new OptionException(
          "so many peers need more than " + megabytes + " MB; give java a larger -Xmx");
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
    if (seeds != null) {
      err.println("seed " + each + ": " + outcome(report));
    }
    return report;
  }

  /** Prints the progress of a single run; of many runs only the outcomes are printed. */
  private void progress(int each, String step) {
    if (seeds == null) {
      err.println("seed " + each + ": " + step);
    }
  }

  private static String outcome(Report report) {
    List<String> violated = new ArrayList<>();
    report
        .violations()
        .forEach(
            (checker, found) -> {
              if (!found.isEmpty()) {
                violated.add(checker + " " + found.size());
              }
            });
    return violated.isEmpty() ? "all checkers hold" : String.join(", ", violated);
  }

  private String replay(int each) {
    StringBuilder line = new StringBuilder("java -jar simulator/target/peerloom-simulator.jar");
    line.append(" --scenario ").append(shape.name());
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (!NOT_REPLAYED.contains(name)) {
        line.append(' ').append(name);
        if (option.arity().max() > 0) {
          line.append(' ').append(option.originalStringValues().get(0));
        } else if (!Boolean.TRUE.equals(option.getValue())) {
          line.append('=').append(option.<Object>getValue());
        }
      }
    }
    return line.append(" --seed ").append(each).toString();
  }

  private List<Integer> seeds() {
    if (seeds == null) {
      return List.of(seed == null ? 1 : seed);
    }
    String[] ends = seeds.split("\\.\\.", -1);
    if (seed != null || ends.length != 2) {
      throw new OptionException("--seeds is A..B, without --seed");
    }
    try {
      int from = Integer.parseInt(ends[0]);
      int to = Integer.parseInt(ends[1]);
      if (to < from || (long) to - from >= MAX_SEEDS) {
        throw new OptionException("--seeds A..B is at most " + MAX_SEEDS + " seeds, A first");
      }
      List<Integer> all = new ArrayList<>();
      for (long each = from; each <= to; each++) {
        all.add((int) each);
      }
      return all;
    } catch (NumberFormatException e) {
      throw new OptionException("--seeds is A..B, not " + seeds);
    }
  }
}
