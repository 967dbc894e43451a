package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A browser profile created by an earlier version, commit d519628, opens with its identity in its
 * network. The archive has the all-in-one's data and Chromium's databases for an origin that does
 * not depend on the port.
 */
class ProfileUpgradeTest {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  private static final String ARCHIVE = "/upgrade/profile-of-26-november-2026.zip";
  private static final String HOST = "upgrade.localhost";
  private static final String PUBLISHER =
      "4fcfa9166aca7dd410213ae3503878b98326bc47a2abbc98b352281368738c70";
  private static final String NETWORK =
      "180595c213794512496482e88e044fbfedc572ff194c1535692174cd7f7c8624";

  @Test
  void profileKeepsItsIdentityAndNetwork() throws Exception {
    Path folder = KEPT.folder();
    unpack(folder);
    try (Server server = Server.start(folder);
        Playwright playwright = Browsers.playwright();
        BrowserContext profile = open(playwright, folder.resolve("profile"), server.port())) {
      Page page = profile.pages().get(0);
      page.navigate("http://" + HOST + "/");
      Tab tab = new Tab(page).joined();
      assertThat(tab.publisher()).isEqualTo(PUBLISHER);
      assertThat(page.evaluate("[peer.network, peer.storage]"))
          .isEqualTo(List.of(NETWORK, "indexeddb"));
      tab.put("diary", "goes on", Map.of());
      tab.awaitValue("diary", "goes on");
    }
  }

  private static BrowserContext open(Playwright playwright, Path profile, int port) {
    return playwright
        .chromium()
        .launchPersistentContext(
            profile,
            new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(Browsers.onPath("chromium"))
                .setArgs(List.of("--host-resolver-rules=MAP " + HOST + ":80 127.0.0.1:" + port)));
  }

  private static void unpack(Path folder) throws IOException {
    try (InputStream file = ProfileUpgradeTest.class.getResourceAsStream(ARCHIVE);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path path = folder.resolve(entry.getName());
        Files.createDirectories(entry.isDirectory() ? path : path.getParent());
        if (!entry.isDirectory()) {
          Files.copy(zip, path);
        }
      }
    }
  }
}
