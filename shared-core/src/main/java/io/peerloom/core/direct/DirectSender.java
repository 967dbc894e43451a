package io.peerloom.core.direct;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Fifo;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sends an application's bytes to other applications, in order and each message once, and slows the
 * sender down instead of losing any.
 *
 * <p>A message counts as sent when the other application has accepted it. Until then it occupies a
 * window; what does not fit waits here. When a link ends, the messages without an answer go over
 * the next one under the same numbers, by which {@link DirectReceiver} recognizes them. A message
 * without an answer in time fails with TIMEOUT; then it is unknown whether it was accepted. If the
 * application then sends the same bytes again, this counts as the same message and gets the same
 * number.
 */
public final class DirectSender {
  /** How long a message may be in flight without an answer. */
  public static final int ANSWER_MILLIS = 30_000;

  /** Messages in flight to one peer. */
  static final int MAX_IN_FLIGHT = 64;

  /** Bytes in flight to one peer, over a fast link; a single message is always sent. */
  static final int MAX_IN_FLIGHT_BYTES = 256 * 1024;

  /** The same, at first and over a slow link. */
  private static final int MIN_IN_FLIGHT_BYTES = 32 * 1024;

  /** A message answered sooner doubles what may be in flight, one answered much later halves it. */
  private static final int PROMPT_MILLIS = 1_000;

  /**
   * Messages with an unknown outcome, over all peers. The oldest is evicted; when it is sent again
   * it gets a new number, and may be accepted twice.
   */
  static final int MAX_UNKNOWN_OUTCOMES = 1024;

  /** How long such a message is remembered. */
  static final int UNKNOWN_OUTCOME_MILLIS = 10 * 60_000;

  /** Delay after the end of a link until another one is looked for. */
  private static final int RECONNECT_MILLIS = 50;

  /** A peer that was linked and is unknown is looked for so long, at such intervals. */
  private static final int SEARCHED_MILLIS = 3_000;

  private static final int SEARCH_MILLIS = 400;

  /** The same for one that never was: it may have joined just now. */
  private static final int NEW_MILLIS = 1_000;

  private static final class OutgoingMessage {
    final byte[] bytes;
    final Promise<Void> result = new Promise<>();
    int number;
    long firstSentAt = -1;

    OutgoingMessage(byte[] bytes, int number) {
      this.bytes = bytes;
      this.number = number;
    }
  }

  private record UnknownOutcome(NodeId to, byte[] boot, Bytes digest, int number, long since) {}

  private static final class Receiver {
    final NodeId id;
    final Fifo<OutgoingMessage> waiting = new Fifo<>();
    final Fifo<OutgoingMessage> inFlight = new Fifo<>();
    final List<DrainWaiter> drains = new ArrayList<>();
    int bufferedBytes;
    int inFlightBytes;
    int window = MIN_IN_FLIGHT_BYTES;
    long answeredAt = -1;
    boolean connecting;
    long searchedUntil = -1;
    DirectPath path;
    byte[] boot;

    Receiver(NodeId id) {
      this.id = id;
    }
  }

  private record DrainWaiter(int below, Promise<Void> drained) {}

  private final Env env;
  private final Hash hash;
  private final Function<NodeId, Promise<DirectPath>> connector;
  private final Map<NodeId, Receiver> receivers = new LinkedHashMap<>();
  private final Fifo<UnknownOutcome> unknownOutcomes = new Fifo<>();

  /**
   * The last number of each receiver. The one written to least recently is evicted; its next number
   * then follows the highest of all, so that no number of a receiver repeats.
   */
  private final BoundedMap<NodeId, Integer> numbers = new BoundedMap<>(Limits.MAX_DIRECT_RECEIVERS);

  private int highestNumber;
  private boolean closed;

  /**
   * A sender over the links of a peer, which makes one if there is none.
   *
   * @param type the number of its messages on the wire
   */
  public static DirectSender over(Env env, Hash hash, LinkOnDemand links, int type) {
    return new DirectSender(env, hash, to -> links.linkTo(to, type));
  }

  /**
   * A sender without messages.
   *
   * @param connector finds the link to a peer, or makes one
   */
  DirectSender(Env env, Hash hash, Function<NodeId, Promise<DirectPath>> connector) {
    this.env = env;
    this.hash = hash;
    this.connector = connector;
  }

  /**
   * Sends bytes; fulfilled when the other application has accepted them. Fails with TOO_LARGE,
   * OVERLOADED, UNREACHABLE, UNSUPPORTED if nobody listens, REFUSED if the listener failed, or
   * TIMEOUT, after which it is unknown whether they were accepted.
   */
  public Promise<Void> send(NodeId to, byte[] bytes) {
    if (closed) {
      return Promise.failed(ErrorCode.CLOSED, "the peer has left");
    }
    if (bytes.length > Limits.MAX_DIRECT_BYTES) {
      return Promise.failed(ErrorCode.TOO_LARGE, "at most " + Limits.MAX_DIRECT_BYTES + " bytes");
    }
    Receiver receiver = receivers.get(to);
    if (receiver == null) {
      if (receivers.size() >= Limits.MAX_DIRECT_RECEIVERS) {
        return Promise.failed(ErrorCode.OVERLOADED, "messages wait for too many peers");
      }
      receiver = new Receiver(to);
      receivers.put(to, receiver);
    }
    if (receiver.bufferedBytes + size(bytes) > Limits.MAX_DIRECT_BUFFERED_BYTES) {
      return Promise.failed(
          ErrorCode.OVERLOADED, receiver.bufferedBytes + " bytes wait for that peer already");
    }
    OutgoingMessage message = new OutgoingMessage(bytes, 0);
    receiver.bufferedBytes += size(bytes);
    receiver.waiting.add(message);
    pump(receiver);
    return message.result;
  }

  /** A peer was linked: where it is unknown later, it is looked for. */
  void met(NodeId id) {
    if (!numbers.containsKey(id)) {
      numbers.put(id, highestNumber);
    }
  }

  /** Bytes that wait for a peer or are in flight to it. */
  public int bufferedBytes(NodeId to) {
    Receiver receiver = receivers.get(to);
    return receiver == null ? 0 : receiver.bufferedBytes;
  }

  /** Fulfilled once at most that many bytes wait for a peer or are in flight to it. */
  public Promise<Void> drained(NodeId to, int below) {
    Receiver receiver = receivers.get(to);
    if (receiver == null || receiver.bufferedBytes <= below) {
      return Promise.of(null);
    }
    DrainWaiter drain = new DrainWaiter(below, new Promise<>());
    receiver.drains.add(drain);
    return drain.drained();
  }

  /** Fails all messages with CLOSED, and accepts no more. */
  public void close() {
    closed = true;
    for (Receiver receiver : new ArrayList<>(receivers.values())) {
      requeueInFlight(receiver);
      List<OutgoingMessage> all = new ArrayList<>(receiver.waiting);
      receiver.waiting.clear();
      PeerloomException left = new PeerloomException(ErrorCode.CLOSED, "the peer has left");
      all.forEach(each -> complete(receiver, each, left));
    }
  }

  /** Adds an overhead for each message, so that empty ones are bounded, too. */
  private static int size(byte[] bytes) {
    return bytes.length + 64;
  }

  private void pump(Receiver receiver) {
    if (receiver.waiting.isEmpty() || receiver.connecting) {
      return;
    }
    if (receiver.path == null || !receiver.path.isOpen()) {
      connect(receiver);
      return;
    }
    while (!receiver.waiting.isEmpty()) {
      OutgoingMessage next = receiver.waiting.peek();
      boolean full =
          receiver.inFlight.size() >= MAX_IN_FLIGHT
              || receiver.inFlightBytes + size(next.bytes) > receiver.window;
      if (full && !receiver.inFlight.isEmpty()) {
        return;
      }
      receiver.waiting.poll();
      transmit(receiver, next);
    }
  }

  private void connect(Receiver receiver) {
    receiver.connecting = true;
    long began = env.monotonicMillis();
    connector
        .apply(receiver.id)
        .then(
            path -> {
              receiver.connecting = false;
              receiver.path = path;
              receiver.searchedUntil = -1;
              connected(receiver);
              if (path.isOpen()) {
                pump(receiver);
              } else {
                reconnectIn(RECONNECT_MILLIS, receiver);
              }
            },
            failure -> {
              receiver.connecting = false;
              if (mayComeBack(receiver, failure, began)) {
                reconnectIn(SEARCH_MILLIS, receiver);
              } else {
                failAll(receiver, failure);
              }
            });
  }

  /**
   * One that has just joined, or whose network has changed, is unknown to all others for a moment.
   * Whoever was waited for longer than that, in vain, is not searched for again.
   */
  private boolean mayComeBack(Receiver receiver, PeerloomException failure, long began) {
    long now = env.monotonicMillis();
    if (failure.code() != ErrorCode.UNREACHABLE || now - began > SEARCHED_MILLIS) {
      return false;
    }
    if (receiver.searchedUntil < 0) {
      boolean isNew = !numbers.containsKey(receiver.id);
      receiver.searchedUntil = now + (isNew ? NEW_MILLIS : SEARCHED_MILLIS);
    }
    return now < receiver.searchedUntil;
  }

  /** In a later turn: a link that ends fails its requests before it is removed from the table. */
  private void reconnectIn(int millis, Receiver receiver) {
    receiver.connecting = true;
    env.after(
        millis,
        () -> {
          receiver.connecting = false;
          pump(receiver);
        });
  }

  /** A process that has restarted does not know which messages its predecessor accepted. */
  private void connected(Receiver receiver) {
    byte[] boot = receiver.path.boot();
    if (receiver.boot != null && !Bytes.equal(receiver.boot, boot)) {
      List<OutgoingMessage> sent = new ArrayList<>();
      for (OutgoingMessage each : receiver.waiting) {
        if (each.firstSentAt >= 0) {
          sent.add(each);
        }
      }
      for (OutgoingMessage each : sent) {
        receiver.waiting.remove(each);
        complete(
            receiver, each, new PeerloomException(ErrorCode.TIMEOUT, "the other peer restarted"));
      }
    }
    receiver.boot = boot;
  }

  private void transmit(Receiver receiver, OutgoingMessage message) {
    long now = env.monotonicMillis();
    if (message.firstSentAt < 0) {
      message.firstSentAt = now;
      message.number = numberOf(receiver, message.bytes, now);
    }
    int left = (int) (message.firstSentAt + ANSWER_MILLIS - now);
    if (left <= 0) {
      rememberUnknownOutcome(receiver, message);
      complete(
          receiver, message, new PeerloomException(ErrorCode.TIMEOUT, "no answer over two links"));
      return;
    }
    receiver.inFlight.add(message);
    receiver.inFlightBytes += size(message.bytes);
    DirectPath path = receiver.path;
    byte[] numbered = Bytes.concat(Bytes.ofInt(message.number), message.bytes);
    path.request(numbered, left)
        .then(
            answer -> {
              if (removeInFlight(receiver, message)) {
                receiver.answeredAt = env.monotonicMillis();
                adaptWindow(receiver, receiver.answeredAt - now);
                complete(receiver, message, null);
                pump(receiver);
              }
            },
            failure -> failed(receiver, path, message, failure));
  }

  private static void adaptWindow(Receiver receiver, long millis) {
    if (millis < PROMPT_MILLIS) {
      receiver.window = Math.min(MAX_IN_FLIGHT_BYTES, 2 * receiver.window);
    } else if (millis > 4 * PROMPT_MILLIS) {
      receiver.window = Math.max(MIN_IN_FLIGHT_BYTES, receiver.window / 2);
    }
  }

  private boolean removeInFlight(Receiver receiver, OutgoingMessage message) {
    boolean known = receiver.inFlight.remove(message);
    receiver.inFlightBytes -= known ? size(message.bytes) : 0;
    return known;
  }

  private void failed(
      Receiver receiver, DirectPath path, OutgoingMessage message, PeerloomException failure) {
    if (!path.isOpen()) {
      // The link ended; this may be the first of its messages to fail.
      if (receiver.path == path) {
        receiver.path = null;
        requeueInFlight(receiver);
        reconnectIn(RECONNECT_MILLIS, receiver);
      }
      return;
    }
    if (!removeInFlight(receiver, message)) {
      return;
    }
    if (failure.code() != ErrorCode.TIMEOUT) {
      receiver.answeredAt = env.monotonicMillis();
      complete(receiver, message, failure);
      pump(receiver);
      return;
    }
    rememberUnknownOutcome(receiver, message);
    boolean silent = receiver.answeredAt < message.firstSentAt;
    complete(receiver, message, failure);
    if (silent) {
      failAll(receiver, failure);
    } else {
      pump(receiver);
    }
  }

  /** Puts messages in flight ahead of those that wait, in the order they were first sent. */
  private void requeueInFlight(Receiver receiver) {
    while (!receiver.inFlight.isEmpty()) {
      receiver.waiting.addBefore(receiver.inFlight.remove(receiver.inFlight.size() - 1));
    }
    receiver.inFlightBytes = 0;
  }

  private void failAll(Receiver receiver, PeerloomException failure) {
    requeueInFlight(receiver);
    List<OutgoingMessage> all = new ArrayList<>(receiver.waiting);
    receiver.waiting.clear();
    for (OutgoingMessage each : all) {
      boolean sent = each.firstSentAt >= 0;
      if (sent) {
        rememberUnknownOutcome(receiver, each);
      }
      complete(
          receiver,
          each,
          sent && failure.code() != ErrorCode.TIMEOUT
              ? new PeerloomException(ErrorCode.TIMEOUT, "no answer, then " + failure.getMessage())
              : failure);
    }
  }

  private void complete(Receiver receiver, OutgoingMessage message, PeerloomException failure) {
    receiver.bufferedBytes -= size(message.bytes);
    if (receiver.waiting.isEmpty()
        && receiver.inFlight.isEmpty()
        && receivers.get(receiver.id) == receiver) {
      receivers.remove(receiver.id);
    }
    Iterator<DrainWaiter> drains = receiver.drains.iterator();
    List<DrainWaiter> drained = new ArrayList<>();
    while (drains.hasNext()) {
      DrainWaiter drain = drains.next();
      if (receiver.bufferedBytes <= drain.below()) {
        drains.remove();
        drained.add(drain);
      }
    }
    if (failure == null) {
      message.result.complete(null);
    } else {
      message.result.fail(failure);
    }
    drained.forEach(drain -> drain.drained().complete(null));
  }

  // ---- numbers

  private void rememberUnknownOutcome(Receiver receiver, OutgoingMessage message) {
    if (unknownOutcomes.size() == MAX_UNKNOWN_OUTCOMES) {
      unknownOutcomes.poll();
    }
    unknownOutcomes.add(
        new UnknownOutcome(
            receiver.id,
            receiver.boot,
            digest(message.bytes),
            message.number,
            env.monotonicMillis()));
  }

  /**
   * The number of an earlier message with the same bytes and unknown outcome, else the next one.
   */
  private int numberOf(Receiver receiver, byte[] bytes, long now) {
    while (!unknownOutcomes.isEmpty()
        && now - unknownOutcomes.peek().since() >= UNKNOWN_OUTCOME_MILLIS) {
      unknownOutcomes.poll();
    }
    Bytes digest = unknownOutcomes.isEmpty() ? null : digest(bytes);
    for (Iterator<UnknownOutcome> each = unknownOutcomes.iterator(); each.hasNext(); ) {
      UnknownOutcome before = each.next();
      if (before.to().equals(receiver.id)
          && before.digest().equals(digest)
          && Bytes.equal(before.boot(), receiver.boot)) {
        each.remove();
        return before.number();
      }
    }
    Integer last = numbers.remove(receiver.id);
    int next = 1 + (last == null ? highestNumber : last);
    highestNumber = Math.max(highestNumber, next);
    numbers.put(receiver.id, next);
    return next;
  }

  private Bytes digest(byte[] bytes) {
    return Bytes.wrap(hash.sha256(bytes));
  }
}
