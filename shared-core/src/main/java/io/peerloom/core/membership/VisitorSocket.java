package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.function.BiFunction;

/**
 * A socket that a bridge accepted. Its first message decides what it is: a request to join, which
 * is answered once, or a peer's link.
 */
final class VisitorSocket implements TransportEvents {
  private final Env env;
  private final BiFunction<JoinMessage.Join, Owner, Promise<Message>> admission;
  private final Transport transport;
  private final String remoteAddress;
  private final BiFunction<Transport, String, TransportEvents> asLink;
  private final Timer limit;
  private TransportEvents link;
  private boolean answering;

  VisitorSocket(
      Env env,
      BiFunction<JoinMessage.Join, Owner, Promise<Message>> admission,
      Transport transport,
      String remoteAddress,
      BiFunction<Transport, String, TransportEvents> asLink) {
    this.env = env;
    this.admission = admission;
    this.transport = transport;
    this.remoteAddress = remoteAddress;
    this.asLink = asLink;
    limit =
        env.after(
            Link.OPEN_TIMEOUT_MILLIS, () -> transport.close(ErrorCode.TIMEOUT, "said nothing"));
  }

  @Override
  public void opened() {}

  @Override
  public void received(Lane lane, byte[] message) {
    if (link != null) {
      link.received(lane, message);
    } else if (!answering) {
      first(lane, message);
    }
  }

  private void first(Lane lane, byte[] message) {
    Message read;
    try {
      read = OneMessage.read(message);
    } catch (PeerloomException e) {
      VisitorLog.refused(env, remoteAddress, e);
      answering = true;
      end(new LinkMessage.Failure(e.code(), "not understood: " + e.getMessage(), 0));
      return;
    }
    if (read instanceof JoinMessage.Join join) {
      answering = true;
      Promise<Message> answer;
      try {
        answer = admission.apply(join, transport.owner());
      } catch (PeerloomException e) {
        answer = Promise.failed(e);
      }
      answer.then(
          admitted -> {
            env.meter().admission(null);
            end(admitted);
          },
          e -> {
            env.meter().admission(e.code());
            VisitorLog.refused(env, remoteAddress, e);
            end(LinkMessage.Failure.of(e));
          });
    } else {
      limit.cancel();
      link = asLink.apply(transport, remoteAddress);
      link.received(lane, message);
    }
  }

  private void end(Message answer) {
    limit.cancel();
    OneMessage.answer(transport, answer);
  }

  @Override
  public void closed(ErrorCode code, String reason) {
    limit.cancel();
    if (link != null) {
      link.closed(code, reason);
    } else if (!answering) {
      // A bootstrap server that connects and says nothing only finds out whether it can.
      LogLevel level = code == ErrorCode.CLOSED ? LogLevel.DEBUG : LogLevel.INFO;
      VisitorLog.gone(env, level, remoteAddress, code, reason);
    }
  }
}
