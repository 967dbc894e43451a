package io.peerloom.simulator;

/** Who watches a world's machines. */
public interface WorldListener {
  /** Its process starts. */
  default void started(World.Machine machine) {}

  /** Its peer gave up joining. */
  default void joinFailed(World.Machine machine) {}

  /** It has other links than a moment ago. */
  default void linksChanged(World.Machine machine) {}

  /** Its process is about to end, in whatever way. */
  default void ends(World.Machine machine) {}

  /** What its disk holds is about to be gone for good. */
  default void diskLost(World.Machine machine) {}
}
