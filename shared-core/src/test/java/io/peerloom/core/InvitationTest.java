package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.InvitationKey;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.support.CheapCrypto;
import io.peerloom.core.support.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks that admit by invitation, and who may invite whom. */
class InvitationTest {
  private static final long HOUR = 3_600;
  private static final long DAY_MILLIS = 24 * HOUR * 1_000;
  private static final String SECOND_BRIDGE = "ws://second-bridge";

  private final SmallNetwork network = new SmallNetwork(13);
  private final SmallNetwork.Member founder;
  private int addresses;

  InvitationTest() {
    network.invitedOnly = true;
    network.bridge(network.crypto.newIdentity(), new MemoryStore());
    founder = network.nodeWithKey("ws://founder", SmallNetwork.BRIDGE);
    network.pass(2_000);
  }

  private SmallNetwork.Member join(String link) {
    return join(network.crypto.newIdentity(), link);
  }

  private SmallNetwork.Member join(IdentityKeys keys, String link) {
    SmallNetwork.Member member =
        network.invited(keys, new MemoryStore(), "ws://node-" + ++addresses, link);
    network.pass(10_000);
    return member;
  }

  private String invite(SmallNetwork.Member by, int uses, int depth) {
    Promise<String> link = by.peer().invitations().invite(HOUR, uses, depth, null);
    network.pass(100);
    return link.value();
  }

  private static void assertRefused(SmallNetwork.Member member, String why) {
    assertThat(member.joined.failure().code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(member.joined.failure().getMessage()).contains(why);
  }

  @Test
  void whoIsNotInvitedIsToldWhatToDo() {
    SmallNetwork.Member stranger = network.node("ws://stranger");
    network.pass(10_000);
    assertRefused(stranger, "this network admits by invitation; ask a member for one");
  }

  @Test
  void anInvitationAdmitsAsManyAsItSays() {
    String link = invite(founder, 2, 0);
    SmallNetwork.Member one = join(link);
    SmallNetwork.Member two = join(link);
    assertThat(one.peer().links()).isNotEmpty();
    assertThat(two.peer().links()).isNotEmpty();
    assertRefused(join(link), "this invitation has been used up");
    one.kill();
    assertThat(join(one.keys, link).peer()).as("the same newcomer is one use").isNotNull();
  }

  @Test
  void usesAreCountedByAllBridgesTogether() {
    IdentityKeys secondKeys = network.crypto.newIdentity();
    MemoryStore disk = new MemoryStore();
    SmallNetwork.Member second =
        network.bridge(secondKeys, disk, SECOND_BRIDGE, SmallNetwork.BRIDGE);
    network.openDoor("ws://second-bootstrap", SECOND_BRIDGE);
    network.pass(5_000);
    String link = invite(founder, 1, 0);
    assertThat(join(link).peer()).isNotNull();
    SmallNetwork.Member late = network.invitedVia("ws://second-bootstrap", "ws://late", link);
    network.pass(10_000);
    assertRefused(late, "this invitation has been used up");
    second.kill();
    network.bridge(secondKeys, disk, SECOND_BRIDGE);
    network.pass(5_000);
    SmallNetwork.Member later = network.invitedVia("ws://second-bootstrap", "ws://later", link);
    network.pass(10_000);
    assertRefused(later, "this invitation has been used up");
  }

  @Test
  void theDepthBoundsHowFarInvitationsGo() {
    SmallNetwork.Member child = join(invite(founder, 1, 1));
    SmallNetwork.Member grandchild = join(invite(child, 1, 0));
    assertThat(grandchild.peer().links()).isNotEmpty();
    assertThat(ancestry(child)).hasSize(MembershipToken.ANCESTOR_BYTES);
    assertThat(ancestry(grandchild)).hasSize(2 * MembershipToken.ANCESTOR_BYTES);
    for (Promise<String> refused :
        List.of(
            grandchild.peer().invitations().invite(HOUR, 1, 0, null),
            child.peer().invitations().invite(HOUR, 1, 1, null))) {
      assertThat(refused.failure().code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    }
  }

  private static byte[] ancestry(SmallNetwork.Member member) {
    return MembershipToken.decode(member.peer().assembly.self.token()).ancestry();
  }

  /** A member that changes its program signs what it may not; bridges refuse that. */
  @Test
  void aBridgeChecksTheRightOfTheInviter() {
    SmallNetwork.Member child = join(invite(founder, 1, 1));
    SmallNetwork.Member grandchild = join(invite(child, 1, 0));
    assertRefused(join(signed(child, 1)), "may not invite so");
    assertRefused(join(signed(grandchild, 0)), "may not invite so");
  }

  private String signed(SmallNetwork.Member by, int depth) {
    InvitationKey key = network.crypto.generateInvitationKey().value();
    long end = network.env.wallMillis() + DAY_MILLIS;
    byte[] token = by.peer().assembly.self.token();
    byte[] id = by.peer().assembly.authority.network();
    Invitation invitation =
        Invitation.issue(by.keys, token, id, key.publicKey(), 1, depth, end).value();
    return new InvitationLink(invitation.envelope().encoded(), key.privateKey(), id, List.of())
        .encode();
  }

  @Test
  void aLinkHasTheFirstAddressesOfMany() {
    InvitationLink link = InvitationLink.decode(invite(founder, 1, 0));
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add("ws://bootstrap-" + i);
    }
    String text =
        new InvitationLink(link.envelope(), link.privateKey(), link.network(), many).encode();
    assertThat(InvitationLink.decode(text).bootstrap()).isEqualTo(many.subList(0, 8));
    assertThat(InvitationLink.decode("https://host/a/#invitation=" + text).encode())
        .isEqualTo(text);
  }

  @Test
  void anInvitationExpires() {
    String link = invite(founder, 5, 0);
    assertThat(join(link).peer()).isNotNull();
    network.pass(HOUR * 1_000);
    assertRefused(join(link), "this invitation has expired");
  }

  @Test
  void anInvitationForOneIdentityAdmitsNoOther() {
    IdentityKeys invitee = network.crypto.newIdentity();
    String id = Bytes.hex(CheapCrypto.sha256(invitee.identityPublicKey()));
    String link = founder.peer().invitations().invite(HOUR, 1, 0, id).value();
    assertRefused(join(link), "this invitation is for somebody else");
    assertThat(join(invitee, link).peer().links()).isNotEmpty();
  }

  @Test
  void whoSawAnInvitationWithoutItsKeyCannotUseIt() {
    InvitationLink link = InvitationLink.decode(invite(founder, 5, 0));
    InvitationLink stolen =
        new InvitationLink(
            link.envelope(),
            network.crypto.generateInvitationKey().value().privateKey(),
            link.network(),
            List.of());
    assertRefused(join(stolen.encode()), "this invitation is for somebody else");
  }

  @Test
  void aMemberNeedsItsInvitationOnce() {
    SmallNetwork brief = new SmallNetwork(16);
    brief.invitedOnly = true;
    brief.bridgeFor(6 * HOUR * 1_000);
    SmallNetwork.Member root = brief.nodeWithKey("ws://founder", SmallNetwork.BRIDGE);
    brief.pass(2_000);
    MemoryStore disk = new MemoryStore();
    IdentityKeys keys = brief.crypto.newIdentity();
    String link = root.peer().invitations().invite(HOUR, 1, 2, null).value();
    SmallNetwork.Member member = brief.invited(keys, disk, "ws://member", link);
    brief.pass(10_000);
    byte[] before = ancestry(member);
    member.kill();
    brief.pass(7 * HOUR * 1_000);
    SmallNetwork.Member again = brief.node(keys, disk, "ws://member");
    brief.pass(20_000);
    assertThat(again.peer().links()).isNotEmpty();
    assertThat(ancestry(again)).isEqualTo(before);
    assertThat(MembershipToken.decode(again.peer().assembly.self.token()).rights()).isEqualTo(2);
  }

  @Test
  void whoIsInvitedToAnOpenNetworkMayInvite() {
    SmallNetwork open = new SmallNetwork(14);
    open.bridge(open.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member root = open.nodeWithKey("ws://founder", SmallNetwork.BRIDGE);
    SmallNetwork.Member member = open.node("ws://one");
    open.pass(10_000);
    assertThat(member.peer().invitations().invite(HOUR, 1, 0, null).failure().code())
        .isEqualTo(ErrorCode.UNAUTHORIZED);
    String link = root.peer().invitations().invite(HOUR, 1, 1, null).value();
    SmallNetwork.Member invited =
        open.invited(open.crypto.newIdentity(), new MemoryStore(), "ws://two", link);
    open.pass(10_000);
    assertThat(invited.peer().invitations().invite(HOUR, 1, 0, null).isFailed()).isFalse();
  }

  @Test
  void aMemberThatCameUninvitedGetsTheRightsOfAnInvitation() {
    SmallNetwork open = new SmallNetwork(17);
    open.bridge(open.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member root = open.nodeWithKey("ws://founder", SmallNetwork.BRIDGE);
    MemoryStore disk = new MemoryStore();
    IdentityKeys keys = open.crypto.newIdentity();
    SmallNetwork.Member before = open.node(keys, disk, "ws://one");
    open.pass(10_000);
    String id = before.peer().id();
    before.kill();
    String link = root.peer().invitations().invite(HOUR, 1, 1, null).value();
    SmallNetwork.Member invited = open.invited(keys, disk, "ws://one", link);
    open.pass(10_000);
    assertThat(invited.peer().id()).isEqualTo(id);
    assertThat(invited.peer().invitations().invite(HOUR, 1, 0, null).isFailed()).isFalse();
    invited.kill();

    SmallNetwork.Member other = open.node(open.crypto.newIdentity(), disk, "ws://two");
    open.pass(10_000);
    other.kill();
    SmallNetwork.Member again = open.invited(other.keys, disk, "ws://two", link);
    open.pass(10_000);
    assertThat(again.peer().links()).as("a member with a link that is used up").isNotEmpty();
  }

  @Test
  void numbersBeyondTheirBoundsAreRefused() {
    PeerInvitations invitations = founder.peer().invitations();
    List<Promise<String>> calls = new ArrayList<>();
    calls.add(invitations.invite(0, 1, 0, null));
    calls.add(invitations.invite(367 * 24 * HOUR, 1, 0, null));
    calls.add(invitations.invite(HOUR, 0, 0, null));
    calls.add(invitations.invite(HOUR, Invitation.MAX_USES + 1, 0, null));
    calls.add(invitations.invite(HOUR, 1, -1, null));
    calls.add(invitations.invite(HOUR, 1, MembershipToken.MAX_GENERATIONS, null));
    calls.add(invitations.invite(HOUR, 1, 0, "0a"));
    for (Promise<String> call : calls) {
      assertThat(call.failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }
    founder.peer().leave();
    assertThat(founder.peer().invitations().invite(HOUR, 1, 0, null).failure().code())
        .isEqualTo(ErrorCode.CLOSED);
  }
}
