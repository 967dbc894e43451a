package io.peerloom.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory a server process takes: resident, as the kernel counts it, sampled the whole
 * time, and what of its heap is live, after a full collection, when it is asked for.
 */
final class ServerMemory implements AutoCloseable {
  private static final int SAMPLE_MILLIS = 100;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final double KIB_OF_MIB = 1024;

  private final long pid;
  private final Thread sampler;
  private final StringBuilder text = new StringBuilder();
  private volatile boolean closed;
  private long most;

  ServerMemory(long pid) {
    this.pid = pid;
    sampler = new Thread(this::sample, "memory");
    sampler.setDaemon(true);
    sampler.start();
  }

  private void sample() {
    while (!closed) {
      try {
        count(residentKib());
        TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
      } catch (UncheckedIOException | InterruptedException ended) {
        return;
      }
    }
  }

  private synchronized void count(long kib) {
    most = Math.max(most, kib);
  }

  private synchronized long takeMost() {
    long taken = most;
    most = 0;
    return taken;
  }

  private long residentKib() {
    try {
      Matcher line = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
      return line.find() ? Long.parseLong(line.group(1)) : 0;
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  private long liveHeapKib() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    long sum = 0;
    // The young generation and the old one; metadata come after them.
    for (int i = 0; i < 2 && used.find(); i++) {
      sum += Long.parseLong(used.group(1));
    }
    return sum;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), String.valueOf(pid), command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }

  /** Notes what it has been since the last mark, and collects its garbage. */
  void mark(String phase) throws IOException, InterruptedException {
    text.append(
        String.format(
            Locale.ROOT,
            "%s%s at most %.0f MB resident, %.0f MB of heap live",
            text.isEmpty() ? "" : "; ",
            phase,
            takeMost() / KIB_OF_MIB,
            liveHeapKib() / KIB_OF_MIB));
    takeMost();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    sampler.join();
  }
}
