package io.peerloom.core.rpc;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.wire.Message;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * Recognises requests that arrive more than once, because they travelled over several paths, by a
 * name of their own: a duplicate gets the answer already given (R12.3). Answers are kept as they
 * travel, so that what is kept is bounded in bytes.
 */
public final class AnsweredRequests {
  /** How long an answer is kept for a duplicate, in milliseconds (DESIGN 18). */
  public static final int KEPT_MILLIS = 60_000;

  /**
   * Answers that are kept. A duplicate of one that was evicted is answered anew, which is safe
   * because every handler bears repetition.
   */
  private static final int MAX_ANSWERS = 512;

  private record Answer(long at, Promise<Message> answer) {}

  private final Env env;
  private final BoundedMap<Bytes, Answer> answered = new BoundedMap<>(MAX_ANSWERS);

  public AnsweredRequests(Env env) {
    this.env = env;
  }

  /** The answer to the request of that name, made now or before. */
  public Promise<Message> once(Bytes name, Supplier<Promise<Message>> answering) {
    long now = env.monotonicMillis();
    Iterator<Answer> oldest = answered.values().iterator();
    while (oldest.hasNext() && now - oldest.next().at >= KEPT_MILLIS) {
      oldest.remove();
    }
    Answer before = answered.get(name);
    if (before != null) {
      return before.answer;
    }
    Promise<Message> answer = answering.get();
    answered.put(name, new Answer(now, answer));
    return answer;
  }
}
