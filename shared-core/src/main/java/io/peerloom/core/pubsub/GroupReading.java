package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.NodeId;
import java.util.function.BooleanSupplier;

/**
 * Decides when enough members of a topic's group have been read: all that were asked, or most of
 * them and as long for the rest as a member may take to answer. The first to answer may be those
 * that conceal messages. This peer's own copy alone is enough only if there is nobody else.
 */
final class GroupReading {
  /** How long to wait for the rest once most have been read, in milliseconds. */
  static final int STRAGGLER_MILLIS = 3_500;

  private final Promise<Void> enough = new Promise<>();
  private final Env env;
  private final NodeId self;
  private final int asked;
  private final BooleanSupplier alone;
  private final BooleanSupplier live;
  private int succeeded;
  private int failed;
  private boolean others;
  private PeerloomException failure;

  /**
   * Starts with no answers.
   *
   * @param asked how many members are read
   * @param alone whether there is nobody else in the network
   * @param live whether the subscription already delivers, so that reading nobody is no failure
   */
  GroupReading(Env env, NodeId self, int asked, BooleanSupplier alone, BooleanSupplier live) {
    this.env = env;
    this.self = self;
    this.asked = asked;
    this.alone = alone;
    this.live = live;
  }

  /** Fulfilled when enough have been read; fails with the last failure if that is impossible. */
  Promise<Void> enough() {
    return enough;
  }

  void succeeded(NodeId member) {
    succeeded++;
    others |= !member.equals(self);
    settle();
  }

  void failed(PeerloomException e) {
    failed++;
    failure = e;
    settle();
  }

  private void settle() {
    if (succeeded + failed == asked) {
      finish();
    } else if (2 * succeeded > asked && others) {
      env.after(STRAGGLER_MILLIS, this::finish);
    }
  }

  private void finish() {
    if (others || succeeded > 0 && alone.getAsBoolean()) {
      enough.complete(null);
    } else if (failure != null) {
      enough.fail(failure);
    } else if (live.getAsBoolean()) {
      enough.complete(null);
    } else {
      enough.fail(
          new PeerloomException(
              ErrorCode.UNREACHABLE, "nobody else could be asked for this topic"));
    }
  }
}
