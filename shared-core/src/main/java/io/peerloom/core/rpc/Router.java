package io.peerloom.core.rpc;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;

/**
 * The one table of who answers what: from the type of a message to its handler, built once and
 * immutable. Every request passes through it, whether it came over a link or was routed.
 */
public final class Router {
  /** One more than the highest number of a message. */
  private static final int TYPES = 64;

  private final RequestHandler<Message>[] handlers;
  private final RequestBudgets budgets;

  private Router(Builder builder) {
    handlers = builder.handlers.clone();
    budgets = builder.budgets;
  }

  /** A table without handlers, whose requests count against these budgets. */
  public static Builder builder(RequestBudgets budgets) {
    return new Builder(budgets);
  }

  /**
   * Answers a request of a proved peer; never throws. Fails with RATE_LIMITED beyond the asker's
   * budget, with UNSUPPORTED where nobody answers such messages.
   */
  public Promise<Message> handle(ProvedPeer from, Message request) {
    int wait = budgets == null ? 0 : budgets.waitMillis(from, request);
    if (wait > 0) {
      return Promise.failed(new PeerloomException(ErrorCode.RATE_LIMITED, "too many", wait));
    }
    int type = request.number();
    RequestHandler<Message> handler = type < TYPES ? handlers[type] : null;
    if (handler == null) {
      return Promise.failed(ErrorCode.UNSUPPORTED, "request " + type);
    }
    try {
      return handler.handle(from, request);
    } catch (RuntimeException e) {
      return Promise.failed(PeerloomException.of(e));
    }
  }

  /** Collects the handlers of all services. */
  public static final class Builder {
    @SuppressWarnings("unchecked")
    private final RequestHandler<Message>[] handlers =
        (RequestHandler<Message>[]) new RequestHandler<?>[TYPES];

    private final RequestBudgets budgets;

    private Builder(RequestBudgets budgets) {
      this.budgets = budgets;
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
    @SuppressWarnings("unchecked")
    public <M extends Message> Builder on(int type, RequestHandler<M> handler) {
      if (handlers[type] != null) {
        throw new IllegalStateException("two handlers for message " + type);
      }
      handlers[type] = (RequestHandler<Message>) handler;
      return this;
    }

    public Router build() {
      return new Router(this);
    }
  }
}
