package io.peerloom.jvm.cli;

import io.peerloom.jvm.server.Readiness;
import io.peerloom.jvm.server.ServerProcess;
import io.peerloom.jvm.store.StartupFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.event.Level;

/**
 * Runs a server process until a signal or the loss of a peer ends it, and then ends it in order: it
 * drains, so that those who use it go elsewhere, and closes.
 */
final class ServerRunner {
  private final Logging logging;
  private final int drainSeconds;

  /**
   * A runner.
   *
   * @param drainSeconds how long linked peers have to find others; 0 for none
   */
  ServerRunner(Logging logging, int drainSeconds) {
    this.logging = logging;
    this.drainSeconds = drainSeconds;
  }

  /**
   * Starts a server process, says in one line when it is ready, and returns when it has ended.
   *
   * @return the exit code: 0 after a signal, even if some peers did not go in time
   */
  int run(String role, Supplier<ServerProcess> start) {
    ServerProcess server;
    try {
      server = start.get();
    } catch (StartupFailure e) {
      fail("process.failed", e.getMessage());
      return CommandLineProgram.EXIT_FAILED;
    }
    CompletableFuture<Boolean> requested = new CompletableFuture<>();
    EndSignals.handle(() -> requested.complete(true));
    var unused = server.ended().thenRun(() -> requested.complete(false));
    ready(role, server);
    boolean asked = requested.join();
    if (asked && drainSeconds > 0) {
      drain(server);
    }
    server.close();
    if (!asked) {
      fail("process.lostPeer", "a peer has left the network; the log says why");
      return CommandLineProgram.EXIT_FAILED;
    }
    return 0;
  }

  private void ready(String role, ServerProcess server) {
    Readiness now = server.readiness();
    Logging.event(
        Level.INFO,
        "process.ready",
        "state",
        now.text(),
        "role",
        role,
        "address",
        server.address(),
        "version",
        CommandLineProgram.BuildVersion.version(),
        "java",
        Runtime.version());
    if (!logging.isJson()) {
      System.out.println(
          now.equals(Readiness.READY)
              ? "Peerloom is ready: " + server.address()
              : "Peerloom is running: " + server.address() + " (" + now.text() + ")");
      System.out.flush();
    }
  }

  private void fail(String event, String reason) {
    if (logging.isJson()) {
      Logging.event(Level.ERROR, event, "reason", reason);
    } else {
      CommandLineProgram.say(reason);
    }
  }

  private void drain(ServerProcess server) {
    Logging.event(Level.INFO, "process.draining", "seconds", drainSeconds);
    try {
      server.drain().get(drainSeconds, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Those that are still linked get a goodbye when it closes.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
