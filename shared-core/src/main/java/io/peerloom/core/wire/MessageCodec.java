package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;

/** Encodes and decodes messages; the only place that does. */
public final class MessageCodec {
  /** The most bytes of one message, before it is cut into frames. */
  public static final int MAX_MESSAGE_BYTES = 640 * 1024;

  private static final int MAX_DEPTH = 3;

  private MessageCodec() {}

  /** Encodes a message. */
  public static byte[] encode(Message message) {
    CborWriter out = new CborWriter();
    write(out, message);
    return out.toBytes();
  }

  /**
   * Decodes one message that fills the array.
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
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
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
      case MessageType.HELLO -> LinkMessage.Hello.read(in);
      case MessageType.HELLO_ANSWER -> LinkMessage.HelloAnswer.read(in);
      case MessageType.HELLO_PROOF -> LinkMessage.HelloProof.read(in);
      case MessageType.READY -> new LinkMessage.Ready();
      case MessageType.GOODBYE -> LinkMessage.Goodbye.read(in);
      case MessageType.PING -> LinkMessage.Ping.read(in);
      case MessageType.PONG -> LinkMessage.Pong.read(in);
      case MessageType.PRESENCE -> LinkMessage.Presence.read(in);
      case MessageType.CREDIT -> LinkMessage.Credit.read(in);
      case MessageType.REQUEST -> LinkMessage.Request.read(in, depth);
      case MessageType.RESPONSE -> LinkMessage.Response.read(in, depth);
      case MessageType.FAILURE -> LinkMessage.Failure.read(in);
      case MessageType.DONE -> new LinkMessage.Done();
      case MessageType.DIRECT, MessageType.STREAM -> LinkMessage.Direct.read(number, in);
      case MessageType.RELAY_FRAME -> RelayMessage.RelayFrame.read(in);
      case MessageType.RELAY_END -> RelayMessage.RelayEnd.read(in);
      case MessageType.OPEN_RELAY -> RelayMessage.OpenRelay.read(in);
      case MessageType.RELAY_OPENED -> RelayMessage.RelayOpened.read(in);
      case MessageType.ACCEPT_RELAY -> RelayMessage.AcceptRelay.read(in);
      case MessageType.ASK_RELAYS -> new RelayMessage.AskRelays();
      case MessageType.RELAYS -> RelayMessage.Relays.read(in);
      case MessageType.FIND_NODE -> RoutingMessage.FindNode.read(in);
      case MessageType.FOUND -> RoutingMessage.Found.read(in);
      case MessageType.ROUTE -> RoutingMessage.Route.read(in);
      case MessageType.ROUTED -> RoutingMessage.Routed.read(in);
      case MessageType.ANNOUNCE -> RoutingMessage.Announce.read(in);
      case MessageType.SIGNAL -> RoutingMessage.Signal.read(in);
      case MessageType.INVITE_DIAL -> RoutingMessage.InviteDial.read(in);
      case MessageType.ASK_LINKS -> new RoutingMessage.AskLinks();
      case MessageType.LINKS -> RoutingMessage.Links.read(in);
      case MessageType.STORE -> DataMessage.Store.read(in, fields);
      case MessageType.STORED -> DataMessage.Stored.read(in);
      case MessageType.FETCH -> DataMessage.Fetch.read(in);
      case MessageType.RECORDS -> DataMessage.Records.read(in);
      case MessageType.OFFER -> DataMessage.Offer.read(in);
      case MessageType.PULL -> DataMessage.Pull.read(in);
      case MessageType.COPIES -> DataMessage.Copies.read(in);
      case MessageType.PREPARE -> DataMessage.Prepare.read(in);
      case MessageType.PREPARED -> DataMessage.Prepared.read(in);
      case MessageType.APPEND -> TopicProtocol.Append.read(in, fields);
      case MessageType.SUBSCRIBE -> TopicProtocol.Subscribe.read(in);
      case MessageType.ASK_DIGEST -> TopicProtocol.AskDigest.read(in);
      case MessageType.DIGEST -> TopicProtocol.Digest.read(in);
      case MessageType.ASK_ITEMS -> TopicProtocol.AskItems.read(in);
      case MessageType.ITEMS -> TopicProtocol.Items.read(in);
      case MessageType.PUSH -> TopicProtocol.Push.read(in);
      case MessageType.UNSUBSCRIBE -> TopicProtocol.Unsubscribe.read(in);
      case MessageType.REPLICATE -> TopicProtocol.Replicate.read(in);
      case MessageType.JOIN -> JoinMessage.Join.read(in, fields);
      case MessageType.ADMISSION -> JoinMessage.Admission.read(in, fields);
      case MessageType.USED_INVITATIONS -> JoinMessage.UsedInvitations.read(in);
      case MessageType.REVOKE -> JoinMessage.Revoke.read(in);
      case MessageType.ASK_REVOCATIONS -> JoinMessage.AskRevocations.read(in);
      case MessageType.ASK_MEMBER -> JoinMessage.AskMember.read(in);
      case MessageType.MEMBER -> JoinMessage.Member.read(in);
      case MessageType.ASK_IDS -> TopicProtocol.AskIds.read(in);
      case MessageType.IDS -> TopicProtocol.Ids.read(in);
      case MessageType.ASK_CHOSEN -> TopicProtocol.AskChosen.read(in);
      case MessageType.ATTEND -> PresenceMessage.Attend.read(in);
      case MessageType.ATTENDEES -> PresenceMessage.Attendees.read(in);
      default -> null;
    };
  }
}
