package io.peerloom.jvm.check;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The machine under a server: the disk of its data directory, its keys, its memory. */
public final class MachineCheck {
  static final long FULL_BYTES = 64L << 20;
  static final long NEARLY_FULL_BYTES = 256L << 20;

  /** A synced write above this makes every put slow; a sound disk takes 0.1 to 10 ms. */
  static final long SLOW_MILLIS = 200;

  /**
   * What a JVM needs besides its heap, as measured under floods: code, threads, RocksDB, socket
   * buffers.
   */
  static final long BESIDES_HEAP_BYTES = 120L << 20;

  private static final double HEAP_WARNING = 0.9;
  private static final int WRITES = 5;
  private static final int WRITE_BYTES = 16 << 10;
  private static final long MILLION = 1_000_000;

  /** Where Linux says how much memory a container may use: cgroup 2, cgroup 1. */
  private static final List<Path> MEMORY_LIMITS =
      List.of(
          Path.of("/sys/fs/cgroup/memory.max"),
          Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private MachineCheck() {}

  /** Checks free space and the time of a synced write in a folder; writes some kilobytes. */
  public static List<Finding> disk(Path folder) {
    String subject = "disk of " + folder;
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < FULL_BYTES) {
        return List.of(
            Finding.of(
                FindingKind.DISK_FULL,
                subject,
                megabytes(free) + " are free",
                "free space, or move the folder with --data-dir"));
      }
      long millis = syncMillis(folder);
      List<Finding> findings = new ArrayList<>();
      if (free < NEARLY_FULL_BYTES) {
        findings.add(
            Finding.of(
                FindingKind.DISK_NEARLY_FULL,
                subject,
                "only " + megabytes(free) + " are free",
                "free space, or move the folder with --data-dir"));
      }
      if (millis > SLOW_MILLIS) {
        findings.add(
            Finding.of(
                FindingKind.DISK_SLOW,
                subject,
                "a synced write takes " + millis + " ms",
                "move the folder to a faster disk with --data-dir"));
      }
      return findings.isEmpty()
          ? List.of(
              Finding.fine(
                  subject, megabytes(free) + " free, a synced write takes " + millis + " ms"))
          : findings;
    } catch (IOException e) {
      return List.of(
          Finding.of(
              FindingKind.DISK_NOT_WRITABLE,
              subject,
              "it cannot be written (" + e + ")",
              "give the server's user the right to write there, or name another --data-dir"));
    }
  }

  /** The median of some synced writes. */
  private static long syncMillis(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "check", ".tmp");
    long[] nanos = new long[WRITES];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < WRITES; i++) {
        long begin = System.nanoTime();
        channel.write(ByteBuffer.allocate(WRITE_BYTES));
        channel.force(true);
        nanos[i] = System.nanoTime() - begin;
      }
    } finally {
      Files.deleteIfExists(file);
    }
    Arrays.sort(nanos);
    return nanos[WRITES / 2] / MILLION;
  }

  /** Checks that nobody else can read the private keys in a data directory. */
  public static List<Finding> keys(Path folder) {
    List<Finding> findings = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
      for (Path file : files.sorted().toList()) {
        if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
          findings.add(
              Finding.of(
                  FindingKind.KEY_READABLE_BY_OTHERS,
                  file.toString(),
                  "other users can read this private key",
                  "chmod 600 " + file));
        }
      }
    } catch (IOException | UnsupportedOperationException e) {
      // No keys yet, or no such permissions on this system.
    }
    return findings;
  }

  /** Checks this process's heap against the limit of its container. */
  public static Finding memory() {
    long limit = Long.MAX_VALUE;
    for (Path file : MEMORY_LIMITS) {
      limit = Math.min(limit, limit(file));
    }
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage live = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && live != null) {
        used += live.getUsed();
      }
    }
    return memory(Runtime.getRuntime().maxMemory(), used, limit);
  }

  private static long limit(Path file) {
    try {
      String text = Files.readString(file).trim();
      return text.matches("\\d{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Judges sizes in bytes.
   *
   * @param heap the most that the heap may take
   * @param live what the last collections left of it
   * @param limit of the container; {@link Long#MAX_VALUE} for none
   */
  static Finding memory(long heap, long live, long limit) {
    if (limit < Long.MAX_VALUE && heap > limit - BESIDES_HEAP_BYTES) {
      return Finding.of(
          FindingKind.HEAP_EXCEEDS_LIMIT,
          "memory",
          "the heap may take "
              + megabytes(heap)
              + ", the container "
              + megabytes(limit)
              + ": it may be killed",
          "lower -Xmx (or -XX:MaxRAMPercentage), or raise the container's limit");
    }
    if (live > heap * HEAP_WARNING) {
      return Finding.of(
          FindingKind.HEAP_NEARLY_FULL,
          "memory",
          megabytes(live) + " of the heap's " + megabytes(heap) + " are in use",
          "raise -Xmx (or -XX:MaxRAMPercentage)");
    }
    return Finding.fine("memory", megabytes(live) + " of " + megabytes(heap) + " in use");
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }
}
