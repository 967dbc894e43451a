package io.peerloom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.peerloom.jvm.check.Nginx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A whole network below a path of nginx, on another port: the page, an example, every peer. */
class PathPrefixTest {
  private static final int PORT = port();
  private static final String BASE = "http://localhost:" + PORT + "/loom";

  @RegisterExtension static final Stage STAGE = new Stage(List.of("--advertise", BASE));

  private static int port() {
    try {
      return Server.freePort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void pageWorksBelowAPath() throws Exception {
    String location =
        """
        { proxy_pass http://127.0.0.1:%d/; proxy_http_version 1.1; proxy_set_header Host $http_host;
          proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $upgraded;
          proxy_set_header X-Forwarded-Prefix /loom; }
        """
            .formatted(STAGE.server().port());
    String servers =
        "map $http_upgrade $upgraded { default upgrade; '' ''; } server { listen 127.0.0.1:"
            + PORT
            + "; location /loom/ "
            + location
            + "location = /loom "
            + location
            + "}";
    try (Nginx nginx = new Nginx(STAGE.folder(), servers)) {
      Tab first = STAGE.openAt(STAGE.profile(), BASE + "/").joined();
      // Without the slash relative addresses would lead to nginx itself.
      Tab second = STAGE.openAt(STAGE.profile(), BASE).joined();
      first.awaitWebRtcTo(second.id());
      Page chat = STAGE.openAt(STAGE.profile(), BASE + "/examples/chat.html").page();
      assertThat(chat.locator("#status"))
          .containsText(
              "Joined",
              new LocatorAssertions.ContainsTextOptions().setTimeout(Bounds.MESHED.toMillis()));
    }
  }
}
