package io.peerloom.core.pubsub;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.Pages;
import java.util.List;
import java.util.function.Function;

/** Fetches messages of a topic from one member, answer by answer. */
final class TopicReader {
  private static final int TIMEOUT_MILLIS = 3_000;

  /** An answer has a message at least, so a member that never ends is cut off. */
  private static final int MAX_ANSWERS = MessageCollection.MAX_ITEMS;

  private final OverlayNetwork overlay;
  private final NodeId member;
  private final Key topic;
  private final Function<List<byte[]>, Promise<Void>> taker;

  /**
   * Reads from one member.
   *
   * @param taker is given the messages of each answer, unverified; the next is asked for once it is
   *     done with them
   */
  TopicReader(
      OverlayNetwork overlay,
      NodeId member,
      Key topic,
      Function<List<byte[]>, Promise<Void>> taker) {
    this.overlay = overlay;
    this.member = member;
    this.topic = topic;
    this.taker = taker;
  }

  /** All messages of some pages. */
  Promise<Void> read(Pages pages) {
    return more(pages, new byte[TopicProtocol.ID_BYTES], 0);
  }

  private Promise<Void> more(Pages pages, byte[] after, int answers) {
    int most =
        overlay.isLinked(member) ? TopicProtocol.MAX_ANSWER_BYTES : RoutingMessage.MAX_SHORT_BYTES;
    return overlay
        .request(member, new TopicProtocol.AskItems(topic, pages, after, most), TIMEOUT_MILLIS)
        .flatMap(
            answer ->
                answer instanceof TopicProtocol.Items items
                    ? taker.apply(items.items()).flatMap(ok -> rest(pages, items, answers))
                    : Promise.failed(ErrorCode.INVALID_REQUEST, "no messages"));
  }

  private Promise<Void> rest(Pages pages, TopicProtocol.Items items, int answers) {
    if (!items.more() || items.items().isEmpty()) {
      return Promise.of(null);
    }
    byte[] encoded = items.items().get(items.items().size() - 1);
    TopicItem last = TopicItem.decode(overlay.hash(), encoded);
    long page = MessageCollection.pageOf(last);
    if (answers == MAX_ANSWERS || page < pages.from() || page > pages.to()) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "pages without end");
    }
    return more(new Pages(page, pages.to()), last.id().array(), answers + 1);
  }
}
