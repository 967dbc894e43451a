package io.peerloom.core.pubsub;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.Pages;
import io.peerloom.core.wire.TopicProtocol.Span;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Compares what is here of a topic with what one member has, and fetches the difference. */
final class TopicReader {
  private static final int TIMEOUT_MILLIS = 3_000;

  private final OverlayNetwork overlay;
  private final NodeId member;
  private final Key topic;
  private final BooleanSupplier inTime;
  private final Function<List<byte[]>, Promise<Void>> taker;

  /**
   * Reads from one member.
   *
   * @param inTime whether to go on, asked before each step; else it ends with TIMEOUT, and what has
   *     been taken is kept
   * @param taker is given the messages of each answer, unverified; the next is asked for once it is
   *     done with them
   */
  TopicReader(
      OverlayNetwork overlay,
      NodeId member,
      Key topic,
      BooleanSupplier inTime,
      Function<List<byte[]>, Promise<Void>> taker) {
    this.overlay = overlay;
    this.member = member;
    this.topic = topic;
    this.inTime = inTime;
    this.taker = taker;
  }

  /**
   * Reads what the member has and this collection lacks.
   *
   * @param giver is told the pages of which the member lacks something
   */
  Promise<Void> compare(MessageCollection mine, Function<Pages, Promise<Void>> giver) {
    return compare(mine, Pages.ALL, Span.MAX_LEVEL, giver);
  }

  /** The same where the member has told already what it has. */
  Promise<Void> compare(
      MessageCollection mine, List<Span> told, Function<Pages, Promise<Void>> giver) {
    return differing(mine, Pages.ALL, told, Span.MAX_LEVEL, giver);
  }

  private Promise<Void> compare(
      MessageCollection mine, Pages of, int level, Function<Pages, Promise<Void>> giver) {
    return request(new TopicProtocol.AskDigest(topic, of))
        .flatMap(
            answer ->
                answer instanceof TopicProtocol.Digest digest
                    ? differing(mine, of, digest.spans(), level, giver)
                    : Promise.failed(ErrorCode.INVALID_REQUEST, "no digest"));
  }

  private Promise<Void> differing(
      MessageCollection mine,
      Pages of,
      List<Span> told,
      int level,
      Function<Pages, Promise<Void>> giver) {
    MessageCollection.Difference difference = mine.compare(of, told);
    // Wide spans are told of closer, so many times at most as there are widths.
    List<Pages> closer = level == 0 ? List.of() : difference.closer();
    return Promise.each(difference.wanted(), pages -> read(Cursor.before(pages)))
        .flatMap(ok -> Promise.each(difference.lacked(), giver))
        .flatMap(ok -> Promise.each(closer, pages -> compare(mine, pages, level - 1, giver)));
  }

  private Promise<Void> read(Cursor from) {
    int most =
        overlay.isLinked(member) ? TopicProtocol.MAX_ANSWER_BYTES : RoutingMessage.MAX_SHORT_BYTES;
    return request(new TopicProtocol.AskItems(topic, from.pages(), from.after(), most))
        .flatMap(
            answer ->
                answer instanceof TopicProtocol.Items items
                    ? taker.apply(items.items()).flatMap(ok -> rest(from, items))
                    : Promise.failed(ErrorCode.INVALID_REQUEST, "no messages"));
  }

  private Promise<Void> rest(Cursor from, TopicProtocol.Items items) {
    return items.more() && !items.items().isEmpty()
        ? read(from.after(overlay.hash(), items.items()))
        : Promise.of(null);
  }

  /** Asks the member, as long as there is time. */
  Promise<Message> request(Message question) {
    return inTime.getAsBoolean()
        ? overlay.request(member, question, TIMEOUT_MILLIS)
        : Promise.failed(ErrorCode.TIMEOUT, "a slow member; another time it goes on");
  }
}
