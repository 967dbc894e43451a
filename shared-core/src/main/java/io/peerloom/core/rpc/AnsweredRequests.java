package io.peerloom.core.rpc;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.SharedMap;
import io.peerloom.core.wire.Message;
import java.util.function.Supplier;

/**
 * Recognises requests that arrive more than once, because they travelled over several paths, by a
 * name of their own: a duplicate gets the answer already given (R12.3). Answers are kept as they
 * travel, so that what is kept is bounded in bytes.
 */
public final class AnsweredRequests {
  /** How long an answer is kept for a duplicate, in milliseconds (DESIGN 18). */
  public static final int KEPT_MILLIS = 60_000;

  private record Answer(long at, Promise<Message> answer) {}

  private final Env env;
  private final SharedMap<Bytes, Answer> answered = new SharedMap<>(Limits.MAX_REMEMBERED_ANSWERS);

  public AnsweredRequests(Env env) {
    this.env = env;
  }

  /**
   * The answer to the request of that name, made now or before; what fails at once is not kept.
   *
   * @param owner who asks
   */
  public Promise<Message> once(Bytes name, Owner owner, Supplier<Promise<Message>> answering) {
    long now = env.monotonicMillis();
    for (Answer oldest = answered.peek();
        oldest != null && now - oldest.at >= KEPT_MILLIS;
        oldest = answered.peek()) {
      answered.poll();
    }
    Answer before = answered.get(name);
    if (before != null) {
      return before.answer;
    }
    Promise<Message> answer = answering.get();
    if (!answer.isFailed()) {
      answered.put(name, owner, new Answer(now, answer));
    }
    return answer;
  }
}
