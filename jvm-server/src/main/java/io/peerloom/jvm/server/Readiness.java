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
}
