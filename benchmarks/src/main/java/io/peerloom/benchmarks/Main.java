package io.peerloom.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      "Without names it measures everything. A name is a measurement or a group of them:",
      "  puts     put-get many-peers reach",
      "  topics   publish-deliver subscribers highest-rate late-history large-topic many-topics",
      "  joins    jvm-join page-join tab-link",
      "  sizes    size memory",
      "  bridges  admissions bridge-links",
      "  relays   relay-sessions"
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  private static final Map<String, Supplier<Measurement>> ALL = all();
  private static final Map<String, List<String>> GROUPS = groups();

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

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "COUNT",
      defaultValue = "16,48,64",
      description = "Sizes of the networks of many-peers and reach; ${DEFAULT-VALUE} if not said.")
  private List<Integer> peers;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private static Map<String, Supplier<Measurement>> all() {
    Map<String, Supplier<Measurement>> all = new LinkedHashMap<>();
    all.put("size", JavaScriptSize::new);
    all.put("put-get", PutAndGet::new);
    all.put("many-peers", ManyPeers::new);
    all.put("reach", Reach::new);
    all.put("publish-deliver", PublishAndDeliver::new);
    all.put("subscribers", Subscribers::new);
    all.put("highest-rate", HighestRate::new);
    all.put("late-history", LateHistory::new);
    all.put("large-topic", LargeTopic::new);
    all.put("many-topics", ManyTopics::new);
    all.put("jvm-join", JvmJoin::new);
    all.put("page-join", PageJoin::new);
    all.put("tab-link", TabLink::new);
    all.put("memory", Memory::new);
    all.put("admissions", Admissions::new);
    all.put("bridge-links", BridgeLinks::new);
    all.put("relay-sessions", RelaySessions::new);
    all.put("processor-costs", ProcessorCosts::new);
    return all;
  }

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("puts", List.of("put-get", "many-peers", "reach"));
    groups.put(
        "topics",
        List.of(
            "publish-deliver",
            "subscribers",
            "highest-rate",
            "late-history",
            "large-topic",
            "many-topics"));
    groups.put("joins", List.of("jvm-join", "page-join", "tab-link"));
    groups.put("sizes", List.of("size", "memory"));
    groups.put("bridges", List.of("admissions", "bridge-links"));
    groups.put("relays", List.of("relay-sessions"));
    return groups;
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
    Set<String> wanted = new LinkedHashSet<>();
    for (String name : names.isEmpty() ? ALL.keySet() : names) {
      wanted.addAll(GROUPS.getOrDefault(name, List.of(name)));
    }
    for (String name : wanted) {
      if (!ALL.containsKey(name)) {
        throw new ParameterException(
            spec.commandLine(),
            name + " is none of " + String.join(", ", ALL.keySet()) + " and no group");
      }
    }
    Setting setting = new Setting(folder, jar, quick, peers);
    Report report = new Report(System.out, System.err, commit);
    int missing = 0;
    for (String name : wanted) {
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
