package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.DeferredCrypto;
import io.peerloom.core.support.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Messages encrypted under the name of their topic (R15). */
@Label("Encrypted messages of topics")
class TopicCipherTest {
  private static final TestNetwork NETWORK = new TestNetwork(1);
  private static final Identity ALICE = NETWORK.member(PeerKind.BROWSER);
  private static final Identity BOB = NETWORK.member(PeerKind.BROWSER);
  private static final Key TOPIC = TopicGroup.key(NETWORK.hash, "news");
  private static final byte[] STREAM = new byte[TopicItem.STREAM_BYTES];
  private static final TopicCipher CIPHER = cipher("news");

  private boolean closed;

  private static TopicCipher cipher(String name) {
    return new TopicCipher(NETWORK.crypto, NETWORK.hash, name);
  }

  private static byte[] sealed(Identity by, long sequence, byte[] payload) {
    return CIPHER.seal(by.keys().identityPublicKey(), STREAM, sequence, payload).value();
  }

  private static TopicItem item(Identity by, long sequence, byte[] payload) {
    return TopicItem.sign(
            NETWORK.authority,
            by,
            TOPIC,
            STREAM,
            sequence,
            0,
            NETWORK.env.wallMillis(),
            60,
            payload)
        .value();
  }

  private static void assertCannotBeOpened(TopicCipher cipher, TopicItem item) {
    assertThat(cipher.open(item).failure().code()).isEqualTo(ErrorCode.CANNOT_OPEN);
  }

  @Property(tries = 100)
  void whoKnowsTheNameReadsThemAndNobodyElse(
      @ForAll @Size(min = 1, max = 200) byte[] payload, @ForAll @IntRange(min = 1) int sequence) {
    byte[] sealed = sealed(ALICE, sequence, payload);
    assertThat(sealed).hasSize(payload.length + TopicCipher.ADDED_BYTES);
    TopicItem item = item(ALICE, sequence, sealed);
    assertThat(CIPHER.open(item).value()).isEqualTo(payload);
    assertCannotBeOpened(cipher("News"), item);
  }

  @Example
  void anUnencryptedMessageIsReadAsItIs() {
    byte[] payload = {1, 'a'};
    assertThat(CIPHER.open(item(ALICE, 1, payload)).value()).isEqualTo(payload);
  }

  /** Fails where the key is the same for all publishers, or the nonce for all numbers. */
  @Example
  void aMessageCannotBePublishedAgainAsAnother() {
    byte[] sealed = sealed(ALICE, 7, new byte[] {1, 'a'});
    assertThat(sealed(ALICE, 8, new byte[] {1, 'a'})).isNotEqualTo(sealed);
    assertCannotBeOpened(CIPHER, item(BOB, 7, sealed));
    assertCannotBeOpened(CIPHER, item(ALICE, 8, sealed));
    assertCannotBeOpened(CIPHER, item(ALICE, 7, Bytes.slice(sealed, 0, 17)));
    assertCannotBeOpened(CIPHER, item(ALICE, 7, Bytes.slice(sealed, 0, 1)));
    assertCannotBeOpened(CIPHER, item(ALICE, 7, sealed(ALICE, 7, new byte[0])));
  }

  @Example
  void aHistoryIsReadWithoutWhatCannotBeOpened() {
    List<TopicItem> items = new ArrayList<>();
    items.add(item(ALICE, 1, sealed(ALICE, 1, new byte[] {1})));
    items.add(item(ALICE, 2, sealed(ALICE, 1, new byte[] {2})));
    items.add(item(ALICE, 3, sealed(ALICE, 3, new byte[] {0})));
    assertThat(CIPHER.openEach(items).value())
        .extracting(message -> message.item().sequence())
        .containsExactly(1L, 3L);
  }

  private static TopicItem numbered(int sequence) {
    byte[] payload = {1, (byte) sequence};
    // Every other one is there at once.
    return item(ALICE, sequence, sequence % 2 == 0 ? payload : sealed(ALICE, sequence, payload));
  }

  private Deliveries deliveries(List<Long> delivered) {
    return new Deliveries(
        NETWORK.env,
        new TopicCipher(new DeferredCrypto(NETWORK.crypto, NETWORK.env), NETWORK.hash, "news"),
        () -> closed,
        message -> {
          delivered.add(message.item().sequence());
          if (message.item().sequence() == 5) {
            throw new IllegalStateException("a listener's own fault");
          }
        });
  }

  @Property(tries = 20)
  void decryptedInAnyOrderTheyAreDeliveredInOne(@ForAll @IntRange(min = 1, max = 6) int atOnce) {
    List<Long> delivered = new ArrayList<>();
    Deliveries deliveries = deliveries(delivered);
    for (int i = 1; i <= 12; i += atOnce) {
      List<TopicItem> some = new ArrayList<>();
      for (int k = i; k < i + atOnce && k <= 12; k++) {
        some.add(numbered(k));
      }
      deliveries.add(some);
    }
    Promise<Void> done = deliveries.done();
    assertThat(done.isDone()).isFalse();
    NETWORK.env.pass(100);
    assertThat(delivered).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    assertThat(done.isDone() && deliveries.done().isDone()).isTrue();
  }

  @Example
  void nothingIsDeliveredOnceClosed() {
    List<Long> delivered = new ArrayList<>();
    Deliveries deliveries = deliveries(delivered);
    deliveries.add(List.of(numbered(1)));
    closed = true;
    NETWORK.env.pass(100);
    assertThat(delivered).isEmpty();
    assertThat(deliveries.done().isDone()).isTrue();
  }
}
