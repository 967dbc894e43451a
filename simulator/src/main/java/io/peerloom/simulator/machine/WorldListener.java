package io.peerloom.simulator.machine;

/** Observes the machines of a world. */
public interface WorldListener {
  /** Its process has started. */
  default void started(Machine machine) {}

  /** Its peer gave up joining. */
  default void joinFailed(Machine machine) {}

  /** Its set of links has changed. */
  default void linksChanged(Machine machine) {}

  /** Its process is about to end, in whatever way. */
  default void ends(Machine machine) {}

  /** The content of its disk is about to be lost for good. */
  default void diskLost(Machine machine) {}
}
