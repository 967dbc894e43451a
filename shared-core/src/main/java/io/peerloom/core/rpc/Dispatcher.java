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
import java.util.function.Supplier;

/**
 * Hands requests to the floor that answers them, within each asker's budget, and recognises those
 * that came before (R12.3).
 */
public final class Dispatcher {
  /** Requests of one peer in a burst. */
  public static final int BURST = 2000;

  /** Requests of one peer a second, steadily. */
  public static final int PER_SECOND = 1000;

  /** How long an answer is kept for a duplicate (decision 18). */
  public static final int ANSWER_KEPT_MILLIS = 60_000;

  private static final int MAX_PEERS = 1024;
  private static final int MAX_ANSWERS = 2048;

  private record Answered(long at, Promise<Message> answer) {}

  private final Env env;
  private final BoundedMap<NodeId, RateLimiter> limits = new BoundedMap<>(MAX_PEERS);
  private final BoundedMap<Bytes, Answered> answered = new BoundedMap<>(MAX_ANSWERS);
  private RequestHandler routing;
  private RequestHandler data;
  private RequestHandler topics;

  public Dispatcher(Env env) {
    this.env = env;
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
    RateLimiter limit =
        limits.computeIfAbsent(
            from.id(), id -> new RateLimiter(BURST, PER_SECOND, env.monotonicMillis()));
    int wait = limit.take(env.monotonicMillis());
    if (wait > 0) {
      env.log(
          LogLevel.INFO,
          "rate limit of " + PER_SECOND + "/s hit by " + from.id() + ", " + wait + " ms");
      return Promise.failed(
          new PeerloomException(ErrorCode.RATE_LIMITED, "over " + PER_SECOND + "/s", wait));
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
