package io.peerloom.core.overlay;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Fifo;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.rpc.RequestPace;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The one owner of requests that a peer has refused with RATE_LIMITED, or for which a link had no
 * room: they wait in order and are sent at the rate that peer accepts, together with new ones
 * (R3.5). Nothing is dropped: a request that cannot be sent in time fails with RATE_LIMITED and how
 * long to wait.
 */
final class PacedRequests {
  /** One peer, and the number of one message: limits may differ by kind. */
  private record QueueId(NodeId peer, int kind) implements Comparable<QueueId> {
    @Override
    public int compareTo(QueueId other) {
      int order = peer.compareTo(other.peer);
      return order != 0 ? order : Integer.compare(kind, other.kind);
    }
  }

  private record QueuedRequest<T>(IntFunction<Promise<T>> sender, long until, Promise<T> outcome) {}

  private final class PacedQueue {
    final QueueId id;
    final RequestPace pace;
    final Fifo<QueuedRequest<?>> waiting = new Fifo<>();
    Timer next;

    PacedQueue(QueueId id, RequestPace pace) {
      this.id = id;
      this.pace = pace;
    }
  }

  private final Env env;
  private final Map<QueueId, PacedQueue> queues = new TreeMap<>();

  PacedRequests(Env env) {
    this.env = env;
  }

  /**
   * Sends a request now, or when that peer accepts it.
   *
   * @param kind the message's number
   * @param timeoutMillis within which it must be answered
   * @param sender sends it, given the time that is left
   */
  <T> Promise<T> request(NodeId peer, int kind, int timeoutMillis, IntFunction<Promise<T>> sender) {
    QueueId id = new QueueId(peer, kind);
    PacedQueue queue = queues.get(id);
    long until = env.monotonicMillis() + timeoutMillis;
    if (queue != null) {
      QueuedRequest<T> request = new QueuedRequest<>(sender, until, new Promise<>());
      enqueue(queue, request, false, null);
      return request.outcome;
    }
    return sender
        .apply(timeoutMillis)
        .recover(
            e -> {
              if (!isLimited(e)) {
                return Promise.failed(e);
              }
              PacedQueue refusing = refused(id, e.retryAfterMillis());
              if (refusing == null) {
                return Promise.failed(e);
              }
              QueuedRequest<T> request = new QueuedRequest<>(sender, until, new Promise<>());
              enqueue(refusing, request, false, e);
              return request.outcome;
            });
  }

  /** About how long a request would wait before it is sent, in milliseconds. */
  int delayMillis(NodeId peer, int kind) {
    PacedQueue queue = queues.isEmpty() ? null : queues.get(new QueueId(peer, kind));
    return queue == null
        ? 0
        : queue.pace.estimateMillis(queue.waiting.size(), env.monotonicMillis());
  }

  /** OVERLOADED comes with a time to wait if a link is full, in either direction. */
  private static boolean isLimited(PeerloomException e) {
    return (e.code() == ErrorCode.RATE_LIMITED || e.code() == ErrorCode.OVERLOADED)
        && e.retryAfterMillis() > 0;
  }

  private PacedQueue refused(QueueId id, int retryAfterMillis) {
    long now = env.monotonicMillis();
    PacedQueue queue = queues.get(id);
    if (queue != null) {
      queue.pace.refusedEarlier(now, retryAfterMillis);
      return queue;
    }
    if (queues.size() == Limits.MAX_PACED_QUEUES) {
      return null;
    }
    queue = new PacedQueue(id, new RequestPace(now, retryAfterMillis));
    queues.put(id, queue);
    return queue;
  }

  /**
   * Queues a request, unless its turn would come too late.
   *
   * @param first whether it has waited already, and goes ahead of the others
   * @param refusal why it could not be sent before, or null
   */
  private void enqueue(
      PacedQueue queue, QueuedRequest<?> request, boolean first, PeerloomException refusal) {
    long now = env.monotonicMillis();
    int wait = queue.pace.estimateMillis(first ? 0 : queue.waiting.size(), now);
    if (queue.waiting.size() >= Limits.MAX_PACED_REQUESTS || now + wait >= request.until) {
      request.outcome.fail(
          refusal != null
              ? refusal
              : new PeerloomException(ErrorCode.RATE_LIMITED, "too many wait", Math.max(1, wait)));
    } else if (first) {
      queue.waiting.addBefore(request);
    } else {
      queue.waiting.add(request);
    }
    pump(queue);
  }

  /** Sends what may be sent now, and schedules the rest. */
  private void pump(PacedQueue queue) {
    if (queue.next != null) {
      queue.next.cancel();
      queue.next = null;
    }
    while (!queue.waiting.isEmpty()) {
      int wait = queue.pace.waitMillis(env.monotonicMillis());
      if (wait != 0) {
        if (wait > 0) {
          queue.next = env.after(wait, () -> pump(queue));
        }
        return;
      }
      send(queue, queue.waiting.poll());
    }
    if (queue.pace.isFree(env.monotonicMillis())) {
      queues.remove(queue.id, queue);
    } else {
      queue.next = env.after(RequestPace.FREE_MILLIS, () -> pump(queue));
    }
  }

  private <T> void send(PacedQueue queue, QueuedRequest<T> request) {
    int left = (int) (request.until - env.monotonicMillis());
    if (left <= 0) {
      request.outcome.fail(
          new PeerloomException(
              ErrorCode.RATE_LIMITED,
              "its time is over",
              queue.pace.estimateMillis(1, request.until)));
      return;
    }
    queue.pace.sent();
    request
        .sender
        .apply(left)
        .then(
            value -> {
              queue.pace.answered();
              request.outcome.complete(value);
              pump(queue);
            },
            e -> {
              if (isLimited(e)) {
                queue.pace.refused(env.monotonicMillis(), e.retryAfterMillis());
                enqueue(queue, request, true, e);
              } else {
                queue.pace.answered();
                request.outcome.fail(e);
                pump(queue);
              }
            });
  }
}
