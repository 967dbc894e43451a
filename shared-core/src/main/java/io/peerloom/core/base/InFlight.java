package io.peerloom.core.base;

import java.util.function.Supplier;

/**
 * Runs asynchronous operations as long as the sum of their sizes stays within a bound; others wait
 * for their turn, in order. The caller bounds how many wait.
 */
public final class InFlight {
  private record QueuedOperation<T>(int size, Supplier<Promise<T>> operation, Promise<T> outcome) {}

  private final int most;
  private final Fifo<QueuedOperation<?>> waiting = new Fifo<>();
  private int underWay;

  /**
   * Starts with nothing in flight.
   *
   * @param most the largest sum of sizes; an operation larger than that runs alone
   */
  public InFlight(int most) {
    this.most = most;
  }

  /** Runs an operation of that size now, or once there is room. */
  public <T> Promise<T> run(int size, Supplier<Promise<T>> operation) {
    Promise<T> outcome = new Promise<>();
    waiting.add(new QueuedOperation<>(size, operation, outcome));
    startWaiting();
    return outcome;
  }

  private void startWaiting() {
    while (!waiting.isEmpty() && (underWay == 0 || underWay + waiting.peek().size <= most)) {
      start(waiting.poll());
    }
  }

  private <T> void start(QueuedOperation<T> next) {
    underWay += next.size;
    Promise<T> running;
    try {
      running = next.operation.get();
    } catch (RuntimeException e) {
      running = Promise.failed(PeerloomException.of(e));
    }
    running.then(
        value -> {
          ended(next.size);
          next.outcome.complete(value);
        },
        e -> {
          ended(next.size);
          next.outcome.fail(e);
        });
  }

  private void ended(int size) {
    underWay -= size;
    startWaiting();
  }
}
