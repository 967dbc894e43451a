package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.browser.dom.Page;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.AddressRange;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import java.util.List;
import java.util.Set;
import org.teavm.jso.JSObject;
import org.teavm.jso.websocket.CloseEvent;
import org.teavm.jso.websocket.WebSocket;

/**
 * Dials with the browser's WebSocket.
 *
 * <p>A page does not learn why a dial failed, so a refused one ends as UNREACHABLE, too; it ends as
 * UNAUTHORIZED where the page itself forbids it, which is permanent. An error code is sent as close
 * code 4000 plus its number.
 *
 * <p>Most addresses come from other peers, and not every browser keeps pages away from its user's
 * machine and private network: an address there is dialled only by a page that came from such a
 * one, or was told to begin at one. What names resolve to only the browser knows.
 */
final class BrowserWebSocketPort implements WebSocketPort {
  private static final int DIAL_TIMEOUT_MILLIS = 10_000;
  private static final int VIOLATION_WAIT_MILLIS = 50;
  private static final JSObject FORBIDDEN = Page.forbidden();
  private static final int CLOSE_CODE_BASE = 4000;
  private static final int MAX_REASON_CHARS = 40;

  private final Env env;
  private final Set<PageTransport> open;

  /** The {@link AddressRange}s that are dialled. */
  private int ranges = AddressRange.of(Page.host());

  /**
   * @param open the transports of this peer that have not ended
   * @param trusted addresses that this page was told to begin at
   */
  BrowserWebSocketPort(Env env, Set<PageTransport> open, List<String> trusted) {
    this.env = env;
    this.open = open;
    for (String address : trusted) {
      ranges |= AddressRange.of(Page.hostOf(address));
    }
  }

  @Override
  public Transport dial(String url, TransportEvents events) {
    return new Socket(url, events);
  }

  private final class Socket extends PageTransport {
    private final WebSocket socket;
    private final Timer watchdog;
    private final String url;
    private boolean opened;

    Socket(String url, TransportEvents events) {
      super(BrowserWebSocketPort.this.env, events, open);
      this.url = url;
      WebSocket dialled;
      if ((AddressRange.of(Page.hostOf(url)) & ~ranges) != 0) {
        socket = null;
        watchdog = null;
        close(
            ErrorCode.UNREACHABLE, "inside a machine or network that this page does not belong to");
        return;
      }
      try {
        dialled = new WebSocket(url);
      } catch (RuntimeException refused) {
        // Not a valid address, or ws: in a page loaded over https.
        socket = null;
        watchdog = null;
        String reason = String.valueOf(refused.getMessage());
        boolean malformed = reason.contains("SyntaxError");
        close(
            malformed ? ErrorCode.INVALID_REQUEST : ErrorCode.UNAUTHORIZED,
            (malformed ? "not a WebSocket address: " : "the browser forbids it: ") + reason);
        return;
      }
      socket = dialled;
      socket.setBinaryType("arraybuffer");
      watchdog =
          env.after(
              DIAL_TIMEOUT_MILLIS,
              () -> close(ErrorCode.TIMEOUT, "no answer in " + DIAL_TIMEOUT_MILLIS + " ms"));
      socket.onOpen(
          event -> {
            if (!isEnded()) {
              opened = true;
              watchdog.cancel();
              events.opened();
            }
          });
      socket.onMessage(event -> receive(Lane.CONTROL, event));
      socket.onClose(this::closed);
      // Chromium fires no close event where the page's policy forbids the dial.
      socket.onError(
          event -> {
            if (!opened) {
              failedToOpen();
            }
          });
    }

    private void closed(CloseEvent event) {
      int code = event.getCode() - CLOSE_CODE_BASE;
      if (!opened) {
        failedToOpen();
      } else if (code >= 0 && code < 1000) {
        close(ErrorCode.of(code), event.getReason());
      } else {
        close(ErrorCode.CLOSED, "closed with " + event.getCode() + " " + event.getReason());
      }
    }

    /** Waits: the browser reports a violation of the page's policy shortly before or after this. */
    private void failedToOpen() {
      Page.setTimeout(this::notOpened, VIOLATION_WAIT_MILLIS);
    }

    private void notOpened() {
      if (Page.isForbidden(FORBIDDEN, url)) {
        close(ErrorCode.UNAUTHORIZED, "the page's Content-Security-Policy forbids it: connect-src");
      } else {
        close(ErrorCode.UNREACHABLE, "wrong host, port or path, or the server is down");
      }
    }

    @Override
    public void send(Lane lane, byte[] message) {
      if (opened && !isEnded()) {
        socket.send(Js.view(message));
      }
    }

    @Override
    public int bufferedBytes() {
      return isEnded() ? 0 : socket.getBufferedAmount();
    }

    @Override
    void release(ErrorCode code, String reason) {
      if (socket != null) {
        watchdog.cancel();
        // A close reason has room for 123 bytes, and a character may take three.
        socket.close(
            CLOSE_CODE_BASE + code.number(),
            reason.length() > MAX_REASON_CHARS ? reason.substring(0, MAX_REASON_CHARS) : reason);
      }
    }
  }
}
