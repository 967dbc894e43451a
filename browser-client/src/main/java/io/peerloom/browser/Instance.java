package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.browser.dom.Page;
import io.peerloom.browser.dom.WebLock;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;

/**
 * A tab's number among those of its identity, 0 to 255 (DESIGN 3), held by a Web Lock, which the
 * browser releases when the tab is closed.
 *
 * <p>A reloaded tab tries its old number first, and waits a moment for the page it replaces: with
 * the same number it has the same id and records.
 */
final class Instance {
  private static final int RELOAD_WAIT_MILLIS = 500;
  private static final String LAST = "peerloom.instance";

  private final int number;
  private final WebLock.Release release;

  private Instance(int number, WebLock.Release release) {
    this.number = number;
    this.release = release;
  }

  /**
   * Takes the previous number of this tab, else the first free one; OVERLOADED if there is none.
   */
  static Promise<Instance> take() {
    int last = Page.remembered(LAST, Limits.MAX_INSTANCES);
    if (last < 0) {
      return firstFree(0);
    }
    return hold(last, RELOAD_WAIT_MILLIS)
        .flatMap(held -> held != null ? Promise.of(held) : firstFree(0));
  }

  private static Promise<Instance> firstFree(int number) {
    if (number == Limits.MAX_INSTANCES) {
      return Promise.failed(
          ErrorCode.OVERLOADED, Limits.MAX_INSTANCES + " tabs of this origin are peers");
    }
    return hold(number, 0).flatMap(held -> held != null ? Promise.of(held) : firstFree(number + 1));
  }

  /** Takes a number that no tab has, without becoming that instance; null if a tab has it. */
  static Promise<Instance> takeFree(int number) {
    return lock(number, 0).map(release -> release == null ? null : new Instance(number, release));
  }

  private static Promise<WebLock.Release> lock(int number, int waitMillis) {
    return Js.await(
        WebLock.tryHold("peerloom.instance." + number, waitMillis), ErrorCode.STORAGE_FAILED);
  }

  private static Promise<Instance> hold(int number, int waitMillis) {
    return lock(number, waitMillis)
        .map(
            release -> {
              if (release == null) {
                return null;
              }
              Page.remember(LAST, String.valueOf(number));
              return new Instance(number, release);
            });
  }

  int number() {
    return number;
  }

  void release() {
    release.release();
  }
}
