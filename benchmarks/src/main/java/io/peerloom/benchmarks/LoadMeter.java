package io.peerloom.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What work costs apart from time: CPU of this process, signatures, verifications, messages and
 * writes of its peers, and bytes and packets over the loopback interface. These are firm where
 * times are noisy. The interface counts for everyone on it: in a network namespace of one's own the
 * numbers are this process's alone. What peers do in the background counts, too.
 */
final class LoadMeter {
  private static final Path INTERFACES = Path.of("/proc/self/net/dev");
  private static final double NANOS_PER_MILLI = 1e6;

  private final ThreadTimes threadTimes = new ThreadTimes();
  private final long[] operations = Operations.counts();
  private final long[] traffic = traffic();
  private final long cpuNanos = cpuNanos();

  /** The cost since this was made, for each of a number of operations. */
  Map<String, Object> perOperation(int count) {
    long cpu = cpuNanos() - cpuNanos;
    long[] now = traffic();
    Map<String, Object> cost = new LinkedHashMap<>();
    cost.put("cpuMillis", rounded(cpu / NANOS_PER_MILLI / count));
    cost.put("loopbackBytes", (now[0] - traffic[0]) / count);
    cost.put("loopbackPackets", (now[1] - traffic[1]) / count);
    cost.putAll(Operations.perOperation(operations, Operations.counts(), count));
    cost.put("cpuMillisOfThreads", threadTimes.perOperation(count));
    return cost;
  }

  static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Bytes and packets the loopback interface has received. */
  private static long[] traffic() {
    try {
      for (String line : Files.readAllLines(INTERFACES)) {
        String[] fields = line.trim().split("[:\\s]+");
        if (fields[0].equals("lo")) {
          return new long[] {Long.parseLong(fields[1]), Long.parseLong(fields[2])};
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("no loopback interface in " + INTERFACES);
  }
}
