package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.wire.LinkMessage.Failure;
import io.peerloom.core.wire.Message;

/** Connects, sends one request, receives one answer, disconnects (R11.1, R11.2). */
final class Conversation implements TransportEvents {
  private final Message question;
  private final Promise<Message> answer = new Promise<>();
  private Transport transport;

  private Conversation(Message question) {
    this.question = question;
  }

  /** The answer, or the failure, after at most that many milliseconds. */
  static Promise<Message> ask(
      Env env, WebSocketPort port, String url, Message question, int timeoutMillis) {
    Conversation conversation = new Conversation(question);
    conversation.transport = port.dial(url, conversation);
    conversation.answer.orTimeout(env, timeoutMillis, "no answer from " + url);
    Promise<Message> result = new Promise<>();
    conversation.answer.then(
        message -> {
          conversation.transport.close(ErrorCode.CLOSED, "answered");
          result.complete(message);
        },
        e -> {
          conversation.transport.close(e.code(), e.getMessage());
          result.fail(e);
        });
    return result.map(Failure::successful);
  }

  @Override
  public void opened() {
    OneMessage.send(transport, question);
  }

  @Override
  public void received(Lane lane, byte[] message) {
    try {
      answer.complete(OneMessage.read(message));
    } catch (PeerloomException e) {
      answer.fail(e);
    }
  }

  @Override
  public void closed(ErrorCode code, String reason) {
    answer.fail(new PeerloomException(code, reason));
  }
}
