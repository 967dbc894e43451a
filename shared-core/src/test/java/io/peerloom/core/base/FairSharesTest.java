package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** {@link FairShares}: what greedy users get, what is left for others, and who gives way. */
class FairSharesTest {
  private static final int CAPACITY = 1200;

  private static Owner owner(int... path) {
    return new Owner(Arrays.stream(path).mapToObj(FairSharesTest::name).toList());
  }

  private static Bytes name(int of) {
    return Bytes.wrap(new byte[] {(byte) of});
  }

  @Property
  void greedyUsersGetEqualSharesAndLeaveOneMore(@ForAll @IntRange(min = 1, max = 20) int users) {
    FairShares shares = new FairShares(CAPACITY);
    for (int round = 0; round < CAPACITY; round++) {
      for (int user = 0; user < users; user++) {
        if (shares.hasShare(owner(user), 1)) {
          shares.add(owner(user), 1);
        }
      }
    }
    for (int user = 0; user < users; user++) {
      assertThat(shares.used(owner(user))).isBetween(CAPACITY / (users + 1L) - 1, 601L);
    }
    assertThat(shares.hasShare(owner(100), CAPACITY / (users + 1) - 20)).isTrue();
  }

  @Test
  void manyUsersOfOneGroupLeaveAFifth() {
    FairShares shares = new FairShares(CAPACITY);
    for (int round = 0; round < CAPACITY; round++) {
      Owner each = owner(1, round % 100);
      if (shares.hasShare(each, 1)) {
        shares.add(each, 1);
      }
    }
    assertThat(shares.used(owner(1))).isEqualTo(CAPACITY * 4 / 5);
    assertThat(shares.hasShare(owner(2, 1), CAPACITY / 5)).isTrue();
  }

  /** Seen to fail where an inviter is counted with its invitees, and where all groups are equal. */
  @Property
  void greedyUsersOfASubtreeLeaveAShareToAllOthers(
      @ForAll @IntRange(min = 1, max = 8) int depth,
      @ForAll @IntRange(min = 1, max = 60) int users) {
    FairShares shares = new FairShares(CAPACITY);
    int[] path = IntStream.range(0, depth + 1).toArray();
    for (int round = 0; round < CAPACITY; round++) {
      int[] greedy = Arrays.copyOf(path, depth + 1);
      greedy[depth] = 100 + round % users;
      if (shares.hasShare(owner(greedy), 1)) {
        shares.add(owner(greedy), 1);
      }
    }
    for (int length = 1; length <= depth; length++) {
      int[] inviter = Arrays.copyOf(path, length);
      assertThat(shares.hasShare(owner(inviter), CAPACITY / 100)).as("inviter").isTrue();
      int[] beside = Arrays.copyOf(path, length);
      beside[length - 1] = 99;
      assertThat(shares.hasShare(owner(beside), CAPACITY / 100)).as("beside").isTrue();
    }
  }

  @Test
  void inviteesGiveWayToTheirInviter() {
    FairShares shares = new FairShares(10);
    shares.add(owner(1, 2), 4);
    shares.add(owner(1, 3, 4), 6);
    assertThat(shares.largest(owner(1), 1)).isEqualTo(owner(1, 3, 4));
    assertThat(shares.largest(owner(1, 3), 1)).isEqualTo(owner(1, 3, 4));
    shares.add(owner(1, 3, 4), -5);
    shares.add(owner(1), 5);
    assertThat(shares.largest(owner(1), 1)).isNull();
  }

  @Test
  void largestUserOfLargestGroupGivesWay() {
    FairShares shares = new FairShares(10);
    shares.add(owner(1, 1), 2);
    shares.add(owner(1, 2), 5);
    shares.add(owner(2, 3), 3);
    assertThat(shares.hasRoom(1)).isFalse();
    assertThat(shares.largest(owner(2, 4), 1)).isEqualTo(owner(1, 2));
    assertThat(shares.largest(owner(3, 5), 1)).isEqualTo(owner(1, 2));
    assertThat(shares.largest(owner(1, 1), 1)).isEqualTo(owner(1, 2));
    assertThat(shares.largest(owner(1, 2), 1)).isNull();
  }

  @Test
  void inviterIsUserAndGroup() {
    FairShares shares = new FairShares(10);
    shares.add(owner(1), 6);
    shares.add(owner(1, 2), 4);
    assertThat(shares.used(owner(1))).isEqualTo(10);
    assertThat(shares.largest(owner(3), 1)).isEqualTo(owner(1));
    assertThat(shares.largest(owner(1, 2), 1)).isEqualTo(owner(1));
    assertThat(shares.largest(owner(1, 4), 1)).isEqualTo(owner(1));
    shares.add(owner(1), -4);
    assertThat(shares.largest(owner(3), 1)).isEqualTo(owner(1, 2));
  }

  @Property
  void evictionsLeadToEqualSharesAndThenEnd(@ForAll @IntRange(min = 1, max = 30) int late) {
    FairShares shares = new FairShares(64);
    shares.add(owner(0), 64);
    int evictions = 0;
    for (int round = 0; round < 64; round++) {
      for (int user = 1; user <= late; user++) {
        Owner way = shares.largest(owner(user), 1);
        if (way != null) {
          shares.add(way, -1);
          shares.add(owner(user), 1);
          evictions++;
        }
      }
    }
    assertThat(evictions).isLessThanOrEqualTo(64);
    assertThat(shares.used()).isEqualTo(64);
    for (int user = 0; user <= late; user++) {
      assertThat(shares.used(owner(user))).isBetween(64L / (late + 1), 64L / (late + 1) + 1);
    }
  }

  @Test
  void forgetsWhoUsesNothing() {
    FairShares shares = new FairShares(10);
    shares.add(owner(1, 2, 3), 4);
    shares.add(owner(1, 2, 3), -4);
    assertThat(shares.largest(owner(9), 0)).isNull();
    assertThat(shares.used()).isZero();
    assertThat(shares.used(new Owner(List.of(name(1))))).isZero();
  }
}
