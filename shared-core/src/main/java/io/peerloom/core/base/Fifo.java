package io.peerloom.core.base;

import java.util.ArrayList;

/**
 * A short queue. Pages are compiled with lists anyway, and not with {@code ArrayDeque}: it would
 * take half a kilobyte more. Removing the first moves the others, so it suits queues of at most
 * some thousands.
 */
public final class Fifo<T> extends ArrayList<T> {
  private static final long serialVersionUID = 1L;

  /** Removes the oldest; null if there is none. */
  public T poll() {
    return isEmpty() ? null : remove(0);
  }

  /** The oldest; null if there is none. */
  public T peek() {
    return isEmpty() ? null : get(0);
  }

  /** Puts one before all others. */
  public void addBefore(T item) {
    add(0, item);
  }
}
