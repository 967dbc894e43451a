package io.peerloom.jvm.server;

/**
 * Whether a process serves requests, as {@code /readyz} says it.
 *
 * @param serves whether it is to get requests: status 200, else 503
 * @param text one line, without its end
 */
public record Readiness(boolean serves, String text) {
  public static final Readiness READY = new Readiness(true, "ready");

  /** Its peers have not joined yet, or have left. */
  public static final Readiness STARTING = new Readiness(false, "starting");

  /** It is about to end, and gives those that use it time to go elsewhere. */
  public static final Readiness DRAINING = new Readiness(false, "draining");

  private static final String WRONG_ADDRESS = "advertised address: ";

  /** It serves, but may not be reached where it says: it cannot tell from where it is. */
  public static final Readiness DOUBTFUL_ADDRESS =
      new Readiness(true, "degraded: advertised address");

  /**
   * The same, unless its storage refuses writes: then others store elsewhere.
   *
   * @param refusal why, in words; null where it accepts them
   */
  Readiness unlessStorageRefuses(String refusal) {
    return serves && refusal != null ? new Readiness(false, "storage: " + refusal) : this;
  }

  /** An advertised address is certainly wrong; the line says which, and what to change. */
  static Readiness wrongAddress(String line) {
    return new Readiness(false, WRONG_ADDRESS + line);
  }
}
