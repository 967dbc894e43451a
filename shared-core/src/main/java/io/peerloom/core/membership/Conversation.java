package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage.Failure;
import io.peerloom.core.wire.Message;

/** Connects, sends one request, receives one answer, disconnects (R11.1, R11.2). */
final class Conversation implements TransportEvents {
  private final Message question;
  private final Promise<Message> answer = new Promise<>();
  private Transport transport;
  private boolean open;

  private Conversation(Message question) {
    this.question = question;
  }

  /**
   * Asks for an admission: fulfilled with it or with the Failure that the other side sent. Fails
   * where there is no answer within the time, and with UNSUPPORTED where the other side speaks
   * another protocol. Whoever completes the promise first hangs up.
   *
   * @param question null to find out only whether the other side accepts the connection; then it is
   *     fulfilled with null
   */
  static Promise<Message> ask(
      Env env, WebSocketPort port, String url, Message question, int timeoutMillis) {
    Conversation conversation = new Conversation(question);
    Promise<Message> answer = conversation.answer;
    conversation.transport = port.dial(url, conversation);
    answer.orTimeout(env, timeoutMillis, "no answer");
    answer.then(
        message -> conversation.transport.close(ErrorCode.CLOSED, "answered"),
        e -> conversation.transport.close(e.code(), e.getMessage()));
    return answer;
  }

  @Override
  public void opened() {
    open = true;
    if (question == null) {
      answer.complete(null);
    } else {
      OneMessage.send(transport, question);
    }
  }

  @Override
  public void received(Lane lane, byte[] bytes) {
    Message message;
    try {
      message = OneMessage.read(bytes);
    } catch (PeerloomException e) {
      answer.fail(foreign(e.getMessage()));
      return;
    }
    if (message instanceof JoinMessage.Admission || message instanceof Failure) {
      answer.complete(message);
    } else {
      answer.fail(foreign("message " + message.number()));
    }
  }

  private static PeerloomException foreign(String what) {
    return new PeerloomException(ErrorCode.UNSUPPORTED, "something else answers: " + what);
  }

  @Override
  public void closed(ErrorCode code, String reason) {
    answer.fail(
        open && code == ErrorCode.INVALID_REQUEST
            ? foreign(reason)
            : new PeerloomException(code, reason));
  }
}
