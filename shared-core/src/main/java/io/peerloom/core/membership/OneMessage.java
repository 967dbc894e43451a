package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.connection.Frames;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import java.util.List;

/** Sends and reads single messages outside of links, as the bootstrap conversation does. */
final class OneMessage {
  private OneMessage() {}

  static void send(Transport transport, Message message) {
    List<byte[]> frames = Frames.cut(Lane.CONTROL, MessageCodec.encode(message));
    transport.send(Lane.CONTROL, Bytes.concat(frames.toArray(new byte[0][])));
  }

  /** Sends the only answer of a conversation and ends it, after a failure with its code. */
  static void answer(Transport transport, Message answer) {
    send(transport, answer);
    if (answer instanceof LinkMessage.Failure failure) {
      transport.close(failure.code(), failure.reason());
    } else {
      transport.close(ErrorCode.CLOSED, "answered");
    }
  }

  /** The only message in a transport message; INVALID_REQUEST when it holds anything else. */
  static Message read(byte[] transportMessage) {
    List<byte[]> messages = new Frames().take(transportMessage);
    if (messages.size() != 1) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, messages.size() + " messages, not one");
    }
    return MessageCodec.decode(messages.get(0));
  }
}
