package io.peerloom.simulator.machine;

import io.peerloom.simulator.time.Processors;

/**
 * How fast and how reliable a peer's own machine is. Disk and cryptographic operations complete
 * asynchronously, in any order.
 *
 * @param diskMillis the longest a disk operation takes; at least 1
 * @param diskFailsPermille disk operations in a thousand that fail
 * @param cryptoMillis the longest an asynchronous cryptographic operation takes; 0 to complete at
 *     once
 * @param cryptoFailsPermille such operations in a thousand that fail
 * @param processors which peers' work takes time on their loop
 */
public record PlatformModel(
    int diskMillis,
    int diskFailsPermille,
    int cryptoMillis,
    int cryptoFailsPermille,
    Processors processors) {
  /** A server: a fast disk, and cryptography that completes at once. */
  public static final PlatformModel QUICK = new PlatformModel(3, 0, 0, 0, Processors.OFF);

  /** A busy phone: both may be slow. */
  public static final PlatformModel SLOW = new PlatformModel(60, 0, 12, 0, Processors.OFF);

  /** A disk that is nearly full, and a cryptographic library that sometimes fails. */
  public static final PlatformModel FAILING = new PlatformModel(60, 20, 12, 5, Processors.OFF);

  public PlatformModel with(Processors other) {
    return new PlatformModel(
        diskMillis, diskFailsPermille, cryptoMillis, cryptoFailsPermille, other);
  }
}
