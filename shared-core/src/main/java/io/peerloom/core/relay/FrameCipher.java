package io.peerloom.core.relay;

import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.CountedNonce;
import io.peerloom.core.crypto.Crypto;

/**
 * Encrypts the messages of one lane of a relayed link, in order, although the platform may complete
 * them in any order. Nonces are counted, not sent: a message that was lost, repeated or moved does
 * not open.
 */
final class FrameCipher {
  private static final byte[] NOTHING = new byte[0];

  private final Crypto crypto;
  private final byte[] key;
  private final int own;
  private final int other;
  private int sealed;
  private int opened;
  private Promise<?> lastSealed = Promise.of(null);
  private Promise<?> lastOpened = Promise.of(null);

  /**
   * The cipher of one lane at one end.
   *
   * @param key 32 bytes of this link
   * @param lane 0 or 1
   */
  FrameCipher(Crypto crypto, byte[] key, int lane, boolean dialler) {
    this.crypto = crypto;
    this.key = key;
    own = 2 * lane + (dialler ? 1 : 2);
    other = 2 * lane + (dialler ? 2 : 1);
  }

  /** Encrypts; fulfilled in the order of the calls. */
  Promise<byte[]> seal(byte[] plaintext) {
    Promise<byte[]> result =
        inOrder(lastSealed, crypto.seal(key, CountedNonce.of(own, ++sealed), NOTHING, plaintext));
    lastSealed = result;
    return result;
  }

  /** Decrypts; fulfilled in the order of the calls, failed with CANNOT_OPEN for other bytes. */
  Promise<byte[]> open(byte[] ciphertext) {
    Promise<byte[]> result =
        inOrder(
            lastOpened, crypto.open(key, CountedNonce.of(other, ++opened), NOTHING, ciphertext));
    lastOpened = result;
    return result;
  }

  /** Fulfilled once all that was sealed so far has been handed over. */
  Promise<?> allSealed() {
    return lastSealed;
  }

  private static Promise<byte[]> inOrder(Promise<?> last, Promise<byte[]> next) {
    return last.isDone() ? next : last.flatMap(done -> next);
  }
}
