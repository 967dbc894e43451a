package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Owner;
import io.peerloom.jvm.net.RequestQueue.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RequestQueueTest {
  private static final int SERVED = 8;
  private static final int WAITING = 16;
  private static final long MAX_WAIT = 100;

  private final RequestQueue<String> queue = new RequestQueue<>(SERVED, WAITING, MAX_WAIT);

  private Verdict arrived(String request, String address) {
    return queue.arrived(request, RemoteAddress.owner(address), false, 0);
  }

  @Test
  void oneAddressHasHalfAndTheOthersOfItWait() {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < SERVED + WAITING; i++) {
      verdicts.add(arrived("a" + i, "203.0.113.9"));
    }
    assertThat(verdicts).filteredOn(Verdict.SERVE::equals).hasSize(SERVED / 2);
    assertThat(verdicts).filteredOn(Verdict.WAIT::equals).hasSize(WAITING / 2);
    assertThat(arrived("b", "198.51.100.1")).isEqualTo(Verdict.SERVE);
    assertThat(arrived("c", "192.0.2.1")).isEqualTo(Verdict.SERVE);
  }

  @Test
  void allThatWaitAreServedInTheirOrder() {
    for (int i = 0; i < SERVED; i++) {
      arrived("a" + i, "203.0.113.9");
    }
    List<String> served = new ArrayList<>();
    for (int i = 0; i < SERVED; i++) {
      served.addAll(queue.ended("a" + i));
    }
    assertThat(served).containsExactly("a4", "a5", "a6", "a7");
  }

  @Test
  void whoeverGaveUpIsForgotten() {
    for (int i = 0; i < SERVED / 2 + 2; i++) {
      arrived("a" + i, "203.0.113.9");
    }
    assertThat(queue.ended("a4")).isEmpty();
    assertThat(queue.ended("a0")).containsExactly("a5");
    assertThat(queue.ended("unknown")).isEmpty();
  }

  @Test
  void nobodyWaitsForEver() {
    for (int i = 0; i < SERVED; i++) {
      arrived("a" + i, "203.0.113.9");
    }
    assertThat(queue.late(MAX_WAIT - 1)).isEmpty();
    assertThat(queue.late(MAX_WAIT)).containsExactly("a4", "a5", "a6", "a7");
    assertThat(queue.late(MAX_WAIT)).isEmpty();
    assertThat(queue.ended("a0")).isEmpty();
  }

  @Test
  void thisMachineIsLimitedInAllOnly() {
    Owner here = RemoteAddress.owner("127.0.0.1");
    for (int i = 0; i < SERVED + WAITING; i++) {
      assertThat(queue.arrived("a" + i, here, true, 0))
          .isEqualTo(i < SERVED ? Verdict.SERVE : Verdict.WAIT);
    }
    assertThat(queue.arrived("more", here, true, 0)).isEqualTo(Verdict.REFUSE);
    assertThat(queue.ended("a0")).containsExactly("a" + SERVED);
  }
}
