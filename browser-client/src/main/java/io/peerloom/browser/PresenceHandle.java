package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.core.api.Presence;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** A presence as the facade sees it. */
public final class PresenceHandle {
  private final Presence presence;

  PresenceHandle(Presence presence) {
    this.presence = presence;
  }

  @JSExport
  public JSPromise<JSObject> update(JSObject state) {
    return Js.promise(presence.update(PeerHandle.value(state)), done -> null);
  }

  @JSExport
  public void close() {
    presence.close();
  }
}
