package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** What the compiled module exports, for the facade in {@code index.js} alone. */
@JSExportClasses({PeerHandle.class, SubscriptionHandle.class})
public final class PeerModule {
  private PeerModule() {}

  /** Starts a peer in this page. */
  @JSExport
  public static JSPromise<PeerHandle> join(JSObject options) {
    return Js.promise(PeerStart.join((JoinOptions) options), handle -> handle);
  }

  /** Trusts whichever network is met next at a bootstrap address. */
  @JSExport
  public static JSPromise<JSObject> forgetNetwork(String bootstrap) {
    return Js.promise(Profile.forgetNetwork(bootstrap), done -> null);
  }
}
