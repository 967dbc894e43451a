package io.peerloom.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import org.junit.jupiter.api.Test;

final class ValueTest {
  @Test
  void equalContentIsEqual() {
    assertThat(Value.text("grüß")).isEqualTo(Value.text("grüß"));
    assertThat(Value.text("grüß")).hasSameHashCodeAs(Value.text("grüß"));
    assertThat(Value.bytes(new byte[] {1})).isEqualTo(Value.bytes(new byte[] {1}));
    assertThat(Value.text("1")).isNotEqualTo(Value.bytes(Bytes.utf8("1")));
    assertThat(Value.text("1")).isNotEqualTo(Value.text("2"));
    GetResult result = new GetResult(Value.text("1"), "p", 1, 2);
    assertThat(result).isEqualTo(new GetResult(Value.text("1"), "p", 1, 2));
    assertThat(result.toString()).contains("text \"1\"");
    TopicMessage message = new TopicMessage("id", "p", 1, 2, 3, Value.text("1"));
    assertThat(message).isEqualTo(new TopicMessage("id", "p", 1, 2, 3, Value.text("1")));
  }

  @Test
  void readsWell() {
    assertThat(Value.text("hello")).hasToString("text \"hello\"");
    assertThat(new Value(Value.JSON, Bytes.utf8("[1]"))).hasToString("json [1]");
    assertThat(Value.bytes(new byte[] {0, -1, 7})).hasToString("3 bytes 00ff07");
    assertThat(Value.text("x".repeat(1000)).toString()).hasSizeLessThan(100).endsWith("…\"");
    assertThat(Value.bytes(new byte[1000]).toString()).hasSizeLessThan(100).endsWith("…");
  }

  @Test
  void nullsAndLoneSurrogatesAreRefused() {
    assertRefused(() -> Value.text(null), "text");
    assertRefused(() -> Value.bytes(null), "bytes");
    assertRefused(() -> Value.text("a\ud800"), "surrogate");
    assertRefused(() -> Value.text("\udc00\ud800"), "surrogate");
    assertThat(Value.text("\ud83e\uddf5").bytes()).hasSize(4);
  }

  private static void assertRefused(Runnable making, String reason) {
    assertThatThrownBy(making::run)
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
        .hasMessageContaining(reason);
  }
}
