package io.peerloom.core.relay;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Fifo;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Link;
import io.peerloom.core.wire.RelayMessage.RelayEnd;
import io.peerloom.core.wire.RelayMessage.RelayFrame;
import java.util.function.Consumer;

/**
 * One relayed link at its relay. What may not be forwarded yet waits, each lane in order; credit
 * inside the relayed link bounds how much that is, and the budget how much of one owner's in all.
 */
final class RelayChannel {
  /** Bytes in a link's own queue above which frames wait here, so that other messages pass. */
  static final int HIGH_WATER_BYTES = 256 * 1024;

  /** After this time it is tried again to forward to a link that was full. */
  private static final int RETRY_MILLIS = 10;

  private final class Direction {
    final Link to;
    final Fifo<RelayFrame> control = new Fifo<>();
    final Fifo<RelayFrame> bulk = new Fifo<>();
    Timer timer;

    Direction(Link to) {
      this.to = to;
    }

    boolean isEmpty() {
      return control.isEmpty() && bulk.isEmpty();
    }
  }

  private final Env env;
  private final RelayBudget budget;
  private final Owner owner;
  private final int number;
  private final Consumer<RelayChannel> overflow;
  private final Direction there;
  private final Direction back;
  private boolean ended;

  /**
   * A channel between two links.
   *
   * @param overflow ends it, because a frame had no room
   */
  RelayChannel(
      Env env,
      RelayBudget budget,
      Owner owner,
      int number,
      Link opener,
      Link target,
      Consumer<RelayChannel> overflow) {
    this.overflow = overflow;
    this.env = env;
    this.budget = budget;
    this.owner = owner;
    this.number = number;
    there = new Direction(target);
    back = new Direction(opener);
  }

  Owner owner() {
    return owner;
  }

  int number() {
    return number;
  }

  /** Whether that link is one of its two. */
  boolean joins(Link link) {
    return there.to == link || back.to == link;
  }

  /** Forwards a frame that arrived over one of its links, now or later. */
  void forward(Link from, RelayFrame frame) {
    Direction direction = from == back.to ? there : back;
    int bytes = frame.bytes().length;
    if (direction.isEmpty() && waitMillis(direction) == 0) {
      send(direction, frame);
    } else if (budget.mayWait(owner, bytes)) {
      budget.waits(owner, bytes);
      (frame.bulk() ? direction.bulk : direction.control).add(frame);
      later(direction);
    } else {
      overflow.accept(this);
    }
  }

  private int waitMillis(Direction direction) {
    return direction.to.waitingBytes() > HIGH_WATER_BYTES
        ? RETRY_MILLIS
        : budget.waitMillis(owner, env.monotonicMillis());
  }

  private void send(Direction direction, RelayFrame frame) {
    try {
      direction.to.sendFrame(frame.onward());
      budget.forwarded(owner, frame.bytes().length, env.monotonicMillis());
    } catch (PeerloomException full) {
      overflow.accept(this);
    }
  }

  private void later(Direction direction) {
    if (direction.timer == null) {
      direction.timer =
          env.after(
              Math.max(1, waitMillis(direction)),
              () -> {
                direction.timer = null;
                drain(direction);
              });
    }
  }

  private void drain(Direction direction) {
    while (!ended && !direction.isEmpty() && waitMillis(direction) == 0) {
      RelayFrame next = direction.control.poll();
      if (next == null) {
        next = direction.bulk.poll();
      }
      budget.waits(owner, -next.bytes().length);
      send(direction, next);
    }
    if (!ended && !direction.isEmpty()) {
      later(direction);
    }
  }

  /** Ends it; {@code by}, the link over which its end was announced, or null, learns nothing. */
  void end(ErrorCode code, Link by) {
    ended = true;
    for (Direction direction : new Direction[] {there, back}) {
      for (RelayFrame frame : direction.control) {
        budget.waits(owner, -frame.bytes().length);
      }
      for (RelayFrame frame : direction.bulk) {
        budget.waits(owner, -frame.bytes().length);
      }
      if (direction.timer != null) {
        direction.timer.cancel();
      }
      if (direction.to != by) {
        direction.to.send(new RelayEnd(number, false, code));
      }
    }
  }
}
