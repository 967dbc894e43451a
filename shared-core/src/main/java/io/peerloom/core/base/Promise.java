package io.peerloom.core.base;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A result that arrives later, on the loop of the peer that asked for it.
 *
 * <p>Single-threaded: it is completed and observed on one loop, so it needs neither locks nor
 * memory fences. Callbacks run at once when the result is there, in the order they were added. The
 * first completion wins and later ones are ignored, so a timeout and an answer may race safely.
 */
public final class Promise<T> {
  private boolean done;
  private T value;
  private PeerloomException failure;
  private Callback<T> callbacks;

  /** A linked list without closures: promises are most of what a peer allocates. */
  private abstract static class Callback<T> {
    private Callback<T> next;

    abstract void done(T value, PeerloomException failure);
  }

  /** A promise that is fulfilled already. */
  public static <T> Promise<T> of(T value) {
    Promise<T> promise = new Promise<>();
    promise.complete(value);
    return promise;
  }

  /** A promise that has failed already. */
  public static <T> Promise<T> failed(ErrorCode code, String message) {
    return failed(new PeerloomException(code, message));
  }

  /** A promise that has failed already. */
  public static <T> Promise<T> failed(PeerloomException failure) {
    Promise<T> promise = new Promise<>();
    promise.fail(failure);
    return promise;
  }

  /** Fulfils it, unless it is done. */
  public void complete(T result) {
    settle(result, null);
  }

  /** Fails it, unless it is done. */
  public void fail(PeerloomException reason) {
    settle(null, reason);
  }

  private void settle(T result, PeerloomException reason) {
    if (done) {
      return;
    }
    done = true;
    value = result;
    failure = reason;
    Callback<T> callback = callbacks;
    callbacks = null;
    for (; callback != null; callback = callback.next) {
      callback.done(result, reason);
    }
  }

  public boolean isDone() {
    return done;
  }

  /** Whether it is done and failed. */
  public boolean isFailed() {
    return failure != null;
  }

  /** The value of a promise that is done and did not fail. */
  public T value() {
    if (!done || failure != null) {
      throw failure != null ? failure : new IllegalStateException("not done");
    }
    return value;
  }

  /** The failure of a promise that has failed, else null. */
  public PeerloomException failure() {
    return failure;
  }

  private void whenDone(Callback<T> callback) {
    if (done) {
      callback.done(value, failure);
    } else if (callbacks == null) {
      callbacks = callback;
    } else {
      Callback<T> last = callbacks;
      while (last.next != null) {
        last = last.next;
      }
      last.next = callback;
    }
  }

  /** Calls exactly one of the two with the outcome, once. */
  public void then(Consumer<? super T> onValue, Consumer<PeerloomException> onFailure) {
    whenDone(
        new Callback<>() {
          @Override
          void done(T value, PeerloomException failure) {
            if (failure != null) {
              onFailure.accept(failure);
            } else {
              onValue.accept(value);
            }
          }
        });
  }

  /** The result of a function of the value; what the function throws becomes the failure. */
  public <R> Promise<R> map(Function<? super T, ? extends R> function) {
    Promise<R> result = new Promise<>();
    whenDone(
        new Callback<>() {
          @Override
          void done(T value, PeerloomException failure) {
            R mapped = null;
            PeerloomException thrown = failure;
            if (failure == null) {
              try {
                mapped = function.apply(value);
              } catch (RuntimeException e) {
                thrown = PeerloomException.of(e);
              }
            }
            result.settle(mapped, thrown);
          }
        });
    return result;
  }

  /** Continues with another asynchronous step. */
  public <R> Promise<R> flatMap(Function<? super T, Promise<R>> function) {
    Promise<R> result = new Promise<>();
    whenDone(
        new Callback<>() {
          @Override
          void done(T value, PeerloomException failure) {
            if (failure != null) {
              result.fail(failure);
            } else {
              result.follow(function, value);
            }
          }
        });
    return result;
  }

  /** Continues with another asynchronous step when this one fails. */
  public Promise<T> recover(Function<PeerloomException, Promise<T>> function) {
    Promise<T> result = new Promise<>();
    whenDone(
        new Callback<>() {
          @Override
          void done(T value, PeerloomException failure) {
            if (failure == null) {
              result.complete(value);
            } else {
              result.follow(function, failure);
            }
          }
        });
    return result;
  }

  /** Ends as the step ends that a function begins. */
  private <V> void follow(Function<? super V, Promise<T>> function, V argument) {
    Promise<T> step;
    try {
      step = function.apply(argument);
    } catch (RuntimeException e) {
      fail(PeerloomException.of(e));
      return;
    }
    step.whenDone(
        new Callback<>() {
          @Override
          void done(T value, PeerloomException failure) {
            settle(value, failure);
          }
        });
  }

  /** All values in order, or the first failure. */
  public static <T> Promise<List<T>> all(List<Promise<T>> promises) {
    Promise<List<T>> result = new Promise<>();
    List<T> values = new ArrayList<>();
    if (promises.isEmpty()) {
      result.complete(values);
      return result;
    }
    int[] open = {promises.size()};
    for (Promise<T> promise : promises) {
      promise.then(
          v -> {
            if (--open[0] == 0) {
              for (Promise<T> each : promises) {
                values.add(each.value());
              }
              result.complete(values);
            }
          },
          result::fail);
    }
    return result;
  }

  /**
   * One step after the other, stopping at the first that fails. A loop and not a chain, so that ten
   * thousand steps need no deeper stack than one.
   */
  public static <T> Promise<Void> each(
      List<T> items, Function<? super T, ? extends Promise<?>> step) {
    Promise<Void> result = new Promise<>();
    each(items, 0, step, result);
    return result;
  }

  private static <T> void each(
      List<T> items,
      int from,
      Function<? super T, ? extends Promise<?>> step,
      Promise<Void> result) {
    for (int i = from; i < items.size(); i++) {
      Promise<?> running;
      try {
        running = step.apply(items.get(i));
      } catch (RuntimeException e) {
        result.fail(PeerloomException.of(e));
        return;
      }
      if (!running.done) {
        int next = i + 1;
        running.then(ok -> each(items, next, step, result), result::fail);
        return;
      }
      if (running.failure != null) {
        result.fail(running.failure);
        return;
      }
    }
    result.complete(null);
  }

  /** Fails with {@link ErrorCode#TIMEOUT} unless it is done after that many milliseconds. */
  public Promise<T> orTimeout(Env env, long millis, String what) {
    if (!done) {
      Timer timer =
          env.after(
              millis,
              () ->
                  fail(
                      new PeerloomException(ErrorCode.TIMEOUT, what + " after " + millis + " ms")));
      then(ok -> timer.cancel(), e -> timer.cancel());
    }
    return this;
  }
}
