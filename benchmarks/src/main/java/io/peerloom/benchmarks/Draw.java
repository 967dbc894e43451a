package io.peerloom.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Draws what the simulator measured, from its JSON lines. */
@Command(
    name = "benchmarks/draw",
    description = {
      "Draws figures of the simulator as SVG.",
      "A line is LABEL=FILE:FIGURE. A FILE holds the simulator's JSON lines; a FIGURE is a"
          + " distribution (all lines of the file are drawn as one, by their count), or with --by-size"
          + " a count, a median or a kind of traffic, one point for each line."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class Draw implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int CENTILES = 101;

  @Parameters(paramLabel = "LABEL=FILE:FIGURE", arity = "1..*")
  private List<String> lines = List.of();

  @Option(names = "--out", required = true, paramLabel = "FILE.svg")
  private Path out;

  @Option(names = "--title", required = true, paramLabel = "TEXT")
  private String title;

  @Option(names = "--x", paramLabel = "TEXT", description = "Under the horizontal axis.")
  private String xLabel = "milliseconds";

  @Option(names = "--y", paramLabel = "TEXT", description = "Beside the vertical axis.")
  private String yLabel = "% within";

  @Option(names = "--by-size", description = "Over the number of peers.")
  private boolean bySize;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Draw()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Chart chart = new Chart(title, xLabel, yLabel, bySize);
    for (String line : lines) {
      int equals = line.indexOf('=');
      int colon = line.lastIndexOf(':');
      if (equals < 1 || colon < equals) {
        throw new ParameterException(spec.commandLine(), line + " is not LABEL=FILE:FIGURE");
      }
      List<JsonNode> runs = read(Path.of(line.substring(equals + 1, colon)));
      String figure = line.substring(colon + 1);
      String label = line.substring(0, equals);
      chart.add(bySize ? bySize(label, runs, figure) : distribution(label, runs, figure));
    }
    Files.writeString(out, chart.svg());
    return 0;
  }

  private List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> runs = new ArrayList<>();
    try (var each = Files.lines(file)) {
      for (String line : (Iterable<String>) each.filter(l -> l.startsWith("{"))::iterator) {
        runs.add(MAPPER.readTree(line));
      }
    }
    return runs;
  }

  private record Step(double value, double weight) {}

  /** Each run's centiles stand for as many values as it had. */
  private Chart.Series distribution(String label, List<JsonNode> runs, String figure) {
    List<Step> steps = new ArrayList<>();
    double total = 0;
    for (JsonNode run : runs) {
      JsonNode measured = run.path("figures").path(figure);
      double weight = measured.path("count").asDouble() / CENTILES;
      for (JsonNode centile : measured.path("centiles")) {
        steps.add(new Step(Math.max(1, centile.asDouble()), weight));
        total += weight;
      }
    }
    if (steps.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "no distribution " + figure);
    }
    steps.sort(Comparator.comparingDouble(Step::value));
    double[] xs = new double[CENTILES];
    double[] ys = new double[CENTILES];
    double sum = 0;
    int next = 0;
    for (int i = 0; i < CENTILES; i++) {
      while (next < steps.size() - 1 && sum + steps.get(next).weight < total * i / 100) {
        sum += steps.get(next++).weight;
      }
      xs[i] = steps.get(next).value;
      ys[i] = i;
    }
    return new Chart.Series(String.format(Locale.ROOT, "%s (%.0f)", label, total), xs, ys);
  }

  private Chart.Series bySize(String label, List<JsonNode> runs, String figure) {
    List<JsonNode> sorted = new ArrayList<>(runs);
    sorted.sort(Comparator.comparingInt(run -> run.path("peers").asInt()));
    double[] xs = new double[sorted.size()];
    double[] ys = new double[sorted.size()];
    for (int i = 0; i < sorted.size(); i++) {
      JsonNode run = sorted.get(i);
      xs[i] = run.path("peers").asDouble();
      JsonNode value = run.path("counts").path(figure);
      if (value.isMissingNode()) {
        value = run.path("figures").path(figure).path("p50");
      }
      if (value.isMissingNode()) {
        value = run.path("traffic").path(figure).path("framesPerPeerMinute");
      }
      if (value.isMissingNode()) {
        throw new ParameterException(spec.commandLine(), "no figure " + figure);
      }
      ys[i] = value.asDouble();
    }
    return new Chart.Series(label, xs, ys);
  }
}
