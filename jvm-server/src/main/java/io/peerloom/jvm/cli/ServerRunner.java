package io.peerloom.jvm.cli;

import io.peerloom.jvm.server.ServerProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs a server process until a signal or the loss of a peer ends it, and then ends it in order: it
 * drains, so that those who use it go elsewhere, and closes.
 */
final class ServerRunner {
  private ServerRunner() {}

  /**
   * Starts a server process, prints one line when it is ready, and returns when it has ended.
   *
   * @param drainSeconds how long linked peers have to find others; 0 for none
   * @return the exit code: 0 after a signal, even if some peers did not go in time
   */
  static int run(Supplier<ServerProcess> start, int drainSeconds) {
    ServerProcess server = start.get();
    CompletableFuture<Boolean> requested = new CompletableFuture<>();
    EndSignals.handle(() -> requested.complete(true));
    var unused = server.ended().thenRun(() -> requested.complete(false));
    System.out.println("Peerloom is ready: " + server.address());
    System.out.flush();
    boolean asked = requested.join();
    if (asked && drainSeconds > 0) {
      drain(server, drainSeconds);
    }
    server.close();
    if (!asked) {
      CommandLineProgram.say("a peer has left the network; the log says why");
      return CommandLineProgram.EXIT_FAILED;
    }
    return 0;
  }

  private static void drain(ServerProcess server, int seconds) {
    try {
      server.drain().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Those that are still linked get a goodbye when it closes.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
