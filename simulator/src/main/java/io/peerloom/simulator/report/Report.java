package io.peerloom.simulator.report;

import io.peerloom.simulator.network.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a run, or of several runs of the same scenario.
 *
 * @param traceHashes by seed: equal hashes mean equal runs
 * @param traffic frames and bytes by kind of message, during the measured time
 * @param peerSeconds number of peers, without bridges, multiplied by the measured seconds
 * @param violations by checker that ran; an empty list means it holds
 */
public record Report(
    String scenario,
    int peers,
    int virtualSeconds,
    Map<Integer, String> traceHashes,
    Metrics figures,
    Map<String, Traffic.Share> traffic,
    long peerSeconds,
    Map<String, List<String>> violations) {

  /** Whether no checker found a violation. */
  public boolean isClean() {
    return violations.values().stream().allMatch(List::isEmpty);
  }

  /** This report and that of other seeds combined. */
  public Report and(Report other) {
    Map<Integer, String> hashes = new LinkedHashMap<>(traceHashes);
    hashes.putAll(other.traceHashes);
    Metrics all = new Metrics();
    all.addAll(figures);
    all.addAll(other.figures);
    Map<String, Traffic.Share> carried = new LinkedHashMap<>(traffic);
    other.traffic.forEach((kind, share) -> carried.merge(kind, share, Traffic.Share::and));
    Map<String, List<String>> found = new LinkedHashMap<>();
    violations.forEach((name, list) -> found.put(name, new ArrayList<>(list)));
    other.violations.forEach(
        (name, list) -> found.computeIfAbsent(name, n -> new ArrayList<>()).addAll(list));
    return new Report(
        scenario,
        peers,
        virtualSeconds + other.virtualSeconds,
        hashes,
        all,
        carried,
        peerSeconds + other.peerSeconds,
        found);
  }

  /** A text for people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(scenario).append(": ").append(peers).append(" peers, ");
    out.append(virtualSeconds).append(" virtual seconds\n");
    traceHashes.forEach(
        (seed, hash) -> out.append("  seed ").append(seed).append("  ").append(hash).append('\n'));
    figures
        .distributions()
        .forEach(
            (name, values) ->
                out.append(
                    line(
                        name,
                        "p50 " + values.quantile(500),
                        "p99 " + values.quantile(990),
                        "max " + values.quantile(1000),
                        "of " + values.count())));
    figures.counts().forEach((name, value) -> out.append(line(name, String.valueOf(value))));
    out.append("  a peer and minute, measured over ").append(peerSeconds).append(" peer seconds\n");
    traffic.forEach(
        (kind, share) ->
            out.append(
                line(
                    "  " + kind,
                    perPeerMinute(share.frames()) + " frames",
                    perPeerMinute(share.bytes()) + " bytes")));
    violations.forEach(
        (name, list) -> {
          out.append(line(name, list.isEmpty() ? "holds" : list.size() + " VIOLATIONS"));
          list.stream().limit(10).forEach(each -> out.append("    ").append(each).append('\n'));
        });
    return out.toString();
  }

  /** The minimum and the centiles: enough to draw the distribution. */
  private static int[] centiles(Distribution values) {
    int[] centiles = new int[101];
    for (int i = 0; i < centiles.length; i++) {
      centiles[i] = values.quantile(10 * i);
    }
    return centiles;
  }

  private double perPeerMinute(long total) {
    return Math.round(100 * 60.0 * total / Math.max(1, peerSeconds)) / 100.0;
  }

  private static String line(String name, String... columns) {
    StringBuilder out = new StringBuilder("  ").append(name);
    while (out.length() < 30) {
      out.append(' ');
    }
    for (String column : columns) {
      out.append(' ').append(column);
      for (int i = column.length(); i < 12; i++) {
        out.append(' ');
      }
    }
    return out.toString().stripTrailing() + "\n";
  }

  /** For programs: one object on one line. */
  public String json() {
    Json out = new Json();
    out.open().field("scenario", scenario).field("peers", peers);
    out.field("virtualSeconds", virtualSeconds);
    if (traceHashes.size() == 1) {
      traceHashes.forEach((seed, hash) -> out.field("seed", seed).field("traceHash", hash));
    } else {
      out.name("traceHashes").open();
      traceHashes.forEach((seed, hash) -> out.field(String.valueOf(seed), hash));
      out.close();
    }
    out.name("figures").open();
    figures
        .distributions()
        .forEach(
            (name, values) -> {
              out.name(name).open().field("p50", values.quantile(500));
              out.field("p90", values.quantile(900)).field("p99", values.quantile(990));
              out.field("max", values.quantile(1000)).field("count", values.count());
              out.name("centiles").list(centiles(values)).close();
            });
    out.close().name("counts").open();
    figures.counts().forEach(out::field);
    out.close().name("traffic").open();
    traffic.forEach(
        (kind, share) ->
            out.name(kind)
                .open()
                .field("frames", share.frames())
                .field("bytes", share.bytes())
                .field("framesPerPeerMinute", perPeerMinute(share.frames()))
                .field("bytesPerPeerMinute", perPeerMinute(share.bytes()))
                .close());
    out.close().name("checkers").open();
    violations.forEach((name, list) -> out.name(name).list(list));
    return out.close().close().toString();
  }
}
