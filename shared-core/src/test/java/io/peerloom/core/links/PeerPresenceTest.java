package io.peerloom.core.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Limits;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeerPresenceTest {
  private final TestEnv env = new TestEnv(1);
  private final RoutingTable table = new RoutingTable(id(0), env.rng());
  private final List<Boolean> kept = new ArrayList<>();
  private final PeerPresence presence = new PeerPresence(env, table, false, kept::add);

  @Test
  void firstPeerOfNetworkIsAlone() {
    presence.met(id(1), PeerKind.BRIDGE);

    assertThat(presence.isAlone()).isTrue();
    assertThat(kept).isEmpty();
  }

  @Test
  void silentPeerIsAbsentAfterTenMinutesWithBridge() {
    presence.met(id(1), PeerKind.BRIDGE);
    presence.met(id(2), PeerKind.NODE);
    presence.lost(id(2), PeerKind.NODE, false);

    env.pass(PeerPresence.ABSENT_MILLIS - 1);
    assertThat(presence.isAlone()).isFalse();
    env.pass(1);
    assertThat(presence.isAlone()).isTrue();
  }

  @Test
  void cutOffPeerIsNeverAlone() {
    presence.met(id(1), PeerKind.BRIDGE);
    presence.met(id(2), PeerKind.BROWSER);
    presence.lost(id(2), PeerKind.BROWSER, false);
    presence.lost(id(1), PeerKind.BRIDGE, false);

    env.pass(100 * PeerPresence.ABSENT_MILLIS);
    assertThat(presence.isAlone()).isFalse();
    presence.met(id(1), PeerKind.BRIDGE);
    assertThat(presence.isAlone()).as("a bridge just came back").isFalse();
  }

  @Test
  void goodbyeLetsGoAtOnce() {
    presence.met(id(1), PeerKind.BRIDGE);
    presence.met(id(2), PeerKind.NODE);
    presence.met(id(3), PeerKind.BROWSER);
    presence.lost(id(2), PeerKind.NODE, true);
    assertThat(presence.isAlone()).isFalse();

    presence.lost(id(3), PeerKind.BROWSER, true);

    assertThat(presence.isAlone()).isTrue();
    assertThat(kept).containsExactly(true, false);
  }

  /** Others may have joined meanwhile, whom only a bridge would name. */
  @Test
  void peerWithoutBridgeIsNotAlone() {
    assertThat(presence.isAlone()).isFalse();
    presence.met(id(1), PeerKind.BRIDGE);
    presence.met(id(2), PeerKind.NODE);
    presence.lost(id(2), PeerKind.NODE, true);
    presence.lost(id(1), PeerKind.BRIDGE, false);
    assertThat(presence.isAlone()).isFalse();

    presence.met(id(1), PeerKind.BRIDGE);

    env.pass(PeerPresence.INTRODUCED_MILLIS - 1);
    assertThat(presence.isAlone()).as("the bridge has not yet introduced them").isFalse();
    env.pass(1);
    assertThat(presence.isAlone()).isTrue();
  }

  @Test
  void peerMetBeforeRestartCounts() {
    PeerPresence restarted = new PeerPresence(env, table, true, kept::add);
    restarted.met(id(1), PeerKind.BRIDGE);

    assertThat(restarted.isAlone()).isFalse();
    env.pass(PeerPresence.ABSENT_MILLIS);
    assertThat(restarted.isAlone()).isTrue();
  }

  @Test
  void namedPeerCountsUntilNoAttemptReachesIt() {
    presence.met(id(1), PeerKind.BRIDGE);
    table.learn(new ContactInfo(id(4), PeerKind.NODE, true, List.of("ws://x")), 0);
    assertThat(presence.isAlone()).isFalse();

    for (int attempt = 0; attempt < 5; attempt++) {
      table.failed(id(4), env.monotonicMillis());
    }

    assertThat(presence.isAlone()).isTrue();
  }

  /** Two pages that no NAT lets link know of each other by signals alone. */
  @Test
  void peerThatOnlySignalledCountsAsSilent() {
    presence.met(id(1), PeerKind.BRIDGE);
    presence.signalled(id(2));
    assertThat(presence.isAlone()).isFalse();
    assertThat(presence.missing(id(2), 8)).containsExactly(id(2));
    assertThat(kept).containsExactly(true);

    env.pass(PeerPresence.ABSENT_MILLIS);

    assertThat(presence.isAlone()).isTrue();
  }

  @Test
  void failedSecondLinkDoesNotEndTheFirst() {
    presence.met(id(1), PeerKind.BRIDGE);
    presence.met(id(2), PeerKind.BROWSER);
    presence.signalled(id(2));

    env.pass(PeerPresence.ABSENT_MILLIS);

    assertThat(presence.isAlone()).isFalse();
  }

  @Test
  void peersThatMadeRoomCountAsSilentNotGone() {
    presence.met(id(1), PeerKind.BRIDGE);
    for (int i = 0; i <= Limits.MAX_PRESENT_PEERS; i++) {
      presence.met(id(10 + i), PeerKind.NODE);
    }
    for (int i = 0; i <= Limits.MAX_PRESENT_PEERS; i++) {
      presence.lost(id(10 + i), PeerKind.NODE, true);
    }

    assertThat(presence.isAlone()).isFalse();
  }

  /** The link of one that made room ends at last: it counts with the others from then on. */
  @Test
  void silenceOfOneThatMadeRoomBeginsWithTheEndOfItsLink() {
    presence.met(id(1), PeerKind.BRIDGE);
    for (int i = 0; i <= Limits.MAX_PRESENT_PEERS; i++) {
      presence.met(id(10 + i), PeerKind.NODE);
    }
    for (int i = 1; i <= Limits.MAX_PRESENT_PEERS; i++) {
      presence.lost(id(10 + i), PeerKind.NODE, true);
    }
    env.pass(PeerPresence.ABSENT_MILLIS);
    presence.lost(id(10), PeerKind.NODE, false);

    assertThat(presence.isAlone()).isFalse();
    env.pass(PeerPresence.ABSENT_MILLIS);
    assertThat(presence.isAlone()).isTrue();
  }

  private static NodeId id(int number) {
    byte[] bytes = new byte[NodeId.BYTES];
    bytes[0] = (byte) (number >> 8);
    bytes[31] = (byte) number;
    return new NodeId(bytes);
  }
}
