package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** What becomes of an application's calls when its peer leaves. */
@Label("PendingCalls")
class PendingCallsTest {
  private final PendingCalls calls = new PendingCalls();

  @Example
  void leavingFailsWhatWaitsWithClosed() {
    Promise<String> work = new Promise<>();
    Promise<String> waiting = calls.begin(() -> work);
    Promise<String> done = calls.begin(() -> Promise.of("done"));
    calls.close();
    work.fail(new PeerloomException(ErrorCode.NOT_ENOUGH_HOLDERS, "without links"));
    assertThat(waiting.failure().code()).isEqualTo(ErrorCode.CLOSED);
    assertThat(done.value()).isEqualTo("done");
    assertThat(calls.begin(() -> Promise.of("late")).failure().code()).isEqualTo(ErrorCode.CLOSED);
  }

  @Example
  void outcomeArrivesAsItWas() {
    Promise<String> work = new Promise<>();
    Promise<String> failing = new Promise<>();
    Promise<String> first = calls.begin(() -> work);
    Promise<String> second = calls.begin(() -> failing);
    work.complete("value");
    failing.fail(new PeerloomException(ErrorCode.CONFLICT, "newer"));
    calls.close();
    assertThat(first.value()).isEqualTo("value");
    assertThat(second.failure().code()).isEqualTo(ErrorCode.CONFLICT);
  }

  @Example
  void whatACallThrowsIsItsFailure() {
    Promise<String> thrown =
        calls.begin(
            () -> {
              throw new PeerloomException(ErrorCode.INVALID_REQUEST, "no");
            });
    assertThat(thrown.failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Example
  void waitingCallsAreBounded() {
    Promise<String> last = null;
    for (int i = 0; i <= Limits.MAX_CALLS; i++) {
      last = calls.begin(Promise::new);
    }
    assertThat(last.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
  }
}
