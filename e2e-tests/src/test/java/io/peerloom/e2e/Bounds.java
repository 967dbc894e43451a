package io.peerloom.e2e;

import java.time.Duration;

/** The time limits of the requirements; a test waits exactly that long. */
public final class Bounds {
  /** R1.1: a peer has links to three others; R8.3: a known peer is dialled. */
  public static final Duration MESHED = Duration.ofSeconds(30);

  /** R1.3: links are back after all were lost. */
  public static final Duration RECOVERED = Duration.ofSeconds(60);

  /** R4.2: a link that was closed, or whose peer said goodbye, has left the lists. */
  public static final Duration GONE = Duration.ofSeconds(5);

  /** R4.2: a silent death on an idle link is detected. */
  public static final Duration SILENT_DEATH_FOUND = Duration.ofSeconds(75);

  /** R12.5: an operation ends or fails. */
  public static final Duration ANSWERED = Duration.ofSeconds(10);

  /** A JVM on a busy machine with two cores is serving. */
  public static final Duration SERVING = Duration.ofSeconds(60);

  private Bounds() {}
}
