package io.peerloom.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints one JSON line a figure, as soon as it is known; what a person reads goes elsewhere. */
final class Report {
  private final ObjectMapper json = new ObjectMapper();
  private final PrintStream lines;
  private final PrintStream progress;
  private final String commit;

  Report(PrintStream lines, PrintStream progress, String commit) {
    this.lines = lines;
    this.progress = progress;
    this.commit = commit;
  }

  /** Says what is going on. */
  void progress(String text) {
    progress.println(text);
  }

  /**
   * Prints a figure.
   *
   * @param parameters what it was measured with, and firm numbers found beside it
   */
  void figure(String name, String unit, Samples samples, Map<String, ?> parameters) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", name);
    line.put("unit", unit);
    line.put("count", samples.count());
    line.put("p50", number(samples.percentile(0.5)));
    line.put("p99", number(samples.percentile(0.99)));
    line.put("max", number(samples.percentile(1)));
    line.put("succeeded", Math.round(samples.succeeded() * 10_000) / 10_000.0);
    line.put("parameters", parameters);
    line.put("cores", Runtime.getRuntime().availableProcessors());
    line.put("java", System.getProperty("java.version"));
    line.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    line.put("commit", commit);
    try {
      lines.println(json.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    lines.flush();
  }

  /** Three decimals; nothing where there is no value, as JSON has no NaN. */
  private static Double number(double value) {
    return Double.isNaN(value) ? null : Math.round(value * 1000) / 1000.0;
  }
}
