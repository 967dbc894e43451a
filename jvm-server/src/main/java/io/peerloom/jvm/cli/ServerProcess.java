package io.peerloom.jvm.cli;

import io.peerloom.jvm.server.Role;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Runs a role until the process is told to end, by Ctrl-C or SIGTERM, and then lets it end. */
final class ServerProcess {
  private ServerProcess() {}

  /**
   * Starts a role, says so in one line, and does not return before the process is to end, or a peer
   * has left by itself.
   */
  static int run(Supplier<Role> start) {
    CountDownLatch end = new CountDownLatch(1);
    AtomicBoolean toldToEnd = new AtomicBoolean();
    Role role = start.get();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  toldToEnd.set(true);
                  role.close();
                  end.countDown();
                },
                "peerloom-end"));
    var unused = role.ended().thenRun(end::countDown);
    System.out.println("Peerloom is ready: " + role.address());
    System.out.flush();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!toldToEnd.get()) {
      CommandLineProgram.say("a peer has left the network; the log says why");
      return CommandLineProgram.EXIT_FAILED;
    }
    return 0;
  }
}
