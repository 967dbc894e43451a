package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticPageTest {
  private static final Map<String, String> DEFAULTS = Map.of();
  private static final Pattern NAMED_BY_CONTENT =
      Pattern.compile("assets/[A-Za-z-]+\\.[0-9a-f]{16}\\.(js|css|svg)");
  private static final Pattern LINK =
      Pattern.compile("(?m)(?:src=|href=|\\bfrom ?|^import ?|\\bimport\\()['\"]([^'\"#:]+)['\"]");

  @TempDir Path folder;

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void everyFileIsReachedByRelativeLinks() throws Exception {
    StaticPage.write(folder, DEFAULTS);
    TreeSet<String> reached = new TreeSet<>();
    follow("index.html", reached);
    assertThat(reached)
        .as("modules of the page and the package")
        .anyMatch(name -> name.startsWith("assets/peerloom-core."))
        .anyMatch(name -> name.startsWith("assets/mesh-view."))
        .as("a module that is imported when it is needed")
        .anyMatch(name -> name.startsWith("assets/qr-code."));
    assertThat(files().stream().filter(name -> !name.endsWith(".gz")))
        .containsExactlyElementsOf(reached);
    assertThat(reached.stream().filter(name -> !name.equals("index.html")))
        .allMatch(name -> NAMED_BY_CONTENT.matcher(name).matches());
  }

  private void follow(String file, TreeSet<String> reached) throws IOException {
    if (!reached.add(file)) {
      return;
    }
    Matcher links = LINK.matcher(Files.readString(folder.resolve(file)));
    while (links.find()) {
      assertThat(links.group(1)).as("a link in %s", file).doesNotStartWith("/");
      Path target = Path.of(file).resolveSibling(links.group(1)).normalize();
      follow(target.toString(), reached);
    }
  }

  @Test
  void everyFileHasItsGzip() throws Exception {
    StaticPage.write(folder, DEFAULTS);
    for (String name : files()) {
      if (!name.endsWith(".gz")) {
        byte[] compressed = Files.readAllBytes(folder.resolve(name + ".gz"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
          assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(folder.resolve(name)));
        }
      }
    }
  }

  @Test
  void samePageHasSameNamesAndSettingsAreInTheIndex() throws Exception {
    StaticPage.write(folder, DEFAULTS);
    List<String> before = files();
    String ice = "[{\"urls\":\"stun:a.example\"}]";
    StaticPage.write(folder, Map.of("bootstrap", "wss://a.example/bootstrap", "ice-servers", ice));
    assertThat(files()).isEqualTo(before);
    assertThat(folder.resolve("index.html"))
        .content()
        .contains("<meta name=\"bootstrap\" content=\"wss://a.example/bootstrap\" />")
        .contains("content=\"[{&quot;urls&quot;:&quot;stun:a.example&quot;}]\"");
  }
}
