package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each property of docs/REQUIREMENTS.md has a test labelled with its number and title, in the
 * module where it is stated best; properties without a test are listed here, and only here.
 */
class PropertyCatalogueTest {
  /** Numbers without a test yet. Whoever writes one removes its number. */
  private static final Set<Integer> MISSING = Set.of();

  private static final int LEAST_TRIES = 100;
  private static final String PREFIX = "Feature: dht-connection-recovery, Property ";
  private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| (.+?) \\| [\\d., ]+ \\|$");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern LABEL =
      Pattern.compile("@Label\\(((?:\\s*\\+?\\s*\"(?:[^\"\\\\]|\\\\.)*\")+)\\s*\\)");
  private static final Pattern TRIES = Pattern.compile("@Property(?:\\(([^)]*)\\))?");

  /** A label in a source, with the arguments of the annotation before it, which state its tries. */
  private record Labelled(Path file, int number, String title, String tries) {}

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("docs")) ? here : here.getParent();
  }

  private static Map<Integer, String> required() throws IOException {
    Map<Integer, String> titles = new TreeMap<>();
    for (String line : Files.readAllLines(root().resolve("docs/REQUIREMENTS.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        titles.put(Integer.parseInt(row.group(1)), row.group(2));
      }
    }
    return titles;
  }

  private static List<Labelled> labelled() throws IOException {
    List<Labelled> all = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root())) {
      for (Path sources : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(sources)) {
          try (Stream<Path> files = Files.walk(sources)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .forEach(file -> read(file, all));
          }
        }
      }
    }
    return all;
  }

  private static void read(Path file, List<Labelled> all) {
    String source;
    try {
      source = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Matcher label = LABEL.matcher(source);
    while (label.find()) {
      StringBuilder text = new StringBuilder();
      LITERAL.matcher(label.group(1)).results().forEach(part -> text.append(part.group(1)));
      if (text.indexOf(PREFIX) == 0) {
        String[] parts = text.substring(PREFIX.length()).split(": ", 2);
        MatchResult last = null;
        Matcher before = TRIES.matcher(source.substring(0, label.start()));
        while (before.find()) {
          last = before.toMatchResult();
        }
        assertThat(last).as("a property in %s", file).isNotNull();
        all.add(new Labelled(file, Integer.parseInt(parts[0]), parts[1], last.group(1)));
      }
    }
  }

  @Test
  void allFortyAreRequired() throws IOException {
    assertThat(required()).hasSize(40).containsKey(1).containsKey(40);
  }

  @Test
  void everyLabelHasTheTitleOfItsRequirementAndEnoughTries() throws IOException {
    Map<Integer, String> required = required();
    List<Labelled> labelled = labelled();
    assertThat(labelled).isNotEmpty();
    for (Labelled each : labelled) {
      assertThat(each.title)
          .as("title of property %d in %s", each.number, each.file)
          .isEqualTo(required.get(each.number));
      Matcher tries = Pattern.compile("tries = (\\d+)").matcher(String.valueOf(each.tries));
      if (tries.find()) {
        assertThat(Integer.parseInt(tries.group(1)))
            .as("tries of property %d in %s", each.number, each.file)
            .isGreaterThanOrEqualTo(LEAST_TRIES);
      }
    }
  }

  @Test
  void thoseWithoutATestAreListedHereAndNoOthers() throws IOException {
    Map<Integer, String> without = required();
    labelled().forEach(each -> without.remove(each.number));
    without.forEach((number, title) -> System.out.println("no test: P" + number + " " + title));
    assertThat(without.keySet()).isEqualTo(new TreeSet<>(MISSING));
  }
}
