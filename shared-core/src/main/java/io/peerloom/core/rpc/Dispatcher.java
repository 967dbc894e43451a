package io.peerloom.core.rpc;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import java.util.Iterator;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Hands requests to the floor that answers them, within each asker's budget, and recognises those
 * that came before (R12.3).
 *
 * <p>The budget grows with the logarithm of the network, as lookups do (R3.4). Beyond it a few
 * requests without which a peer would get no links still pass: those for its own neighbours, and
 * signals; they have a small budget of their own, so that nobody lives on it (R3.2).
 */
public final class Dispatcher {
  /** Requests of one peer in a burst, in a network of up to 16 peers. */
  public static final int BURST = 1000;

  /** Requests of one peer a second, steadily, in a network of up to 16 peers. */
  public static final int PER_SECOND = 500;

  /** Critical requests of one peer in a burst, beyond its budget. */
  public static final int CRITICAL_BURST = 20;

  /** Critical requests of one peer a second, beyond its budget. */
  public static final int CRITICAL_PER_SECOND = 2;

  private static final int LOG_EVERY_MILLIS = 1_000;
  private static final int SCALE_MILLIS = 10_000;

  /** How long an answer is kept for a duplicate (decision 18). */
  public static final int ANSWER_KEPT_MILLIS = 60_000;

  private static final int MAX_PEERS = 1024;
  private static final int MAX_ANSWERS = 512;

  private record Answered(long at, Promise<Message> answer) {}

  private static final class Budget {
    final int scale;
    final RateLimiter general;
    final RateLimiter critical;
    final RateLimiter pushes;
    long loggedAt;
    int refused;

    Budget(int scale, long now) {
      this.scale = scale;
      general = new RateLimiter(BURST * scale, PER_SECOND * scale, now);
      critical = new RateLimiter(CRITICAL_BURST, CRITICAL_PER_SECOND, now);
      pushes = new RateLimiter(BURST, PER_SECOND, now);
      loggedAt = now - LOG_EVERY_MILLIS;
    }
  }

  private final Env env;
  private final IntSupplier networkSize;
  private final BoundedMap<NodeId, Budget> budgets = new BoundedMap<>(MAX_PEERS);
  private final BoundedMap<Bytes, Answered> answered = new BoundedMap<>(MAX_ANSWERS);
  private int scale = 1;
  private long scaleUntil = Long.MIN_VALUE;
  private RequestHandler routing;
  private RequestHandler data;
  private RequestHandler topics;

  /**
   * A dispatcher without handlers yet.
   *
   * @param networkSize an estimate of how many peers there are
   */
  public Dispatcher(Env env, IntSupplier networkSize) {
    this.env = env;
    this.networkSize = networkSize;
  }

  public void routing(RequestHandler handler) {
    routing = handler;
  }

  public void data(RequestHandler handler) {
    data = handler;
  }

  public void topics(RequestHandler handler) {
    topics = handler;
  }

  /** Answers a request of a proved peer. Never throws. */
  public Promise<Message> dispatch(ProvedPeer from, Message request) {
    int wait = waitOf(from, request);
    if (wait > 0) {
      return Promise.failed(new PeerloomException(ErrorCode.RATE_LIMITED, "too many", wait));
    }
    try {
      RequestHandler handler = handlerOf(request);
      return handler == null
          ? Promise.failed(ErrorCode.UNSUPPORTED, "request " + request.number())
          : handler.handle(from, request);
    } catch (RuntimeException e) {
      return Promise.failed(PeerloomException.of(e));
    }
  }

  private int waitOf(ProvedPeer from, Message request) {
    long now = env.monotonicMillis();
    if (now >= scaleUntil) {
      scale = scale(networkSize.getAsInt());
      scaleUntil = now + SCALE_MILLIS;
    }
    Budget budget = budgets.get(from.id());
    if (budget == null || budget.scale < scale) {
      budget = new Budget(scale, now);
      budgets.put(from.id(), budget);
    }
    // Whoever pushes waits for the answers, so its pushes need not cost it its other requests.
    boolean push = request instanceof TopicProtocol.Push;
    int wait = (push ? budget.pushes : budget.general).take(now);
    if (wait == 0 || isCritical(from, request) && budget.critical.take(now) == 0) {
      return 0;
    }
    budget.refused++;
    if (now - budget.loggedAt >= LOG_EVERY_MILLIS) {
      env.log(
          LogLevel.INFO,
          "rate limit hit by "
              + from.id()
              + ": refused "
              + budget.refused
              + " requests, the next may come in "
              + wait
              + " ms");
      budget.loggedAt = now;
      budget.refused = 0;
    }
    return wait;
  }

  /** 1 up to 16 peers, and one more for each time the network is twice as large. */
  private static int scale(int peers) {
    int scale = 1;
    for (int size = 16; size < peers && scale < 20; size *= 2) {
      scale++;
    }
    return scale;
  }

  private static boolean isCritical(ProvedPeer from, Message request) {
    return request instanceof RoutingMessage.Signal
        || request instanceof RoutingMessage.FindNode find
            && Bytes.equal(find.target(), from.id().bytes());
  }

  /**
   * Answers a request that carries a name of its own and may arrive more than once: a duplicate
   * gets the answer already given. The answer is as it travels, so what is kept is bounded in
   * bytes.
   */
  public Promise<Message> dispatchOnce(Bytes name, Supplier<Promise<Message>> answering) {
    long now = env.monotonicMillis();
    forgetOld(now);
    Answered before = answered.get(name);
    if (before != null) {
      return before.answer;
    }
    Promise<Message> answer = answering.get();
    answered.put(name, new Answered(now, answer));
    return answer;
  }

  private void forgetOld(long now) {
    Iterator<Answered> oldest = answered.values().iterator();
    while (oldest.hasNext() && now - oldest.next().at >= ANSWER_KEPT_MILLIS) {
      oldest.remove();
    }
  }

  private RequestHandler handlerOf(Message request) {
    if (request instanceof RoutingMessage) {
      return routing;
    }
    if (request instanceof DataMessage) {
      return data;
    }
    return request instanceof TopicProtocol ? topics : null;
  }
}
