package io.peerloom.core.connection;

import io.peerloom.core.base.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Bulk messages of a proved peer that overtook the end of its handshake, as data channels have no
 * order between them. A few, and no more bytes than one window holds.
 */
final class Overtaking {
  private final List<byte[]> messages = new ArrayList<>();
  private int bytes;

  /** Keeps a message; false where that would be too much. */
  boolean add(byte[] message) {
    bytes += message.length;
    boolean fits =
        messages.size() < Limits.MAX_OVERTAKING_MESSAGES && bytes <= SendQueue.BULK_WINDOW_BYTES;
    if (fits) {
      messages.add(message);
    }
    return fits;
  }

  /** Hands them over, once. */
  void drain(Consumer<byte[]> receiver) {
    messages.forEach(receiver);
    messages.clear();
  }
}
