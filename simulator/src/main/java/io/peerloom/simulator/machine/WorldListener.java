package io.peerloom.simulator.machine;

/** Who watches a world's machines. */
public interface WorldListener {
  /** Its process starts. */
  default void started(Machine machine) {}

  /** Its peer gave up joining. */
  default void joinFailed(Machine machine) {}

  /** It has other links than a moment ago. */
  default void linksChanged(Machine machine) {}

  /** Its process is about to end, in whatever way. */
  default void ends(Machine machine) {}

  /** What its disk holds is about to be gone for good. */
  default void diskLost(Machine machine) {}
}
