package io.peerloom.simulator.time;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The one busy loop of a process. Whatever it does is added to the moment at which it is free
 * again; what becomes due before then waits in the order of arrival. So timers are late, queues
 * grow, and what is sent leaves only when the work before it is done.
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

  /** Adds work to what is under way. */
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

  /** The moment at which what is under way is done: now, where nothing is. */
  int now() {
    return Math.max(freeAt, time.now());
  }

  /** Whether the loop takes a task now; it keeps one that must wait. */
  boolean takes(VirtualTime.Event due) {
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

  /** Stands still; gives what was waiting. */
  List<VirtualTime.Event> stop() {
    stopped = true;
    List<VirtualTime.Event> waiting = new ArrayList<>(queue);
    queue.clear();
    return waiting;
  }

  void goOn() {
    stopped = false;
  }

  /** Tasks that wait. */
  public int waiting() {
    return queue.size();
  }

  /** Milliseconds it has worked so far. */
  int busyMillis() {
    return (int) (busyNanos / NANOS_A_MILLI);
  }

  /** The longest a task has waited for its turn, in milliseconds. */
  int mostLate() {
    return mostLate;
  }
}
