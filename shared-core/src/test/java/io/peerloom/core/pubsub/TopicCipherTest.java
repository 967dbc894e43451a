package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.DeferredCrypto;
import io.peerloom.core.support.TestNetwork;
import java.lang.reflect.Proxy;
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

  private static final Crypto DEFERRED = new DeferredCrypto(NETWORK.crypto, NETWORK.env);

  private boolean closed;

  private static TopicCipher cipher(String name) {
    return new TopicCipher(NETWORK.crypto, NETWORK.hash, name);
  }

  private static byte[] encrypted(Identity by, long sequence, byte[] payload) {
    return CIPHER.encrypt(by.keys().identityPublicKey(), STREAM, sequence, payload).value();
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

  private static void assertUnreadable(TopicCipher cipher, TopicItem item) {
    assertThat(cipher.decrypt(item).failure().code()).isEqualTo(ErrorCode.CANNOT_OPEN);
  }

  @Property(tries = 100)
  void whoKnowsTheNameReadsThemAndNobodyElse(
      @ForAll @Size(min = 1, max = 200) byte[] payload, @ForAll @IntRange(min = 1) int sequence) {
    byte[] encrypted = encrypted(ALICE, sequence, payload);
    assertThat(encrypted).hasSize(payload.length + TopicCipher.ADDED_BYTES);
    TopicItem item = item(ALICE, sequence, encrypted);
    assertThat(CIPHER.decrypt(item).value()).isEqualTo(payload);
    assertUnreadable(cipher("News"), item);
  }

  @Example
  void anUnencryptedMessageIsReadAsItIs() {
    byte[] payload = {1, 'a'};
    assertThat(CIPHER.decrypt(item(ALICE, 1, payload)).value()).isEqualTo(payload);
  }

  /** Fails where the key is the same for all publishers, or the nonce for all numbers. */
  @Example
  void aMessageCannotBePublishedAgainAsAnother() {
    byte[] encrypted = encrypted(ALICE, 7, new byte[] {1, 'a'});
    assertThat(encrypted(ALICE, 8, new byte[] {1, 'a'})).isNotEqualTo(encrypted);
    assertUnreadable(CIPHER, item(BOB, 7, encrypted));
    assertUnreadable(CIPHER, item(ALICE, 8, encrypted));
    assertUnreadable(CIPHER, item(ALICE, 7, Bytes.slice(encrypted, 0, 17)));
    assertUnreadable(CIPHER, item(ALICE, 7, Bytes.slice(encrypted, 0, 1)));
    assertUnreadable(CIPHER, item(ALICE, 7, encrypted(ALICE, 7, new byte[0])));
  }

  /** A key or nonce that two messages share would reveal both. */
  @Example
  void eachStreamHasItsOwnKey() {
    byte[] payload = {1, 'a'};
    byte[] identity = ALICE.keys().identityPublicKey();
    byte[] other = {1, 0, 0, 0, 0, 0, 0, 0};
    assertThat(CIPHER.encrypt(identity, other, 7, payload).value())
        .isNotEqualTo(encrypted(ALICE, 7, payload));
  }

  /** Fails where what was published before could not be read any more. */
  @Example
  void theDerivationOfKeysStaysAsItIs() {
    byte[] identity = new byte[65];
    identity[64] = 9;
    assertThat(Bytes.hex(CIPHER.encrypt(identity, STREAM, 258, Bytes.utf8("message")).value()))
        .isEqualTo("03606cc90c36b635d11c870cca3c73635013ef73b5efb8a5");
  }

  private static TopicItem numbered(int sequence) {
    byte[] payload = {1, (byte) sequence};
    // Every other one is there at once.
    return item(ALICE, sequence, sequence % 2 == 0 ? payload : encrypted(ALICE, sequence, payload));
  }

  private Deliveries deliveries(Crypto crypto, List<Long> delivered) {
    return new Deliveries(
        NETWORK.env,
        new TopicCipher(crypto, NETWORK.hash, "news"),
        () -> closed,
        message -> {
          delivered.add(message.item().sequence());
          if (message.item().sequence() == 5) {
            throw new IllegalStateException("a listener's own fault");
          }
        });
  }

  private static Crypto failingHalfOfTheTime() {
    return (Crypto)
        Proxy.newProxyInstance(
            Crypto.class.getClassLoader(),
            new Class<?>[] {Crypto.class},
            (proxy, method, arguments) ->
                NETWORK.env.rng().nextInt(2) == 0
                    ? Promise.failed(ErrorCode.INTERNAL, "busy")
                    : method.invoke(NETWORK.crypto, arguments));
  }

  @Property(tries = 20)
  void decryptedInAnyOrderTheyAreDeliveredInOne(@ForAll @IntRange(min = 1, max = 6) int atOnce) {
    List<Long> delivered = new ArrayList<>();
    Deliveries deliveries = deliveries(DEFERRED, delivered);
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
  void aMessageThatCannotBeDecryptedHoldsBackNone() {
    List<Long> delivered = new ArrayList<>();
    Deliveries deliveries = deliveries(DEFERRED, delivered);
    TopicItem unreadable = item(ALICE, 2, encrypted(ALICE, 1, new byte[] {2}));
    deliveries.add(List.of(numbered(1), unreadable, numbered(3)));
    NETWORK.env.pass(100);
    assertThat(delivered).containsExactly(1L, 3L);
  }

  /** Fails where a fault of the platform costs a message that is whole. */
  @Example
  void whatThePlatformFailsToDecryptIsTriedAgain() {
    List<Long> delivered = new ArrayList<>();
    Deliveries deliveries = deliveries(failingHalfOfTheTime(), delivered);
    for (int i = 1; i <= 12; i++) {
      deliveries.add(List.of(numbered(i)));
    }
    NETWORK.env.pass(30_000);
    assertThat(delivered).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  /** More than are decrypted at once. */
  @Example
  void aLongHistoryIsDeliveredWhole() {
    List<Long> delivered = new ArrayList<>();
    Deliveries deliveries = deliveries(DEFERRED, delivered);
    List<TopicItem> items = new ArrayList<>();
    for (int i = 6; i < 206; i++) {
      items.add(numbered(i));
    }
    deliveries.add(items);
    NETWORK.env.pass(1_000);
    assertThat(delivered).hasSize(200).isSorted();
    assertThat(deliveries.done().isDone()).isTrue();
  }

  @Example
  void nothingIsDeliveredOnceClosed() {
    List<Long> delivered = new ArrayList<>();
    Deliveries deliveries = deliveries(DEFERRED, delivered);
    deliveries.add(List.of(numbered(1)));
    closed = true;
    NETWORK.env.pass(100);
    assertThat(delivered).isEmpty();
    assertThat(deliveries.done().isDone()).isTrue();
  }
}
