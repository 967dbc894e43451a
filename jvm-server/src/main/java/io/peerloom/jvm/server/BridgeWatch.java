package io.peerloom.jvm.server;

import io.peerloom.core.base.Env;
import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.core.membership.BridgeStates;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether a bootstrap server reaches any of its bridges, for {@code /readyz} and the metrics. It
 * asks those that nobody was sent to lately, every {@link BridgeStates#FRESH_MILLIS}, over
 * connections that end with the answer: there is no standing link to a bridge (R11.3).
 */
final class BridgeWatch {
  /** How long a start waits; a bridge that is up answers in milliseconds. */
  private static final int FIRST_SECONDS = 2;

  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final BootstrapServer bootstrap;
  private final Env env;
  private volatile boolean anyUp;
  private volatile String codes = "";

  /**
   * Looks at once, so that a server is ready soon after its start.
   *
   * @param env of the loop, whose end ends the watch
   */
  BridgeWatch(BootstrapServer bootstrap, Env env, Executor loop) {
    this.bootstrap = bootstrap;
    this.env = env;
    loop.execute(this::look);
  }

  private void look() {
    bootstrap
        .probe()
        .then(
            bridges -> {
              anyUp = bridges.isAnyUp();
              codes = bridges.codes();
              asked.complete(null);
              env.after(BridgeStates.FRESH_MILLIS, this::look);
            },
            never -> {});
  }

  /** Waits until each has been asked once, or for some seconds. */
  void awaitAsked() {
    try {
      asked.get(FIRST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Nothing is known of them until one has answered or failed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether each has been asked once. */
  boolean isAsked() {
    return asked.isDone();
  }

  /** Whether one answered when it was asked last. */
  boolean isAnyUp() {
    return anyUp;
  }

  /** The bridges by their numbers with what they answered, such as "1 REFUSED, 2 answers". */
  String codes() {
    return codes;
  }
}
