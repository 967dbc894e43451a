package io.peerloom.core.rpc;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Meter;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import java.util.function.Consumer;

/**
 * The one table of who answers what: from the type of a message to its handler, built once and
 * immutable. Every request passes through it, whether it came over a link or was routed.
 */
public final class Router {
  private final TimedHandler<Message>[] handlers;
  private final RequestBudgets budgets;
  private final Meter meter;
  private final Consumer<ProvedPeer> forgers;

  private Router(Builder builder) {
    handlers = builder.handlers.clone();
    budgets = builder.budgets;
    meter = budgets == null ? Meter.NONE : budgets.meter();
    forgers = builder.forgers;
  }

  /** A table without handlers, whose requests count against these budgets. */
  public static Builder builder(RequestBudgets budgets) {
    return new Builder(budgets);
  }

  /** Answers a request for whose answer somebody waits however long it takes. */
  public Promise<Message> handle(ProvedPeer from, Message request) {
    return handle(from, request, Long.MAX_VALUE);
  }

  /**
   * Answers a request of a proved peer; never throws. Fails with RATE_LIMITED beyond the asker's
   * budget, with UNSUPPORTED where nobody answers such messages, with TIMEOUT where its turn came
   * too late.
   *
   * @param until how long the asker waits, by the monotonic clock
   */
  public Promise<Message> handle(ProvedPeer from, Message request, long until) {
    int wait = budgets == null ? 0 : budgets.waitMillis(from, request);
    if (wait > 0) {
      return Promise.failed(new PeerloomException(ErrorCode.RATE_LIMITED, "too many", wait));
    }
    int type = request.number();
    TimedHandler<Message> handler = type < MessageType.COUNT ? handlers[type] : null;
    if (handler == null) {
      return Promise.failed(ErrorCode.UNSUPPORTED, "request " + type);
    }
    return served(handler, from, request, until)
        .recover(
            e -> {
              if (e.code() == ErrorCode.INVALID_SIGNATURE && type != MessageType.ROUTE) {
                forgers.accept(from);
              }
              return Promise.failed(e);
            });
  }

  private Promise<Message> served(
      TimedHandler<Message> handler, ProvedPeer from, Message request, long until) {
    try {
      return meter.served(request.number(), () -> handler.handle(from, request, until));
    } catch (RuntimeException e) {
      return Promise.failed(PeerloomException.of(e));
    }
  }

  /** The answer to a request that was not carried out, as nobody waits for it any more. */
  public static <T> Promise<T> overdue() {
    return Promise.failed(ErrorCode.TIMEOUT, "its deadline has passed");
  }

  /** Collects the handlers of all services. */
  public static final class Builder {
    @SuppressWarnings("unchecked")
    private final TimedHandler<Message>[] handlers =
        (TimedHandler<Message>[]) new TimedHandler<?>[MessageType.COUNT];

    private final RequestBudgets budgets;
    private Consumer<ProvedPeer> forgers = from -> {};

    private Builder(RequestBudgets budgets) {
      this.budgets = budgets;
    }

    /**
     * Who is told of each request that failed because a signature in it does not match. It cost a
     * verification, and whoever asked could have known; only what was routed through a peer says
     * nothing of that.
     */
    public Builder onForged(Consumer<ProvedPeer> told) {
      forgers = told;
      return this;
    }

    /** Adds all handlers of a service. */
    public Builder with(Service service) {
      service.register(this);
      return this;
    }

    /**
     * Adds the one handler of a type.
     *
     * @param type one of {@link MessageType}, whose messages are {@code M}
     * @throws IllegalStateException if there is one already
     */
    public <M extends Message> Builder on(int type, RequestHandler<M> handler) {
      return this.<M>onTimed(type, (from, request, until) -> handler.handle(from, request));
    }

    /** The same for a handler whose requests may wait for their turn. */
    @SuppressWarnings("unchecked")
    public <M extends Message> Builder onTimed(int type, TimedHandler<M> handler) {
      if (handlers[type] != null) {
        throw new IllegalStateException("two handlers for message " + type);
      }
      handlers[type] = (TimedHandler<Message>) handler;
      return this;
    }

    public Router build() {
      return new Router(this);
    }
  }
}
