package io.peerloom.core.pubsub;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Fifo;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.client.Draft;
import io.peerloom.core.data.client.WriteQuorum;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Appends this peer's messages to topics. A few batches of each topic are in flight at once; what
 * is published meanwhile waits, unnumbered, and is sent together with the next. So a publisher
 * faster than the members store durably first waits, and is then RATE_LIMITED before anything is
 * sent. A topic may have as many messages waiting as there is room left for all topics (a dynamic
 * threshold, Choudhury and Hahne, 1998): so a topic that is slow, or written to too fast, leaves
 * room for the rest.
 */
final class Publisher {

  /**
   * A topic whose oldest waiting message has waited for longer accepts no more than its next batch
   * will take: that much also waits while links are lost and replaced.
   */
  static final int MAX_WAIT_MILLIS = 3_000;

  /**
   * How long a batch may be on its way to members, with all further tries: after that nothing of it
   * is sent. So subscribers know for how long to wait for a missing message ({@link StreamOrder}).
   */
  static final int SENDING_MILLIS = 15_000;

  /**
   * Topics this peer has published to whose numbering continues. Beyond it the one not written to
   * for longest is forgotten; the next message there begins a new stream with a new random name, so
   * the numbers of a stream never repeat.
   */
  static final int MAX_STREAMS = 4096;

  /** Batches of one topic in flight. */
  private static final int WINDOW = 4;

  /** Batches of all topics in flight: few enough that no member refuses one for a full queue. */
  private static final int MAX_IN_FLIGHT = 64;

  private static final int MAX_BATCH = 64;
  private static final int MAX_BATCH_BYTES = 64 * 1024;

  /** Least time between batches of one topic: its members accept 500 requests a second. */
  private static final int SPACING_MILLIS = 4;

  private static final int RETRY_AFTER_MILLIS = 1_000;

  /** Provides the groups of topics. */
  interface Groups {
    Promise<List<NodeId>> group(Key topic);

    /** The same sooner, without proof that these are the closest. */
    Promise<List<NodeId>> likelyGroup(Key topic);

    /** Who may be asked in place of members of the group that was returned last, in this order. */
    List<NodeId> spares(Key topic);

    /** Nobody could accept a message: the group is to be looked up again. */
    void outdated(Key topic);

    /** A member could not be asked: the group is to be chosen again. */
    void unreachable(Key topic, NodeId member);
  }

  private record QueuedMessage(
      byte[] payload,
      TopicCipher cipher,
      int ttlSeconds,
      Draft draft,
      long since,
      Promise<TopicClient.Publication> outcome) {}

  private static final class Stream {
    final Key topic;
    final byte[] name;
    final Fifo<QueuedMessage> waiting = new Fifo<>();
    int waitingBytes;
    long sequence;
    long lastAt;

    /** The first number of each batch in flight, lowest first. */
    final List<Long> underWay = new ArrayList<>(WINDOW);

    boolean blocked;
    long nextAt = Long.MIN_VALUE;
    Promise<Void> signed = Promise.of(null);
    boolean planned;

    Stream(Key topic, byte[] name) {
      this.topic = topic;
      this.name = name;
    }
  }

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final OverlayNetwork overlay;
  private final TopicHolder holder;
  private final Groups groups;
  private final BooleanSupplier alone;
  private final BoundedMap<Key, Stream> streams = new BoundedMap<>(MAX_STREAMS);

  /** Streams that wait for batches of other topics, at most as many as messages that wait. */
  private final Fifo<Stream> blocked = new Fifo<>();

  private int underWay;
  private int waiting;
  private int waitingBytes;
  private boolean closed;

  Publisher(
      Env env,
      Authority authority,
      Identity self,
      OverlayNetwork overlay,
      TopicHolder holder,
      Groups groups,
      BooleanSupplier alone) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.overlay = overlay;
    this.holder = holder;
    this.groups = groups;
    this.alone = alone;
  }

  /**
   * Publishes a message; as {@link TopicClient#publish}.
   *
   * @param cipher null to publish it unencrypted
   */
  Promise<TopicClient.Publication> publish(
      Key topic, byte[] payload, TopicCipher cipher, int ttlSeconds, Draft draft) {
    if (closed) {
      return Promise.failed(ErrorCode.CLOSED, "the peer has left");
    }
    Stream stream = stream(topic);
    long now = env.monotonicMillis();
    int bytes = stream.waitingBytes + payload.length;
    boolean oneBatch = stream.waiting.size() < MAX_BATCH && bytes <= MAX_BATCH_BYTES;
    boolean late = !oneBatch && isLate(stream, now);
    boolean full =
        stream.waiting.size() >= Limits.MAX_WAITING_MESSAGES - waiting
            || bytes > Limits.MAX_WAITING_MESSAGE_BYTES - waitingBytes;
    if (late || full) {
      return Promise.failed(
          new PeerloomException(
              ErrorCode.RATE_LIMITED,
              stream.waiting.size() + " messages wait for members that keep them",
              RETRY_AFTER_MILLIS));
    }
    QueuedMessage message =
        new QueuedMessage(payload, cipher, ttlSeconds, draft, now, new Promise<>());
    stream.waiting.add(message);
    waiting++;
    waitingBytes += payload.length;
    stream.waitingBytes = bytes;
    pump(stream);
    return message.outcome;
  }

  private static boolean isLate(Stream stream, long now) {
    return !stream.waiting.isEmpty() && now - stream.waiting.peek().since > MAX_WAIT_MILLIS;
  }

  /** Stops sending: waiting messages fail with CLOSED. */
  void close() {
    closed = true;
    for (Stream stream : streams.values()) {
      while (!stream.waiting.isEmpty()) {
        stream
            .waiting
            .poll()
            .outcome
            .fail(new PeerloomException(ErrorCode.CLOSED, "the peer has left"));
      }
    }
  }

  /** The stream of a topic, marked as the last used. */
  private Stream stream(Key topic) {
    Stream stream = streams.remove(topic);
    if (stream == null) {
      stream = new Stream(topic, authority.crypto().randomBytes(TopicItem.STREAM_BYTES));
    }
    streams.put(topic, stream);
    return stream;
  }

  private void pump(Stream stream) {
    while (!closed && !stream.waiting.isEmpty() && stream.underWay.size() < WINDOW) {
      if (underWay >= MAX_IN_FLIGHT) {
        if (!stream.blocked) {
          stream.blocked = true;
          blocked.add(stream);
        }
        return;
      }
      long now = env.monotonicMillis();
      if (now < stream.nextAt) {
        if (!stream.planned) {
          stream.planned = true;
          env.after(
              stream.nextAt - now,
              () -> {
                stream.planned = false;
                pump(stream);
              });
        }
        return;
      }
      stream.nextAt = now + SPACING_MILLIS;
      underWay++;
      send(stream, nextBatch(stream));
    }
  }

  private List<QueuedMessage> nextBatch(Stream stream) {
    List<QueuedMessage> batch = new ArrayList<>();
    int bytes = 0;
    while (!stream.waiting.isEmpty() && batch.size() < MAX_BATCH) {
      QueuedMessage next = stream.waiting.peek();
      bytes += next.payload.length;
      if (!batch.isEmpty() && bytes > MAX_BATCH_BYTES) {
        break;
      }
      batch.add(stream.waiting.poll());
      waiting--;
      waitingBytes -= next.payload.length;
      stream.waitingBytes -= next.payload.length;
    }
    return batch;
  }

  private void send(Stream stream, List<QueuedMessage> batch) {
    long first = stream.sequence + 1;
    stream.underWay.add(first);
    stream.lastAt = Math.max(stream.lastAt, env.wallMillis());
    long until = env.monotonicMillis() + SENDING_MILLIS;
    List<Promise<TopicItem>> signing = new ArrayList<>();
    for (QueuedMessage each : batch) {
      signing.add(signed(stream, each));
    }
    // Send in order: a batch that overtakes another makes a gap at the subscribers.
    Promise<Void> before = stream.signed;
    Promise<List<TopicItem>> signed = before.flatMap(ok -> Promise.all(signing));
    stream.signed = signed.map(ok -> (Void) null).recover(e -> Promise.of(null));
    signed
        .flatMap(items -> deliver(stream.topic, items, batch, until))
        .then(ok -> sent(stream, first), e -> failed(stream, first, batch, e));
  }

  /**
   * Signs the next message of the stream, or reuses an earlier signature, so that its id is known.
   */
  private Promise<TopicItem> signed(Stream stream, QueuedMessage message) {
    if (message.draft.signed != null) {
      return Promise.of(message.draft.signed)
          .map(bytes -> TopicItem.decode(authority.hash(), bytes));
    }
    // As they are now: others are signed before this one is encrypted.
    long sequence = ++stream.sequence;
    long settled = stream.underWay.get(0);
    long publishedAt = stream.lastAt;
    Promise<byte[]> payload =
        message.cipher == null
            ? Promise.of(message.payload)
            : message.cipher.encrypt(
                self.keys().identityPublicKey(), stream.name, sequence, message.payload);
    return payload
        .flatMap(
            encrypted ->
                TopicItem.sign(
                    authority,
                    self,
                    stream.topic,
                    stream.name,
                    sequence,
                    settled,
                    publishedAt,
                    message.ttlSeconds,
                    encrypted))
        .flatMap(item -> message.draft.signedAs(item.encoded()).map(ok -> item));
  }

  private void failed(Stream stream, long first, List<QueuedMessage> batch, PeerloomException e) {
    batch.forEach(each -> each.outcome.fail(e));
    sent(stream, first);
  }

  private void sent(Stream stream, long first) {
    stream.underWay.remove((Long) first);
    underWay--;
    // A stream pumped meanwhile has nothing left; one that has just sent waits for its spacing.
    while (underWay < MAX_IN_FLIGHT && !blocked.isEmpty()) {
      Stream next = blocked.poll();
      next.blocked = false;
      pump(next);
    }
    pump(stream);
  }

  /**
   * A batch is stored whole or refused whole. If there is no room for all of it, one of its
   * messages is invalid, or it is too large for members without a link, its messages are sent one
   * by one.
   */
  private Promise<Void> deliver(
      Key topic, List<TopicItem> items, List<QueuedMessage> batch, long until) {
    List<NodeId> asked = new ArrayList<>();
    return keep(topic, items, asked, until)
        .flatMap(
            holders -> {
              for (int i = 0; i < items.size(); i++) {
                batch.get(i).outcome.complete(new TopicClient.Publication(items.get(i), holders));
              }
              return appendToRest(topic, items, asked, until);
            })
        .recover(
            e -> {
              boolean apart =
                  e.code() == ErrorCode.OVERLOADED
                      || e.code() == ErrorCode.INVALID_REQUEST
                      || e.code() == ErrorCode.INVALID_SIGNATURE
                      || e.code() == ErrorCode.CLOCK_SKEW
                      || e.code() == ErrorCode.TOO_LARGE;
              if (items.size() == 1 || !apart) {
                return Promise.failed(e);
              }
              List<Integer> numbers = new ArrayList<>();
              for (int i = 0; i < items.size(); i++) {
                numbers.add(i);
              }
              return Promise.each(
                  numbers,
                  i ->
                      (env.monotonicMillis() < until
                              ? deliver(topic, List.of(items.get(i)), List.of(batch.get(i)), until)
                              : Promise.<Void>failed(
                                  ErrorCode.UNKNOWN, "no time was left to send it alone"))
                          .recover(
                              one -> {
                                batch.get(i).outcome.fail(one);
                                return Promise.of(null);
                              }));
            });
  }

  /**
   * Stores messages at the topic's group. Tries once more, with the group as it is then, if nobody
   * could be asked or the outcome is unknown. Members recognize messages by their ids.
   *
   * @param asked receives the members that were asked
   * @param until on the monotonic clock: after that nothing is sent
   */
  private Promise<Integer> keep(Key topic, List<TopicItem> items, List<NodeId> asked, long until) {
    return groups
        .likelyGroup(topic)
        .flatMap(
            members -> {
              asked.addAll(members);
              return append(topic, items, members, until);
            })
        .recover(
            first -> {
              if (!isWorthAnotherTry(first.code())) {
                return Promise.failed(first);
              }
              groups.outdated(topic);
              return groups
                  .group(topic)
                  .flatMap(members -> append(topic, items, members, until))
                  .recover(e -> Promise.failed(first.code() == ErrorCode.UNKNOWN ? first : e));
            });
  }

  /** Where the group has other members than were asked: also to these. */
  private Promise<Void> appendToRest(
      Key topic, List<TopicItem> items, List<NodeId> asked, long until) {
    return groups
        .group(topic)
        .flatMap(
            members -> {
              List<NodeId> rest = new ArrayList<>(members);
              rest.removeAll(asked);
              return rest.isEmpty() ? Promise.of(0) : append(topic, items, rest, until);
            })
        .map(ok -> (Void) null)
        .recover(e -> Promise.of(null));
  }

  static boolean isWorthAnotherTry(ErrorCode code) {
    return code == ErrorCode.UNKNOWN
        || code == ErrorCode.UNREACHABLE
        || code == ErrorCode.NO_ROUTE
        || code == ErrorCode.TIMEOUT
        || code == ErrorCode.CLOSED
        || code == ErrorCode.NOT_RESPONSIBLE;
  }

  private Promise<Integer> append(
      Key topic, List<TopicItem> items, List<NodeId> members, long until) {
    if (env.monotonicMillis() >= until) {
      return Promise.failed(ErrorCode.UNREACHABLE, "nobody was found in time");
    }
    List<byte[]> encoded = new ArrayList<>();
    for (TopicItem item : items) {
      encoded.add(item.encoded());
    }
    List<NodeId> others = new ArrayList<>(members);
    boolean own = others.remove(self.id());
    WriteQuorum quorum = new WriteQuorum(others.size(), own, alone.getAsBoolean());
    quorum
        .ownCopyDue()
        .then(
            due -> holder.append(topic, encoded).then(quorum::ownReceipt, quorum::ownFailed),
            never -> {});
    GroupAppend append =
        new GroupAppend(
            env,
            self,
            overlay,
            quorum,
            member -> groups.unreachable(topic, member),
            groups.spares(topic),
            new TopicProtocol.Append(topic, encoded),
            until);
    append.sendTo(others);
    return quorum
        .outcome()
        .recover(
            e ->
                e.code() == ErrorCode.UNREACHABLE && append.needsLink() && items.size() > 1
                    ? Promise.failed(ErrorCode.TOO_LARGE, "a batch that cannot be routed")
                    : Promise.failed(e));
  }
}
