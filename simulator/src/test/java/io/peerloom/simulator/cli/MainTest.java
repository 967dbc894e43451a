package io.peerloom.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.crypto.Hash;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Example;

/** The command line: its output on both streams, and its exit codes. */
class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return run(new PlatformSha256(), args);
  }

  private int run(Hash sha256, String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), sha256, args);
  }

  @Example
  void badOptionsAreOneLineAndTwo() {
    String[][] bad = {
      {"--peers", "x"},
      {"--peers", "0"},
      {"--scenario", "nothing"},
      {"--median-session", "84"},
      {"--median-session", "25h"},
      {"--median-session", "99999h"},
      {"--loss", "1.5"},
      {"--seeds", "3..1"},
      {"--seeds", "1..100001"},
      {"--seeds", "-2147483648..2147483647"},
      {"--seeds", "1..2", "--seed", "1"},
      {"--network", "moon"},
      {"--lie", "drop"},
      {"--liars", "0", "--lie", "drop"},
      {"--liars", "0.2", "--lie", "white"},
      {"--browser-links", "3"},
      {"--node-links", "1001"},
      {"--paths", "0"},
      {"--paths", "9"},
      {"--paths", "8", "--strict"},
      {"--minutes", "0"},
      {"--nope"}
    };
    for (String[] args : bad) {
      assertThat(run(args)).as(String.join(" ", args)).isEqualTo(2);
      assertThat(err.toString()).startsWith("peerloom-simulator: ").hasLineCount(1);
      assertThat(out.toString()).isEmpty();
    }
  }

  @Example
  void aCoreThatThrowsIsNoBadOption() {
    Hash broken =
        parts -> {
          throw new IllegalArgumentException("cannot hash");
        };
    String[] common = {"--scenario", "lan", "--peers", "6", "--seed", "5"};
    for (String strict : List.of("--strict", "--strict=false")) {
      List<String> args = new ArrayList<>(List.of(common));
      args.add(strict);
      assertThat(run(broken, args.toArray(String[]::new))).isEqualTo(1);
      assertThat(err.toString())
          .contains(" --scenario lan --peers 6 " + strict + " --seed 5\n")
          .contains("IllegalArgumentException: cannot hash\n\tat ");
    }
  }

  @Example
  void theLastSeedOfAllIsRunAndNoneAfterIt() {
    String[] args = {"--scenario", "lan", "--peers", "1", "--minutes", "1", "--json", "--seeds"};
    List<String> all = new ArrayList<>(List.of(args));
    all.add("2147483647..2147483647");
    run(all.toArray(String[]::new));
    assertThat(out.toString()).contains("\"seed\":2147483647,");
  }

  @Example
  void eightPathsAndAVerifiedLookupDiffer() {
    String[] common = {"--scenario", "lan", "--peers", "12", "--minutes", "1", "--lookups", "60"};
    String plain = hash(common, "--paths", "8");
    String strict = hash(common, "--strict");
    assertThat(plain).isNotEqualTo(strict);
    assertThat(hash(common, "--paths", "3")).isEqualTo(hash(common)).isNotEqualTo(plain);
  }

  @Example
  void linkLimitsChangeARun() {
    String[] common = {"--scenario", "lan", "--peers", "12", "--minutes", "1"};
    String usual = hash(common);
    assertThat(hash(common, "--browser-links", "5")).isNotEqualTo(usual);
    assertThat(hash(common, "--node-links", "5")).isNotEqualTo(usual);
    assertThat(hash(common, "--node-links", "200")).isEqualTo(usual);
  }

  @Example
  void workTakesTimeOnProcessors() {
    String[] common = {"--scenario", "lan", "--peers", "6", "--minutes", "1", "--seed", "2"};
    String off = hash(common);
    assertThat(hash(common, "--processors", "off")).isEqualTo(off);
    assertThat(hash(common, "--processors", "page")).isNotEqualTo(off);
    assertThat(run("--processors", "fast")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("peerloom-simulator: --processors is off, kind, server or page, not fast\n");
  }

  private String hash(String[] common, String... more) {
    List<String> args = new ArrayList<>(List.of(common));
    args.addAll(List.of(more));
    args.add("--json");
    run(args.toArray(String[]::new));
    Matcher hash = Pattern.compile("\"traceHash\":\"([0-9a-f]{16})\"").matcher(out.toString());
    assertThat(hash.find()).as(err.toString()).isTrue();
    return hash.group(1);
  }

  @Example
  void theVersionIsSaid() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("peerloom-simulator ").hasLineCount(1);
  }

  @Example
  void scenariosAreListed() {
    assertThat(run("--list")).isZero();
    assertThat(out.toString()).contains("churn", "isolated-12-of-15", "simultaneous-dials");
    assertThat(run("--list", "--scenario", "")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("peerloom-simulator: no scenario is called \"\"; see --list\n");
  }

  @Example
  void tooLittleMemoryIsSaidInOneLine() {
    Hash greedy =
        parts -> {
          throw new OutOfMemoryError("no heap");
        };
    assertThat(run(greedy, "--scenario", "lan", "--peers", "3")).isEqualTo(2);
    assertThat(err.toString()).contains("give java a larger -Xmx\n").doesNotContain("\tat ");
  }

  @Example
  void theLastLineIsOneObjectAndARunCanBeReplayed() {
    String[] args = {
      "--scenario", "lan", "--peers", "6", "--seeds", "3..4", "--minutes", "1", "--json"
    };
    int code = run(args);
    String[] lines = out.toString().strip().split("\n");
    String object = lines[lines.length - 1];
    assertThat(object)
        .startsWith("{\"scenario\":\"lan\",\"peers\":6,")
        .contains(
            "\"traceHashes\":{\"3\":\"", "\"joinMillis\":{\"p50\":", "\"NoAckedRecordLost\":[")
        .endsWith("}");
    assertThat(err.toString()).contains("seed 3: ", "seed 4: ");
    assertThat(code).isEqualTo(out.toString().contains("VIOLATIONS") ? 1 : 0);
    String first = object.substring(object.indexOf("\"3\":\"") + 5).substring(0, 16);
    run("--scenario", "lan", "--peers", "6", "--seed", "3", "--minutes", "1", "--json");
    assertThat(out.toString()).contains("\"seed\":3,\"traceHash\":\"" + first + "\"");
  }
}
