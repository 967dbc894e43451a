package io.peerloom.core.connection;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.wire.LinkMessage.Failure;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** The requests of one connection that have no answer yet. */
final class PendingRequests {
  private record PendingRequest(Promise<Message> promise, long askedAt) {}

  private final Map<Integer, PendingRequest> byId = new LinkedHashMap<>();
  private int lastId;

  /** Adds a request and returns its id; OVERLOADED when there are too many. */
  int add(Promise<Message> promise, long now) {
    if (byId.size() >= Limits.MAX_REQUESTS_OF_LINK) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "too many pending requests on one link");
    }
    lastId = lastId == Integer.MAX_VALUE ? 1 : lastId + 1;
    byId.put(lastId, new PendingRequest(promise, now));
    return lastId;
  }

  /**
   * Sends a request and waits for its answer; fails with TIMEOUT without one. If {@code send}
   * throws, the request fails at once and is not pending.
   *
   * @param send sends it under its id
   * @param overdue called when the time is over; returns the message of the failure
   */
  Promise<Message> ask(Env env, int timeoutMillis, IntConsumer send, Supplier<String> overdue) {
    Promise<Message> answer = new Promise<>();
    int id = 0;
    try {
      id = add(answer, env.monotonicMillis());
      send.accept(id);
    } catch (PeerloomException refused) {
      forget(id);
      answer.fail(refused);
      return answer;
    }
    int asked = id;
    Timer timer =
        env.after(
            timeoutMillis,
            () -> {
              forget(asked);
              answer.fail(new PeerloomException(ErrorCode.TIMEOUT, overdue.get()));
            });
    answer.then(ok -> timer.cancel(), e -> timer.cancel());
    return answer;
  }

  /**
   * Completes a request with its answer, or fails it with a failure.
   *
   * @return the round-trip time in milliseconds, or -1 when it is not pending
   */
  long answer(int id, Message body, long now) {
    PendingRequest pending = byId.remove(id);
    if (pending == null) {
      return -1;
    }
    if (body instanceof Failure failure) {
      pending.promise.fail(failure.asException());
    } else {
      pending.promise.complete(body);
    }
    return now - pending.askedAt;
  }

  /** Drops a request that the caller no longer waits for. */
  void forget(int id) {
    byId.remove(id);
  }

  /** Fails all when the connection ends. */
  void failAll(ErrorCode code, String reason) {
    List<PendingRequest> all = new ArrayList<>(byId.values());
    byId.clear();
    for (PendingRequest pending : all) {
      pending.promise.fail(new PeerloomException(code, reason));
    }
  }
}
