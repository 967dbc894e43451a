package io.peerloom.jvm.nats;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BlockingQuestionsTest {
  private static ErrorCode failure(CompletableFuture<?> answer) throws Exception {
    try {
      answer.get(10, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return ((PeerloomException) e.getCause()).code();
    }
  }

  @Test
  void everyQuestionIsSettledByTheEnd() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    List<CompletableFuture<?>> answers = new ArrayList<>();
    try (BlockingQuestions questions = new BlockingQuestions()) {
      answers.add(
          questions.ask(
              () -> {
                asked.countDown();
                never.await();
                return 1;
              }));
      asked.await();
      for (int i = 0; i < BlockingQuestions.MAX_QUESTIONS; i++) {
        answers.add(questions.ask(() -> 2));
      }
      assertThat(failure(questions.ask(() -> 3))).isEqualTo(ErrorCode.FULL);
      questions.close();
      answers.add(questions.ask(() -> 4));
    }
    for (CompletableFuture<?> answer : answers) {
      assertThat(failure(answer)).isEqualTo(ErrorCode.CLOSED);
    }
  }
}
