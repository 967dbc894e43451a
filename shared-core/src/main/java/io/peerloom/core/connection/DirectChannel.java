package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.CountedNonce;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.wire.LinkMessage.Direct;
import io.peerloom.core.wire.MessageType;

/**
 * Encrypts messages between two applications under a key of their link, and keeps their order,
 * although encryption may complete in any order. A nonce is used once, and only a larger one is
 * accepted.
 */
final class DirectChannel {
  private final Crypto crypto;
  private final byte[] key;
  private final byte own;
  private final byte other;
  private int sent;
  private long highest;
  private Promise<?> lastEncryption = Promise.of(null);
  private Promise<?> lastDecryption = Promise.of(null);

  DirectChannel(Crypto crypto, byte[] key, boolean dialler) {
    this.crypto = crypto;
    this.key = key;
    own = (byte) (dialler ? 1 : 2);
    other = (byte) (dialler ? 2 : 1);
  }

  /** Encrypts; fulfilled in the order of the calls. */
  Promise<Direct> encrypt(int type, byte[] plaintext) {
    byte[] nonce = CountedNonce.of(own, ++sent);
    Promise<byte[]> sealed = crypto.seal(key, nonce, associated(type), plaintext);
    Promise<Direct> inOrder =
        after(lastEncryption)
            .flatMap(done -> sealed)
            .map(ciphertext -> new Direct(type, nonce, ciphertext));
    lastEncryption = inOrder;
    return inOrder;
  }

  /**
   * Decrypts; fulfilled in the order of the calls, failed with CANNOT_OPEN for altered bytes,
   * ALREADY_PROCESSED for a replay (R12.3), INVALID_REQUEST for a nonce that is not the other
   * side's.
   */
  Promise<byte[]> decrypt(Direct direct) {
    long counter = counterOf(direct.nonce());
    if (direct.nonce()[0] != other) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "out of turn");
    }
    if (counter <= highest) {
      return Promise.failed(ErrorCode.ALREADY_PROCESSED, "out of turn");
    }
    highest = counter;
    Promise<byte[]> opened =
        crypto.open(key, direct.nonce(), associated(direct.number()), direct.sealed());
    Promise<byte[]> inOrder = after(lastDecryption).flatMap(done -> opened);
    lastDecryption = inOrder;
    return inOrder;
  }

  /** So that nobody on the way turns one type into the other. */
  private static byte[] associated(int type) {
    return new byte[type == MessageType.DIRECT ? 0 : 1];
  }

  /** Fulfilled when a promise is done, with any outcome. */
  private static Promise<Void> after(Promise<?> promise) {
    Promise<Void> ended = new Promise<>();
    promise.then(done -> ended.complete(null), failure -> ended.complete(null));
    return ended;
  }

  private static long counterOf(byte[] nonce) {
    long counter = 0;
    for (int i = 4; i < 12; i++) {
      counter = counter << 8 | nonce[i] & 0xff;
    }
    return counter;
  }
}
