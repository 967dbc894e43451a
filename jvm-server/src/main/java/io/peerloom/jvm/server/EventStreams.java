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
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Topics as server-sent events: the history, then new messages, one event each. A reader that
 * reconnects with Last-Event-ID receives what was delivered after that message; with an id that
 * this topic does not have (any more), the whole history.
 *
 * <p>Each stream has a server thread for its whole life, so a slow reader delays nothing else; the
 * number of streams is bounded. A reader that falls too far behind is disconnected and reconnects
 * by itself. A reader that closes its connection frees its stream at once.
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
  private final DeliveryOrder order = new DeliveryOrder();

  EventStreams(int maxStreams) {
    places = new Places(maxStreams);
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
    context.attribute(RequestGate.LASTING, true);
    try (DeliveryOrder.Reader reader = order.open(name)) {
      new Stream(context, reader).run(topic);
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
    // The history is bounded by the core, what is published after it by
    // ServerLimits.MAX_STREAM_MESSAGES.
    private final BlockingQueue<TopicMessage> waiting = new LinkedBlockingQueue<>();
    private final AtomicBoolean isBehind = new AtomicBoolean();
    private volatile boolean subscribed;

    Stream(Context context, DeliveryOrder.Reader reader) {
      this.context = context;
      this.reader = reader;
      this.client = ClientSocket.of(context);
    }

    void run(JvmTopic topic) throws IOException, InterruptedException {
      CompletableFuture<Subscription> subscribing = topic.subscribe(true, this::received);
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
      }
    }

    private void received(TopicMessage message) {
      if (subscribed && waiting.size() >= ServerLimits.MAX_STREAM_MESSAGES) {
        isBehind.set(true);
      } else {
        waiting.add(message);
      }
    }

    /** False if the reader disconnected first. */
    private boolean awaitSubscribed(CompletableFuture<Subscription> subscribing)
        throws InterruptedException {
      for (int waited = 0; waited < SUBSCRIBE_MILLIS; waited += CHECK_MILLIS) {
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
      for (TopicMessage message : reader.after(context.header("Last-Event-ID"), history)) {
        reader.delivered(message.id());
        out.write(event(message));
      }
      out.flush();
    }

    private void writeLive(OutputStream out) throws IOException, InterruptedException {
      int silentMillis = 0;
      while (!isBehind.get()) {
        TopicMessage next = waiting.poll(CHECK_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          silentMillis = 0;
          reader.delivered(next.id());
          out.write(event(next));
        } else if (client.isClosed()) {
          return;
        } else {
          silentMillis += CHECK_MILLIS;
          if (silentMillis >= HEARTBEAT_MILLIS) {
            silentMillis = 0;
            out.write(HEARTBEAT);
          }
        }
        if (waiting.isEmpty()) {
          out.flush();
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
