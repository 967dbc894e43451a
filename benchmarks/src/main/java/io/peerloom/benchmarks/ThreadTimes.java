package io.peerloom.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time of this process by kind of thread, as the kernel counts it: the JVM's own threads and
 * the database's have no other counter.
 */
final class ThreadTimes {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final double NANOS_PER_MILLI = 1e6;

  /** The start of a thread's name, of which the kernel keeps 15 characters, and its kind. */
  private static final Map<String, String> KINDS = kinds();

  private final Map<String, Long> nanosOfThreads = nanosOfThreads();

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("peerloom-loop", "loops");
    kinds.put("peerloom-timer", "timers");
    kinds.put("peerloom-http", "acceptedSockets");
    kinds.put("peerloom-dial", "dialledSockets");
    kinds.put("rocksdb", "database");
    kinds.put("C1 ", "compiler");
    kinds.put("C2 ", "compiler");
    kinds.put("GC ", "collector");
    kinds.put("G1 ", "collector");
    kinds.put("VM ", "collector");
    return kinds;
  }

  /** Nanoseconds of each living thread, by its number and kind. */
  private static Map<String, Long> nanosOfThreads() {
    Map<String, Long> nanos = new TreeMap<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        try {
          String kind = kind(Files.readString(task.resolve("comm")));
          String used = Files.readString(task.resolve("schedstat")).split(" ")[0];
          nanos.put(task.getFileName() + " " + kind, Long.parseLong(used));
        } catch (NoSuchFileException ended) {
          // Its time counts for the process alone, so among others.
        }
      }
    } catch (IOException e) {
      throw new MeasurementFailure("no times of threads: " + e);
    }
    return nanos;
  }

  private static String kind(String name) {
    for (Map.Entry<String, String> kind : KINDS.entrySet()) {
      if (name.startsWith(kind.getKey())) {
        return kind.getValue();
      }
    }
    return "others";
  }

  /** Milliseconds each kind has used since this was made, for each of a number of operations. */
  Map<String, Object> perOperation(int operations) {
    Map<String, Long> sums = new LinkedHashMap<>();
    for (String kind : KINDS.values()) {
      sums.put(kind, 0L);
    }
    sums.put("others", 0L);
    nanosOfThreads()
        .forEach(
            (thread, nanos) -> {
              String kind = thread.substring(thread.indexOf(' ') + 1);
              sums.merge(kind, nanos - nanosOfThreads.getOrDefault(thread, 0L), Long::sum);
            });
    Map<String, Object> result = new LinkedHashMap<>();
    sums.forEach(
        (kind, nanos) -> result.put(kind, LoadMeter.rounded(nanos / NANOS_PER_MILLI / operations)));
    return result;
  }
}
