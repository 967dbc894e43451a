package io.peerloom.jvm.nats;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what blocks, one after the other on a thread of its own. Every future completes. */
final class BlockingQuestions implements AutoCloseable {
  /** As many as there are archivers of topics, which wait for each answer. */
  static final int MAX_QUESTIONS = 1_024;

  private static final class Question<T> implements Runnable {
    private final Callable<T> call;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Question(Callable<T> call) {
      this.call = call;
    }

    @Override
    public void run() {
      try {
        answer.complete(call.call());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail(ErrorCode.CLOSED, "the archive is closed");
      } catch (Exception e) {
        answer.completeExceptionally(e);
      }
    }

    void fail(ErrorCode code, String reason) {
      answer.completeExceptionally(new PeerloomException(code, reason));
    }
  }

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MAX_QUESTIONS),
          task -> {
            Thread made = new Thread(task, "peerloom-nats");
            made.setDaemon(true);
            return made;
          });

  /** Fails with FULL where too many wait, with CLOSED after the end. */
  <T> CompletableFuture<T> ask(Callable<T> call) {
    Question<T> question = new Question<>(call);
    try {
      thread.execute(question);
    } catch (RejectedExecutionException e) {
      if (thread.isShutdown()) {
        question.fail(ErrorCode.CLOSED, "the archive is closed");
      } else {
        question.fail(ErrorCode.FULL, "too many questions wait for NATS");
      }
    }
    return question.answer;
  }

  /** Interrupts the question that is asked; those that wait fail with CLOSED. Idempotent. */
  @Override
  public void close() {
    for (Runnable left : thread.shutdownNow()) {
      ((Question<?>) left).fail(ErrorCode.CLOSED, "the archive is closed");
    }
  }
}
