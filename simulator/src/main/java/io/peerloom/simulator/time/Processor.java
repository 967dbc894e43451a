package io.peerloom.simulator.time;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The single busy loop of a process. All work moves the moment at which it is free again; events
 * due before then wait in the order of arrival. So timers are late, queues grow, and messages leave
 * only when the work before them is done.
 */
public final class Processor {
  private static final int NANOS_A_MILLI = 1_000_000;

  private final VirtualTime time;
  private final ProcessorCosts costs;
  private final ArrayDeque<VirtualTime.Event> queue = new ArrayDeque<>();
  private int freeAt;
  private int restNanos;
  private boolean planned;
  private boolean stopped;
  private long busyNanos;
  private int mostLate;

  Processor(VirtualTime time, ProcessorCosts costs) {
    this.time = time;
    this.costs = costs;
  }

  public ProcessorCosts costs() {
    return costs;
  }

  /** Adds work to the current work. */
  public void charge(int nanos) {
    if (freeAt < time.now()) {
      freeAt = time.now();
      restNanos = 0;
    }
    restNanos += nanos;
    busyNanos += nanos;
    if (restNanos >= NANOS_A_MILLI) {
      freeAt += restNanos / NANOS_A_MILLI;
      restNanos %= NANOS_A_MILLI;
    }
  }

  /** When the current work is done: now, if there is none. */
  int now() {
    return Math.max(freeAt, time.now());
  }

  /** Whether the loop runs a task now; a task that must wait is queued. */
  boolean runsNow(VirtualTime.Event due) {
    if (queue.isEmpty() && freeAt <= time.now()) {
      charge(costs.task());
      return true;
    }
    queue.add(due);
    plan();
    return false;
  }

  private void plan() {
    if (!planned) {
      planned = true;
      time.after(freeAt - time.now(), this::drain);
    }
  }

  private void drain() {
    planned = false;
    while (!stopped && !queue.isEmpty() && freeAt <= time.now()) {
      VirtualTime.Event next = queue.poll();
      mostLate = Math.max(mostLate, time.now() - next.at());
      charge(costs.task());
      next.run();
    }
    if (!stopped && !queue.isEmpty()) {
      plan();
    }
  }

  /** Stops the loop; returns the queued tasks. */
  List<VirtualTime.Event> stop() {
    stopped = true;
    List<VirtualTime.Event> waiting = new ArrayList<>(queue);
    queue.clear();
    return waiting;
  }

  void goOn() {
    stopped = false;
  }

  /** Number of queued tasks. */
  public int waiting() {
    return queue.size();
  }

  /** Milliseconds of work so far. */
  int busyMillis() {
    return (int) (busyNanos / NANOS_A_MILLI);
  }

  /** The longest a task has waited, in milliseconds. */
  int mostLate() {
    return mostLate;
  }
}
