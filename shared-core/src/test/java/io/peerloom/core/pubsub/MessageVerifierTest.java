package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestMembers;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** What forged messages cost, and who is reported for them. */
@Label("MessageVerifier")
class MessageVerifierTest {
  private static final TestNetwork NETWORK = new TestNetwork(1);
  private static final Identity SELF = NETWORK.member(PeerKind.NODE);
  private static final Key TOPIC = TopicGroup.key(NETWORK.hash, "news");
  private static final NodeId FORGER = NETWORK.member(PeerKind.BROWSER).id();

  private final TestEnv env = new TestEnv(1);
  private final Authority authority = new Authority(NETWORK.crypto, NETWORK.hash, env, NETWORK.id);
  private final List<NodeId> reported = new ArrayList<>();
  private final MessageCollection none = new MessageCollection(NETWORK.hash);
  private final MessageVerifier verifier =
      new MessageVerifier(
          env,
          authority,
          TestMembers.of(env, authority, SELF, new MemoryStore(), List.of(SELF)),
          reported::add);

  private byte[] message(int sequence, boolean forged) {
    byte[] encoded =
        TopicItem.sign(
                authority,
                SELF,
                TOPIC,
                new byte[TopicItem.STREAM_BYTES],
                sequence,
                sequence,
                env.wallMillis(),
                60,
                new byte[10])
            .value()
            .encoded();
    encoded[encoded.length - 1] ^= (byte) (forged ? 1 : 0);
    return encoded;
  }

  private List<byte[]> messages(int genuine, int forged) {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < genuine + forged; i++) {
      all.add(message(i + 1, i >= genuine));
    }
    return all;
  }

  /** Fails if all of a batch are verified, though it is refused whole for the first of them. */
  @Example
  void batchOfForgedMessagesCostsFewVerifications() {
    List<byte[]> batch = messages(0, TopicProtocol.MAX_ITEMS);
    PeerloomException failure = verifier.verifyAll(TOPIC, batch, none, FORGER).failure();
    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_SIGNATURE);
    assertThat(failure.getMessage()).startsWith("message 1 of");
    assertThat(reported).hasSizeBetween(1, 16).containsOnly(FORGER);
  }

  @Example
  void genuineMessagesOfLargeBatchesStayInOrder() {
    List<byte[]> batch = messages(50, 0);
    assertThat(verifier.verifyAll(TOPIC, batch, none, FORGER).value())
        .extracting(TopicItem::encoded)
        .isEqualTo(batch);
    assertThat(reported).isEmpty();
  }

  /** What a member hands over is dropped singly, and counted. */
  @Example
  void eachForgedMessageOfMembersIsReported() {
    assertThat(verifier.verifyEach(TOPIC, messages(3, 20), none, FORGER).value()).hasSize(3);
    assertThat(reported).hasSize(20);
  }

  @Example
  void nobodyIsReportedForOwnMessages() {
    assertThat(verifier.verifyAll(TOPIC, messages(0, 1), none, null).isFailed()).isTrue();
    assertThat(reported).isEmpty();
  }
}
