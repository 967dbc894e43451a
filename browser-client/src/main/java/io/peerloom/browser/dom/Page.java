package io.peerloom.browser.dom;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.events.EventTarget;

/** The environment of a web page: visibility, device, log and clock. */
public final class Page {
  /** A callback without arguments. */
  @JSFunctor
  public interface Task extends JSObject {
    void run();
  }

  private Page() {}

  /** False in a worker and outside of browsers. */
  @JSBody(script = "return typeof document === 'object';")
  public static native boolean hasDocument();

  /** Whether this is a service worker, which its browser stops between events. */
  @JSBody(
      script =
          "return typeof ServiceWorkerGlobalScope === 'function'"
              + " && globalThis instanceof ServiceWorkerGlobalScope;")
  public static native boolean isServiceWorker();

  /** The host that this page or worker came from; empty where there is none. */
  @JSBody(script = "return typeof location === 'object' ? location.hostname : '';")
  public static native String host();

  /** The host in an address, as browsers write it; empty where it is none. */
  @JSBody(params = "url", script = "try { return new URL(url).hostname; } catch (e) { return ''; }")
  public static native String hostOf(String url);

  @JSBody(script = "return typeof WebSocket === 'function';")
  public static native boolean hasWebSocket();

  @JSBody(script = "return document;")
  public static native EventTarget document();

  /** The page's window, or the worker; null outside of browsers. */
  @JSBody(script = "return typeof addEventListener === 'function' ? globalThis : null;")
  public static native EventTarget scope();

  /** What a browser tells of the machine's network; null where it tells nothing. */
  @JSBody(script = "return navigator.connection || null;")
  public static native EventTarget connection();

  /** Its kind, such as wifi or cellular; empty where the browser does not tell. */
  @JSBody(script = "return navigator.connection.type || '';")
  public static native String connectionType();

  @JSBody(script = "return document.visibilityState !== 'hidden';")
  public static native boolean isVisible();

  /** Whether a pagehide or pageshow event belongs to a page kept for the back button. */
  @JSBody(params = "event", script = "return event.persisted === true;")
  public static native boolean isPersisted(JSObject event);

  /** Whether this is a phone: as the browser says or, if it does not, by its user agent string. */
  @JSBody(
      script =
          "var from = typeof navigator === 'object' ? navigator : {};"
              + "return from.userAgentData ? from.userAgentData.mobile === true"
              + " : String(from.userAgent).indexOf('Mobi') >= 0;")
  public static native boolean isMobile();

  @JSBody(script = "return performance.now();")
  public static native double monotonicMillis();

  @JSBody(script = "return Date.now();")
  public static native double wallMillis();

  @JSBody(
      params = {"task", "millis"},
      script = "return setTimeout(task, millis);")
  public static native int setTimeout(Task task, int millis);

  @JSBody(params = "id", script = "clearTimeout(id);")
  public static native void clearTimeout(int id);

  /** Runs a task soon, in a separate turn, also in a hidden tab. */
  public interface Turn extends JSObject {
    void run();

    /** Frees its resources; it runs nothing any more. */
    void close();
  }

  @JSBody(
      params = "task",
      script =
          "var channel = new MessageChannel();"
              + "channel.port1.onmessage = function() { task(); };"
              + "return {run: function() { channel.port2.postMessage(0); },"
              + " close: function() { channel.port1.close(); }};")
  public static native Turn turn(Task task);

  /** Runs the task after the current code, in the same turn. */
  @JSBody(params = "task", script = "queueMicrotask(task);")
  public static native void queueMicrotask(Task task);

  /**
   * Collects what a Content-Security-Policy forbids to connect to, from now on. Only the last 16
   * are kept, which is enough for the few concurrent dials to read them.
   */
  @JSBody(
      script =
          """
          var forbidden = [];
          if (typeof addEventListener === 'function') {
            addEventListener('securitypolicyviolation', function(event) {
              if (event.effectiveDirective === 'connect-src' && event.disposition !== 'report') {
                forbidden.push(event.blockedURI);
                if (forbidden.length > 16) { forbidden.shift(); }
              }
            });
          }
          return forbidden;
          """)
  public static native JSObject forbidden();

  /** Whether an address is among those forbidden; some browsers report only its origin. */
  @JSBody(
      params = {"forbidden", "url"},
      script =
          "return forbidden.some(function(blocked) {"
              + " return blocked === url || blocked === new URL(url).origin; });")
  public static native boolean isForbidden(JSObject forbidden, String url);

  @JSBody(
      params = {"level", "line"},
      script = "console[level](line);")
  public static native void log(String level, String line);

  /**
   * A number of this tab that survives a reload; -1 if there is none below a bound, or if nothing
   * may be stored.
   */
  @JSBody(
      params = {"key", "bound"},
      script =
          "try { var n = parseInt(sessionStorage.getItem(key), 10);"
              + " return n >= 0 && n < bound ? n : -1; } catch (refused) { return -1; }")
  public static native int remembered(String key, int bound);

  @JSBody(
      params = {"key", "value"},
      script = "try { sessionStorage.setItem(key, value); } catch (refused) { return; }")
  public static native void remember(String key, String value);
}
