package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.PresenceMessage.Attend;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whoever follows learns who is present, whatever comes between. */
@Label("PresentPeers")
class PresentPeersTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final int PEERS = 6;
  private static final int FOLLOWER = 99;
  private static final Owner GREEDY = Owner.of(Bytes.wrap(new byte[] {1}));
  private static final Owner OTHER = Owner.of(Bytes.wrap(new byte[] {2}));

  private final FairShares all = new FairShares(Limits.MAX_PRESENT_OF_MEMBER);
  private final PresentPeers peers = new PresentPeers(all);
  private long at = NOW;

  private static NodeId id(int number) {
    byte[] id = new byte[NodeId.BYTES];
    id[0] = (byte) (number >> 8);
    id[1] = (byte) number;
    return new NodeId(id);
  }

  /** The peer of that number says something new. */
  private TopicItem attend(int number, Owner owner, int mode) {
    TopicItem entry = Items.item(number, 1, ++at, TopicPresence.LASTS_SECONDS);
    peers.accept(id(number), owner, entry, mode, 0);
    return entry;
  }

  /** Reports everything to the follower, in parts of so many bytes. */
  private void report(Set<Bytes> known, int mostBytes) {
    for (PresentPeers.Present follower : peers.behind(0)) {
      boolean more = follower.id.equals(id(FOLLOWER));
      while (more) {
        PresentPeers.Changes changes = peers.changesFor(follower, mostBytes);
        for (byte[] encoded : changes.entries()) {
          TopicItem entry = TopicItem.decode(Items.HASH, encoded);
          known.removeIf(name -> name.equals(entry.stream()));
          if (peers.by(entry.id()) != null && !peers.by(entry.id()).left) {
            known.add(entry.stream());
          }
        }
        for (byte[] lost : changes.lost()) {
          known.remove(peers.by(Bytes.wrap(lost)).entry.stream());
        }
        peers.reported(follower, changes);
        more = changes.more();
      }
    }
  }

  /** Fails if a change is not reported. */
  @Property(tries = 500)
  void whoeverFollowsKnowsWhoIsThere(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 2_000) int mostBytes) {
    Rng rng = new Rng(seed);
    Set<Bytes> present = new TreeSet<>();
    Set<Bytes> known = new TreeSet<>();
    TopicItem[] entries = new TopicItem[PEERS];
    attend(FOLLOWER, OTHER, Attend.FOLLOWS);
    for (int step = 0; step < 40; step++) {
      int number = rng.nextInt(PEERS);
      int action = rng.nextInt(5);
      if (action < 2) {
        entries[number] = attend(number, OTHER, action);
        present.add(entries[number].stream());
      } else if (action == 2 && entries[number] != null) {
        present.remove(attend(number, OTHER, Attend.LEAVES).stream());
      } else if (action == 3 && peers.get(id(number)) != null) {
        if (peers.lose(peers.get(id(number)))) {
          present.remove(peers.get(id(number)).entry.stream());
        }
      } else if (action == 4) {
        report(known, mostBytes);
        assertThat(known).isEqualTo(present);
      }
    }
    report(known, mostBytes);
    assertThat(known).isEqualTo(present);
  }

  @Example
  void anEarlierEntryIsRefusedAndTheSameAgainIsNot() {
    TopicItem first = attend(1, OTHER, Attend.HERE);
    TopicItem second = attend(1, OTHER, Attend.HERE);
    peers.accept(id(1), OTHER, second, Attend.FOLLOWS, 0);
    assertThat(peers.behind(0)).hasSize(1);
    assertThatThrownBy(() -> peers.accept(id(1), OTHER, first, Attend.HERE, 0))
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHORIZED));
    attend(1, OTHER, Attend.LEAVES);
    assertThatThrownBy(() -> peers.accept(id(1), OTHER, second, Attend.HERE, 0))
        .isInstanceOf(PeerloomException.class);
  }

  /**
   * Fails if whoever opens a presence again is reported only what has changed since the last one.
   */
  @Example
  void whoComesBackGetsAll() {
    attend(1, OTHER, Attend.HERE);
    attend(FOLLOWER, OTHER, Attend.FOLLOWS);
    Set<Bytes> known = new TreeSet<>();
    report(known, 10_000);
    assertThat(known).hasSize(1);
    peers.accept(
        id(FOLLOWER),
        OTHER,
        Items.item(FOLLOWER + 1, 1, ++at, TopicPresence.LASTS_SECONDS),
        Attend.FOLLOWS,
        0);
    known.clear();
    report(known, 10_000);
    assertThat(known).hasSize(1);
    assertThat(all.used()).isEqualTo(2);
  }

  @Example
  void whoeverHasMostPlacesGivesOneUp() {
    for (int i = 0; i < Limits.MAX_PRESENT; i++) {
      attend(i, GREEDY, Attend.HERE);
    }
    assertThatThrownBy(() -> attend(1_000, GREEDY, Attend.HERE))
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
    attend(1_001, OTHER, Attend.HERE);
    assertThat(peers.get(id(1_001))).isNotNull();
    assertThat(peers.get(id(0))).isNull();
    assertThat(all.used()).isEqualTo(Limits.MAX_PRESENT);
    peers.expire(at + TopicPresence.LASTS_SECONDS * 1000L);
    assertThat(peers.isEmpty()).isTrue();
    assertThat(all.used()).isZero();
  }
}
