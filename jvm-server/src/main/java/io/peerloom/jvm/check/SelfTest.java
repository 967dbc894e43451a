package io.peerloom.jvm.check;

import io.peerloom.jvm.logs.EventLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.event.Level;

/**
 * A server's test of its own advertised addresses, at its start and now and then: it dials each as
 * a stranger would and looks whether it is itself that answers. A node whose address does not work
 * joins the network all the same and looks healthy, but nobody can reach it.
 *
 * <p>The outcome goes to the log, one line when it changes, and is kept for {@code /readyz}, the
 * metrics and {@code diagnose}. Safe to use from any thread.
 */
public final class SelfTest implements AutoCloseable {
  /**
   * How long a start waits for the first outcome, which is there in milliseconds where all is well.
   */
  private static final int START_SECONDS = 8;

  private static final EventLog LOG = EventLog.of("address");

  /** One advertised address, and who must answer there. */
  public record Subject(String url, Expectation expected) {}

  /** What is known of all addresses together, from good to bad. */
  public enum Outcome {
    /** Each was answered by this server. */
    FINE,
    /** One could not be tested from here, or may be wrong. */
    DOUBTFUL,
    /** One is certainly wrong. */
    WRONG;

    /** The word in the metrics. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final AddressCheck check;
  private final List<Subject> subjects;
  private final ScheduledExecutorService scheduler;
  private final ExecutorService thread;
  private final SelfTestSchedule schedule = new SelfTestSchedule();
  // At most one for each address; used on the one thread only.
  private final Map<String, Finding> logged = new HashMap<>();
  private volatile List<Finding> findings = List.of();
  private volatile boolean tested;
  private volatile boolean closed;

  /** A test of these addresses; {@link #start} begins it. */
  public SelfTest(AddressCheck check, List<Subject> subjects, ScheduledExecutorService scheduler) {
    this.check = check;
    this.subjects = List.copyOf(subjects);
    this.scheduler = scheduler;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "peerloom-self-test");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Tests all addresses and returns when that is done, after some seconds at most. */
  public SelfTest start() {
    Future<?> first = thread.submit(this::test);
    try {
      first.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // A slow name server; until it has answered the addresses are doubtful.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return this;
  }

  private void test() {
    List<Finding> now = new ArrayList<>();
    for (Subject subject : subjects) {
      Finding finding = check.check(subject.url(), subject.expected());
      now.add(finding);
      log(finding);
    }
    findings = List.copyOf(now);
    tested = true;
    boolean fine = now.stream().allMatch(Finding::isFine);
    long millis = schedule.next(fine, ThreadLocalRandom.current().nextDouble()).toMillis();
    if (!closed) {
      var unused = scheduler.schedule(this::testAgain, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void testAgain() {
    try {
      thread.execute(this::test);
    } catch (RejectedExecutionException e) {
      // The server is being closed.
    }
  }

  private void log(Finding finding) {
    Finding before = logged.put(finding.subject(), finding);
    boolean same = before != null && before.kind() == finding.kind();
    if (same || closed || before == null && finding.isFine()) {
      return;
    }
    if (finding.isFine()) {
      LOG.event(Level.INFO, "address.works", "address", finding.subject());
    } else {
      LOG.event(
          Level.WARN,
          isWrong(finding) ? "address.wrong" : "address.doubtful",
          "address",
          finding.subject(),
          "state",
          finding.kind().word(),
          "reason",
          finding.what(),
          "change",
          finding.change());
    }
  }

  /** The last outcome of each address, in order. */
  public List<Finding> findings() {
    return findings;
  }

  /** How many addresses are in that state; one not tested yet is doubtful. */
  public int count(Outcome state) {
    List<Finding> now = findings;
    return switch (state) {
      case FINE -> (int) now.stream().filter(SelfTest::works).count();
      case WRONG -> (int) now.stream().filter(SelfTest::isWrong).count();
      case DOUBTFUL -> subjects.size() - count(Outcome.FINE) - count(Outcome.WRONG);
    };
  }

  private static boolean works(Finding finding) {
    return finding.isFine() || finding.kind() == FindingKind.CERTIFICATE_EXPIRES_SOON;
  }

  private static boolean isWrong(Finding finding) {
    return finding.proved() && finding.severity() == Severity.BROKEN;
  }

  /** That of the worst address. */
  public Outcome outcome() {
    if (count(Outcome.WRONG) > 0) {
      return Outcome.WRONG;
    }
    return count(Outcome.DOUBTFUL) > 0 ? Outcome.DOUBTFUL : Outcome.FINE;
  }

  /** The worst finding in one line; empty if all is well. */
  public String line() {
    return findings.stream()
        .filter(f -> !works(f))
        .max(Comparator.comparing((Finding f) -> f.proved()).thenComparing(Finding::severity))
        .map(Finding::line)
        .orElse(tested ? "" : "the advertised addresses are not tested yet");
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
  }
}
