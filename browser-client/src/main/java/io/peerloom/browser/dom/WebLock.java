package io.peerloom.browser.dom;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.function.JSSupplier;

/** Web Locks: what keeps the tabs of one origin apart; the browser frees those of a gone tab. */
public final class WebLock {
  /** Frees a lock that is held. */
  @JSFunctor
  public interface Release extends JSObject {
    void release();
  }

  private WebLock() {}

  @JSBody(script = "return typeof navigator === 'object' && !!navigator.locks;")
  public static native boolean isAvailable();

  /** Runs work while no other tab runs work under that name; gives what the work gives. */
  @JSBody(
      params = {"name", "work"},
      script = "return navigator.locks.request(name, function() { return work(); });")
  public static native <T> JSPromise<T> exclusive(String name, JSSupplier<JSPromise<T>> work);

  /**
   * Takes a lock until it is released or the tab is gone.
   *
   * @return what releases it, or null where another tab held it for all the time waited
   */
  @JSBody(
      params = {"name", "waitMillis"},
      script =
          """
          return new Promise(function(resolve, reject) {
            var options = waitMillis > 0
                ? {signal: AbortSignal.timeout(waitMillis)} : {ifAvailable: true};
            navigator.locks.request(name, options, function(lock) {
              if (!lock) { resolve(null); return undefined; }
              return new Promise(function(release) { resolve(release); });
            }).catch(function(reason) {
              if (waitMillis > 0 && options.signal.aborted) { resolve(null); }
              else { reject(reason); }
            });
          });
          """)
  public static native JSPromise<Release> tryHold(String name, int waitMillis);
}
