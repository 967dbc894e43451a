package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** The exports of the compiled module, only for the facade in {@code index.js}. */
@JSExportClasses({PeerHandle.class, SubscriptionHandle.class})
public final class PeerModule {
  private PeerModule() {}

  /** Starts a peer in this page. */
  @JSExport
  public static JSPromise<PeerHandle> join(JSObject options) {
    return Js.promise(PeerStart.join((JoinOptions) options), handle -> handle);
  }

  /** Removes the pin of a bootstrap address, so that the next network met there is trusted. */
  @JSExport
  public static JSPromise<JSObject> forgetNetwork(String bootstrap) {
    return Js.promise(Profile.forgetNetwork(bootstrap), done -> null);
  }
}
