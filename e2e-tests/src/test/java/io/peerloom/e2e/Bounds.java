package io.peerloom.e2e;

import java.time.Duration;

/** How long the requirements let things take; a test waits no longer and no less. */
final class Bounds {
  /** R1.1: links to three peers; R8.3: a known peer is dialled. */
  static final Duration MESHED = Duration.ofSeconds(30);

  /** R1.3: back after losing every link. */
  static final Duration RECOVERED = Duration.ofSeconds(60);

  /** R4.2: a link that was closed, or said goodbye, has left the lists. */
  static final Duration GONE = Duration.ofSeconds(5);

  /** R4.2: silent death on an idle link is found. */
  static final Duration SILENT_DEATH_FOUND = Duration.ofSeconds(75);

  /** R12.5: an operation answers or fails. */
  static final Duration ANSWERED = Duration.ofSeconds(10);

  /** A JVM on a busy machine of two cores is serving. */
  static final Duration SERVING = Duration.ofSeconds(60);

  private Bounds() {}
}
