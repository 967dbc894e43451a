package io.peerloom.jvm.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SettledStateTest {
  private final SettledState state = new SettledState();

  @Test
  void statesThatAPeerPassesThroughAreNotLogged() {
    int first = state.changed("connected");
    int passing = state.changed("degraded");
    int last = state.changed("connected");
    assertThat(state.isDue(first)).isFalse();
    assertThat(state.isDue(passing)).isFalse();
    assertThat(state.isDue(last)).isTrue();
    assertThat(state.isDue(last)).isFalse();
  }

  @Test
  void stateThatComesBackIsNotLoggedAgain() {
    assertThat(state.isDue(state.changed("connected"))).isTrue();
    int lost = state.changed("isolated");
    int back = state.changed("connected");
    assertThat(state.isDue(lost)).isFalse();
    assertThat(state.isDue(back)).isFalse();
    assertThat(state.isDue(state.changed("degraded"))).isTrue();
  }
}
