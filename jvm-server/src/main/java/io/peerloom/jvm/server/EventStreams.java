package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmTopic;
import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.net.RequestGate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Topics as server-sent events: the history, then new messages, one event each. A reader that
 * reconnects with Last-Event-ID receives what was delivered after that message; with an id that
 * this topic does not have (any more), the whole history.
 *
 * <p>Each stream has a server thread for its whole life, so a slow reader delays nothing else; the
 * number of streams is bounded, and so is what waits for their readers ({@link MessageRoom}). A
 * reader that falls too far behind, or takes nothing for minutes, is disconnected and reconnects by
 * itself. A reader that closes its connection frees its stream at once.
 */
final class EventStreams {
  private static final int SUBSCRIBE_MILLIS = 30_000;
  private static final int HEARTBEAT_MILLIS = 15_000;

  /** How often a stream checks that its reader is still connected. */
  private static final int CHECK_MILLIS = 200;

  /** How long a new stream waits for one that has ended to be freed: several checks. */
  private static final int PLACE_MILLIS = 1000;

  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Places places;
  private final MessageRoom room;
  private final DeliveryOrder order = new DeliveryOrder();

  EventStreams(int maxStreams, MessageRoom room) {
    places = new Places(maxStreams);
    this.room = room;
  }

  /** Serves one stream; returns when the reader has disconnected. */
  void serve(Context context, String name, JvmTopic topic) {
    Owner place;
    try {
      place = places.take(context, PLACE_MILLIS);
      if (place == null) {
        throw new PeerloomException(ErrorCode.OVERLOADED, "too many event streams");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerloomException(ErrorCode.CLOSED, "the server ends");
    }
    try (DeliveryOrder.Reader reader = order.open(name)) {
      Stream stream = new Stream(context, reader);
      context.attribute(RequestGate.LASTING, (LongSupplier) stream::waitsSince);
      stream.run(topic);
    } catch (IOException readerIsGone) {
      // The usual end of a stream.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.leave(place);
    }
  }

  private final class Stream {
    private final Context context;
    private final DeliveryOrder.Reader reader;
    private final ClientSocket client;

    /** Bounded by the room, and after the history by ServerLimits.MAX_STREAM_MESSAGES. */
    private final BlockingQueue<TopicMessage> waiting = new LinkedBlockingQueue<>();

    private final AtomicBoolean isBehind = new AtomicBoolean();
    private volatile boolean subscribed;

    /** Of the messages that wait, and of those that are being written. */
    private long heldBytes;

    private boolean ended;

    /** Since when a write waits for the reader, by {@link System#nanoTime}; 0 for not at all. */
    private volatile long writesSince;

    Stream(Context context, DeliveryOrder.Reader reader) {
      this.context = context;
      this.reader = reader;
      this.client = ClientSocket.of(context);
    }

    void run(JvmTopic topic) throws IOException, InterruptedException {
      CompletableFuture<Subscription> subscribing = room.inTurn(() -> subscribe(topic));
      try {
        // A failure to subscribe can still be an ordinary response.
        if (!awaitSubscribed(subscribing)) {
          return;
        }
        context.contentType("text/event-stream; charset=utf-8");
        context.header("Cache-Control", "no-store");
        context.header("X-Accel-Buffering", "no");
        context.header("Connection", "close");
        OutputStream out = context.res().getOutputStream();
        context.res().flushBuffer();
        writeHistory(out);
        writeLive(out);
      } finally {
        var unused = subscribing.thenAccept(Subscription::close);
        end();
      }
    }

    private synchronized CompletableFuture<Subscription> subscribe(JvmTopic topic) {
      return ended
          ? CompletableFuture.failedFuture(new PeerloomException(ErrorCode.CLOSED, "it has ended"))
          : topic.subscribe(true, this::received);
    }

    private void received(TopicMessage message) {
      boolean isFull = subscribed && waiting.size() >= ServerLimits.MAX_STREAM_MESSAGES;
      if (isBehind.get() || isFull || !hold(MessageRoom.size(message))) {
        isBehind.set(true);
      } else {
        waiting.add(message);
      }
    }

    /** Changes how much this stream holds; false if there is no room for more. */
    private synchronized boolean hold(long bytes) {
      long shared = Math.max(0, heldBytes - ServerLimits.STREAM_OWN_BYTES);
      long sharedNext = Math.max(0, heldBytes + bytes - ServerLimits.STREAM_OWN_BYTES);
      if (ended || !room.take(sharedNext - shared)) {
        return false;
      }
      heldBytes += bytes;
      return true;
    }

    private synchronized void end() {
      hold(-heldBytes);
      ended = true;
    }

    /** When the write began that the reader has not taken yet; now if there is none. */
    long waitsSince() {
      long since = writesSince;
      return since == 0 ? System.nanoTime() : since;
    }

    private void write(OutputStream out, TopicMessage message) throws IOException {
      reader.delivered(message.id());
      write(out, event(message));
      hold(-MessageRoom.size(message));
    }

    private void write(OutputStream out, byte[] bytes) throws IOException {
      writesSince = System.nanoTime();
      out.write(bytes);
      writesSince = 0;
    }

    private void flush(OutputStream out) throws IOException {
      writesSince = System.nanoTime();
      out.flush();
      writesSince = 0;
    }

    /** False if the reader disconnected first. */
    private boolean awaitSubscribed(CompletableFuture<Subscription> subscribing)
        throws InterruptedException {
      for (int waited = 0; waited < SUBSCRIBE_MILLIS; waited += CHECK_MILLIS) {
        if (isBehind.get()) {
          throw new PeerloomException(
              ErrorCode.OVERLOADED, "no room for this history beside what others have not read");
        }
        try {
          subscribing.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
          return true;
        } catch (ExecutionException e) {
          throw PeerloomException.of(e.getCause());
        } catch (TimeoutException e) {
          if (client.isClosed()) {
            return false;
          }
        }
      }
      throw new PeerloomException(
          ErrorCode.TIMEOUT, "no history within " + SUBSCRIBE_MILLIS + " ms");
    }

    private void writeHistory(OutputStream out) throws IOException {
      List<TopicMessage> history = new ArrayList<>();
      waiting.drainTo(history);
      subscribed = true;
      List<TopicMessage> rest = reader.after(context.header("Last-Event-ID"), history);
      hold(sizes(rest) - sizes(history));
      history.clear();
      // Each is forgotten as soon as it is written.
      Collections.reverse(rest);
      while (!rest.isEmpty()) {
        write(out, rest.remove(rest.size() - 1));
      }
      flush(out);
    }

    private static long sizes(List<TopicMessage> messages) {
      return messages.stream().mapToLong(MessageRoom::size).sum();
    }

    private void writeLive(OutputStream out) throws IOException, InterruptedException {
      int silentMillis = 0;
      while (!isBehind.get()) {
        TopicMessage next = waiting.poll(CHECK_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          silentMillis = 0;
          write(out, next);
        } else if (client.isClosed()) {
          return;
        } else {
          silentMillis += CHECK_MILLIS;
          if (silentMillis >= HEARTBEAT_MILLIS) {
            silentMillis = 0;
            write(out, HEARTBEAT);
          }
        }
        if (waiting.isEmpty()) {
          flush(out);
        }
      }
    }
  }

  private static byte[] event(TopicMessage message) {
    // JSON text has no line break of its own, so one data line is enough.
    String data = new String(Json.bytes(Json.message(message)), StandardCharsets.UTF_8);
    return ("id: " + message.id() + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
