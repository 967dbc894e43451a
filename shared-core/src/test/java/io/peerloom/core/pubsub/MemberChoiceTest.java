package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Whom a subscriber reads where some members conceal what they have. */
@Label("MemberChoice")
class MemberChoiceTest {
  private static final NodeId SUBSCRIBER = id(99);

  private final MemberChoice members = new MemberChoice(Items.HASH);
  private final List<NodeId> group = new ArrayList<>();

  MemberChoiceTest() {
    for (int i = 0; i < Coordinator.GROUP; i++) {
      group.add(id(i));
    }
    members.group(group, SUBSCRIBER, 0);
  }

  private static NodeId id(int first) {
    byte[] id = new byte[NodeId.BYTES];
    id[0] = (byte) first;
    return NodeId.of(id);
  }

  @Example
  void whoIsPushedToReadsOneMemberInTurn() {
    members.pushedBy(group.get(3));
    Set<NodeId> read = new TreeSet<>();
    for (int i = 0; i < group.size(); i++) {
      assertThat(members.next(true)).hasSize(1).allMatch(read::add);
    }
    assertThat(read).containsExactlyInAnyOrderElementsOf(group);
  }

  /** The member that pushes to it is always the same, and may be a liar. */
  @Example
  void aGroupThatHasNotPushedIsReadInTwoPolls() {
    members.pushedBy(NodeId.of(group.get(0).bytes().clone()));
    List<NodeId> other = new ArrayList<>(group);
    other.remove(0);
    members.group(other, SUBSCRIBER, 0);
    members.group(group, SUBSCRIBER, 0);
    Set<NodeId> read = new TreeSet<>(members.next(true));
    assertThat(read).hasSize(MemberChoice.READ_UNPUSHED);
    read.addAll(members.next(true));
    assertThat(read).containsExactlyInAnyOrderElementsOf(group);
    assertThat(members.next(false)).as("nobody pushes to a hidden page").hasSize(1);
  }

  @Example
  void membersThatDoNotHelpAreLeftOutWhileOthersDo() {
    members.pushedBy(group.get(0));
    for (NodeId member : group) {
      members.helped(member, member.equals(group.get(2)));
    }
    for (int i = 0; i < group.size(); i++) {
      assertThat(members.next(true)).containsExactly(group.get(2));
    }
    members.helped(group.get(2), false);
    Set<NodeId> read = new TreeSet<>();
    for (int i = 0; i < group.size(); i++) {
      read.addAll(members.next(true));
    }
    assertThat(read).as("all, if none does").hasSize(group.size());
  }

  /** What it has itself does not replace what others may have. */
  @Example
  void aMemberReadsOthersWhereNoneOfThemHelps() {
    members.group(group, group.get(0), 0);
    members.pushedBy(group.get(1));
    for (NodeId member : group) {
      members.helped(member, member.equals(group.get(0)));
    }
    Set<NodeId> read = new TreeSet<>();
    for (int i = 0; i < group.size(); i++) {
      read.addAll(members.next(true));
    }
    assertThat(read).containsAll(group);
  }

  /** A lease with a pusher says so, and one taken before has to be taken again. */
  @Example
  void leasesAreTakenAgainWithWhomIsToPush() {
    members.lease(group);
    members.insist(group.get(1));
    members.insist(group.get(1));
    members.unreadable(group.get(2));
    assertThat(members.insistsOn(group.get(1))).isTrue();
    assertThat(members.lease(group)).containsExactly(group.get(0), group.get(3), group.get(4));
    members.insist(group.get(1));
    assertThat(members.lease(List.of())).as("it is asked once").isEqualTo(group);
  }

  @Example
  void formerMembersAreForgotten() {
    members.insist(group.get(0));
    List<NodeId> others = new ArrayList<>(group);
    others.remove(0);
    members.group(others, SUBSCRIBER, 0);
    assertThat(members.insistsOn(group.get(0))).isFalse();
    members.insist(group.get(0));
    assertThat(members.insistsOn(group.get(0))).as("no member").isFalse();
    members.read(group.get(0), 1, 101);
    members.read(group.get(1), 2, 102);
    members.read(group.get(2), 3, 103);
    assertThat(members.mostReadAt()).as("two of four").isNegative();
    members.read(group.get(3), 4, 104);
    assertThat(members.mostReadAt()).isEqualTo(2);
    assertThat(members.mostReadUntil()).isEqualTo(102);
  }

  /** A peer that has just woken finds few, and most of those prove nothing. */
  @Example
  void whoCannotBeFoundCountsForCompleteness() {
    List<NodeId> few = group.subList(0, 1);
    members.group(few, SUBSCRIBER, 2);
    members.read(group.get(0), 1, 101);
    assertThat(members.mostReadAt()).isEqualTo(1);
    assertThat(members.mostReadUntil()).as("one of three").isNegative();
    members.group(group.subList(0, 3), SUBSCRIBER, 0);
    members.read(group.get(1), 2, 102);
    assertThat(members.mostReadUntil()).isEqualTo(101);
  }

  private NodeId assigned() {
    return Rendezvous.assigned(Items.HASH, group, SUBSCRIBER);
  }

  @Example
  void onlyTheAssignedMemberCrowdsSomebodyOut() {
    for (NodeId member : group) {
      assertThat(members.answered(member, false)).isEqualTo(member.equals(assigned()));
    }
    assertThat(members.isCrowdedOut()).isTrue();
    for (NodeId member : group) {
      members.answered(member, member.equals(assigned()));
    }
    assertThat(members.isCrowdedOut()).isFalse();
    group.forEach(member -> members.answered(member, !member.equals(assigned())));
    assertThat(members.isCrowdedOut()).isTrue();
    group.remove(assigned());
    members.group(group, SUBSCRIBER, 0);
    assertThat(members.isCrowdedOut()).as("the next has not refused").isFalse();
    members.answered(assigned(), false);
    assertThat(members.isCrowdedOut()).isTrue();
  }

  /** Members have places for some that insist, but not for all whom they have refused. */
  @Example
  void membersAreAskedToPushLast() {
    NodeId node = id(50);
    assertThat(members.forwarders(List.of(group.get(2), node))).startsWith(node).hasSize(6);
    members.group(group, group.get(0), 0);
    assertThat(members.forwarders(List.of(node))).doesNotContain(group.get(0)).hasSize(5);
  }

  @Example
  void whoeverForwardsIsReliedOnForPushes() {
    assertThat(members.forwarder(id(50))).isNull();
    assertThat(members.insistsOn(id(50))).isTrue();
    members.pushedBy(id(50));
    assertThat(members.next(true)).hasSize(1);
    assertThat(members.forwarder(null)).isEqualTo(id(50));
    assertThat(members.insistsOn(id(50))).isFalse();
  }
}
