package io.peerloom.core.base;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** What an application has asked for and not got yet, so that all of it ends when the peer does. */
public final class PendingCalls {
  /** Each leaves it when it ends, and each ends: callers bound how many there are. */
  private final Set<Promise<?>> pending = new LinkedHashSet<>();

  private boolean closed;

  /** The same outcome, or CLOSED when {@link #close} comes first. */
  public <T> Promise<T> track(Promise<T> call) {
    if (call.isDone()) {
      return call;
    }
    if (closed) {
      return Promise.failed(left());
    }
    Promise<T> outcome = new Promise<>();
    pending.add(outcome);
    call.then(
        value -> {
          pending.remove(outcome);
          outcome.complete(value);
        },
        e -> {
          pending.remove(outcome);
          outcome.fail(e);
        });
    return outcome;
  }

  /** Ends all of them with CLOSED; idempotent. */
  public void close() {
    closed = true;
    for (Promise<?> each : new ArrayList<>(pending)) {
      each.fail(left());
    }
    pending.clear();
  }

  private static PeerloomException left() {
    return new PeerloomException(ErrorCode.CLOSED, "the peer has left");
  }
}
