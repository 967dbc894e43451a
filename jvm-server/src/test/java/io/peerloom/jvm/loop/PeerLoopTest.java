package io.peerloom.jvm.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PeerLoopTest {
  private final JvmRuntime runtime = new JvmRuntime();
  private final PeerLoop loop = runtime.newLoop("test");
  private final JvmEnv env = runtime.newEnv(loop, "test");

  @AfterEach
  void stop() {
    runtime.close();
  }

  /** Runs after everything handed in before. */
  private void awaitIdle() throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.execute(() -> done.complete(null));
    done.get(30, TimeUnit.SECONDS);
  }

  @Test
  void tasksRunSeriallyInSubmissionOrder() throws Exception {
    int threads = 4;
    int tasks = 5000;
    int[] last = new int[threads];
    AtomicInteger inside = new AtomicInteger();
    List<String> faults = new ArrayList<>();
    CountDownLatch handedIn = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      int thread = t;
      new Thread(
              () -> {
                for (int i = 1; i <= tasks; i++) {
                  int number = i;
                  loop.execute(
                      () -> {
                        if (inside.getAndIncrement() != 0 || number != ++last[thread]) {
                          faults.add(thread + ":" + number);
                        }
                        inside.decrementAndGet();
                      });
                }
                handedIn.countDown();
              })
          .start();
    }
    assertThat(handedIn.await(30, TimeUnit.SECONDS)).isTrue();
    awaitIdle();
    assertThat(faults).isEmpty();
    assertThat(last).containsOnly(tasks);
  }

  @Test
  void loopSurvivesAThrowingTask() throws Exception {
    loop.execute(
        () -> {
          throw new IllegalStateException("wanted by the test");
        });
    loop.execute(
        () -> {
          throw new StackOverflowError("wanted by the test");
        });
    awaitIdle();
  }

  @Test
  void busyLoopYieldsToOthers() throws Exception {
    List<PeerLoop> busy = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      busy.add(runtime.newLoop("busy"));
    }
    busy.forEach(PeerLoopTest::keepBusy);
    awaitIdle();
    busy.forEach(PeerLoop::close);
  }

  private static void keepBusy(PeerLoop loop) {
    loop.execute(() -> keepBusy(loop));
  }

  @Test
  void closedLoopRunsOnlyAcceptedTasks() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<Void> had = new CompletableFuture<>();
    loop.execute(() -> awaitUninterruptibly(gate));
    loop.execute(() -> had.complete(null));
    loop.close();
    assertThat(loop.offer(() -> {})).isFalse();
    gate.countDown();
    had.get(30, TimeUnit.SECONDS);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void timersFireOnTheLoopInOrderUnlessCancelled() throws Exception {
    List<String> ran = new ArrayList<>();
    CompletableFuture<Void> last = new CompletableFuture<>();
    loop.execute(
        () -> {
          // Set in the order of their due times, which no pause of the machine can turn around.
          env.after(0, () -> ran.add("0"));
          env.after(1, () -> ran.add("1"));
          env.after(30, () -> ran.add("30"));
          env.after(60, () -> last.complete(null));
          Timer never = env.after(0, () -> ran.add("never"));
          Timer late = env.after(20, () -> ran.add("never"));
          never.cancel();
          late.cancel();
          late.cancel();
          ran.add("caller");
        });
    last.get(30, TimeUnit.SECONDS);
    assertThat(ran).containsExactly("caller", "0", "1", "30");
  }
}
