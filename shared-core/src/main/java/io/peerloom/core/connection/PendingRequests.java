package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.wire.LinkMessage.Failure;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests of one connection that have no answer yet. */
final class PendingRequests {
  /** Open requests on one link. */
  static final int MAX_PENDING = 4096;

  private record Pending(Promise<Message> promise, long askedAt) {}

  private final Map<Integer, Pending> add = new LinkedHashMap<>();
  private int lastId;

  /** Opens a request and gives its id; OVERLOADED when there are too many. */
  int add(Promise<Message> promise, long now) {
    if (add.size() >= MAX_PENDING) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "too many open requests on one link");
    }
    lastId = lastId == Integer.MAX_VALUE ? 1 : lastId + 1;
    add.put(lastId, new Pending(promise, now));
    return lastId;
  }

  /**
   * An answer came, or a failure, which fails the request.
   *
   * @return the round trip in milliseconds, or -1 when nobody waits for it (any more)
   */
  long answer(int id, Message body, long now) {
    Pending pending = add.remove(id);
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

  /** Whoever asked no longer waits. */
  void forget(int id) {
    add.remove(id);
  }

  /** The connection is gone. */
  void failAll(ErrorCode code, String reason) {
    List<Pending> all = new ArrayList<>(add.values());
    add.clear();
    for (Pending pending : all) {
      pending.promise.fail(new PeerloomException(code, reason));
    }
  }
}
