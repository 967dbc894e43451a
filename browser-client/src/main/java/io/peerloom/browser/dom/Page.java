package io.peerloom.browser.dom;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.events.EventTarget;

/** What a page can know about itself: its visibility, its device, its log and its clock. */
public final class Page {
  /** A callback without arguments. */
  @JSFunctor
  public interface Task extends JSObject {
    void run();
  }

  private Page() {}

  @JSBody(script = "return document;")
  public static native EventTarget document();

  @JSBody(script = "return window;")
  public static native EventTarget window();

  @JSBody(script = "return document.visibilityState !== 'hidden';")
  public static native boolean isVisible();

  /** Whether a pagehide or pageshow event belongs to a page kept for the back button. */
  @JSBody(params = "event", script = "return event.persisted === true;")
  public static native boolean isPersisted(JSObject event);

  /** A phone, as the browser says; by its name where it does not say. */
  @JSBody(
      script =
          "var data = navigator.userAgentData;"
              + "return data ? data.mobile : navigator.userAgent.indexOf('Mobi') >= 0;")
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

  /** A function that runs the task in a turn of its own, soon, in a hidden tab too. */
  @JSBody(
      params = "task",
      script =
          "var channel = new MessageChannel();"
              + "channel.port1.onmessage = function() { task(); };"
              + "return function() { channel.port2.postMessage(0); };")
  public static native Task turn(Task task);

  /** Runs the task after the code that is running now, in the same turn. */
  @JSBody(params = "task", script = "queueMicrotask(task);")
  public static native void queueMicrotask(Task task);

  @JSBody(
      params = {"level", "line"},
      script = "console[level](line);")
  public static native void log(String level, String line);

  /** A value of this tab that a reload keeps; empty where there is none or it may not be kept. */
  @JSBody(
      params = "key",
      script = "try { return sessionStorage.getItem(key) || ''; } catch (refused) { return ''; }")
  public static native String remembered(String key);

  @JSBody(
      params = {"key", "value"},
      script = "try { sessionStorage.setItem(key, value); } catch (refused) { return; }")
  public static native void remember(String key, String value);
}
