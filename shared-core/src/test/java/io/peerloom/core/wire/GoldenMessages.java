package io.peerloom.core.wire;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import java.util.List;
import java.util.stream.Stream;

/** One message of each type, every field with a value of its own. */
final class GoldenMessages {
  private GoldenMessages() {}

  private static final List<ContactInfo> CONTACTS = List.of(contact(1), page(2));
  private static final HolderSet HOLDERS =
      new HolderSet(9, 8, List.of(id(3), id(4)), List.of(id(5)));
  private static final RoutingMessage.Route ROUTE =
      new RoutingMessage.Route(id(6), bytes(8, 7), 6, bytes(5, 8));

  static List<Message> all() {
    return Stream.of(
            linkMessages(),
            relayMessages(),
            routingMessages(),
            dataMessages(),
            topicMessages(),
            joinMessages())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Message> linkMessages() {
    return List.of(
        new LinkMessage.Hello(
            1, 2, bytes(32, 1), bytes(65, 2), bytes(16, 3), "ws://node/1", names(), 1),
        new LinkMessage.HelloAnswer(1, bytes(65, 4), bytes(16, 5), bytes(7, 6), names(), 1),
        new LinkMessage.HelloProof(bytes(7, 7)),
        new LinkMessage.Ready(),
        new LinkMessage.Goodbye(ErrorCode.CLOSED, "page hidden"),
        new LinkMessage.Ping(70_000),
        new LinkMessage.Pong(70_000, 1_700_000_000_000L, 1_700_000_000_001L, true),
        new LinkMessage.Presence(false),
        new LinkMessage.Credit(65_536),
        new LinkMessage.Request(300, 3_000, new RoutingMessage.AskLinks()),
        new LinkMessage.Response(300, new LinkMessage.Done()),
        new LinkMessage.Failure(ErrorCode.RATE_LIMITED, "too many", 40),
        new LinkMessage.Done(),
        new LinkMessage.Direct(MessageType.DIRECT, bytes(12, 8), bytes(20, 9)),
        new LinkMessage.Direct(MessageType.STREAM, bytes(12, 8), bytes(20, 9)));
  }

  private static List<Message> relayMessages() {
    return List.of(
        new RelayMessage.RelayFrame(300, true, true, bytes(6, 60)),
        new RelayMessage.RelayEnd(300, false, ErrorCode.UNREACHABLE),
        new RelayMessage.OpenRelay(id(61)),
        new RelayMessage.RelayOpened(300),
        new RelayMessage.AcceptRelay(300, id(62)),
        new RelayMessage.AskRelays(),
        new RelayMessage.Relays(List.of(new RelayMessage.Reach(CONTACTS.get(0), 25))));
  }

  private static List<Message> routingMessages() {
    return List.of(
        new RoutingMessage.FindNode(bytes(32, 10), bytes(8, 11), 6, true, 8),
        new RoutingMessage.Found(CONTACTS, false, 1),
        ROUTE,
        new RoutingMessage.Routed(bytes(6, 12)),
        new RoutingMessage.Announce(CONTACTS),
        new RoutingMessage.Signal(RoutingMessage.Signal.COMPLETE_OFFER, bytes(8, 13), "v=0"),
        new RoutingMessage.InviteDial("wss://node/2"),
        new RoutingMessage.AskLinks(),
        new RoutingMessage.Links(0x0123_4567_89ab_cdefL));
  }

  private static List<Message> dataMessages() {
    return List.of(
        new DataMessage.Store(bytes(6, 14), 1L << 41, HOLDERS, bytes(8, 15)),
        new DataMessage.Stored(bytes(6, 16)),
        new DataMessage.Fetch(key(17), bytes(8, 59)),
        new DataMessage.Records(List.of(bytes(6, 18), bytes(3, 19))),
        new DataMessage.Offer(List.of(new DataMessage.Held(bytes(40, 20), 4, 5, bytes(16, 21)))),
        new DataMessage.Pull(List.of(bytes(40, 22))),
        new DataMessage.Copies(
            List.of(new DataMessage.Copy(bytes(6, 23), 3, HolderSet.NONE, 1_700_000_600_000L))),
        new DataMessage.Prepare(bytes(40, 24), 7, 1L << 40),
        new DataMessage.Prepared(
            6, 5, 7, 4, 1_700_000_600_000L, HOLDERS, bytes(6, 25), true, bytes(8, 26)));
  }

  private static List<Message> topicMessages() {
    return List.of(
        new TopicProtocol.Append(key(27), List.of(bytes(6, 28))),
        new TopicProtocol.Subscribe(key(29), bytes(6, 30), true),
        new TopicProtocol.AskDigest(key(31), new TopicProtocol.SpanRange(100, 200)),
        new TopicProtocol.Digest(
            List.of(
                new TopicProtocol.SpanDigest(1, 6, bytes(16, 32)),
                new TopicProtocol.SpanDigest(0, 112, bytes(16, 33)))),
        new TopicProtocol.AskItems(
            key(34), new TopicProtocol.SpanRange(100, 200), bytes(16, 35), 65_536),
        new TopicProtocol.Items(List.of(bytes(6, 36)), true),
        new TopicProtocol.Push(key(37), List.of(bytes(6, 38))),
        new TopicProtocol.Unsubscribe(key(39), 1_700_000_000_000L),
        new TopicProtocol.Replicate(key(40), List.of(bytes(6, 41))),
        new TopicProtocol.AskIds(key(42), 100, bytes(16, 43), 4_096),
        new TopicProtocol.Ids(List.of(bytes(16, 44)), false),
        new TopicProtocol.AskChosen(key(45), 100, List.of(bytes(16, 46)), 65_536),
        new PresenceMessage.Attend(key(47), bytes(6, 48), PresenceMessage.Attend.FOLLOWS),
        new PresenceMessage.Attendees(
            key(49), List.of(bytes(32, 52)), List.of(bytes(6, 50)), List.of(bytes(16, 51)), true));
  }

  private static List<Message> joinMessages() {
    return List.of(
        new JoinMessage.Join(bytes(6, 47), ROUTE, bytes(6, 53)),
        new JoinMessage.Admission(
            bytes(65, 48),
            bytes(6, 49),
            bytes(6, 50),
            1_700_000_000_000L,
            contact(51),
            CONTACTS,
            bytes(6, 52),
            new IceServers(
                List.of("stun:h:3478", "turn:h:3478"), "1700000000:aa", "secret", 86_400)),
        new JoinMessage.UsedInvitations(List.of(bytes(40, 54))),
        new JoinMessage.Revoke(bytes(32, 56), List.of(bytes(6, 57))),
        new JoinMessage.AskRevocations(bytes(16, 58)),
        new JoinMessage.AskMember(bytes(65, 62)),
        new JoinMessage.Member(bytes(6, 63)));
  }

  private static ContactInfo contact(int seed) {
    return new ContactInfo(id(seed), PeerKind.NODE, true, List.of("wss://node/1", "wss://n/1"));
  }

  private static ContactInfo page(int seed) {
    return new ContactInfo(id(seed), PeerKind.BROWSER, false, List.of());
  }

  private static List<byte[]> names() {
    return List.of(bytes(8, 60), bytes(8, 61));
  }

  private static NodeId id(int seed) {
    return new NodeId(bytes(32, seed));
  }

  private static Key key(int seed) {
    return new Key(bytes(32, seed));
  }

  /** So many bytes, counting up from one that tells them from others. */
  private static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (4 * seed + i);
    }
    return bytes;
  }
}
