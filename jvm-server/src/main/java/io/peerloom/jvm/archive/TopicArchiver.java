package io.peerloom.jvm.archive;

import io.peerloom.core.api.SubscribeOptions;
import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.base.Backoff;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.JvmTopic;
import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.logs.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.event.Level;

/**
 * Follows a topic into an archive, at least once: every message that the network acknowledged, and
 * that lives until the archiver has read it, is stored, whatever ends or fails in between.
 *
 * <p>It begins by asking the archive until when it is complete and what it has, subscribes from a
 * while before that, and appends what the archive lacks. A later start does the same, so there is
 * no other state. While the archive fails, messages wait, within {@link
 * ServerLimits#MAX_ARCHIVE_BYTES}; what comes beyond that is left in the topic, and once all that
 * waited is stored it begins again. A message that the archive refuses for its size is tried again
 * until it expires, and holds up no other.
 *
 * <pre>{@code
 * NatsOptions nats = new NatsOptions().servers(List.of("nats://127.0.0.1:4222"))
 *     .stream("NEWS").create().topic("news");
 * try (NatsArchive archive = NatsArchive.open(nats);
 *     TopicArchiver archiver = TopicArchiver.start(peer, "news", archive, TopicArchiver.WHOLE)) {
 *   archiver.ended().join();
 * }
 * }</pre>
 *
 * <p>How long before "complete" it subscribes: a message may be acknowledged late, dated long ago,
 * as where a partition of the network heals. So by default all is read that a topic can hold.
 */
public final class TopicArchiver implements AutoCloseable {
  /** Reads everything a topic holds at each start: nothing dated in the past is missed. */
  public static final Duration WHOLE = Duration.ofSeconds(Limits.MAX_TTL_SECONDS);

  private static final int TICK_MILLIS = 1_000;
  private static final int TICKS_OF_PROGRESS = 60;
  private static final int FIRST_PAUSE_MILLIS = 250;
  private static final int MAX_PAUSE_MILLIS = 5_000;
  private static final int REFUSED_PAUSE_MILLIS = 30_000;
  private static final int MAX_CLOSE_SECONDS = 3;
  private static final EventLog LOG = EventLog.of("archive");

  private final TopicSource source;
  private final String topic;
  private final TopicArchive archive;
  private final long marginMillis;
  private final ArchiveLoop loop;
  private final ArchiveQueue queue = new ArchiveQueue();
  private final Backoff backoff = new Backoff(FIRST_PAUSE_MILLIS, MAX_PAUSE_MILLIS);

  /** Of the messages handed over to the loop that are not stored yet. */
  private final AtomicLong bytes = new AtomicLong();

  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private CompletableFuture<Void> stopping;

  /** Null while it reads what the archive has. */
  private Session session;

  /** Nothing is appended for now. */
  private boolean paused;

  /** A repetition of what failed is due. */
  private boolean repeating;

  /** A retry of what was refused for its size is due. */
  private boolean retrying;

  /** When the first of the appends that have to be repeated failed. */
  private long failedAt;

  private long stored;
  private final LongAdder skipped = new LongAdder();
  private long ticks;
  private ErrorCode failure;
  private volatile ArchiveStatus status = new ArchiveStatus(0, 0, 0, 0, false, null);

  TopicArchiver(
      TopicSource source, String topic, TopicArchive archive, Duration margin, ArchiveLoop loop) {
    this.source = source;
    this.topic = topic;
    this.archive = archive;
    this.marginMillis = margin.toMillis();
    this.loop = loop;
  }

  /**
   * Follows a topic from now on, until it is closed.
   *
   * @param archive is not closed by the archiver; several topics may share one
   * @param margin how long before the time until which the archive is complete a start reads the
   *     topic; {@link #WHOLE} misses nothing
   */
  public static TopicArchiver start(
      JvmPeer peer, String topic, TopicArchive archive, Duration margin) {
    JvmTopic followed = peer.topic(topic);
    if (archive == null || margin == null || margin.isNegative()) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, archive == null ? "archive is null" : "margin is invalid");
    }
    TopicArchiver archiver =
        new TopicArchiver(followed::subscribe, topic, archive, margin, new ThreadArchiveLoop());
    archiver.start();
    return archiver;
  }

  void start() {
    loop.execute(this::load);
    loop.after(TICK_MILLIS, this::tick);
  }

  /** How far it is; from any thread. */
  public ArchiveStatus status() {
    return status;
  }

  /** Complete once it follows the topic no longer: it was closed, or its peer has left. */
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  private void load() {
    if (stopping != null) {
      return;
    }
    loop.then(
        ArchiveContents.read(archive, topic, marginMillis, loop.wallMillis()),
        (contents, e) -> {
          if (e == null) {
            follow(contents);
          } else {
            tryLater(e, this::load);
          }
        });
  }

  private void follow(ArchiveContents contents) {
    if (stopping != null) {
      return;
    }
    works();
    if (contents.completeUntil() > 0
        && loop.wallMillis() - contents.completeUntil() > Limits.MAX_TTL_SECONDS * 1000L) {
      log(Level.WARN, "archive.missed", "since", contents.completeUntil());
    }
    queue.begin(contents.ids(), contents.completeUntil()).forEach(this::stored);
    Session next = new Session(contents.ids());
    session = next;
    loop.then(
        source.subscribe(SubscribeOptions.since(contents.since()), next::received),
        (subscription, e) -> {
          if (e == null) {
            next.opened(subscription);
          } else {
            next.failed(e);
          }
        });
  }

  /** One subscription, which is given up as a whole where messages had to be left. */
  private final class Session {
    /**
     * Ids that the archive had at the beginning, and that have not come yet; of the peer's loop.
     */
    private final Set<String> known;

    private Subscription subscription;
    private boolean settled;

    /** Behind the last message that it has taken. */
    private boolean finished;

    /** Also read by the loop of the peer: it takes no more messages. */
    private volatile boolean over;

    Session(Set<String> known) {
      this.known = known;
    }

    /** On the peer's loop. What the archive has does not wait, however fast it comes. */
    void received(TopicMessage message) {
      if (over) {
        return;
      }
      if (known.remove(message.id())) {
        skipped.increment();
        return;
      }
      if (bytes.addAndGet(bytesOf(message)) > ServerLimits.MAX_ARCHIVE_BYTES) {
        bytes.addAndGet(-bytesOf(message));
        over = true;
        loop.execute(this::overflowed);
        return;
      }
      loop.execute(() -> add(message));
    }

    void opened(Subscription opened) {
      subscription = opened;
      settled = true;
      if (over || stopping != null) {
        finish();
        return;
      }
      subscription.onEnd(() -> loop.execute(this::lost));
      log(Level.INFO, "archive.follows", "stored", stored, "skipped", skipped.sum());
    }

    void failed(PeerloomException e) {
      settled = true;
      over = true;
      finished = true;
      if (e.code() == ErrorCode.CLOSED) {
        ended.complete(null);
      } else {
        log(Level.WARN, "archive.unread", "code", e.code(), "reason", e.getMessage());
        loop.after(MAX_PAUSE_MILLIS, TopicArchiver.this::beginAgainIfOver);
      }
    }

    private void overflowed() {
      log(Level.INFO, "archive.behind", "waiting", queue.size());
      finished = true;
      if (subscription != null) {
        finish();
      }
    }

    void finish() {
      over = true;
      if (subscription != null) {
        subscription.close();
      }
      beginAgainIfOver();
    }

    private void lost() {
      if (!over) {
        over = true;
        ended.complete(null);
      }
    }

    /** The claim is read before the flag: what came after the flag was set is not claimed. */
    void complete() {
      if (subscription == null || over) {
        return;
      }
      long until = subscription.completeUntil();
      if (!over) {
        // Behind what was delivered before that became known.
        loop.execute(() -> queue.complete(until));
      }
    }
  }

  private static long bytesOf(TopicMessage message) {
    return message.value().bytes().length + ServerLimits.ARCHIVE_MESSAGE_BYTES;
  }

  private void add(TopicMessage message) {
    if (queue.add(message)) {
      pump();
    } else {
      skipped.increment();
      bytes.addAndGet(-bytesOf(message));
    }
  }

  private void pump() {
    while (!paused) {
      long number = queue.next();
      if (number == 0) {
        break;
      }
      TopicMessage message = queue.message(number);
      loop.then(
          archive.append(new TopicArchive.Entry(topic, message, queue.completeUntil())),
          (ok, e) -> {
            if (e == null) {
              stored(number);
              pump();
            } else {
              failed(number, e);
            }
          });
    }
    showStatus();
  }

  private void stored(long number) {
    TopicMessage message = queue.stored(number);
    if (message != null) {
      stored++;
      bytes.addAndGet(-bytesOf(message));
    }
    if (!queue.isFailing() && !paused) {
      works();
    }
    beginAgainIfOver();
  }

  private void failed(long number, PeerloomException e) {
    if (e.code() == ErrorCode.TOO_LARGE) {
      refused(number, e);
      return;
    }
    failedAt = queue.isFailing() ? failedAt : loop.wallMillis();
    queue.failed(number);
    paused = true;
    if (!repeating) {
      repeating = true;
      tryLater(e, this::repeat);
    }
  }

  /** It is certain that it is not stored, so the archive is not asked before it is tried again. */
  private void refused(long number, PeerloomException e) {
    queue.refused(number);
    if (!retrying) {
      retrying = true;
      failure = failure == null ? e.code() : failure;
      log(Level.WARN, "archive.failed", "code", e.code(), "reason", e.getMessage());
      loop.after(REFUSED_PAUSE_MILLIS, this::retryRefused);
    }
    pump();
    beginAgainIfOver();
  }

  private void retryRefused() {
    if (session == null) {
      // What is stored now could be missing in the answer that is waited for.
      loop.after(REFUSED_PAUSE_MILLIS, this::retryRefused);
      return;
    }
    retrying = false;
    for (TopicMessage lost : queue.expire(loop.wallMillis() - TopicArchive.SKEW_MILLIS)) {
      bytes.addAndGet(-bytesOf(lost));
      log(Level.WARN, "archive.missed", "since", lost.publishedAt());
    }
    queue.retryRefused();
    if (!queue.isFailing() && !paused) {
      works();
    }
    pump();
    beginAgainIfOver();
  }

  /**
   * Appends again what failed, but for what is stored nevertheless: only its answer was lost. It
   * may have expired since.
   */
  private void repeat() {
    loop.then(
        archive.stored(topic, failedAt - TopicArchive.SKEW_MILLIS, 0),
        (ids, e) -> {
          if (e != null) {
            tryLater(e, this::repeat);
            return;
          }
          repeating = false;
          paused = false;
          queue.repeat(ids).forEach(this::stored);
          pump();
        });
  }

  /**
   * Begins again where messages were left, once all that were taken are stored or refused for their
   * size; unless these leave too little room for others.
   */
  private void beginAgainIfOver() {
    if (stopping != null) {
      if (queue.isAside()) {
        stopping.complete(null);
      }
      return;
    }
    boolean isOver = session != null && session.finished && session.settled;
    boolean isDone = queue.isAside() && bytes.get() <= ServerLimits.MAX_ARCHIVE_BYTES / 2;
    if (isOver && isDone && !ended.isDone()) {
      session = null;
      load();
    }
  }

  private void tryLater(PeerloomException e, Runnable task) {
    failure = e.code();
    log(Level.WARN, "archive.failed", "code", e.code(), "reason", e.getMessage());
    showStatus();
    loop.after(backoff.next(loop.rng()), task);
  }

  private void works() {
    backoff.reset();
    ErrorCode left = queue.isRefused() ? ErrorCode.TOO_LARGE : null;
    if (failure != left) {
      failure = left;
      log(Level.INFO, "archive.works", "waiting", queue.size());
    }
    showStatus();
  }

  private void tick() {
    if (session != null) {
      session.complete();
    }
    ticks++;
    if (ticks % TICKS_OF_PROGRESS == 0) {
      long until = queue.completeUntil();
      log(
          Level.INFO,
          "archive.progress",
          "stored",
          stored,
          "waiting",
          queue.size(),
          "behindSeconds",
          until == 0 ? null : Math.max(0, loop.wallMillis() - until) / 1000);
    }
    showStatus();
    loop.after(TICK_MILLIS, this::tick);
  }

  private void showStatus() {
    boolean live = session != null && session.settled && !session.over;
    status =
        new ArchiveStatus(
            stored, skipped.sum(), queue.size(), queue.completeUntil(), live, failure);
  }

  private void log(Level level, String event, Object... pairs) {
    Object[] all = new Object[pairs.length + 2];
    all[0] = "address";
    all[1] = archive.address(topic);
    System.arraycopy(pairs, 0, all, 2, pairs.length);
    LOG.event(level, event, all);
  }

  /** Takes no more messages; complete once those that it has taken are stored. */
  CompletableFuture<Void> stop() {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    loop.execute(
        () -> {
          stopping = stopping == null ? stopped : stopping;
          var unused = stopping.thenRun(() -> stopped.complete(null));
          if (session != null) {
            session.finish();
          }
          beginAgainIfOver();
        });
    return stopped;
  }

  /** Ends it, after at most three seconds for what is being appended. Idempotent. */
  @Override
  public void close() {
    closeAll(List.of(this));
  }

  /** Ends several, after at most three seconds for all together. Idempotent. */
  public static void closeAll(List<TopicArchiver> archivers) {
    CompletableFuture<?>[] stopped =
        archivers.stream()
            .filter(each -> !each.ended.isDone())
            .map(TopicArchiver::stop)
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(stopped).get(MAX_CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // What is not stored is read again by the next start.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (TopicArchiver each : archivers) {
      each.ended.complete(null);
      each.loop.close();
    }
  }
}
