package io.peerloom.jvm.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * The signals by which a process is asked to end: SIGTERM, SIGINT (Ctrl-C) and SIGHUP. They are
 * handled here because the JVM's own handling has no clean end: its exit code is 128 plus the
 * signal's number whatever the shutdown hooks achieved, and it ignores a second signal.
 *
 * <p>{@code sun.misc.Signal} is the only way to do so in Java; module {@code jdk.unsupported}
 * exports it for that reason (JEP 260).
 */
final class EndSignals {
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  /** What a shell reports for a process that a signal ended: this plus the signal's number. */
  private static final int BY_SIGNAL = 128;

  private EndSignals() {}

  /**
   * From now on the first signal runs an action, and the second ends the process at once.
   *
   * @param first runs on a thread of its own
   */
  static void handle(Runnable first) {
    AtomicBoolean asked = new AtomicBoolean();
    for (String name : NAMES) {
      try {
        Signal.handle(
            new Signal(name),
            signal -> {
              if (asked.compareAndSet(false, true)) {
                first.run();
              } else {
                Runtime.getRuntime().halt(BY_SIGNAL + signal.getNumber());
              }
            });
      } catch (IllegalArgumentException unavailable) {
        // Not on this system, or reserved by the option -Xrs: then it ends the process at once.
      }
    }
  }
}
