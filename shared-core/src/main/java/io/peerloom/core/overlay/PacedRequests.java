package io.peerloom.core.overlay;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.rpc.RequestPace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The one owner of requests that a peer has refused with RATE_LIMITED, or for which a link had no
 * room: they wait in order and go out at the pace that peer takes, together with those that come
 * meanwhile (R3.5). Nothing is dropped: what cannot be sent in its time fails with RATE_LIMITED and
 * how long to wait.
 */
final class PacedRequests {
  /** Requests of one kind that wait for one peer; more are refused. */
  static final int MAX_WAITING = 256;

  /** Peers and kinds of requests that are paced at once; more are told of their refusal. */
  private static final int MAX_LANES = 1024;

  /** One peer, and the number of one message: what it thinks of others may differ. */
  private record LaneId(NodeId peer, int kind) implements Comparable<LaneId> {
    @Override
    public int compareTo(LaneId other) {
      int order = peer.compareTo(other.peer);
      return order != 0 ? order : Integer.compare(kind, other.kind);
    }
  }

  private record Waiting<T>(IntFunction<Promise<T>> sending, long until, Promise<T> outcome) {}

  private final class Lane {
    final LaneId id;
    final RequestPace pace;
    final Deque<Waiting<?>> waiting = new ArrayDeque<>();
    Timer next;

    Lane(LaneId id, RequestPace pace) {
      this.id = id;
      this.pace = pace;
    }
  }

  private final Env env;
  private final Map<LaneId, Lane> lanes = new TreeMap<>();

  PacedRequests(Env env) {
    this.env = env;
  }

  /**
   * Sends a request now, or when that peer takes it.
   *
   * @param kind the message's number
   * @param timeoutMillis within which it must be answered
   * @param sending sends it, with the time that is left
   */
  <T> Promise<T> request(
      NodeId peer, int kind, int timeoutMillis, IntFunction<Promise<T>> sending) {
    LaneId id = new LaneId(peer, kind);
    Lane lane = lanes.get(id);
    long until = env.monotonicMillis() + timeoutMillis;
    if (lane != null) {
      Waiting<T> request = new Waiting<>(sending, until, new Promise<>());
      enter(lane, request, false, null);
      return request.outcome;
    }
    return sending
        .apply(timeoutMillis)
        .recover(
            e -> {
              if (!isLimited(e)) {
                return Promise.failed(e);
              }
              Lane refusing = refused(id, e.retryAfterMillis());
              if (refusing == null) {
                return Promise.failed(e);
              }
              Waiting<T> request = new Waiting<>(sending, until, new Promise<>());
              enter(refusing, request, false, e);
              return request.outcome;
            });
  }

  /** About how long a request would wait before it is sent, in milliseconds. */
  int heldBackMillis(NodeId peer, int kind) {
    Lane lane = lanes.isEmpty() ? null : lanes.get(new LaneId(peer, kind));
    return lane == null ? 0 : lane.pace.estimateMillis(lane.waiting.size(), env.monotonicMillis());
  }

  /** OVERLOADED comes with a time to wait where a link is full, in either direction. */
  private static boolean isLimited(PeerloomException e) {
    return (e.code() == ErrorCode.RATE_LIMITED || e.code() == ErrorCode.OVERLOADED)
        && e.retryAfterMillis() > 0;
  }

  private Lane refused(LaneId id, int retryAfterMillis) {
    long now = env.monotonicMillis();
    Lane lane = lanes.get(id);
    if (lane != null) {
      lane.pace.refusedAgain(now, retryAfterMillis);
      return lane;
    }
    if (lanes.size() == MAX_LANES) {
      return null;
    }
    lane = new Lane(id, new RequestPace(now, retryAfterMillis));
    lanes.put(id, lane);
    return lane;
  }

  /**
   * Waits for its turn, unless that would come too late.
   *
   * @param first whether it has waited already, and goes ahead of the others
   * @param refusal why it could not be sent before, or null
   */
  private void enter(Lane lane, Waiting<?> request, boolean first, PeerloomException refusal) {
    long now = env.monotonicMillis();
    int wait = lane.pace.estimateMillis(first ? 0 : lane.waiting.size(), now);
    if (lane.waiting.size() >= MAX_WAITING || now + wait >= request.until) {
      request.outcome.fail(
          refusal != null
              ? refusal
              : new PeerloomException(ErrorCode.RATE_LIMITED, "too many wait", Math.max(1, wait)));
    } else if (first) {
      lane.waiting.addFirst(request);
    } else {
      lane.waiting.addLast(request);
    }
    pump(lane);
  }

  /** Sends what may be sent, and comes back for the rest. */
  private void pump(Lane lane) {
    if (lane.next != null) {
      lane.next.cancel();
      lane.next = null;
    }
    while (!lane.waiting.isEmpty()) {
      int wait = lane.pace.waitMillis(env.monotonicMillis());
      if (wait != 0) {
        if (wait > 0) {
          lane.next = env.after(wait, () -> pump(lane));
        }
        return;
      }
      send(lane, lane.waiting.removeFirst());
    }
    if (lane.pace.isFree(env.monotonicMillis())) {
      lanes.remove(lane.id, lane);
    } else {
      lane.next = env.after(RequestPace.FREE_MILLIS, () -> pump(lane));
    }
  }

  private <T> void send(Lane lane, Waiting<T> request) {
    int left = (int) (request.until - env.monotonicMillis());
    if (left <= 0) {
      request.outcome.fail(
          new PeerloomException(
              ErrorCode.RATE_LIMITED,
              "its time is over",
              lane.pace.estimateMillis(1, request.until)));
      return;
    }
    lane.pace.sent();
    request
        .sending
        .apply(left)
        .then(
            value -> {
              lane.pace.answered();
              request.outcome.complete(value);
              pump(lane);
            },
            e -> {
              if (isLimited(e)) {
                lane.pace.refused(env.monotonicMillis(), e.retryAfterMillis());
                enter(lane, request, true, e);
              } else {
                lane.pace.answered();
                request.outcome.fail(e);
                pump(lane);
              }
            });
  }
}
