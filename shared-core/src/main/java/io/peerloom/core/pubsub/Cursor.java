package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.Pages;
import java.util.List;

/**
 * How far messages have been read, by page and id.
 *
 * @param pages those that are left, the first of them from {@code after} on
 */
record Cursor(Pages pages, byte[] after) {
  /** Before the first message. */
  static Cursor before(Pages pages) {
    return new Cursor(pages, new byte[TopicProtocol.ID_BYTES]);
  }

  /**
   * After the last of those messages.
   *
   * @throws PeerloomException INVALID_REQUEST where that is no step forward within the pages: who
   *     gave them would be asked for ever
   */
  Cursor after(Hash hash, List<byte[]> items) {
    TopicItem last = TopicItem.decode(hash, items.get(items.size() - 1));
    long page = MessageCollection.pageOf(last);
    boolean isForward = page == pages.from() && last.id().compareTo(Bytes.wrap(after)) > 0;
    if (!isForward && (page <= pages.from() || page > pages.to())) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "messages that do not go on");
    }
    return new Cursor(new Pages(page, pages.to()), last.id().array());
  }
}
