package io.peerloom.simulator;

import io.peerloom.core.base.Timer;
import java.util.PriorityQueue;

/**
 * The only clock and the only queue of a simulated world: events in the order of time, then of
 * birth.
 */
public final class VirtualTime {
  private static final class Event implements Comparable<Event>, Timer {
    final long at;
    final int number;
    Runnable task;

    Event(long at, int number, Runnable task) {
      this.at = at;
      this.number = number;
      this.task = task;
    }

    @Override
    public void cancel() {
      task = null;
    }

    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Integer.compare(number, other.number);
    }
  }

  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private long now;
  private int born;
  private int events;

  /** Virtual milliseconds since the world began. */
  public long now() {
    return now;
  }

  /** Events that have happened. */
  public int events() {
    return events;
  }

  /** Schedules a task. */
  public Timer after(long delayMillis, Runnable task) {
    Event event = new Event(now + Math.max(0, delayMillis), born++, task);
    queue.add(event);
    return event;
  }

  /** Lets time pass until that moment. */
  public void runUntil(long until) {
    while (!queue.isEmpty() && queue.peek().at <= until) {
      Event event = queue.poll();
      now = event.at;
      if (event.task != null) {
        events++;
        event.task.run();
      }
    }
    now = Math.max(now, until);
  }
}
