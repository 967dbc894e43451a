package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.PresenceMessage.Attend;
import io.peerloom.core.wire.PresenceMessage.Attendees;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * A server present on a topic beside members that say what a test wants, and its own side as one.
 */
@Label("TopicPresence")
class TopicPresenceTest {
  private static final String ADDRESS = "wss://server.example";
  private static final Key TOPIC = TopicGroup.key(LoneAssembly.NETWORK.hash, "room");
  private static final byte[] STREAM = new byte[TopicItem.STREAM_BYTES];

  private final LoneAssembly server = LoneAssembly.node(1, List.of(ADDRESS));
  private final Identity liar = LoneAssembly.NETWORK.member(PeerKind.NODE);
  private final Identity honest = LoneAssembly.NETWORK.member(PeerKind.NODE);

  /** Is not linked to the server. */
  private final Identity far = LoneAssembly.NETWORK.member(PeerKind.BROWSER);

  private final List<Attend> attended = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();
  private final LoneAssembly.Visitor liarsLink = server.visit(liar, ADDRESS);
  private final LoneAssembly.Visitor honestLink = server.visit(honest, ADDRESS);
  private boolean silent;
  private TopicPresence presence;

  TopicPresenceTest() {
    liarsLink.service = this::answer;
    honestLink.service = this::answer;
    server.env.pass(2_000);
  }

  private Promise<Message> answer(Message request) {
    if (request instanceof Attend attend) {
      attended.add(attend);
      // They know of nobody.
      Attendees none = new Attendees(TOPIC, List.of(), List.of(), List.of(), false);
      if (!silent) {
        server.env.after(1, () -> honestLink.link.request(none, 5_000));
      }
      return Promise.of(new LinkMessage.Done());
    }
    if (request instanceof JoinMessage.AskMember) {
      return Promise.of(new JoinMessage.Member(far.token()));
    }
    return Promise.of(new RoutingMessage.Found(List.of()));
  }

  private void present() {
    Promise<TopicPresence> opened =
        server.present(
            "room",
            new byte[] {0, 7},
            change ->
                changes.add(
                    change.type() + change.state()[1] + (change.hidden() ? " hidden" : "")));
    server.env.pass(2_000);
    assertThat(opened.isDone()).isTrue();
    presence = opened.value();
  }

  private byte[] entry(Identity of, int flags, int state, long at, int ttlSeconds) {
    return entry(of, of.id(), flags, state, at, ttlSeconds);
  }

  private byte[] entry(Identity of, NodeId id, int flags, int state, long at, int ttlSeconds) {
    byte[] content = OtherPeers.content(flags, id, new byte[] {0, (byte) state});
    TopicCipher cipher =
        new TopicCipher(LoneAssembly.NETWORK.crypto, LoneAssembly.NETWORK.hash, "room");
    Key entries = PresenceHolder.entriesOf(LoneAssembly.NETWORK.hash, TOPIC);
    return cipher
        .encrypt(of.keys().identityPublicKey(), STREAM, state, content)
        .flatMap(
            encrypted ->
                TopicItem.sign(
                    server.authority, of, entries, STREAM, state, 0, at, ttlSeconds, encrypted))
        .value()
        .encoded();
  }

  private byte[] entry(Identity of, int flags, int state) {
    return entry(of, flags, state, server.env.wallMillis(), TopicPresence.LASTS_SECONDS);
  }

  private static Bytes idOf(byte[] entry) {
    return TopicItem.decode(LoneAssembly.NETWORK.hash, entry).id();
  }

  /** Whose link an honest member had the entry from. */
  private NodeId idIn(byte[] entry) {
    Bytes key = Bytes.wrap(TopicItem.decode(LoneAssembly.NETWORK.hash, entry).identityKey());
    for (Identity each : List.of(liar, honest, far)) {
      if (key.equals(Bytes.wrap(each.keys().identityPublicKey()))) {
        return each.id();
      }
    }
    throw new AssertionError("somebody else's");
  }

  private Promise<Message> tell(LoneAssembly.Visitor by, List<byte[]> entries, Bytes... lost) {
    List<byte[]> ids = new ArrayList<>();
    for (Bytes id : lost) {
      ids.add(id.array());
    }
    List<byte[]> brought = new ArrayList<>();
    for (byte[] each : entries) {
      brought.add(idIn(each).bytes());
    }
    Promise<Message> told =
        by.link.request(new Attendees(TOPIC, brought, entries, ids, false), 5_000);
    server.env.pass(1_000);
    assertThat(told.isDone()).isTrue();
    return told;
  }

  private void assertRefused(Attend attend, LoneAssembly.Visitor by, ErrorCode code) {
    Promise<Message> answer = by.link.request(attend, 5_000);
    server.env.pass(1_000);
    assertThat(answer.failure().code()).isEqualTo(code);
  }

  @Example
  void whatMembersTellIsListed() {
    present();
    assertThat(attended).as("at both other members").hasSize(2);
    byte[] first = entry(far, 0, 1);
    tell(honestLink, List.of(first));
    server.env.pass(10);
    tell(liarsLink, List.of(first, entry(far, 1, 2)));
    tell(honestLink, List.of(first));
    assertThat(changes).containsExactly("join1", "update2 hidden");
    server.env.pass(10);
    byte[] renewed = entry(far, 1, 2);
    tell(honestLink, List.of(renewed));
    tell(honestLink, List.of(entry(far, 2, 3)));
    tell(liarsLink, List.of(renewed));
    assertThat(changes)
        .as("an earlier entry")
        .containsExactly("join1", "update2 hidden", "leave2 hidden");
    assertThat(presence.others()).isEmpty();
  }

  /** Fails if one lying member can make somebody vanish whom another one lists. */
  @Example
  void whoOneMemberSaysIsGoneStaysWhereAnotherListsIt() {
    TopicPresenceTest room = whereBothOthersAreAsked();
    for (int state = 1; state < 4; state++) {
      byte[] renewed = room.entry(room.far, 0, 1);
      room.tell(room.honestLink, List.of(renewed));
      room.tell(room.liarsLink, List.of(renewed), idOf(renewed));
      room.server.env.pass(10);
    }
    assertThat(room.changes).containsExactly("join1");
    byte[] last = room.entry(room.far, 0, 1);
    room.tell(room.liarsLink, List.of(last), idOf(last));
    room.tell(room.honestLink, List.of(last));
    assertThat(room.changes).as("back by the other one's word").endsWith("leave1", "join1");
    room.tell(room.honestLink, List.of(), idOf(last));
    assertThat(room.changes).as("where both say so").endsWith("leave1");
  }

  /** Of the group's three members, one of them the server itself, two are asked, by chance. */
  private static TopicPresenceTest whereBothOthersAreAsked() {
    TopicPresenceTest room;
    do {
      room = new TopicPresenceTest();
      room.present();
    } while (room.attended.stream().anyMatch(each -> each.mode() != Attend.FOLLOWS));
    return room;
  }

  @Example
  void whoIsLinkedBelievesNobodyThatItIsLost() {
    present();
    byte[] linked = entry(honest, 0, 1);
    tell(liarsLink, List.of(linked), idOf(linked));
    tell(honestLink, List.of(), idOf(linked));
    assertThat(changes).containsExactly("join1");
    honestLink.breakOff();
    server.env.pass(2_000);
    assertThat(changes).as("once the link is gone, too").containsExactly("join1", "leave1");
  }

  /** Fails if somebody can be present, or leave, under another's id. */
  @Example
  void anEntryWithTheIdOfAnotherIsLeftOut() {
    present();
    long now = server.env.wallMillis();
    byte[] borrowed = entry(liar, far.id(), 0, 1, now, 60);
    tell(honestLink, List.of(borrowed));
    assertThat(changes).isEmpty();
  }

  @Example
  void aHiddenPageIsPresentOnceAMemberKnows() {
    silent = true;
    server.self.setActive(false);
    present();
    assertThat(attended).isNotEmpty().allMatch(each -> each.mode() == Attend.HERE);
  }

  /** Fails if members that never report keep a peer from being present beside others that do. */
  @Example
  void othersAreAskedWhereMembersDoNotReport() {
    silent = true;
    Promise<TopicPresence> opened = server.present("room", new byte[2], change -> {});
    server.env.pass(9_000);
    assertThat(opened.isDone()).as("the server itself reports in its turn").isTrue();
    assertThat(opened.isFailed()).isFalse();
  }

  /** Fails if what was begun before the end announces the peer again. */
  @Example
  void anEndedPresenceIsNotAnnouncedAgain() {
    present();
    server.env.pass(14_900);
    presence.end();
    server.env.pass(60_000);
    assertThat(attended.get(attended.size() - 1).mode()).isEqualTo(Attend.LEAVES);
    assertThat(server.present("room", new byte[2], change -> {}).isFailed()).isFalse();
  }

  @Example
  void whoeverIsNoMemberOfTheGroupTellsNothing() {
    present();
    // Three others are active, so a hidden page is no member.
    Identity hidden = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
    hidden.setActive(false);
    LoneAssembly.Visitor outsider = server.visit(hidden, ADDRESS);
    server.env.pass(2_000);
    Promise<Message> told = tell(outsider, List.of(entry(far, 0, 1)));
    assertThat(told.failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(changes).isEmpty();
  }

  @Example
  void entriesThatAreNotRenewedExpire() {
    present();
    tell(honestLink, List.of(entry(far, 0, 1)));
    server.env.pass(TopicPresence.LASTS_SECONDS * 1000 - 20_000);
    assertThat(changes).containsExactly("join1");
    server.env.pass(40_000);
    assertThat(changes).containsExactly("join1", "leave1");
  }

  @Example
  void entriesCountFromTheirSignersOnly() {
    byte[] fars = entry(far, 0, 1);
    assertRefused(new Attend(TOPIC, fars, Attend.HERE), liarsLink, ErrorCode.UNAUTHORIZED);
    byte[] own = entry(liar, 0, 1);
    byte[] forged = own.clone();
    forged[forged.length - 1] ^= 1;
    assertRefused(new Attend(TOPIC, forged, 0), liarsLink, ErrorCode.INVALID_SIGNATURE);
    Key other = TopicGroup.key(LoneAssembly.NETWORK.hash, "other");
    assertRefused(new Attend(other, own, 0), liarsLink, ErrorCode.INVALID_REQUEST);
    long now = server.env.wallMillis();
    byte[] lasting = entry(liar, 0, 1, now, TopicPresence.LASTS_SECONDS + 1);
    assertRefused(new Attend(TOPIC, lasting, 0), liarsLink, ErrorCode.INVALID_REQUEST);
    byte[] old = entry(liar, 0, 1, now - 400_000, TopicPresence.LASTS_SECONDS);
    assertRefused(new Attend(TOPIC, old, 0), liarsLink, ErrorCode.INVALID_REQUEST);
    present();
    assertThat(changes).isEmpty();
  }

  @Example
  void aStateThatIsTooLargeAndASecondPresenceAreRefused() {
    present();
    byte[] tooLarge = new byte[Limits.MAX_PRESENCE_STATE_BYTES + 2];
    assertThat(presence.update(tooLarge).failure().code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(server.present("room", new byte[2], change -> {}).failure().code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(server.present("other", tooLarge, change -> {}).failure().code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Example
  void itIsRenewedOnceHalfOfItsTimeIsOver() {
    present();
    attended.clear();
    server.env.pass(TopicPresence.LASTS_SECONDS * 500 - 20_000);
    assertThat(attended).isEmpty();
    server.env.pass(40_000);
    assertThat(attended).as("at both other members").hasSize(2);
  }
}
