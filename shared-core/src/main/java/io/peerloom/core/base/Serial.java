package io.peerloom.core.base;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs asynchronous steps that share a key one after the other, so that none sees another's partial
 * result.
 */
public final class Serial<K> {
  private final Map<K, Promise<?>> tails = new LinkedHashMap<>();

  /** Starts a step once all earlier ones of that key have ended, however they ended. */
  public <T> Promise<T> run(K key, Supplier<Promise<T>> step) {
    Promise<?> before = tails.get(key);
    Promise<T> result = new Promise<>();
    tails.put(key, result);
    Runnable start =
        () -> {
          Promise<T> running;
          try {
            running = step.get();
          } catch (RuntimeException e) {
            running = Promise.failed(PeerloomException.of(e));
          }
          running.then(
              value -> {
                done(key, result);
                result.complete(value);
              },
              e -> {
                done(key, result);
                result.fail(e);
              });
        };
    if (before == null) {
      start.run();
    } else {
      before.then(ok -> start.run(), e -> start.run());
    }
    return result;
  }

  private void done(K key, Promise<?> result) {
    if (tails.get(key) == result) {
      tails.remove(key);
    }
  }
}
