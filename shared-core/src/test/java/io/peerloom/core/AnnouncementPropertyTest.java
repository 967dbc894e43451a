package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whoever joins at a server is named to those linked to it that are nearest, which in a small
 * network is everybody (R8.1).
 */
@Label("Announcements")
class AnnouncementPropertyTest {
  private static final String ADDRESS = "wss://server.example";
  private static final Identity SERVER = LoneAssembly.NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity[] MEMBERS = new Identity[24];

  /** So many are told of each. */
  private static final int TOLD = 20;

  /** Servers that tell of one newcomer: those nearest to it. */
  private static final int TELLING = 2;

  static {
    for (int i = 0; i < MEMBERS.length; i++) {
      MEMBERS[i] = LoneAssembly.NETWORK.member(i % 3 == 2 ? PeerKind.NODE : PeerKind.BROWSER);
    }
  }

  /**
   * Fails if ten peers learn of the newcomer instead of twenty, or late, or it learns of itself.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 18: Peer Announcement Propagation")
  void whoeverJoinsIsNamedToItsNearestWithinASecond(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 12) int before,
      @ForAll @IntRange(min = 1, max = 12) int joining,
      @ForAll @IntRange(max = 60) int apartMillis) {
    LoneAssembly assembly = LoneAssembly.of(seed, SERVER);
    List<LoneAssembly.Visitor> members = new ArrayList<>();
    for (int i = 0; i < before + joining; i++) {
      members.add(assembly.visit(MEMBERS[i], ADDRESS));
      assembly.env.pass(i < before ? 500 : apartMillis);
    }
    assembly.env.pass(1_000);
    for (int i = 0; i < members.size(); i++) {
      Set<NodeId> named = named(members.get(i));
      assertThat(named).as("oneself").doesNotContain(MEMBERS[i].id());
      for (int j = Math.max(before, i + 1); j < members.size(); j++) {
        if (nearerServers(j, before) >= TELLING) {
          assertThat(named).as("who is told of by others").doesNotContain(MEMBERS[j].id());
        } else if (nearerServers(j, members.size()) < TELLING
            && isNear(MEMBERS[i].id(), MEMBERS[j].id(), members.size())) {
          assertThat(named).as("who joined as number " + j).contains(MEMBERS[j].id());
        }
      }
    }
  }

  /** How many servers of the first members are nearer to a newcomer than the one looked at. */
  private static int nearerServers(int newcomer, int members) {
    int nearer = 0;
    for (int i = 0; i < members; i++) {
      boolean counts = i != newcomer && MEMBERS[i].kind() == PeerKind.NODE;
      NodeId id = MEMBERS[newcomer].id();
      nearer += counts && id.compareDistance(MEMBERS[i].id(), SERVER.id()) < 0 ? 1 : 0;
    }
    return nearer;
  }

  private static boolean isNear(NodeId member, NodeId newcomer, int members) {
    int nearer = 0;
    for (int i = 0; i < members; i++) {
      NodeId other = MEMBERS[i].id();
      boolean counts = !other.equals(member) && !other.equals(newcomer);
      nearer += counts && newcomer.compareDistance(other, member) < 0 ? 1 : 0;
    }
    return nearer < TOLD;
  }

  private static Set<NodeId> named(LoneAssembly.Visitor member) {
    Set<NodeId> ids = new TreeSet<>();
    for (Message message : member.noticed) {
      if (message instanceof RoutingMessage.Announce announce) {
        for (ContactInfo contact : announce.contacts()) {
          ids.add(contact.id());
        }
      }
    }
    return ids;
  }
}
