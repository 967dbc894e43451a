package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.Revocation;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.CheapCrypto;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.SlowStore;
import io.peerloom.core.wire.JoinMessage.Revoke;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revoked members and invitations, in a network that admits by invitation. */
class RevocationTest {
  private static final long HOUR = 3_600;

  private final SmallNetwork network = new SmallNetwork(15);
  private final SmallNetwork.Member bridge;
  private final SmallNetwork.Member founder;
  private final SmallNetwork.Member parent;
  private final SmallNetwork.Member child;
  private final SmallNetwork.Member grandchild;
  private int addresses;

  RevocationTest() {
    network.invitedOnly = true;
    bridge = network.bridge(network.crypto.newIdentity(), new MemoryStore());
    founder = network.nodeWithKey("ws://founder", SmallNetwork.BRIDGE);
    network.pass(2_000);
    parent = join(invite(founder, 1, 3));
    child = join(invite(parent, 1, 2));
    grandchild = join(invite(child, 1, 1));
  }

  private SmallNetwork.Member join(String link) {
    return join(network.crypto.newIdentity(), new MemoryStore(), link);
  }

  private SmallNetwork.Member join(IdentityKeys keys, MemoryStore disk, String link) {
    SmallNetwork.Member member = network.invited(keys, disk, "ws://node-" + ++addresses, link);
    network.pass(10_000);
    return member;
  }

  private String invite(SmallNetwork.Member by, int uses, int depth) {
    Promise<String> link = by.peer().invitations().invite(HOUR, uses, depth, null);
    network.pass(100);
    return link.value();
  }

  private void revoke(SmallNetwork.Member by, String target, boolean withInvited) {
    Promise<Void> done = by.peer().invitations().revoke(target, withInvited);
    network.pass(5_000);
    assertThat(done.isFailed()).isFalse();
  }

  private void revoke(SmallNetwork.Member by, SmallNetwork.Member target, boolean withInvited) {
    revoke(by, target.peer().publisher(), withInvited);
  }

  /** Whether it is part of the network, as the others see it. */
  private boolean isMember(SmallNetwork.Member member) {
    String id = member.peer().id();
    return List.of(bridge, founder, parent, child, grandchild).stream()
        .filter(other -> other != member)
        .anyMatch(other -> other.peer().links().stream().anyMatch(link -> link.id().equals(id)));
  }

  @Test
  void aRevokedMemberLosesItsLinksAndCannotComeBack() {
    MemoryStore disk = new MemoryStore();
    IdentityKeys keys = network.crypto.newIdentity();
    SmallNetwork.Member member = join(keys, disk, invite(parent, 1, 0));
    assertThat(member.peer().links()).isNotEmpty();
    revoke(parent, member, false);
    assertThat(isMember(member)).isFalse();
    assertThat(member.peer().state().word()).as("it leaves by itself").isEqualTo("closed");
    assertThat(network.log).anyMatch(line -> line.contains("this peer was revoked"));
    SmallNetwork.Member again = network.node(keys, disk, "ws://again");
    network.pass(30_000);
    assertThat(again.joined.failure().code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(again.joined.failure().getMessage()).contains("this membership was revoked");
  }

  /** It was away, and knows nothing of that: all others refuse it. */
  @Test
  void whoWasRevokedWhileAwayIsRefusedByAll() {
    MemoryStore disk = new MemoryStore();
    IdentityKeys keys = network.crypto.newIdentity();
    SmallNetwork.Member away = join(keys, disk, invite(child, 1, 0));
    away.kill();
    revoke(parent, away, false);
    SmallNetwork.Member back = network.node(keys, disk, "ws://back", "ws://founder", "ws://node-1");
    network.pass(60_000);
    assertThat(back.joined.failure().code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(isMember(away)).isFalse();
  }

  /** Its program does not leave as ours does. */
  @Test
  void whoDoesNotObeyLosesItsLinksAllTheSame() {
    Identity self = LoneAssembly.NETWORK.member(PeerKind.NODE, "ws://lone");
    Identity revoked = LoneAssembly.NETWORK.member(PeerKind.NODE);
    LoneAssembly server = LoneAssembly.of(1, self);
    LoneAssembly.Visitor visitor = server.visit(revoked, "ws://lone");
    LoneAssembly.Visitor other =
        server.visit(LoneAssembly.NETWORK.member(PeerKind.NODE), "ws://lone");
    server.env.pass(1_000);
    assertThat(server.links()).isEqualTo(2);
    server.revoke(revoked);
    server.env.pass(1_000);
    assertThat(visitor.closed).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(other.link.isOpen()).isTrue();
    LoneAssembly.Visitor again = server.visit(revoked, "ws://lone");
    server.env.pass(1_000);
    assertThat(again.closed).isNotNull();
    assertThat(server.links()).isEqualTo(1);
  }

  /** Fails if who learns of its own revocation first can delay it by sending it on. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatElseIsSentBesideARevocationDelaysNothing(boolean malformed) {
    Identity revoked = LoneAssembly.NETWORK.member(PeerKind.NODE);
    LoneAssembly server =
        LoneAssembly.of(1, LoneAssembly.NETWORK.member(PeerKind.NODE, "ws://lone"));
    LoneAssembly.Visitor hostile = server.visit(revoked, "ws://lone");
    LoneAssembly.Visitor other =
        server.visit(LoneAssembly.NETWORK.member(PeerKind.NODE), "ws://lone");
    List<Message> received = new ArrayList<>();
    other.service =
        request -> {
          received.add(request);
          return Promise.of(new LinkMessage.Done());
        };
    server.env.pass(1_000);
    byte[] genuine = revocation(server, revoked);
    byte[] bad = malformed ? new byte[] {1, 2, 3} : genuine.clone();
    bad[bad.length - 1] ^= 1;
    if (!malformed) {
      // Its body differs, too: of two with the same only the first counts.
      bad[bad.length / 2] ^= 1;
    }
    Promise<Message> answer =
        hostile.link.request(new Revoke(new byte[0], List.of(bad, genuine, bad)), 5_000);
    server.env.pass(1_000);
    assertThat(answer.isFailed()).isTrue();
    assertThat(server.revocations()).isEqualTo(1);
    assertThat(hostile.closed).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(received).filteredOn(Revoke.class::isInstance).hasSize(1);
    assertThat(other.link.isOpen()).isTrue();
  }

  /** Each costs a verification, and the key of the root is in everybody's token. */
  @Test
  void whoSendsForgedRevocationsLosesItsLink() {
    LoneAssembly server =
        LoneAssembly.of(1, LoneAssembly.NETWORK.member(PeerKind.NODE, "ws://lone"));
    Identity hostile = LoneAssembly.NETWORK.member(PeerKind.NODE);
    LoneAssembly.Visitor visitor = server.visit(hostile, "ws://lone");
    server.env.pass(1_000);
    List<byte[]> forged = new ArrayList<>();
    for (int i = 0; i < Revoke.MAX_REVOCATIONS; i++) {
      byte[] each = revocation(server, LoneAssembly.NETWORK.member(PeerKind.NODE));
      each[each.length - 1] ^= 1;
      forged.add(each);
    }
    visitor.link.request(new Revoke(new byte[0], forged), 5_000);
    server.env.pass(100);
    assertThat(visitor.closed).isNull();
    for (int sent = 0; sent < Limits.FORGERIES_BURST; sent += forged.size()) {
      visitor.link.request(new Revoke(new byte[0], forged), 5_000);
      server.env.pass(100);
    }
    assertThat(visitor.closed).isEqualTo(ErrorCode.INVALID_SIGNATURE);
    assertThat(server.revocations()).isZero();
  }

  /** A full disk keeps nobody in. */
  @Test
  void revocationThatCannotBeStoredTakesEffect() {
    SlowStore disk = new SlowStore();
    Identity revoked = LoneAssembly.NETWORK.member(PeerKind.NODE);
    LoneAssembly server =
        LoneAssembly.isolated(disk, 1, LoneAssembly.NETWORK.member(PeerKind.NODE, "ws://lone"));
    LoneAssembly.Visitor visitor = server.visit(revoked, "ws://lone");
    server.env.pass(1_000);
    assertThat(visitor.link.isOpen()).isTrue();
    disk.slowDown();
    Promise<Void> stored = server.revoke(revoked);
    disk.unwritten.forEach(
        each -> each.fail(new PeerloomException(ErrorCode.STORAGE_FAILED, "disk full")));
    server.env.pass(1_000);
    assertThat(stored.failure().code()).isEqualTo(ErrorCode.STORAGE_FAILED);
    assertThat(visitor.closed).isEqualTo(ErrorCode.UNAUTHORIZED);
  }

  private static byte[] revocation(LoneAssembly server, Identity target) {
    byte[] name =
        MembershipToken.ancestor(LoneAssembly.NETWORK.hash, target.keys().identityPublicKey());
    return Revocation.issue(
            LoneAssembly.NETWORK.root,
            new byte[0],
            LoneAssembly.NETWORK.id,
            name,
            false,
            server.env.wallMillis())
        .value()
        .envelope()
        .encoded();
  }

  @Test
  void thoseWhomItInvitedGoWithIt() {
    revoke(founder, child, true);
    assertThat(isMember(child)).isFalse();
    assertThat(isMember(grandchild)).isFalse();
    assertThat(isMember(parent)).isTrue();
  }

  @Test
  void onlyAncestorsRevoke() {
    revoke(grandchild, parent, true);
    revoke(child, founder, true);
    revoke(child, child, true);
    SmallNetwork.Member sibling = join(invite(parent, 1, 1));
    revoke(child, sibling, true);
    for (SmallNetwork.Member each : List.of(founder, parent, child, grandchild)) {
      assertThat(isMember(each)).isTrue();
    }
    assertThat(sibling.peer().links()).isNotEmpty();
  }

  @Test
  void whoMayNotInviteHasNobodyToRevoke() {
    SmallNetwork.Member leaf = join(invite(parent, 1, 0));
    Promise<Void> refused = leaf.peer().invitations().revoke(child.peer().publisher(), false);
    assertThat(refused.failure().code()).isEqualTo(ErrorCode.UNAUTHORIZED);
  }

  @Test
  void membersOfARevokedBridgeAreAdmittedByAnother() {
    SmallNetwork open = new SmallNetwork(18);
    SmallNetwork.Member lost = open.bridge(open.crypto.newIdentity(), new MemoryStore());
    MemoryStore disk = new MemoryStore();
    IdentityKeys keys = open.crypto.newIdentity();
    SmallNetwork.Member member = open.node(keys, disk, "ws://one");
    open.node("ws://two");
    open.pass(10_000);
    byte[] id = member.peer().assembly.authority.network();
    byte[] target = Bytes.slice(CheapCrypto.sha256(lost.keys.identityPublicKey()), 0, 16);
    byte[] signed =
        Revocation.issue(open.root, new byte[0], id, target, false, open.env.wallMillis())
            .value()
            .envelope()
            .encoded();
    Promise<Void> done = member.peer().invitations().spread(signed);
    open.pass(5_000);
    assertThat(done.isFailed()).as("it leaves, but answers before").isFalse();
    assertThat(member.peer().state().word()).isEqualTo("closed");
    lost.kill();
    open.bridge(open.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member again = open.node(keys, disk, "ws://one");
    open.pass(20_000);
    assertThat(again.peer().links()).isNotEmpty();
  }

  /** With the key of a bridge nobody keeps the root from revoking that bridge. */
  @Test
  void theRootHasRoomOfItsOwn() {
    Identity self = LoneAssembly.NETWORK.member(PeerKind.NODE, "ws://lone");
    LoneAssembly server = LoneAssembly.of(2, self);
    Identity thief = LoneAssembly.NETWORK.bridge("ws://thief");
    for (int i = 0; i < 300; i++) {
      server.revoke(thief, new byte[] {(byte) i, (byte) (i >> 8)});
    }
    assertThat(server.revocations()).isEqualTo(256);
    assertThat(server.revoke(thief).isFailed()).isFalse();
    assertThat(server.revocations()).as("its own are dropped").isEqualTo(1);
  }

  /** The root is offline: it has signed, and any peer spreads that. */
  @Test
  void theRootRevokesAnybody() {
    byte[] id = founder.peer().assembly.authority.network();
    byte[] target = Bytes.slice(CheapCrypto.sha256(parent.keys.identityPublicKey()), 0, 16);
    Revocation signed =
        Revocation.issue(network.root, new byte[0], id, target, true, network.env.wallMillis())
            .value();
    Promise<Void> done = grandchild.peer().invitations().spread(signed.envelope().encoded());
    network.pass(5_000);
    assertThat(done.isFailed()).isFalse();
    assertThat(isMember(founder)).isTrue();
    for (SmallNetwork.Member each : List.of(parent, child, grandchild)) {
      assertThat(isMember(each)).isFalse();
    }
  }

  @Test
  void whoWasAwayLearnsOfItFromItsFirstLink() {
    MemoryStore disk = new MemoryStore();
    IdentityKeys keys = network.crypto.newIdentity();
    SmallNetwork.Member away = join(keys, disk, invite(parent, 1, 0));
    away.kill();
    revoke(parent, child, false);
    SmallNetwork.Member back = network.node(keys, disk, "ws://back", "ws://founder");
    network.pass(10_000);
    assertThat(back.peer().links()).isNotEmpty();
    assertThat(back.peer().assembly.authority.revocations().digest())
        .isEqualTo(founder.peer().assembly.authority.revocations().digest());
  }

  @Test
  void aRevokedInvitationAdmitsNobody() {
    String link = invite(child, 5, 0);
    SmallNetwork.Member first = join(link);
    revoke(parent, link, false);
    assertThat(first.peer().links()).as("whom it has admitted stays").isNotEmpty();
    SmallNetwork.Member second = join(link);
    assertThat(second.joined.failure().code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(second.joined.failure().getMessage()).contains("this invitation was revoked");
  }

  @Test
  void invitationsOfARevokedMemberAdmitNobody() {
    String link = invite(child, 5, 0);
    revoke(parent, child, false);
    SmallNetwork.Member late = join(link);
    assertThat(late.joined.failure().code()).isEqualTo(ErrorCode.UNAUTHORIZED);
  }

  @Test
  void whatARevokedMemberRevokedCountsNoLonger() {
    MemoryStore disk = new MemoryStore();
    IdentityKeys keys = network.crypto.newIdentity();
    SmallNetwork.Member member = join(keys, disk, invite(child, 1, 0));
    revoke(child, member, false);
    assertThat(isMember(member)).isFalse();
    revoke(parent, child, false);
    SmallNetwork.Member again = network.node(keys, new MemoryStore(), "ws://again");
    network.pass(10_000);
    assertThat(again.joined.isFailed()).as("without its token it is a stranger").isTrue();
    assertThat(
            founder
                .peer()
                .assembly
                .authority
                .verifyToken(
                    io.peerloom.core.crypto.MembershipToken.decode(
                        member.peer().assembly.self.token()))
                .isFailed())
        .isFalse();
  }

  @Test
  void aNewInvitationBringsARevokedIdentityBack() {
    MemoryStore disk = new MemoryStore();
    IdentityKeys keys = network.crypto.newIdentity();
    SmallNetwork.Member member = join(keys, disk, invite(parent, 1, 0));
    revoke(parent, member, false);
    SmallNetwork.Member again = join(keys, disk, invite(founder, 1, 0));
    assertThat(again.peer().links()).isNotEmpty();
  }

  @Test
  void aMemberRevokesAsManyAsItsBound() {
    for (int i = 0; i < 64; i++) {
      revoke(child, Bytes.hex(CheapCrypto.sha256(new byte[] {(byte) i})), false);
    }
    Promise<Void> more = child.peer().invitations().revoke(grandchild.peer().publisher(), false);
    network.pass(1_000);
    assertThat(more.failure().code()).isEqualTo(ErrorCode.FULL);
    revoke(parent, grandchild, false);
    assertThat(isMember(grandchild)).isFalse();
  }
}
