package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Limits;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProcessHandshakePaceTest {
  private static final int PER_SECOND = 100;

  private long nanos = 5;
  private final ProcessHandshakePace pace = new ProcessHandshakePace(PER_SECOND, () -> nanos);

  @Test
  void aBurstIsFreeAndTheNextTakeTurns() {
    for (int i = 0; i < Limits.HANDSHAKE_STEPS_BURST; i++) {
      assertThat(pace.reserve()).isZero();
    }
    assertThat(pace.reserve()).isEqualTo(10);
    assertThat(pace.reserve()).isEqualTo(20);
    nanos += TimeUnit.MILLISECONDS.toNanos(15);
    assertThat(pace.reserve()).isEqualTo(15);
  }

  @Test
  void longSilenceAllowsNoMoreThanTheBurst() {
    nanos += TimeUnit.HOURS.toNanos(1);
    for (int i = 0; i < Limits.HANDSHAKE_STEPS_BURST; i++) {
      assertThat(pace.reserve()).isZero();
    }
    assertThat(pace.reserve()).isPositive();
  }
}
