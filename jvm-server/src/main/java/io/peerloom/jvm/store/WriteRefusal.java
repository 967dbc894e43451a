package io.peerloom.jvm.store;

import io.peerloom.jvm.logs.EventLog;
import java.nio.file.Path;
import org.slf4j.event.Level;

/**
 * Why a database refuses writes, if it does; logs whenever that changes. Changed by one thread,
 * asked by any.
 */
final class WriteRefusal {
  private static final EventLog LOG = EventLog.of("store");

  /** What makes it refuse them. */
  enum Cause {
    /** There is too little space. */
    FULL,
    /** The disk, or RocksDB, does not write. */
    UNWRITABLE,
    /** What is written to the log would not be found again. */
    LOG_LOST,
    /** Another file is not as it was written. */
    FILE_LOST
  }

  private final Path folder;
  private Cause cause;
  private volatile String reason;

  WriteRefusal(Path folder) {
    this.folder = folder;
  }

  /** In words; null while writes are accepted. */
  String reason() {
    return reason;
  }

  /** Writes are refused from now on, or for another cause than before. */
  void begins(Cause why, String inWords) {
    if (why != cause) {
      LOG.event(Level.ERROR, "store.refuses", "file", folder, "code", why, "reason", inWords);
    }
    cause = why;
    reason = inWords;
  }

  /** Writes are accepted again. */
  void ends() {
    if (cause != null) {
      LOG.event(Level.INFO, "store.works", "file", folder);
    }
    cause = null;
    reason = null;
  }
}
