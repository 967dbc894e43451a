package io.peerloom.simulator.machine;

/** How a member betrays the others. It still shakes hands, or nobody would listen to it. */
public enum Lie {
  /** Takes requests and never answers those that matter: lookups, forwarding, data. */
  DROP,
  /** Answers with what does not exist: peers nobody is, records nobody signed. */
  FORGE,
  /** Names nobody but its friends, those nearest to what was asked for. */
  FRIENDS,
  /** Says it has nothing and knows nobody. */
  DENY
}
