package io.peerloom.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.JoinMessage.UsedInvitations;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Who may count uses of invitations, and for how long they are kept. */
@Label("Uses of invitations")
class InvitationUsesTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity SELF = NETWORK.bridge("ws://bridge");
  private static final byte[] INVITATION = new byte[Invitation.ID_BYTES];
  private static final long DAY = 24L * 3600 * 1000;

  private final TestEnv env = new TestEnv(1);
  private final Authority authority = NETWORK.authority(env);
  private final MemoryStore store = new MemoryStore();
  private final InvitationUses uses = InvitationUses.load(env, store).value();

  private static InvitationUse use(int user, long expiresAt) {
    byte[] name = new byte[MembershipToken.ANCESTOR_BYTES];
    name[0] = (byte) user;
    return new InvitationUse(INVITATION, name, expiresAt);
  }

  private Promise<Message> receive(Identity from, InvitationUse use) {
    LinkTable links =
        new LinkTable(
            env,
            SELF,
            new RoutingTable(SELF.id(), new Rng(1)),
            new ConnectionBudget(SELF.id(), SELF.kind(), 10, 10));
    return uses.received(
        authority.prove(from.card()).value(),
        new UsedInvitations(List.of(use.encoded())),
        new BridgeNotices(links, uses));
  }

  /** Anybody else could use up the invitations of others. */
  @Example
  void onlyBridgesCountInvitations() {
    InvitationUse use = use(1, env.wallMillis() + DAY);
    for (PeerKind kind : new PeerKind[] {PeerKind.NODE, PeerKind.BROWSER}) {
      assertThat(receive(NETWORK.member(kind), use).failure().code())
          .isEqualTo(ErrorCode.UNAUTHORIZED);
    }
    assertThat(uses.all()).isEmpty();
    assertThat(receive(NETWORK.bridge("ws://other"), use).value())
        .isInstanceOf(LinkMessage.Done.class);
    assertThat(uses.all()).hasSize(1);
    assertThat(uses.count(use(2, env.wallMillis() + DAY), 1).failure().code())
        .as("used up")
        .isEqualTo(ErrorCode.UNAUTHORIZED);
  }

  /** Fails if a use that claims to last for ever takes its room for ever. */
  @Example
  void useIsKeptForAYearAtMost() {
    long most = env.wallMillis() + 366 * DAY;
    assertThat(uses.count(use(1, Long.MAX_VALUE), 9).value()).isTrue();
    receive(NETWORK.bridge("ws://other"), use(2, Long.MAX_VALUE));
    receive(NETWORK.bridge("ws://other"), use(3, most - 1));
    assertThat(uses.all())
        .extracting(InvitationUse::expiresAt)
        .containsExactly(most, most, most - 1);
    InvitationUses restarted = InvitationUses.load(env, store).value();
    assertThat(restarted.all())
        .extracting(InvitationUse::expiresAt)
        .containsExactlyInAnyOrder(most, most, most - 1);
    assertThat(Bytes.equal(restarted.all().get(0).invitation(), INVITATION)).isTrue();
  }
}
