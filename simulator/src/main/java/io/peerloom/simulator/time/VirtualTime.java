package io.peerloom.simulator.time;

import io.peerloom.core.base.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The only clock and the only queue of a simulated world: events in the order of their time, then
 * of their creation.
 *
 * <p>A hierarchical timing wheel (Varghese and Lauck, 1987), because most timers of a network are
 * cancelled: adding and removing one cost the same few steps however many there are. The windows of
 * each level are aligned, and a window is moved to the level below before a newer event can enter
 * it, so events of the same millisecond stay in the order of their creation. Ints throughout: longs
 * are slow in compiled JavaScript, and 2^30 milliseconds are twelve days.
 */
public final class VirtualTime {
  private static final int BITS = 10;
  private static final int SLOTS = 1 << BITS;
  private static final int MASK = SLOTS - 1;
  private static final int LEVELS = 3;

  /** The end of virtual time; tasks scheduled for later never run. */
  public static final int END_MILLIS = (1 << LEVELS * BITS) - 1;

  private static final Runnable NOTHING = () -> {};

  static final class Event implements Timer {
    private int at;
    private final SimulatedEnv process;
    private Runnable task;
    private Event previous;
    private Event next;

    Event(int at, SimulatedEnv process, Runnable task) {
      this.at = at;
      this.process = process;
      this.task = task;
    }

    /** The head of an empty ring. */
    static Event ring() {
      Event head = new Event(0, null, NOTHING);
      head.previous = head;
      head.next = head;
      return head;
    }

    void insertBefore(Event head) {
      previous = head.previous;
      next = head;
      previous.next = this;
      head.previous = this;
    }

    /** When it is or was due. */
    int at() {
      return at;
    }

    /** Runs the task, unless it was cancelled. */
    void run() {
      task.run();
    }

    @Override
    public void cancel() {
      task = NOTHING;
      unlink();
    }

    private void unlink() {
      if (next != null) {
        previous.next = next;
        next.previous = previous;
        previous = null;
        next = null;
      }
    }
  }

  private final Event[] rings = new Event[LEVELS * SLOTS];
  private int now;
  private int events;

  public VirtualTime() {
    for (int i = 0; i < rings.length; i++) {
      rings[i] = Event.ring();
    }
  }

  /** Virtual milliseconds since the world began. */
  public int now() {
    return now;
  }

  /** Number of events so far. */
  public int events() {
    return events;
  }

  public Timer after(long delayMillis, Runnable task) {
    return after(delayMillis, null, task);
  }

  /** Schedules a task of a process, which decides when it is due whether to run it. */
  public Timer after(long delayMillis, SimulatedEnv process, Runnable task) {
    long at = now + Math.max(0, delayMillis);
    Event event = new Event((int) Math.min(at, END_MILLIS), process, task);
    if (at < END_MILLIS) {
      place(event);
    }
    return event;
  }

  private void place(Event event) {
    int at = event.at;
    int level = 0;
    while (at >> (level + 1) * BITS != now >> (level + 1) * BITS) {
      level++;
    }
    event.insertBefore(rings[level * SLOTS + (at >> level * BITS & MASK)]);
  }

  /** Advances time to that moment. */
  public void runUntil(int until) {
    while (true) {
      int end = Math.min(until, now | MASK);
      while (now <= end) {
        Event head = rings[now & MASK];
        while (head.next != head) {
          Event event = head.next;
          event.unlink();
          happen(event);
        }
        now++;
      }
      if (now > until) {
        now = until;
        return;
      }
      for (int level = LEVELS - 1; level > 0; level--) {
        if ((now & (1 << level * BITS) - 1) == 0) {
          handDown(rings[level * SLOTS + (now >> level * BITS & MASK)]);
        }
      }
    }
  }

  private void happen(Event event) {
    events++;
    if (event.process == null || event.process.takes(event)) {
      event.run();
    }
  }

  /** Runs the queued events of a resumed process now, in the order in which they were due. */
  void resume(List<Event> kept) {
    for (Event event : kept) {
      event.at = now;
      place(event);
    }
  }

  private void handDown(Event head) {
    while (head.next != head) {
      Event event = head.next;
      event.unlink();
      place(event);
    }
  }

  /** Number of scheduled tasks of each process. */
  public Map<SimulatedEnv, Integer> planned() {
    Map<SimulatedEnv, Integer> counts = new HashMap<>();
    for (Event head : rings) {
      for (Event event = head.next; event != head; event = event.next) {
        if (event.process != null) {
          counts.merge(event.process, 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  /**
   * Frees the scheduled tasks of ended processes; the empty events stay in place and still count.
   */
  public void forgetEnded() {
    for (Event head : rings) {
      for (Event event = head.next; event != head; event = event.next) {
        if (event.process != null && event.process.isDead()) {
          event.task = NOTHING;
        }
      }
    }
  }
}
