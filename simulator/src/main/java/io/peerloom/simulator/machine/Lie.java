package io.peerloom.simulator.machine;

/**
 * How a Byzantine member betrays the others. It still performs handshakes, or nobody would listen
 * to it.
 */
public enum Lie {
  /** Accepts requests and never answers those that matter: lookups, forwarding, data. */
  DROP,
  /**
   * Answers with forgeries: contacts of peers that do not exist, records with broken signatures.
   */
  FORGE,
  /** Returns only contacts of other liars, those nearest to the target. */
  FRIENDS,
  /** Answers that it holds no data and knows no contacts. */
  DENY,
  /**
   * Answers each request just before its deadline, returns only contacts of other liars, and lists
   * messages that nobody has.
   */
  STALL
}
