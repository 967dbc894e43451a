package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.Subscription;
import io.peerloom.core.TopicMessage;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmTopic;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Topics as server-sent events: the history, then what is published, one event a message.
 *
 * <p>Each stream has a thread of the server for as long as it lives, which keeps writing to a slow
 * reader away from everything else; so there is a limit on streams. A reader that falls too far
 * behind is cut off, comes back by itself, and gets the history again.
 */
final class EventStreams {
  private static final int MAX_STREAMS = 64;
  private static final int MAX_WAITING_MESSAGES = 4096;
  private static final int HEARTBEAT_SECONDS = 15;
  private static final int SUBSCRIBE_SECONDS = 30;
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Semaphore free = new Semaphore(MAX_STREAMS);

  /** Returns when the reader is gone. */
  void serve(Context context, JvmTopic topic) {
    if (!free.tryAcquire()) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "too many event streams");
    }
    try {
      stream(context, topic);
    } finally {
      free.release();
    }
  }

  /** A message for the reader; the core bounds a history, this class what comes after it. */
  private record Waiting(TopicMessage message, boolean live) {}

  private static void stream(Context context, JvmTopic topic) {
    BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    AtomicInteger liveWaiting = new AtomicInteger();
    AtomicBoolean subscribed = new AtomicBoolean();
    CompletableFuture<Subscription> subscribing =
        topic.subscribe(
            true,
            message -> {
              boolean live = subscribed.get();
              if (!live || liveWaiting.incrementAndGet() <= MAX_WAITING_MESSAGES) {
                waiting.add(new Waiting(message, live));
              }
            });
    try {
      // A failure to subscribe is still an ordinary answer.
      awaitSubscribed(subscribing);
      subscribed.set(true);
      context.contentType("text/event-stream; charset=utf-8");
      context.header("Cache-Control", "no-store");
      context.header("X-Accel-Buffering", "no");
      OutputStream out = context.res().getOutputStream();
      context.res().flushBuffer();
      while (liveWaiting.get() <= MAX_WAITING_MESSAGES) {
        Waiting next = waiting.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        if (next != null && next.live()) {
          liveWaiting.decrementAndGet();
        }
        out.write(next == null ? HEARTBEAT : event(next.message()));
        if (waiting.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException readerIsGone) {
      // The usual end of a stream.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      var unused = subscribing.thenAccept(Subscription::close);
    }
  }

  private static void awaitSubscribed(CompletableFuture<Subscription> subscribing)
      throws InterruptedException {
    try {
      subscribing.get(SUBSCRIBE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw PeerloomException.of(e.getCause());
    } catch (TimeoutException e) {
      throw new PeerloomException(
          ErrorCode.TIMEOUT, "no history within " + SUBSCRIBE_SECONDS + " s");
    }
  }

  private static byte[] event(TopicMessage message) {
    // JSON text has no line break of its own, so one data line is enough.
    String data = new String(Json.bytes(Json.message(message)), StandardCharsets.UTF_8);
    return ("id: " + message.id() + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
