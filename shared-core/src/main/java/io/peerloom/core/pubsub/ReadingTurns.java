package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Serial;
import java.util.function.Supplier;

/**
 * Reads members one after the other, so that messages from one are not requested from the next. A
 * reading that has brought nothing new for {@link #TURN_MILLIS} goes on beside the next: a member
 * can take as long as it likes.
 */
final class ReadingTurns {
  /** How long a reading that brings nothing delays the next. */
  static final int TURN_MILLIS = 1_000;

  private final Env env;
  private final Serial<Boolean> turns = new Serial<>();
  private long broughtAt;

  ReadingTurns(Env env) {
    this.env = env;
  }

  /** A reading has brought a new message. */
  void brought() {
    broughtAt = env.monotonicMillis();
  }

  /** Starts a reading when it is its turn; fulfilled when that has ended. */
  Promise<Void> run(Supplier<Promise<Void>> reading) {
    Promise<Void> whole = new Promise<>();
    turns
        .run(
            true,
            () -> {
              Promise<Void> turn = new Promise<>();
              whole.then(turn::complete, turn::fail);
              reading.get().then(whole::complete, whole::fail);
              endInTime(turn);
              return turn;
            })
        .then(ended -> {}, whole::fail);
    return whole;
  }

  private void endInTime(Promise<Void> turn) {
    if (!turn.isDone()) {
      long since = env.monotonicMillis();
      env.after(
          TURN_MILLIS,
          () -> {
            if (broughtAt < since) {
              turn.complete(null);
            }
            endInTime(turn);
          });
    }
  }
}
