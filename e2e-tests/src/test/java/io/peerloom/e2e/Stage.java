package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh server for each test or one for the class, one Chromium for each class, and a Firefox
 * where it is used. The logs of servers and pages, the data and a screenshot of every page are kept
 * under {@code target/artifacts} if a test fails.
 */
final class Stage
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private Playwright playwright;
  private Browser browser;
  private Browser firefox;
  private Path folder;
  private Path serverFolder;
  private Server server;
  private final List<String> uncaught = new ArrayList<>();
  private final List<String> options;
  private final boolean fresh;
  private final boolean serving;
  private boolean anyFailed;

  Stage() {
    this(List.of());
  }

  /** A stage whose server has further options. */
  Stage(List<String> options) {
    this(options, true, true);
  }

  private Stage(List<String> options, boolean fresh, boolean serving) {
    this.options = options;
    this.fresh = fresh;
    this.serving = serving;
  }

  /** A stage with one server for all tests of the class, whose names must differ therefore. */
  static Stage withOneServer() {
    return new Stage(List.of(), false, true);
  }

  /** A stage with browsers alone: the test opens pages by their whole addresses. */
  static Stage withoutServer() {
    return new Stage(List.of(), true, false);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    playwright = Browsers.playwright();
    browser = Browsers.chromium(playwright);
  }

  private Browser firefox() {
    if (firefox == null) {
      firefox = Browsers.firefox(playwright);
    }
    return firefox;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    folder = emptied(context, "." + context.getRequiredTestMethod().getName());
    uncaught.clear();
    if (!serving) {
      return;
    }
    if (fresh) {
      server = Server.start(folder, options);
    } else if (server == null) {
      serverFolder = emptied(context, "");
      server = Server.start(serverFolder, options);
    }
  }

  private static Path emptied(ExtensionContext context, String suffix) throws IOException {
    Path folder =
        Path.of(
            System.getProperty("peerloom.artifacts"),
            context.getRequiredTestClass().getSimpleName() + suffix);
    Folders.delete(folder);
    Files.createDirectories(folder);
    return folder;
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    boolean failed = context.getExecutionException().isPresent();
    anyFailed |= failed || !uncaught.isEmpty();
    try {
      closeProfiles(failed);
    } finally {
      if (fresh && server != null) {
        server.close();
      }
    }
    if (failed) {
      return;
    }
    assertThat(uncaught).as("uncaught errors in the pages").isEmpty();
    Folders.delete(folder);
  }

  /** Closes every page; taking a screenshot of a page that hangs fails with an exception. */
  private void closeProfiles(boolean pictures) {
    int number = 0;
    List<BrowserContext> profiles = new ArrayList<>(browser.contexts());
    if (firefox != null) {
      profiles.addAll(firefox.contexts());
    }
    for (BrowserContext profile : profiles) {
      for (Page page : profile.pages()) {
        if (pictures) {
          Path picture = folder.resolve("page-" + ++number + ".png");
          page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
        }
      }
      profile.close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    playwright.close();
    if (!fresh && server != null) {
      server.close();
      if (!anyFailed) {
        Folders.delete(serverFolder);
      }
    }
  }

  Server server() {
    return server;
  }

  Api api() {
    return new Api(server.url());
  }

  /** The folder with this test's files. */
  Path folder() {
    return folder;
  }

  /** A fresh browser profile: its pages share an identity, which no other profile has. */
  BrowserContext profile() {
    return browser.newContext();
  }

  /** A fresh profile of Firefox. */
  BrowserContext firefoxProfile() {
    return firefox().newContext();
  }

  BrowserContext profile(Browser.NewContextOptions options) {
    return browser.newContext(options);
  }

  /** Opens the page without waiting for it to join. */
  Tab open(BrowserContext profile) {
    return open(profile, "/");
  }

  /** An empty page of the server's origin, which does not join by itself. */
  Tab empty(BrowserContext profile) {
    return open(profile, "/empty");
  }

  /** Opens a page of the server by its path. */
  Tab open(BrowserContext profile, String path) {
    return openAt(profile, server.url() + path);
  }

  /** Opens a page by its whole address. */
  Tab openAt(BrowserContext profile, String url) {
    Page page = profile.newPage();
    Path log = folder.resolve("console-" + System.identityHashCode(page) + ".log");
    page.onConsoleMessage(message -> write(log, message.type() + ": " + message.text()));
    page.onPageError(
        error -> {
          if (!isNotice(error)) {
            uncaught.add(error);
          }
          write(log, "uncaught: " + error);
        });
    page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
    return new Tab(page);
  }

  /**
   * Firefox reports every failed dial as an error without a name, and every failed search for a
   * path, which nobody can catch.
   */
  private static boolean isNotice(String error) {
    return error.startsWith(": ") || error.startsWith("WebRTC: ICE failed");
  }

  private static void write(Path log, String line) {
    try {
      Files.writeString(
          log,
          line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the page and waits until it has its links. */
  Tab join(BrowserContext profile) {
    return open(profile).joined();
  }
}
