package io.peerloom.core.connection;

/**
 * Authenticates what passes over one link whose transport does not: a WebSocket without TLS. A
 * platform without such links to dial, such as a browser, has none.
 */
public interface FrameSeal {
  /** The kind of seal that {@code docs/PROTOCOL.md} describes: HMAC-SHA-256, 16 bytes. */
  int HMAC = 1;

  /** Makes the seal of one link. */
  interface Factory {
    /**
     * The seal of one end.
     *
     * @param key 32 bytes that only the two ends know
     */
    FrameSeal of(byte[] key, boolean dialler);
  }

  /** Sends over a transport what this end seals. */
  Transport over(Transport transport);

  /**
   * What a sealed transport message holds; to be called once for each, in order.
   *
   * @throws io.peerloom.core.base.PeerloomException INVALID_SIGNATURE where it is not the next
   *     message of the other end
   */
  byte[] open(byte[] message);
}
