package io.peerloom.core.wire;

/**
 * The numbers of the messages; each is the first element of a message's CBOR array. A number is
 * never given to another message; {@code docs/PROTOCOL.md} lists the fields.
 *
 * <p>To add a message: its number and name here; its record in the interface of its layer ({@link
 * DataMessage}, {@link TopicProtocol}, …); its line in {@link MessageCodec}; a row in {@code
 * docs/PROTOCOL.md}; a sample in each of the tests {@code Messages} and {@code GoldenMessages}, and
 * its frame in {@code golden-frames.txt} (written by {@code GoldenFramesTest}); for a request also
 * the {@code register} method of the service that answers it, and {@code AnswersPropertyTest}.
 * Plain constants instead of an enum, because pages pay for the names of an enum's constants.
 */
public final class MessageType {
  /** Above every number in use; to be raised when one needs it. */
  public static final int COUNT = 64;

  // One connection: handshake, liveness, requests.
  public static final int HELLO = 1;
  public static final int HELLO_ANSWER = 2;
  public static final int HELLO_PROOF = 3;
  public static final int READY = 4;
  public static final int GOODBYE = 5;
  public static final int PING = 6;
  public static final int PONG = 7;
  public static final int PRESENCE = 8;
  public static final int CREDIT = 9;
  public static final int REQUEST = 10;
  public static final int RESPONSE = 11;
  public static final int FAILURE = 12;
  public static final int DONE = 13;
  public static final int DIRECT = 14;
  public static final int STREAM = 25;

  // Relayed links.
  public static final int RELAY_FRAME = 15;
  public static final int RELAY_END = 16;
  public static final int OPEN_RELAY = 17;
  public static final int RELAY_OPENED = 18;
  public static final int ACCEPT_RELAY = 19;
  public static final int ASK_RELAYS = 57;
  public static final int RELAYS = 58;

  // Lookups, routed requests, signalling.
  public static final int FIND_NODE = 20;
  public static final int FOUND = 21;
  public static final int ROUTE = 22;
  public static final int ROUTED = 23;
  public static final int ANNOUNCE = 24;
  public static final int SIGNAL = 26;
  public static final int INVITE_DIAL = 27;
  public static final int ASK_LINKS = 28;
  public static final int LINKS = 29;

  // Records.
  public static final int STORE = 30;
  public static final int STORED = 31;
  public static final int FETCH = 32;
  public static final int RECORDS = 33;
  public static final int OFFER = 34;
  public static final int PULL = 35;
  public static final int COPIES = 36;
  public static final int PREPARE = 37;
  public static final int PREPARED = 38;

  // Topics.
  public static final int APPEND = 40;
  public static final int SUBSCRIBE = 41;
  public static final int ASK_DIGEST = 42;
  public static final int DIGEST = 43;
  public static final int ASK_ITEMS = 44;
  public static final int ITEMS = 45;
  public static final int PUSH = 46;
  public static final int UNSUBSCRIBE = 47;
  public static final int REPLICATE = 48;
  public static final int ASK_IDS = 60;
  public static final int IDS = 61;
  public static final int ASK_CHOSEN = 62;
  public static final int ATTEND = 49;
  public static final int ATTENDEES = 59;

  // Joining.
  public static final int JOIN = 50;
  public static final int ADMISSION = 51;
  public static final int USED_INVITATIONS = 52;
  public static final int REVOKE = 53;
  public static final int ASK_REVOCATIONS = 54;
  public static final int ASK_MEMBER = 55;
  public static final int MEMBER = 56;

  private MessageType() {}

  /** The name of a message as {@code docs/PROTOCOL.md} writes it; for reports. */
  public static String nameOf(int type) {
    return switch (type) {
      case HELLO -> "Hello";
      case HELLO_ANSWER -> "HelloAnswer";
      case HELLO_PROOF -> "HelloProof";
      case READY -> "Ready";
      case GOODBYE -> "Goodbye";
      case PING -> "Ping";
      case PONG -> "Pong";
      case PRESENCE -> "Presence";
      case CREDIT -> "Credit";
      case REQUEST -> "Request";
      case RESPONSE -> "Response";
      case FAILURE -> "Failure";
      case DONE -> "Done";
      case DIRECT -> "Direct";
      case STREAM -> "Stream";
      case RELAY_FRAME -> "RelayFrame";
      case RELAY_END -> "RelayEnd";
      case OPEN_RELAY -> "OpenRelay";
      case RELAY_OPENED -> "RelayOpened";
      case ACCEPT_RELAY -> "AcceptRelay";
      case ASK_RELAYS -> "AskRelays";
      case RELAYS -> "Relays";
      case FIND_NODE -> "FindNode";
      case FOUND -> "Found";
      case ROUTE -> "Route";
      case ROUTED -> "Routed";
      case ANNOUNCE -> "Announce";
      case SIGNAL -> "Signal";
      case INVITE_DIAL -> "InviteDial";
      case ASK_LINKS -> "AskLinks";
      case LINKS -> "Links";
      case STORE -> "Store";
      case STORED -> "Stored";
      case FETCH -> "Fetch";
      case RECORDS -> "Records";
      case OFFER -> "Offer";
      case PULL -> "Pull";
      case COPIES -> "Copies";
      case PREPARE -> "Prepare";
      case PREPARED -> "Prepared";
      case APPEND -> "Append";
      case SUBSCRIBE -> "Subscribe";
      case ASK_DIGEST -> "AskDigest";
      case DIGEST -> "Digest";
      case ASK_ITEMS -> "AskItems";
      case ITEMS -> "Items";
      case PUSH -> "Push";
      case UNSUBSCRIBE -> "Unsubscribe";
      case REPLICATE -> "Replicate";
      case JOIN -> "Join";
      case ADMISSION -> "Admission";
      case USED_INVITATIONS -> "UsedInvitations";
      case REVOKE -> "Revoke";
      case ASK_REVOCATIONS -> "AskRevocations";
      case ASK_MEMBER -> "AskMember";
      case MEMBER -> "Member";
      case ASK_IDS -> "AskIds";
      case IDS -> "Ids";
      case ASK_CHOSEN -> "AskChosen";
      case ATTEND -> "Attend";
      case ATTENDEES -> "Attendees";
      default -> "message " + type;
    };
  }
}
