package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.List;

/**
 * How far messages have been read, by span and id.
 *
 * @param range the remaining spans, the first of them from {@code after} on
 */
record Cursor(SpanRange range, byte[] after) {
  /** Before the first message of those spans. */
  static Cursor before(SpanRange range) {
    return new Cursor(range, new byte[TopicProtocol.ID_BYTES]);
  }

  /**
   * Moves after the last of those messages.
   *
   * @throws PeerloomException INVALID_REQUEST if that is no step forward within the range: a peer
   *     that answers so could be asked forever
   */
  Cursor after(Hash hash, List<byte[]> items) {
    TopicItem last = TopicItem.decode(hash, items.get(items.size() - 1));
    return after(last.publishedAt(), last.id());
  }

  /** Moves after the last of those messages of this peer. */
  Cursor after(List<IndexedMessage> messages) {
    IndexedMessage last = messages.get(messages.size() - 1);
    return after(last.publishedAt(), last.id());
  }

  private Cursor after(long publishedAt, Bytes id) {
    long span = MessageCollection.spanOf(publishedAt);
    boolean isForward = span == range.from() && id.compareTo(Bytes.wrap(after)) > 0;
    if (!isForward && (span <= range.from() || span > range.to())) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
    }
    return new Cursor(new SpanRange(span, range.to()), id.array());
  }
}
