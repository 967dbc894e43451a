package io.peerloom.jvm.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of {@code promtool check metrics} for metrics in the text format, so that they are
 * checked where Prometheus is not installed.
 */
final class PrometheusRules {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (NaN|[+-]Inf|[0-9.eE+-]+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
  private static final Pattern CAMEL = Pattern.compile("[a-z][A-Z]");
  private static final Set<String> ABBREVIATIONS =
      Set.of("s", "ms", "us", "ns", "sec", "b", "kb", "mb", "gb", "tb", "pb", "m", "h", "d");
  private static final Set<String> OTHER_UNITS =
      Set.of(
          "milliseconds",
          "microseconds",
          "nanoseconds",
          "minutes",
          "hours",
          "days",
          "kilobytes",
          "megabytes",
          "gigabytes",
          "bits",
          "percent");
  private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary");
  private static final Set<String> PARTS = Set.of("_bucket", "_count", "_sum");

  private final List<String> broken = new ArrayList<>();
  private final Map<String, String> types = new LinkedHashMap<>();
  private final Set<String> helped = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  private PrometheusRules() {}

  /** What breaks a rule, one line each. */
  static List<String> broken(String text) {
    PrometheusRules rules = new PrometheusRules();
    if (!text.endsWith("\n")) {
      rules.broken.add("no line break at the end");
    }
    text.lines().forEach(rules::read);
    rules.types.forEach(rules::checkFamily);
    return rules.broken;
  }

  private void read(String line) {
    String[] words = line.split(" ", 4);
    if (line.startsWith("# HELP ")) {
      if (words.length == 4 && !words[3].isBlank()) {
        helped.add(words[2]);
      }
    } else if (line.startsWith("# TYPE ")) {
      if (types.put(words[2], words[3]) != null) {
        broken.add(words[2] + " comes twice");
      }
    } else if (!line.startsWith("#")) {
      checkSample(line);
    }
  }

  private void checkSample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      broken.add("no sample: " + line);
      return;
    }
    String family = family(sample.group(1));
    String labels = sample.group(2) == null ? "" : sample.group(2);
    if (!seen.add(sample.group(1) + '{' + labels + '}')) {
      broken.add("twice: " + line);
    }
    if (!types.containsKey(family)) {
      broken.add("no type: " + line);
      return;
    }
    Matcher label = LABEL.matcher(labels);
    int end = 0;
    while (label.find() && label.start() == end) {
      end = label.end();
      String name = label.group(1);
      boolean reserved =
          name.equals("le") && !types.get(family).equals("histogram")
              || name.equals("quantile") && !types.get(family).equals("summary");
      if (reserved || CAMEL.matcher(name).find()) {
        broken.add("label " + name + ": " + line);
      }
    }
    if (end != labels.length()) {
      broken.add("labels: " + line);
    }
  }

  /** The name after TYPE: of a histogram or summary without the ending of its parts. */
  private String family(String name) {
    for (String part : PARTS) {
      String whole = name.endsWith(part) ? name.substring(0, name.length() - part.length()) : "";
      String type = types.get(whole);
      if ("histogram".equals(type) || "summary".equals(type)) {
        return whole;
      }
    }
    return name;
  }

  private void checkFamily(String name, String type) {
    if (!helped.contains(name)) {
      broken.add(name + " has no help");
    }
    if (type.equals("counter") != name.endsWith("_total")) {
      broken.add(name + " is a " + type);
    }
    if (name.contains(":") || CAMEL.matcher(name).find()) {
      broken.add(name + " is not in snake_case");
    }
    if (PARTS.stream().anyMatch(name::endsWith)) {
      broken.add(name + " ends like a part of a histogram");
    }
    for (String word : name.split("_")) {
      if (ABBREVIATIONS.contains(word) || OTHER_UNITS.contains(word) || TYPES.contains(word)) {
        broken.add(name + " contains " + word);
      }
    }
  }
}
