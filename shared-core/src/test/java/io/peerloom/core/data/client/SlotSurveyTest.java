package io.peerloom.core.data.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.HolderSet;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** A survey ends whoever fails, and however soon. */
@Label("Surveys of a slot")
class SlotSurveyTest {
  private static final NodeId SELF = id(99);

  private static NodeId id(int number) {
    byte[] bytes = new byte[NodeId.BYTES];
    bytes[0] = (byte) number;
    return new NodeId(bytes);
  }

  /** Others answer at once; who is gone fails at once, as a link does that has just closed. */
  private static SlotSurvey survey(int candidates, Set<Integer> gone) {
    return survey(candidates, gone, id -> null, number -> 3L);
  }

  private static SlotSurvey survey(
      int candidates,
      Set<Integer> gone,
      Function<NodeId, Bytes> identities,
      Function<Integer, Long> sequences) {
    List<NodeId> all = new ArrayList<>();
    for (int i = 0; i < candidates; i++) {
      all.add(id(i));
    }
    HolderAccess access =
        new HolderAccess() {
          @Override
          public IdentityPlaces order() {
            return new IdentityPlaces(identities);
          }

          @Override
          public Promise<Message> request(NodeId target, Message body, int timeoutMillis) {
            int number = target.bytes()[0];
            return gone.contains(number)
                ? Promise.failed(ErrorCode.CLOSED, "the link is not open")
                : Promise.of(
                    new DataMessage.Prepared(
                        sequences.apply(number),
                        0,
                        0,
                        0,
                        0,
                        HolderSet.NONE,
                        new byte[0],
                        false,
                        new byte[8]));
          }

          @Override
          public boolean isLinked(NodeId id) {
            return true;
          }

          @Override
          public boolean isNode(NodeId id) {
            return true;
          }

          @Override
          public Promise<List<NodeId>> places(Key key, boolean verified) {
            return Promise.of(all);
          }
        };
    byte[] slot = new byte[DataMessage.SLOT_BYTES];
    Promise<SlotSurvey> started =
        new SlotSurvey(new TestEnv(1), access, null, SELF, slot, all).start();
    assertThat(started.isDone()).isTrue();
    return started.value();
  }

  /** Of three identities one may lie, whatever ids it has; what two say is believed. */
  @Example
  void claimOfOneIdentityCountsNotWhereThereAreThree() {
    Bytes liar = Bytes.wrap(new byte[] {1});
    Function<NodeId, Bytes> identities = id -> id.bytes()[0] < 2 ? liar : null;
    assertThat(survey(4, Set.of(), identities, n -> n < 2 ? 900L : 3L).sequence(0)).isEqualTo(3);
    assertThat(survey(4, Set.of(), id -> null, n -> n < 2 ? 900L : 3L).sequence(0)).isEqualTo(900);
    assertThat(survey(3, Set.of(), identities, n -> n < 2 ? 900L : 3L).sequence(0))
        .as("of two identities the higher one")
        .isEqualTo(900);
  }

  /** Seen where an identity with many ids near a key returned nobody else: it got every place. */
  @Example
  void answersOfFewIdentitiesAreCrowdedAndThoseOfManyAreNot() {
    Function<NodeId, Bytes> two = id -> Bytes.wrap(new byte[] {(byte) (id.bytes()[0] % 2)});
    Function<NodeId, Bytes> three = id -> Bytes.wrap(new byte[] {(byte) (id.bytes()[0] % 3)});
    assertThat(survey(24, Set.of(), two, n -> 3L).isCrowded()).isTrue();
    assertThat(survey(24, Set.of(), three, n -> 3L).isCrowded()).isFalse();
    assertThat(survey(24, Set.of(), id -> null, n -> 3L).isCrowded()).isFalse();
    assertThat(survey(2, Set.of(), two, n -> 3L).isCrowded()).isFalse();
    assertThat(survey(8, Set.of(0, 1, 2, 3, 4, 5), id -> null, n -> 3L).isCrowded()).isFalse();
  }

  /** A number near the end would leave its publisher none to count up to. */
  @Example
  void claimFarAboveTheLastHasToBeShown() {
    for (long last : new long[] {0, 7}) {
      long most = last + Limits.MAX_SEQUENCES_AHEAD;
      assertThat(survey(4, Set.of(), id -> null, n -> most).sequence(last)).isZero();
      assertThat(survey(4, Set.of(), id -> null, n -> most - 1).sequence(last)).isEqualTo(most - 1);
    }
    assertThat(Limits.MAX_SEQUENCES_AHEAD).isEqualTo(1 << 20);
  }

  @Example
  void itEndsWhereTheFirstFailsAtOnce() {
    SlotSurvey survey = survey(2, Set.of(0));
    assertThat(survey.failed()).containsExactly(id(0));
    assertThat(survey.sequence(0)).isEqualTo(3);
  }

  @Example
  void itEndsWhereAllFailAtOnce() {
    SlotSurvey survey = survey(12, Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    assertThat(survey.failed()).hasSize(12);
    assertThat(survey.hasOthers()).isFalse();
  }

  @Example
  void whoFailsIsReplacedByThoseBeyond() {
    SlotSurvey survey = survey(12, Set.of(1, 5));
    assertThat(survey.failed()).isSubsetOf(id(1), id(5));
    assertThat(survey.hasOthers()).isTrue();
  }
}
