package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;

/** The one place where messages become bytes and bytes become messages. */
public final class MessageCodec {
  /** The most bytes of one message, before it is cut into frames. */
  public static final int MAX_MESSAGE_BYTES = 640 * 1024;

  private static final int MAX_DEPTH = 3;

  private MessageCodec() {}

  /** The message as bytes. */
  public static byte[] encode(Message message) {
    CborWriter out = new CborWriter();
    write(out, message);
    return out.toBytes();
  }

  /**
   * Reads one message that fills the array.
   *
   * @throws PeerloomException INVALID_REQUEST when it is malformed; an unknown number is no failure
   *     but {@link LinkMessage.Unknown}
   */
  public static Message decode(byte[] encoded) {
    if (encoded.length > MAX_MESSAGE_BYTES) {
      throw new PeerloomException(ErrorCode.TOO_LARGE, "message of " + encoded.length);
    }
    CborReader in = new CborReader(encoded);
    Message message = read(in, 0);
    in.end();
    return message;
  }

  static void write(CborWriter out, Message message) {
    out.array(1 + message.fields()).uint(message.number());
    message.write(out);
  }

  static Message read(CborReader in, int depth) {
    if (depth == MAX_DEPTH) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "messages nested too deep");
    }
    int count = in.array(1);
    int number = in.uint(65535);
    Message message = body(in, number, count - 1, depth + 1);
    if (message == null) {
      in.rest(count, 1);
      return new LinkMessage.Unknown(number);
    }
    if (count < 1 + message.fields()) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "fields missing in " + number);
    }
    in.rest(count, 1 + message.fields());
    return message;
  }

  private static Message body(CborReader in, int number, int fields, int depth) {
    return switch (number) {
      case 1 -> LinkMessage.Hello.read(in);
      case 2 -> LinkMessage.HelloAnswer.read(in);
      case 3 -> LinkMessage.HelloProof.read(in);
      case 4 -> new LinkMessage.Ready();
      case 5 -> LinkMessage.Goodbye.read(in);
      case 6 -> LinkMessage.Ping.read(in);
      case 7 -> LinkMessage.Pong.read(in);
      case 8 -> LinkMessage.Presence.read(in);
      case 9 -> LinkMessage.Credit.read(in);
      case 10 -> LinkMessage.Request.read(in, depth);
      case 11 -> LinkMessage.Response.read(in, depth);
      case 12 -> LinkMessage.Failure.read(in);
      case 13 -> new LinkMessage.Done();
      case 14 -> LinkMessage.Direct.read(in);
      case 20 -> RoutingMessage.FindNode.read(in);
      case 21 -> RoutingMessage.Found.read(in);
      case 22 -> RoutingMessage.Route.read(in);
      case 23 -> RoutingMessage.Routed.read(in);
      case 24 -> RoutingMessage.Announce.read(in);
      case 26 -> RoutingMessage.Signal.read(in);
      case 27 -> RoutingMessage.InviteDial.read(in);
      case 28 -> new RoutingMessage.AskLinks();
      case 29 -> RoutingMessage.Links.read(in);
      case 30 -> DataMessage.Store.read(in);
      case 31 -> DataMessage.Stored.read(in);
      case 32 -> DataMessage.Fetch.read(in);
      case 33 -> DataMessage.Records.read(in);
      case 34 -> DataMessage.Offer.read(in);
      case 35 -> DataMessage.Pull.read(in);
      case 36 -> DataMessage.Copies.read(in);
      case 37 -> DataMessage.Prepare.read(in);
      case 38 -> DataMessage.Prepared.read(in);
      case 40 -> TopicProtocol.Append.read(in);
      case 41 -> TopicProtocol.Subscribe.read(in);
      case 42 -> TopicProtocol.AskDigest.read(in);
      case 43 -> TopicProtocol.Digest.read(in);
      case 44 -> TopicProtocol.AskItems.read(in);
      case 45 -> TopicProtocol.Items.read(in);
      case 46 -> TopicProtocol.Push.read(in);
      case 47 -> TopicProtocol.Unsubscribe.read(in);
      case 48 -> TopicProtocol.Replicate.read(in);
      case 50 -> JoinMessage.Join.read(in, fields);
      case 51 -> JoinMessage.Admission.read(in, fields);
      case 60 -> TopicProtocol.AskIds.read(in);
      case 61 -> TopicProtocol.Ids.read(in);
      case 62 -> TopicProtocol.AskChosen.read(in);
      default -> null;
    };
  }
}
