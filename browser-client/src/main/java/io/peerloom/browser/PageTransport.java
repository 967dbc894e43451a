package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import java.util.Set;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.ArrayBuffer;

/**
 * The common part of a page's transports: they end once, free the platform's object at once, and
 * notify their owner in a separate turn, so that no event arrives during a call of the owner.
 */
abstract class PageTransport implements Transport {
  final Env env;
  private final TransportEvents events;
  private final Set<PageTransport> open;
  private boolean ended;

  PageTransport(Env env, TransportEvents events, Set<PageTransport> open) {
    this.env = env;
    this.events = events;
    this.open = open;
    open.add(this);
  }

  /** Frees the platform's object, after what was sent. */
  abstract void release(ErrorCode code, String reason);

  final boolean isEnded() {
    return ended;
  }

  /** Handles a message event of the platform. */
  final void receive(Lane lane, JSObject event) {
    if (ended) {
      return;
    }
    ArrayBuffer data = Js.binary(event);
    if (data == null) {
      close(ErrorCode.INVALID_REQUEST, "a text message");
    } else if (data.getByteLength() > WebSocketPort.MAX_MESSAGE_BYTES) {
      close(ErrorCode.TOO_LARGE, "a message of " + data.getByteLength() + " bytes");
    } else {
      events.received(lane, Js.bytes(data));
    }
  }

  @Override
  public final void close(ErrorCode code, String reason) {
    if (ended) {
      return;
    }
    ended = true;
    open.remove(this);
    release(code, reason);
    env.after(0, () -> events.closed(code, reason));
  }
}
