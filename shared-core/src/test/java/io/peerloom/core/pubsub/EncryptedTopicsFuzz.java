package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.TestEnv;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A member publishes whatever bytes it likes, under a topic's name or not: they are read as what
 * was encrypted, or refused with a code, and the next message is delivered.
 */
public class EncryptedTopicsFuzz {
  private static final int RAW = 0;
  private static final int ENCRYPTED = 1;
  private static final int MEDDLED = 2;
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final TestEnv ENV = new TestEnv(1);
  private static final Identity MEMBER = NETWORK.member(PeerKind.BROWSER);
  private static final Key TOPIC = TopicGroup.key(NETWORK.hash, "news");
  private static final byte[] STREAM = new byte[TopicItem.STREAM_BYTES];
  private static final TopicCipher CIPHER = new TopicCipher(NETWORK.crypto, NETWORK.hash, "news");

  /** How the payload comes about, and its bytes; where it is meddled with, at the first of them. */
  public static List<byte[]> seeds() {
    byte[] text = Bytes.utf8("\u0001some text");
    List<byte[]> seeds = new ArrayList<>();
    for (byte how : new byte[] {RAW, ENCRYPTED, MEDDLED}) {
      seeds.add(Bytes.concat(new byte[] {how}, text));
      seeds.add(new byte[] {how, TopicCipher.SEALED});
      seeds.add(new byte[] {how});
    }
    seeds.add(Bytes.concat(new byte[] {RAW, TopicCipher.SEALED}, new byte[16]));
    return seeds;
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  public void whatIsPublishedIsReadOrRefused(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int how = (input[0] & 0xff) % 3;
    byte[] content = Bytes.slice(input, 1, input.length);
    byte[] payload = how == RAW ? content : encrypted(1, content);
    if (how == MEDDLED) {
      int change = content.length == 0 ? 1 : content[0] & 0xff;
      payload[change % payload.length] ^= (byte) (change == 0 ? 1 : change);
    }
    Promise<TopicItem> published = published(1, payload);
    if (published.isFailed()) {
      assertThat(published.failure().code()).isIn(ErrorCode.INVALID_REQUEST, ErrorCode.TOO_LARGE);
      return;
    }
    TopicItem item = published.value();
    boolean sealed = payload[0] == TopicCipher.SEALED;
    Promise<byte[]> read = CIPHER.decrypt(item);
    if (how == ENCRYPTED && content.length > 0 || !sealed) {
      assertThat(read.value()).isEqualTo(sealed ? content : payload);
    } else {
      assertThat(read.failure().code()).isEqualTo(ErrorCode.CANNOT_OPEN);
    }
    List<Long> delivered = new ArrayList<>();
    Deliveries deliveries =
        new Deliveries(ENV, CIPHER, () -> false, message -> delivered.add(sequence(message)));
    deliveries.add(List.of(item, published(2, encrypted(2, new byte[] {1, 'a'})).value()));
    ENV.pass(100);
    assertThat(delivered).endsWith(2L).hasSize(read.isFailed() ? 1 : 2);
  }

  private static long sequence(ReadMessage message) {
    assertThat(message.payload()).isNotEmpty();
    return message.item().sequence();
  }

  private static byte[] encrypted(long sequence, byte[] payload) {
    return CIPHER.encrypt(MEMBER.keys().identityPublicKey(), STREAM, sequence, payload).value();
  }

  private static Promise<TopicItem> published(long sequence, byte[] payload) {
    return TopicItem.sign(
        NETWORK.authority(ENV), MEMBER, TOPIC, STREAM, sequence, 0, ENV.wallMillis(), 60, payload);
  }
}
