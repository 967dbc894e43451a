package io.peerloom.jvm.archive;

import io.peerloom.core.base.Rng;
import java.util.concurrent.Executor;

/** The serial loop of an archiver, and its only access to time and chance. */
interface ArchiveLoop extends Executor {
  /** Milliseconds since 1970. */
  long wallMillis();

  /** Runs a task on the loop later. */
  void after(long millis, Runnable task);

  /** For the length of pauses. */
  Rng rng();

  /** Nothing runs on it any more. */
  void close();
}
