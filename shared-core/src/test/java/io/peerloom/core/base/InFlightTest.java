package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** What waits begins in order, as there is room. */
@Label("InFlight")
class InFlightTest {
  private final InFlight inFlight = new InFlight(10);
  private final List<Promise<String>> running = new ArrayList<>();

  private Promise<String> begin(int size) {
    return inFlight.run(
        size,
        () -> {
          Promise<String> operation = new Promise<>();
          running.add(operation);
          return operation;
        });
  }

  @Example
  void othersWaitInOrderWhileItIsFull() {
    begin(6);
    Promise<String> second = begin(6);
    Promise<String> third = begin(1);
    assertThat(running).hasSize(1);
    running.get(0).fail(new PeerloomException(ErrorCode.TIMEOUT, "late"));
    assertThat(running).hasSize(3);
    running.get(1).complete("second");
    running.get(2).complete("third");
    assertThat(second.value()).isEqualTo("second");
    assertThat(third.value()).isEqualTo("third");
  }

  @Example
  void whatIsLargerGoesAlone() {
    begin(11);
    begin(1);
    assertThat(running).hasSize(1);
    running.get(0).complete("");
    assertThat(running).hasSize(2);
  }

  @Example
  void whatThrowsFailsAndLeavesItsRoom() {
    Promise<String> thrown =
        inFlight.run(
            10,
            () -> {
              throw new PeerloomException(ErrorCode.CLOSED, "gone");
            });
    assertThat(thrown.failure().code()).isEqualTo(ErrorCode.CLOSED);
    begin(10);
    assertThat(running).hasSize(1);
  }
}
