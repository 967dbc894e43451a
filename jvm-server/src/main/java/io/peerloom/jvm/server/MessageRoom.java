package io.peerloom.jvm.server;

import io.peerloom.core.api.TopicMessage;
import io.peerloom.jvm.limits.ServerLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The memory of messages that clients of the HTTP API have not read yet, in bytes over all of them:
 * whoever publishes decides how much that is, and a slow reader how long. Whole histories are read
 * a few at a time.
 */
final class MessageRoom {
  /** What a message costs besides its value. */
  private static final int OVERHEAD_BYTES = 512;

  private final long most;
  private final int turns;
  private long used;
  private int reading;

  /** Requests for histories that wait for their turn: no more than are served at once. */
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  MessageRoom() {
    this(Runtime.getRuntime().maxMemory());
  }

  /** Room in a heap of so many bytes. */
  MessageRoom(long heap) {
    most = heap / ServerLimits.HEAP_PART_OF_MESSAGES;
    turns = (int) Math.max(1, heap / ServerLimits.HEAP_BYTES_OF_HISTORY);
  }

  static int size(TopicMessage message) {
    return OVERHEAD_BYTES + message.value().bytes().length;
  }

  /** Takes so many bytes, negative to give them back; false if there is no room for them. */
  synchronized boolean take(long bytes) {
    if (bytes > most - used) {
      return false;
    }
    used += bytes;
    return true;
  }

  /**
   * Reads a history when it is its turn, of a request or at the begin of a stream. Whoever gives up
   * the result meanwhile gives up the turn.
   */
  <T> CompletableFuture<T> inTurn(Supplier<CompletableFuture<T>> read) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable turn =
        () -> {
          if (result.isDone()) {
            ended();
            return;
          }
          read.get()
              .whenComplete(
                  (value, failure) -> {
                    ended();
                    if (failure == null) {
                      result.complete(value);
                    } else {
                      result.completeExceptionally(failure);
                    }
                  });
        };
    synchronized (this) {
      if (reading == turns) {
        waiting.add(turn);
        return result;
      }
      reading++;
    }
    turn.run();
    return result;
  }

  private void ended() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      reading -= next == null ? 1 : 0;
    }
    if (next != null) {
      next.run();
    }
  }
}
