package io.peerloom.browser;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;

import io.peerloom.browser.dom.Page;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import java.util.function.BooleanSupplier;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;

/** Lets a test in the browser wait as if it had a thread. */
final class Await {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int POLL_MILLIS = 5;

  private Await() {}

  @Async
  static native <T> T value(Promise<T> promise);

  private static <T> void value(Promise<T> promise, AsyncCallback<T> callback) {
    promise.then(callback::complete, callback::error);
  }

  /** Waits for a failure, which must have that code. */
  static void failure(ErrorCode code, Promise<?> promise) {
    PeerloomException failure = null;
    try {
      value(promise);
    } catch (PeerloomException expected) {
      failure = expected;
    }
    assertNotNull("fails", failure);
    assertEquals(code, failure.code());
  }

  /** Waits until a condition holds; fails where it does not in ten seconds. */
  static void until(BooleanSupplier condition) {
    Promise<Void> held = new Promise<>();
    poll(condition, held, PATIENCE_MILLIS / POLL_MILLIS);
    value(held);
  }

  private static void poll(BooleanSupplier condition, Promise<Void> held, int tries) {
    if (condition.getAsBoolean()) {
      held.complete(null);
    } else if (tries == 0) {
      held.fail(new PeerloomException(ErrorCode.TIMEOUT, "the condition never held"));
    } else {
      Page.setTimeout(() -> poll(condition, held, tries - 1), POLL_MILLIS);
    }
  }
}
