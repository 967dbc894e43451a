package io.peerloom.core.data.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
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
    List<NodeId> all = new ArrayList<>();
    for (int i = 0; i < candidates; i++) {
      all.add(id(i));
    }
    HolderAccess access =
        new HolderAccess() {
          @Override
          public IdentityPlaces order() {
            return new IdentityPlaces(id -> null);
          }

          @Override
          public Promise<Message> request(NodeId target, Message body, int timeoutMillis) {
            return gone.contains((int) target.bytes()[0])
                ? Promise.failed(ErrorCode.CLOSED, "the link is not open")
                : Promise.of(
                    new DataMessage.Prepared(
                        3, 0, 0, 0, 0, HolderSet.NONE, new byte[0], false, new byte[8]));
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
