package io.peerloom.core.base;

/** A task that is due later. */
public interface Timer {
  /** Prevents the task from running if it has not yet; otherwise does nothing. */
  void cancel();
}
