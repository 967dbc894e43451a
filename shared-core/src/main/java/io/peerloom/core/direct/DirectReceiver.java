package io.peerloom.core.direct;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.SharedMap;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.DirectHandler;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Hands the bytes of other peers to the application, each message once, and answers when the
 * application is done with it.
 *
 * <p>A message begins with its number, which counts the messages from its sender to this peer. A
 * sender without an answer repeats the message under the same number, however many later ones there
 * are; a message already accepted is answered as before and not handed over again (R12.3). So only
 * the numbers in between that are missing, or failed, need be remembered.
 */
public final class DirectReceiver implements DirectHandler {
  /** Bytes of the number in front of the application's own. */
  static final int NUMBER_BYTES = 4;

  /** How many numbers before the highest one received from a sender may still be in flight. */
  private static final int MAX_OVERTAKEN = DirectSender.MAX_IN_FLIGHT;

  /** Marks a number that has not arrived. */
  private static final Promise<Message> MISSING = new Promise<>();

  /** Messages of one sender that the application is still busy with; beyond that OVERLOADED. */
  static final int MAX_BUSY = 2 * DirectSender.MAX_IN_FLIGHT;

  private static final class Sender {
    final byte[] boot;
    int highest;

    /** Up to this number the outcome is unknown unless the number is in {@link #pending}. */
    int forgotten;

    int busy;
    final TreeMap<Integer, Promise<Message>> pending = new TreeMap<>();

    Sender(byte[] boot) {
      this.boot = boot;
    }

    /** Sets the highest number so far; of those skipped as many are missing as may be in flight. */
    void raiseHighest(int number) {
      int first = Math.max(highest + 1, number - MAX_OVERTAKEN);
      if (first > highest + 1) {
        forgotten = first - 1;
      }
      for (int missing = first; missing < number; missing++) {
        put(missing, MISSING);
      }
      highest = number;
    }

    void put(int number, Promise<Message> answer) {
      pending.put(number, answer);
      if (pending.size() > Limits.MAX_DIRECT_PENDING) {
        forgotten = Math.max(forgotten, pending.pollFirstEntry().getKey());
      }
    }
  }

  private final SharedMap<NodeId, Sender> senders = new SharedMap<>(Limits.MAX_DIRECT_SENDERS);
  private final BiFunction<ProvedPeer, byte[], Promise<Void>> application;

  /**
   * A receiver without messages.
   *
   * @param application accepts a message and reports when it is done with it, failing with the code
   *     that the sender gets; throws if nobody takes it, and then it may be sent again
   */
  public DirectReceiver(BiFunction<ProvedPeer, byte[], Promise<Void>> application) {
    this.application = application;
  }

  /** Receives a message. */
  @Override
  public Promise<Message> received(ProvedPeer from, byte[] message) {
    if (message.length < NUMBER_BYTES) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "a message without a number");
    }
    int number = Bytes.intAt(message, 0) & Integer.MAX_VALUE;
    Sender sender = senders.remove(from.id());
    if (sender == null || !Bytes.equal(sender.boot, from.card().boot())) {
      sender = new Sender(from.card().boot());
    }
    // The least recently active sender of whoever has most is evicted first.
    senders.put(from.id(), from.owner(), sender);
    Promise<Message> before = sender.pending.get(number);
    if (before == null && number <= sender.highest) {
      return number > sender.forgotten
          ? Promise.of(new LinkMessage.Done())
          : Promise.failed(ErrorCode.TIMEOUT, "too old to know whether it was taken");
    }
    if (before != null && before != MISSING) {
      return before;
    }
    if (sender.busy >= MAX_BUSY) {
      return Promise.failed(ErrorCode.OVERLOADED, "the application is busy with earlier messages");
    }
    return deliver(sender, from, number, message);
  }

  private Promise<Message> deliver(Sender sender, ProvedPeer from, int number, byte[] message) {
    Promise<Void> taken;
    try {
      taken = application.apply(from, Bytes.slice(message, NUMBER_BYTES, message.length));
    } catch (RuntimeException refused) {
      return Promise.failed(PeerloomException.of(refused));
    }
    if (number > sender.highest) {
      sender.raiseHighest(number);
    }
    sender.busy++;
    Promise<Message> answer = new Promise<>();
    sender.put(number, answer);
    taken.then(
        done -> {
          sender.busy--;
          if (number > sender.forgotten) {
            sender.pending.remove(number);
          }
          answer.complete(new LinkMessage.Done());
        },
        failure -> {
          sender.busy--;
          answer.fail(failure);
        });
    return answer;
  }
}
