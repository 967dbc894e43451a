package io.peerloom.browser.dom;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.function.JSSupplier;

/**
 * Web Locks: mutual exclusion between the tabs of one origin; the browser releases the locks of a
 * closed tab.
 */
public final class WebLock {
  /** Releases a lock. */
  @JSFunctor
  public interface Release extends JSObject {
    void release();
  }

  private WebLock() {}

  @JSBody(script = "return typeof navigator === 'object' && !!navigator.locks;")
  public static native boolean isAvailable();

  /** Runs work while no other tab runs work under that name; returns the result of the work. */
  @JSBody(
      params = {"name", "work"},
      script = "return navigator.locks.request(name, function() { return work(); });")
  public static native <T> JSPromise<T> exclusive(String name, JSSupplier<JSPromise<T>> work);

  /**
   * Acquires a lock until it is released or the tab is closed.
   *
   * @return a callback that releases it, or null if another tab held it throughout the wait
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
