package io.peerloom.jvm.store;

import io.peerloom.jvm.limits.ServerLimits;
import java.io.File;
import java.nio.file.Path;

/**
 * Decides whether the disk of a folder has room for a write. Some space is kept free, because a
 * database that meets the end of a disk in the middle of its own work refuses everything, deletions
 * too, and because the keys of this process may have to be written again.
 */
class DiskSpace {
  private final File folder;

  DiskSpace(Path folder) {
    this.folder = folder.toFile();
  }

  /** Why so many bytes may not be written now; null if they may. */
  String refusal(long bytes, boolean onlyDeletes) {
    return refusal(free(), folder.getTotalSpace(), bytes, onlyDeletes);
  }

  long free() {
    return folder.getUsableSpace();
  }

  /**
   * The same for a disk of {@code total} bytes of which {@code free} are free; both are 0 where the
   * system does not say, which refuses nothing.
   */
  static String refusal(long free, long total, long bytes, boolean onlyDeletes) {
    long kept = Math.min(ServerLimits.DISK_RESERVE_BYTES, total / ServerLimits.DISK_RESERVE_PART);
    long needed = (onlyDeletes ? kept / ServerLimits.DISK_LAST_PART : kept) + bytes;
    return total == 0 || free >= needed
        ? null
        : "the disk is full: "
            + (free >> 20)
            + " MB are free, of which "
            + (kept >> 20)
            + " MB are kept for the server itself";
  }
}
