package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A browser that tells of another kind of network makes the page probe its links at once. */
class ConnectionKindTest {
  @RegisterExtension static final Stage STAGE = Stage.withOneServer();

  /** Records the open sockets, and which of them sent something since the set was emptied. */
  private static final String SPY =
      """
      window.sockets = new Set();
      window.spoke = new Set();
      window.WebSocket = class extends WebSocket {
        constructor(...options) {
          super(...options);
          this.addEventListener('open', () => sockets.add(this));
          this.addEventListener('close', () => sockets.delete(this));
        }
        send(data) { spoke.add(this); super.send(data); }
      };
      window.kind = 'wifi';
      Object.defineProperty(navigator.connection, 'type', { get: () => kind });
      window.silentAfter = async (change) => {
        spoke.clear();
        if (change) kind = change;
        navigator.connection.dispatchEvent(new Event('change'));
        await new Promise((done) => setTimeout(done));
        return [...sockets].filter((socket) => !spoke.has(socket)).length;
      };
      """;

  @Test
  void anotherKindIsAnotherNetworkAndAnEstimateIsNot() {
    BrowserContext profile = STAGE.profile();
    profile.addInitScript(SPY);
    Tab tab = STAGE.join(profile);
    assertThat((int) tab.page().evaluate("silentAfter('')")).isPositive();
    assertThat((int) tab.page().evaluate("silentAfter('cellular')")).isZero();
    assertThat((int) tab.page().evaluate("silentAfter('')")).isPositive();
  }
}
