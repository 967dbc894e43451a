package io.peerloom.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts this machine's browsers, through this machine's Node. */
public final class Browsers {
  private static Path node;

  private Browsers() {}

  public static Playwright playwright() {
    return playwright("");
  }

  /**
   * Controlled from elsewhere.
   *
   * @param launcher a command that starts another there, such as one that enters a namespace
   */
  static synchronized Playwright playwright(String launcher) {
    try {
      if (node == null) {
        node = launchedNode();
      }
      // A process has one driver, which keeps its first environment: so the script reads a file.
      Files.writeString(launcherOf(node), launcher);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    environment.put("PLAYWRIGHT_NODEJS_PATH", node.toString());
    return Playwright.create(new Playwright.CreateOptions().setEnv(environment));
  }

  private static Path launcherOf(Path script) {
    return script.resolveSibling("launcher");
  }

  /** A script that runs Node as its launcher says. */
  private static Path launchedNode() throws IOException {
    Path folder = Files.createTempDirectory("peerloom-node");
    Path script = folder.resolve("node");
    Files.writeString(
        script,
        "#!/bin/sh\nexec $(cat " + launcherOf(script) + ") " + onPath("node") + " \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Path each : List.of(folder, script, launcherOf(script))) {
      each.toFile().deleteOnExit();
    }
    return script;
  }

  static Browser chromium(Playwright playwright) {
    return chromium(playwright, List.of());
  }

  /** Like {@link #chromium(Playwright)}, with arguments of its own. */
  public static Browser chromium(Playwright playwright, List<String> arguments) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(onPath("chromium"))
                .setArgs(arguments));
  }

  static Browser firefox(Playwright playwright) {
    return playwright
        .firefox()
        .launch(
            new BrowserType.LaunchOptions()
                // The distribution's Firefox, through WebDriver BiDi, not Playwright's own build.
                .setChannel("moz-firefox")
                .setExecutablePath(onPath("firefox-esr")));
  }

  static Path onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(part -> Path.of(part, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(program + " is missing"));
  }
}
