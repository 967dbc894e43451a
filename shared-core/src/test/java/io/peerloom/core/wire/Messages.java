package io.peerloom.core.wire;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.crypto.EnvelopeCompression;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** One generator for each message there is, within the bounds of the protocol. */
final class Messages {
  private Messages() {}

  /** All messages but those that hold another. */
  static List<Arbitrary<Message>> plain() {
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

  private static List<Arbitrary<Message>> linkMessages() {
    return List.of(
        hello(),
        Combinators.combine(numbers(65535), bytes(65), bytes(16), upTo(600), names(), numbers(1))
            .as(LinkMessage.HelloAnswer::new),
        upTo(600).map(LinkMessage.HelloProof::new),
        Arbitraries.just(new LinkMessage.Ready()),
        Combinators.combine(codes(), texts(60)).as(LinkMessage.Goodbye::new),
        numbers(Integer.MAX_VALUE).map(LinkMessage.Ping::new),
        Combinators.combine(numbers(Integer.MAX_VALUE), longs(), longs(), flags())
            .as(LinkMessage.Pong::new),
        flags().map(LinkMessage.Presence::new),
        numbers(1 << 24).map(LinkMessage.Credit::new),
        Combinators.combine(codes(), texts(60), numbers(Integer.MAX_VALUE))
            .as(LinkMessage.Failure::new),
        Arbitraries.just(new LinkMessage.Done()),
        direct(MessageType.DIRECT),
        direct(MessageType.STREAM));
  }

  private static Arbitrary<Message> direct(int type) {
    return Combinators.combine(bytes(12), upTo(900))
        .as((nonce, ciphertext) -> new LinkMessage.Direct(type, nonce, ciphertext));
  }

  private static List<Arbitrary<Message>> relayMessages() {
    Arbitrary<Integer> channels = numbers(Integer.MAX_VALUE);
    Arbitrary<NodeId> ids = bytes(32).map(NodeId::new);
    return List.of(
        Combinators.combine(channels, flags(), flags(), upTo(900)).as(RelayMessage.RelayFrame::new),
        Combinators.combine(channels, flags(), codes()).as(RelayMessage.RelayEnd::new),
        ids.map(RelayMessage.OpenRelay::new),
        channels.map(RelayMessage.RelayOpened::new),
        Combinators.combine(channels, ids).as(RelayMessage.AcceptRelay::new),
        Arbitraries.just(new RelayMessage.AskRelays()),
        Combinators.combine(contacts(), numbers(RelayMessage.Reach.UNKNOWN_MILLIS))
            .as(
                (contacts, millis) ->
                    new RelayMessage.Relays(
                        contacts.stream()
                            .limit(RelayMessage.MAX_RELAYS)
                            .map(relay -> new RelayMessage.Reach(relay, millis))
                            .toList())));
  }

  private static List<Arbitrary<Message>> routingMessages() {
    return List.of(
        Combinators.combine(bytes(32), bytes(8), numbers(6), flags(), numbers(8))
            .as(RoutingMessage.FindNode::new),
        Combinators.combine(contacts(), flags(), numbers(8)).as(RoutingMessage.Found::new),
        routes().map(route -> route),
        upTo(900).map(RoutingMessage.Routed::new),
        contacts().map(RoutingMessage.Announce::new),
        Combinators.combine(numbers(4).map(step -> step + 1), bytes(8), texts(600))
            .as(RoutingMessage.Signal::new),
        texts(60).map(RoutingMessage.InviteDial::new),
        Arbitraries.just(new RoutingMessage.AskLinks()),
        longs().map(RoutingMessage.Links::new));
  }

  private static List<Arbitrary<Message>> dataMessages() {
    return List.of(
        Combinators.combine(upTo(900), longs(), holderSets(), upTo(8)).as(DataMessage.Store::new),
        upTo(512).map(DataMessage.Stored::new),
        keys().map(DataMessage.Fetch::new),
        upTo(200).list().ofMaxSize(8).map(DataMessage.Records::new),
        Combinators.combine(bytes(40), longs(), longs(), bytes(16))
            .as(DataMessage.Held::new)
            .list()
            .ofMaxSize(DataMessage.MAX_OFFERED)
            .map(DataMessage.Offer::new),
        bytes(40).list().ofMaxSize(8).map(DataMessage.Pull::new),
        Combinators.combine(upTo(200), longs(), holderSets(), longs())
            .as(DataMessage.Copy::new)
            .list()
            .ofMaxSize(8)
            .map(DataMessage.Copies::new),
        Combinators.combine(bytes(40), longs(), longs()).as(DataMessage.Prepare::new),
        Combinators.combine(
                Combinators.combine(longs(), longs(), longs(), longs(), longs()).as(Numbers::new),
                holderSets(),
                upTo(900),
                flags(),
                upTo(8))
            .as(
                (numbers, set, record, recorded, digest) ->
                    new DataMessage.Prepared(
                        numbers.a, numbers.b, numbers.c, numbers.d, numbers.e, set, record,
                        recorded, digest)));
  }

  private static List<Arbitrary<Message>> topicMessages() {
    return List.of(
        Combinators.combine(keys(), items()).as(TopicProtocol.Append::new),
        Combinators.combine(keys(), upTo(900)).as(TopicProtocol.Subscribe::new),
        Combinators.combine(keys(), ranges()).as(TopicProtocol.AskDigest::new),
        Combinators.combine(numbers(TopicProtocol.SpanDigest.MAX_LEVEL), longs(), bytes(16))
            .as((level, number, id) -> span(level, number, id))
            .list()
            .ofMaxSize(30)
            .map(Messages::digest),
        Combinators.combine(keys(), ranges(), bytes(16), numbers(TopicProtocol.MAX_ANSWER_BYTES))
            .as(TopicProtocol.AskItems::new),
        Combinators.combine(items(), flags()).as(TopicProtocol.Items::new),
        Combinators.combine(keys(), items()).as(TopicProtocol.Push::new),
        Combinators.combine(keys(), longs()).as(TopicProtocol.Unsubscribe::new),
        Combinators.combine(keys(), items()).as(TopicProtocol.Replicate::new),
        Combinators.combine(keys(), longs(), bytes(16), numbers(TopicProtocol.MAX_IDS))
            .as(TopicProtocol.AskIds::new),
        Combinators.combine(itemIds(), flags()).as(TopicProtocol.Ids::new),
        Combinators.combine(keys(), longs(), itemIds(), numbers(TopicProtocol.MAX_ANSWER_BYTES))
            .as(TopicProtocol.AskChosen::new),
        Combinators.combine(keys(), upTo(900), numbers(PresenceMessage.Attend.LEAVES))
            .as(PresenceMessage.Attend::new),
        Combinators.combine(keys(), bytes(32), items(), itemIds(), flags())
            .as(
                (key, id, entries, lost, more) ->
                    new PresenceMessage.Attendees(
                        key, Collections.nCopies(entries.size(), id), entries, lost, more)));
  }

  private static List<Arbitrary<Message>> joinMessages() {
    return List.of(
        Combinators.combine(upTo(900), routes(), upTo(200)).as(JoinMessage.Join::new),
        Combinators.combine(
                bytes(65),
                upTo(900),
                upTo(512),
                longs(),
                contact(),
                contacts(),
                upTo(900).filter(answer -> answer.length > 0),
                iceServers())
            .as(JoinMessage.Admission::new),
        bytes(40).list().ofMaxSize(8).map(JoinMessage.UsedInvitations::new),
        Combinators.combine(upTo(32), upTo(900).list().ofMaxSize(8)).as(JoinMessage.Revoke::new),
        upTo(16).map(JoinMessage.AskRevocations::new),
        bytes(65).map(JoinMessage.AskMember::new),
        upTo(900).map(JoinMessage.Member::new));
  }

  private static Arbitrary<IceServers> iceServers() {
    Arbitrary<String> texts = Arbitraries.strings().alpha().ofMaxLength(80);
    return Combinators.combine(
            texts.list().ofMaxSize(IceServers.MAX_URLS), texts, texts, numbers(Integer.MAX_VALUE))
        .as(IceServers::new);
  }

  /** Any message, requests and answers around others included. */
  static Arbitrary<Message> any() {
    Arbitrary<Message> inner = Arbitraries.oneOf(plain());
    Arbitrary<Message> request =
        Combinators.combine(numbers(Integer.MAX_VALUE), numbers(60_000), inner)
            .as(LinkMessage.Request::new);
    Arbitrary<Message> response =
        Combinators.combine(numbers(Integer.MAX_VALUE), inner).as(LinkMessage.Response::new);
    return Arbitraries.frequencyOf(Tuple.of(6, inner), Tuple.of(1, request), Tuple.of(1, response));
  }

  private static Arbitrary<RoutingMessage.Route> routes() {
    return Combinators.combine(ids(), bytes(8), numbers(6), upTo(900))
        .as(RoutingMessage.Route::new);
  }

  private static Arbitrary<List<byte[]>> names() {
    return bytes(EnvelopeCompression.ID_BYTES).list().ofMaxSize(EnvelopeCompression.MAX_IDS);
  }

  private static Arbitrary<Message> hello() {
    return Combinators.combine(
            numbers(65535),
            numbers(65535),
            bytes(32),
            bytes(65),
            bytes(16),
            texts(60),
            names(),
            numbers(1))
        .as(LinkMessage.Hello::new);
  }

  private static Arbitrary<HolderSet> holderSets() {
    Arbitrary<List<NodeId>> some = ids().list().ofMaxSize(HolderSet.MAX);
    return Combinators.combine(longs(), longs(), some, some)
        .as(HolderSet::new)
        .map(set -> set.isNone() ? HolderSet.NONE : set);
  }

  private record Numbers(long a, long b, long c, long d, long e) {}

  private static Arbitrary<ContactInfo> contact() {
    return Combinators.combine(
            ids(), Arbitraries.of(PeerKind.values()), flags(), texts(60).list().ofMaxSize(4))
        .as(ContactInfo::new);
  }

  private static Arbitrary<List<ContactInfo>> contacts() {
    return contact().list().ofMaxSize(RoutingMessage.MAX_CONTACTS);
  }

  private static TopicProtocol.SpanDigest span(int level, long number, byte[] digest) {
    return new TopicProtocol.SpanDigest(
        level, TopicProtocol.SpanDigest.numberOf(number, level), digest);
  }

  /** Those of them that go on where the last has ended. */
  private static TopicProtocol.Digest digest(List<TopicProtocol.SpanDigest> spans) {
    List<TopicProtocol.SpanDigest> inOrder = new ArrayList<>();
    long end = -1;
    for (TopicProtocol.SpanDigest span : spans) {
      if (span.range().from() > end) {
        inOrder.add(span);
        end = span.range().to();
      }
    }
    return new TopicProtocol.Digest(inOrder);
  }

  private static Arbitrary<List<byte[]>> itemIds() {
    return bytes(16).list().ofMaxSize(9);
  }

  private static Arbitrary<TopicProtocol.SpanRange> ranges() {
    return Combinators.combine(longs(), longs())
        .as((a, b) -> new TopicProtocol.SpanRange(Math.min(a, b), Math.max(a, b)));
  }

  private static Arbitrary<List<byte[]>> items() {
    return upTo(120).list().ofMaxSize(12);
  }

  private static Arbitrary<NodeId> ids() {
    return bytes(NodeId.BYTES).map(NodeId::new);
  }

  private static Arbitrary<Key> keys() {
    return bytes(Key.BYTES).map(Key::new);
  }

  private static Arbitrary<ErrorCode> codes() {
    return Arbitraries.of(ErrorCode.values());
  }

  private static Arbitrary<Boolean> flags() {
    return Arbitraries.of(true, false);
  }

  private static Arbitrary<Integer> numbers(int most) {
    return Arbitraries.integers().between(0, most);
  }

  private static Arbitrary<Long> longs() {
    return Arbitraries.longs().greaterOrEqual(0);
  }

  private static Arbitrary<byte[]> bytes(int exactly) {
    return Arbitraries.bytes().array(byte[].class).ofSize(exactly);
  }

  private static Arbitrary<byte[]> upTo(int most) {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(most);
  }

  /** Text that has a UTF-8 form, of at most four bytes a character. */
  private static Arbitrary<String> texts(int mostCharacters) {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(mostCharacters)
        .map(text -> Bytes.utf8(Bytes.utf8(text)));
  }
}
