package io.peerloom.core.connection;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.SharedMap;
import io.peerloom.core.rpc.RateLimiter;
import java.util.function.Supplier;

/**
 * Spaces the cryptography of handshakes that strangers begin, so that a flood of forged ones takes
 * a bounded part of a peer's time: each step costs a few signatures. Steps beyond the burst wait,
 * in order; of too many that wait, the oldest of the largest address range fails, so that a flood
 * from one range leaves the queue to others (RFC 8019 bounds IKE's half-open state so).
 */
public final class HandshakeQueue implements HandshakeTurns {
  private record Step(Runnable start, Runnable refuse) {}

  private final Env env;
  private final RateLimiter pace;
  private final HandshakePace ofProcess;
  private final SharedMap<Integer, Step> waiting = new SharedMap<>(Limits.MAX_WAITING_HANDSHAKES);
  private int last;
  private int running;
  private boolean scheduled;
  private boolean pumping;

  /** Whether the next step has its turn in the process, now or when it is due. */
  private boolean reserved;

  /** A queue of a peer that shares its process with none. */
  public HandshakeQueue(Env env) {
    this(env, null);
  }

  /**
   * A queue of one of several peers.
   *
   * @param ofProcess the pace of all of them together; null where there is none
   */
  public HandshakeQueue(Env env, HandshakePace ofProcess) {
    this.env = env;
    this.ofProcess = ofProcess;
    pace =
        new RateLimiter(
            Limits.HANDSHAKE_STEPS_BURST, Limits.HANDSHAKE_STEPS_PER_SECOND, env.monotonicMillis());
  }

  /** Runs a step now or in its turn; fails with OVERLOADED if it has to give way. */
  @Override
  public <T> Promise<T> run(Owner stranger, Supplier<Promise<T>> step) {
    Promise<T> outcome = new Promise<>();
    Step given =
        waiting.put(
            ++last,
            stranger,
            new Step(
                () -> start(step, outcome),
                () ->
                    outcome.fail(
                        new PeerloomException(ErrorCode.OVERLOADED, "too many handshakes wait"))));
    if (given != null) {
      given.refuse.run();
    }
    pump();
    return outcome;
  }

  /** A step may end while it starts, and others may be added by what follows from it. */
  private void pump() {
    if (scheduled || pumping) {
      return;
    }
    pumping = true;
    while (!scheduled && waiting.size() > 0 && running < Limits.MAX_HANDSHAKE_STEPS_IN_FLIGHT) {
      int wait = waitForTurn();
      if (wait == 0) {
        reserved = false;
        waiting.poll().start.run();
      } else {
        scheduled = true;
        env.after(wait, this::due);
      }
    }
    pumping = false;
  }

  private int waitForTurn() {
    if (reserved) {
      return 0;
    }
    int wait = pace.take(env.monotonicMillis());
    if (wait == 0 && ofProcess != null) {
      wait = ofProcess.reserve();
      reserved = wait > 0;
    }
    return wait;
  }

  private void due() {
    scheduled = false;
    pump();
  }

  private <T> void start(Supplier<Promise<T>> step, Promise<T> outcome) {
    running++;
    Promise<T> result;
    try {
      result = step.get();
    } catch (PeerloomException e) {
      result = Promise.failed(e);
    }
    result.then(
        value -> {
          running--;
          outcome.complete(value);
          pump();
        },
        e -> {
          running--;
          outcome.fail(e);
          pump();
        });
  }
}
