package io.peerloom.core.base;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The calls of an application that have no outcome yet. When the peer leaves, all of them fail with
 * CLOSED at once.
 */
public final class PendingCalls {
  private final Set<Promise<?>> pending = new LinkedHashSet<>();
  private boolean closed;

  /** Starts a call; an exception it throws becomes its failure. */
  public <T> Promise<T> begin(Supplier<Promise<T>> call) {
    if (closed) {
      return Promise.failed(left());
    }
    if (pending.size() >= Limits.MAX_CALLS) {
      return Promise.failed(ErrorCode.OVERLOADED, "too many calls have no outcome yet");
    }
    Promise<T> outcome;
    try {
      outcome = call.get();
    } catch (RuntimeException e) {
      return Promise.failed(PeerloomException.of(e));
    }
    if (outcome.isDone()) {
      return outcome;
    }
    Promise<T> result = new Promise<>();
    pending.add(result);
    outcome.then(
        value -> {
          pending.remove(result);
          result.complete(value);
        },
        failure -> {
          pending.remove(result);
          result.fail(failure);
        });
    return result;
  }

  /** Fails them all. */
  public void close() {
    closed = true;
    List<Promise<?>> all = new ArrayList<>(pending);
    pending.clear();
    all.forEach(each -> each.fail(left()));
  }

  private static PeerloomException left() {
    return new PeerloomException(ErrorCode.CLOSED, "the peer has left");
  }
}
