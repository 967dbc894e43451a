package io.peerloom.jvm.archive;

import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** The serial loop of an archiver, and its only access to time and chance. */
interface ArchiveLoop extends Executor {
  /** Milliseconds since 1970. */
  long wallMillis();

  /** Runs a task on the loop later. */
  void after(long millis, Runnable task);

  /** Continues on the loop, with the failure as the archive or the topic gave it. */
  default <T> void then(
      CompletableFuture<T> future, BiConsumer<T, PeerloomException> continuation) {
    var unused =
        future.whenComplete(
            (value, e) -> {
              Throwable cause =
                  e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
              PeerloomException known = cause == null ? null : PeerloomException.of(cause);
              execute(() -> continuation.accept(value, known));
            });
  }

  /** For the length of pauses. */
  Rng rng();

  /** Nothing runs on it any more. */
  void close();
}
