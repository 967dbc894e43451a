package io.peerloom.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts this machine's browsers, through this machine's Node. */
public final class Browsers {
  private Browsers() {}

  public static Playwright playwright() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    environment.put("PLAYWRIGHT_NODEJS_PATH", onPath("node").toString());
    return Playwright.create(new Playwright.CreateOptions().setEnv(environment));
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
