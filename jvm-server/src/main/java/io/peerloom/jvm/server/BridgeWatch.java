package io.peerloom.jvm.server;

import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.core.membership.BridgeStates;
import java.util.concurrent.Executor;

/**
 * Whether a bootstrap server reaches any of its bridges, for {@code /readyz}. Each question gets
 * the last known answer at once, and has it looked up again where nobody was admitted lately: so
 * there is no standing link to a bridge (R11.3), and no load while nobody asks.
 */
final class BridgeWatch {
  private final BootstrapServer bootstrap;
  private final Executor loop;
  private volatile boolean anyUp;
  private volatile String codes = "";

  /** Looks at once, so that a server is ready soon after its start. */
  BridgeWatch(BootstrapServer bootstrap, Executor loop) {
    this.bootstrap = bootstrap;
    this.loop = loop;
    look();
  }

  private void look() {
    loop.execute(
        () -> {
          note(bootstrap.bridges());
          bootstrap.probe().then(this::note, e -> {});
        });
  }

  private void note(BridgeStates bridges) {
    anyUp = bridges.isAnyUp();
    codes = bridges.codes();
  }

  /** Whether one answered when it was asked last. */
  boolean isAnyUp() {
    look();
    return anyUp;
  }

  /** The bridges by their numbers with what they answered, such as "1 REFUSED, 2 answers". */
  String codes() {
    return codes;
  }
}
