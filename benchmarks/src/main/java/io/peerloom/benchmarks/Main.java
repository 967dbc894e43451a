package io.peerloom.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Measures whole networks: one JSON line a figure on standard output. */
@Command(
    name = "benchmarks/run",
    description = {
      "Measures whole networks. Prints one JSON line a figure; progress goes to standard error.",
      "Without names it measures everything."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  private static final Map<String, Supplier<Measurement>> ALL = all();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      completionCandidates = Names.class,
      description = "What to measure: ${COMPLETION-CANDIDATES}.")
  private List<String> names = List.of();

  @Option(names = "--quick", description = "A tenth of the tries, to see that it works.")
  private boolean quick;

  @Option(names = "--jar", required = true, paramLabel = "FILE", description = "The all-in-one.")
  private Path jar;

  @Option(
      names = "--folder",
      required = true,
      paramLabel = "FOLDER",
      description = "For data that is thrown away.")
  private Path folder;

  @Option(
      names = "--commit",
      required = true,
      paramLabel = "ID",
      description = "What is measured, for the lines.")
  private String commit;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private static Map<String, Supplier<Measurement>> all() {
    Map<String, Supplier<Measurement>> all = new LinkedHashMap<>();
    all.put("size", JavaScriptSize::new);
    all.put("put-get", PutAndGet::new);
    all.put("publish-deliver", PublishAndDeliver::new);
    all.put("jvm-join", JvmJoin::new);
    all.put("page-join", PageJoin::new);
    all.put("tab-link", TabLink::new);
    all.put("memory", Memory::new);
    return all;
  }

  /** The names for the help text. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Names() {
      super(ALL.keySet());
    }
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() {
    for (String name : names) {
      if (!ALL.containsKey(name)) {
        throw new ParameterException(
            spec.commandLine(), name + " is none of " + String.join(", ", ALL.keySet()));
      }
    }
    Setting setting = new Setting(folder, jar, quick);
    Report report = new Report(System.out, System.err, commit);
    int missing = 0;
    for (String name : names.isEmpty() ? ALL.keySet() : names) {
      report.progress(name);
      try {
        ALL.get(name).get().run(setting, report);
      } catch (Exception e) {
        missing++;
        report.progress(name + " could not be measured: " + e);
      }
    }
    return missing == 0 ? 0 : 1;
  }
}
