package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.wire.LinkMessage.Done;
import io.peerloom.core.wire.LinkMessage.Ping;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Each request ends once: with its own answer, or with the reason the link ended. */
@Label("PendingRequests")
class PendingRequestsTest {
  private final PendingRequests pending = new PendingRequests();

  @Property
  void everyAnswerFindsItsRequestWhateverTheOrder(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 1_000) Integer> order) {
    PendingRequests pending = new PendingRequests();
    Map<Integer, Promise<Message>> open = new LinkedHashMap<>();
    for (int i = 0; i < order.size(); i++) {
      Promise<Message> promise = new Promise<>();
      assertThat(open.put(pending.add(promise, i), promise)).isNull();
    }
    for (int pick : order) {
      List<Integer> ids = new ArrayList<>(open.keySet());
      int id = ids.get(pick % ids.size());
      Promise<Message> promise = open.remove(id);
      assertThat(promise.isDone()).isFalse();
      assertThat(pending.answer(id, new Ping(id), 1_000)).isBetween(0L, 1_000L);
      assertThat(promise.value()).isEqualTo(new Ping(id));
      assertThat(pending.answer(id, new Done(), 1_000)).isEqualTo(-1);
      assertThat(promise.value()).isEqualTo(new Ping(id));
    }
  }

  @Example
  void theRoundTripIsMeasured() {
    int id = pending.add(new Promise<>(), 100);
    assertThat(pending.answer(id, new Done(), 142)).isEqualTo(42);
  }

  @Example
  void anAnswerNobodyAskedForIsNone() {
    assertThat(pending.answer(7, new Done(), 0)).isEqualTo(-1);
    int id = pending.add(new Promise<>(), 0);
    pending.forget(id);
    assertThat(pending.answer(id, new Done(), 0)).isEqualTo(-1);
  }

  @Example
  void tooManyAreRefusedAndRoomComesBack() {
    int last = 0;
    for (int i = 0; i < Limits.MAX_REQUESTS_OF_LINK; i++) {
      last = pending.add(new Promise<>(), 0);
    }
    assertThatThrownBy(() -> pending.add(new Promise<>(), 0))
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
    pending.forget(last);
    assertThat(pending.add(new Promise<>(), 0)).isPositive();
  }

  /** A callback may ask again at once, on a connection that is closing; that must do no harm. */
  @Example
  void allFailWhenTheLinkGoes() {
    List<Promise<Message>> promises = new ArrayList<>();
    Promise<Message> late = new Promise<>();
    for (int i = 0; i < 10; i++) {
      Promise<Message> promise = new Promise<>();
      promise.then(ok -> {}, e -> pending.add(late, 0));
      promises.add(promise);
      pending.add(promise, 0);
    }
    pending.failAll(ErrorCode.CLOSED, "gone");
    for (Promise<Message> promise : promises) {
      assertThat(promise.failure().code()).isEqualTo(ErrorCode.CLOSED);
    }
    assertThat(late.isDone()).isFalse();
  }
}
