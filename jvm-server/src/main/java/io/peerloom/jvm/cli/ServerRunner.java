package io.peerloom.jvm.cli;

import io.peerloom.jvm.server.ServerProcess;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Runs a server process until Ctrl-C or SIGTERM ends it, and then closes it in order. */
final class ServerRunner {
  private ServerRunner() {}

  /**
   * Starts a server process, prints one line when it is ready, and returns when the process has to
   * end or a peer has left by itself.
   */
  static int run(Supplier<ServerProcess> start) {
    CountDownLatch end = new CountDownLatch(1);
    AtomicBoolean stopRequested = new AtomicBoolean();
    ServerProcess server = start.get();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopRequested.set(true);
                  server.close();
                  end.countDown();
                },
                "peerloom-end"));
    var unused = server.ended().thenRun(end::countDown);
    System.out.println("Peerloom is ready: " + server.address());
    System.out.flush();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!stopRequested.get()) {
      CommandLineProgram.say("a peer has left the network; the log says why");
      return CommandLineProgram.EXIT_FAILED;
    }
    return 0;
  }
}
