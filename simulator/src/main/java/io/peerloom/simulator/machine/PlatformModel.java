package io.peerloom.simulator.machine;

import io.peerloom.simulator.time.Processors;

/**
 * How quick and how reliable a peer's own machine is. Disk and cryptography complete later, and
 * what was asked for last may be done first.
 *
 * @param diskMillis the longest a disk takes; it is at least 1
 * @param diskFailsPermille disk operations in a thousand that fail
 * @param cryptoMillis the longest an asynchronous cryptographic operation takes; 0 completes at
 *     once
 * @param cryptoFailsPermille such operations in a thousand that fail
 * @param processors whose work takes time on their one loop
 */
public record PlatformModel(
    int diskMillis,
    int diskFailsPermille,
    int cryptoMillis,
    int cryptoFailsPermille,
    Processors processors) {
  /** A server's: a quick disk, cryptography at once. */
  public static final PlatformModel QUICK = new PlatformModel(3, 0, 0, 0, Processors.OFF);

  /** A busy phone's: both may take their time. */
  public static final PlatformModel SLOW = new PlatformModel(60, 0, 12, 0, Processors.OFF);

  /** A disk that is nearly full, and a library that fails now and then. */
  public static final PlatformModel FAILING = new PlatformModel(60, 20, 12, 5, Processors.OFF);

  /** The same with other processors. */
  public PlatformModel with(Processors other) {
    return new PlatformModel(
        diskMillis, diskFailsPermille, cryptoMillis, cryptoFailsPermille, other);
  }
}
