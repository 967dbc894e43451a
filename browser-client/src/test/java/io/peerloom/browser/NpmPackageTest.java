package io.peerloom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The package as an application gets it: its typings, its facade, its contents. */
class NpmPackageTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path NPM = TARGET.resolve("npm");

  /** A block of JavaScript or TypeScript in a README. */
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```(?:js|ts)\\n(.*?)^```");

  private static final String TYPESCRIPT = System.getProperty("typescript.version");

  private record Outcome(int exitCode, String output) {}

  @Test
  void typingsAndReadmesPassStrictTypeScript() throws Exception {
    Path typings = TARGET.resolve("typings");
    copy(Path.of("src/test/typings"), typings);
    Path installed = typings.resolve("node_modules/peerloom");
    Files.createDirectories(installed);
    copy(NPM, installed);
    int examples = 0;
    for (Path readme : new Path[] {Path.of("../README.md"), NPM.resolve("README.md")}) {
      Matcher example = EXAMPLE.matcher(Files.readString(readme));
      while (example.find()) {
        Files.writeString(typings.resolve("readme-" + examples++ + ".mts"), example.group(1));
      }
    }
    assertThat(examples).as("examples in both READMEs").isEqualTo(4);
    Path compiler = installTypeScript().resolve("node_modules/typescript/bin/tsc");
    Outcome outcome = run(typings, "node", compiler.toString(), "--project", "tsconfig.json");
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
  }

  private static Path installTypeScript() throws Exception {
    Path tools = TARGET.resolve("typescript-" + TYPESCRIPT);
    if (!Files.exists(tools.resolve("node_modules/typescript/bin/tsc"))) {
      Files.createDirectories(tools);
      Outcome outcome =
          run(
              tools,
              "npm",
              "install",
              "--no-save",
              "--no-audit",
              "--no-fund",
              "--prefix",
              ".",
              "typescript@" + TYPESCRIPT);
      assertThat(outcome.exitCode())
          .as("npm could not fetch TypeScript (is the network there?): %s", outcome.output())
          .isZero();
    }
    return tools;
  }

  @Test
  void facadeKeepsItsPromises() throws Exception {
    Path facade = TARGET.resolve("facade");
    copy(Path.of("src/test/js"), facade);
    copy(NPM.resolve("index.js"), facade.resolve("index.js"));
    copy(NPM.resolve("package.json"), facade.resolve("package.json"));
    Outcome outcome =
        run(
            facade,
            "node",
            "--test",
            "facade.test.js",
            "presence.test.js",
            "streams.test.js",
            "values.test.js");
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @Test
  void everyErrorCodeIsTyped() throws IOException {
    String typings = Files.readString(NPM.resolve("index.d.ts"));
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(typings).contains("  | '" + code + "'");
    }
  }

  @Test
  void packsWhatAnApplicationNeedsAndNothingElse() throws Exception {
    Outcome outcome = run(NPM, "npm", "pack", "--dry-run", "--json");
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.output().replaceAll("(?s).*\"files\": \\[(.*?)\\].*", "$1"))
        .contains(
            "\"LICENSE\"", "\"README.md\"", "\"index.d.ts\"", "\"index.js\"", "\"package.json\"")
        .contains("\"peerloom-core.js\"")
        .satisfies(files -> assertThat(files.split("\"path\"")).hasSize(7))
        .satisfies(
            files ->
                assertThat(files.split("\"mode\": 420\\b"))
                    .as("everybody may read them (0644)")
                    .hasSize(7));
  }

  private static Outcome run(Path directory, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("%s ends", command[0]).isTrue();
    return new Outcome(process.exitValue(), output);
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.isRegularFile(from)) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
