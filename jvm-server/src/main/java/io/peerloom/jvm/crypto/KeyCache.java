package io.peerloom.jvm.crypto;

import io.peerloom.jvm.limits.ServerLimits;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was made of the most recently used public keys. BouncyCastle stores the multiples of a point
 * that a verification needs on the point itself, so verifying with a key that is decoded anew each
 * time costs twice as much. Peers use the same keys again and again: those of their links, holders
 * and topics.
 */
final class KeyCache<T> {
  private final Map<ByteBuffer, T> keys =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, T> eldest) {
          return size() > ServerLimits.MAX_DECODED_KEYS;
        }
      };

  /** What was made of a key, or null if it is not cached. */
  synchronized T find(byte[] encoded) {
    return keys.get(ByteBuffer.wrap(encoded));
  }

  synchronized void add(byte[] encoded, T key) {
    keys.put(ByteBuffer.wrap(encoded.clone()), key);
  }
}
