package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Lists;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.SpanDigest;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Compares a local copy of a topic with that of one member, and fetches the difference. */
final class TopicReader {
  private static final int TIMEOUT_MILLIS = 3_000;

  /** Ids in one message to a member without a link. */
  private static final int UNLINKED_IDS = 128;

  /** A member that has more ids or messages than any member stores lies. */
  static final int MAX_MESSAGES =
      (Limits.MAX_TOPIC_BYTES + Limits.MAX_MERGED_TOPIC_BYTES) / MessageShares.LEAST_BYTES;

  private final OverlayNetwork overlay;
  private final NodeId member;
  private final Key topic;
  private final BooleanSupplier inTime;
  private final LongSupplier lastSpan;
  private final Function<List<byte[]>, Promise<Void>> taker;
  private int ids;
  private int messages;

  /**
   * Reads from one member.
   *
   * @param inTime whether to go on, asked before each step; otherwise reading ends with TIMEOUT,
   *     and messages read so far stay
   * @param lastSpan behind which nothing is fetched, asked before each step
   * @param taker receives the messages of each answer, unverified; the next is requested when it is
   *     done
   */
  TopicReader(
      OverlayNetwork overlay,
      NodeId member,
      Key topic,
      BooleanSupplier inTime,
      LongSupplier lastSpan,
      Function<List<byte[]>, Promise<Void>> taker) {
    this.overlay = overlay;
    this.member = member;
    this.topic = topic;
    this.inTime = inTime;
    this.lastSpan = lastSpan;
    this.taker = taker;
  }

  /** Sends messages to a member that lacks them. */
  interface MissingItemSender {
    /** Sends all messages of those spans. */
    Promise<Void> sendSpans(SpanRange range);

    /** Sends some messages of one span. */
    Promise<Void> sendItems(List<IndexedMessage> messages);

    /** The spans, in order, that are neither read nor sent for now. */
    Set<Long> skippedSpans();
  }

  /**
   * Reads what the member has and this collection lacks.
   *
   * @param sender sends what the member lacks; null to send nothing
   */
  Promise<Void> compare(MessageCollection mine, MissingItemSender sender) {
    return compare(mine, SpanRange.ALL, SpanDigest.MAX_LEVEL, sender);
  }

  /** The same for the digest of some spans already received from the member, without sending. */
  Promise<Void> compare(MessageCollection mine, SpanRange range, List<SpanDigest> digest) {
    return differing(mine, range, digest, SpanDigest.MAX_LEVEL, null);
  }

  private Promise<Void> compare(
      MessageCollection mine, SpanRange range, int level, MissingItemSender sender) {
    if (range.from() > lastSpan.getAsLong()) {
      return Promise.of(null);
    }
    return request(new TopicProtocol.AskDigest(topic, range))
        .flatMap(
            answer ->
                answer instanceof TopicProtocol.Digest digest
                    ? differing(mine, range, digest.spans(), level, sender)
                    : Promise.failed(ErrorCode.INVALID_REQUEST, "malformed"));
  }

  private Promise<Void> differing(
      MessageCollection mine,
      SpanRange range,
      List<SpanDigest> digest,
      int level,
      MissingItemSender sender) {
    for (SpanDigest theirs : digest) {
      SpanRange spans = theirs.range();
      // Peers of earlier builds return a group that reaches beyond the beginning of the range.
      if (spans.to() < range.from() || spans.to() > range.to()) {
        return Promise.failed(ErrorCode.INVALID_REQUEST, "malformed");
      }
    }
    MessageCollection.Difference difference = mine.compare(range, digest);
    // Descends into groups that differ, at most once per level.
    List<SpanRange> groups = level == 0 ? List.of() : difference.groups();
    Set<Long> skipped = sender == null ? Collections.emptySet() : sender.skippedSpans();
    List<SpanRange> wanted = new ArrayList<>(difference.wanted());
    wanted.removeAll(difference.lacked());
    List<SpanRange> lacked = new ArrayList<>(difference.lacked());
    lacked.removeAll(difference.wanted());
    List<SpanRange> both = new ArrayList<>(difference.wanted());
    both.retainAll(difference.lacked());
    List<SpanRange> sent = without(lacked, skipped);
    return Promise.each(without(wanted, skipped), spans -> read(Cursor.before(spans)))
        .flatMap(ok -> sender == null ? Promise.of(null) : Promise.each(sent, sender::sendSpans))
        .flatMap(
            ok ->
                Promise.each(
                    without(both, skipped),
                    span ->
                        compareIds(
                            mine,
                            span.from(),
                            new TreeSet<>(),
                            new byte[TopicProtocol.ID_BYTES],
                            sender)))
        .flatMap(ok -> Promise.each(groups, spans -> compare(mine, spans, level - 1, sender)));
  }

  private static List<SpanRange> without(List<SpanRange> ranges, Set<Long> skipped) {
    if (skipped.isEmpty()) {
      return ranges;
    }
    List<SpanRange> left = new ArrayList<>();
    for (SpanRange range : ranges) {
      long from = range.from();
      for (long span : skipped) {
        if (span >= from && span <= range.to()) {
          if (span > from) {
            left.add(new SpanRange(from, span - 1));
          }
          from = span + 1;
        }
      }
      if (from <= range.to()) {
        left.add(new SpanRange(from, range.to()));
      }
    }
    return left;
  }

  /** Compares a span in which both have messages: only what either lacks is sent. */
  private Promise<Void> compareIds(
      MessageCollection mine,
      long span,
      Set<Bytes> theirs,
      byte[] after,
      MissingItemSender sender) {
    if (span > lastSpan.getAsLong()) {
      return Promise.of(null);
    }
    int most = overlay.isLinked(member) ? TopicProtocol.MAX_IDS : UNLINKED_IDS;
    return request(new TopicProtocol.AskIds(topic, span, after, most))
        .flatMap(
            answer -> {
              if (!(answer instanceof TopicProtocol.Ids part)
                  || part.more() && part.ids().size() < most) {
                return Promise.failed(ErrorCode.INVALID_REQUEST, "malformed");
              }
              ids += part.ids().size();
              if (ids > MAX_MESSAGES) {
                return Promise.failed(ErrorCode.INVALID_REQUEST, "malformed");
              }
              byte[] last = after;
              for (byte[] id : part.ids()) {
                if (Bytes.compare(id, last) <= 0) {
                  return Promise.failed(ErrorCode.INVALID_REQUEST, "malformed");
                }
                theirs.add(Bytes.wrap(id));
                last = id;
              }
              if (part.more()) {
                return compareIds(mine, span, theirs, last, sender);
              }
              List<IndexedMessage> lacked = new ArrayList<>();
              for (IndexedMessage message : mine.span(span)) {
                if (!theirs.remove(message.id())) {
                  lacked.add(message);
                }
              }
              return fetch(span, new ArrayList<>(theirs))
                  .flatMap(ok -> sender == null ? Promise.of(null) : sender.sendItems(lacked));
            });
  }

  /**
   * Fetches those messages of a span, one answer at a time; skips what the member no longer has.
   */
  private Promise<Void> fetch(long span, List<Bytes> ids) {
    if (ids.isEmpty()) {
      return Promise.of(null);
    }
    boolean linked = overlay.isLinked(member);
    int count = Math.min(ids.size(), linked ? TopicProtocol.MAX_ITEMS : UNLINKED_IDS);
    List<byte[]> asked = new ArrayList<>(count);
    for (Bytes id : Lists.first(ids, count)) {
      asked.add(id.array());
    }
    int most = mostBytes();
    return request(new TopicProtocol.AskChosen(topic, span, asked, most))
        .flatMap(
            answer -> {
              if (!(answer instanceof TopicProtocol.Items items)) {
                return Promise.failed(ErrorCode.INVALID_REQUEST, "no messages");
              }
              int done = count;
              if (items.more()) {
                // Continue after the last message received; without any there is no progress.
                int got = items.items().size();
                Bytes last =
                    got == 0
                        ? null
                        : TopicItem.decode(overlay.hash(), items.items().get(got - 1)).id();
                done = 1 + Lists.first(ids, count).indexOf(last);
                if (done == 0) {
                  return Promise.failed(ErrorCode.INVALID_REQUEST, "malformed");
                }
              }
              List<Bytes> rest = Lists.range(ids, done, ids.size());
              return take(items, most).flatMap(ok -> fetch(span, rest));
            });
  }

  private int mostBytes() {
    return overlay.isLinked(member)
        ? TopicProtocol.MAX_ANSWER_BYTES
        : RoutingMessage.MAX_SHORT_BYTES;
  }

  /**
   * Takes the messages of an answer. A member that goes on for ever lies: an answer is only cut
   * where it is full, and nobody stores more messages than there is room for.
   */
  private Promise<Void> take(TopicProtocol.Items answer, int most) {
    int bytes = 0;
    for (byte[] item : answer.items()) {
      bytes += item.length;
    }
    int count = answer.items().size();
    messages += count;
    boolean full = count == TopicProtocol.MAX_ITEMS || bytes + TopicProtocol.MAX_ITEM_BYTES > most;
    boolean honest = messages <= MAX_MESSAGES && (full || !answer.more());
    return taker
        .apply(answer.items())
        .flatMap(
            ok ->
                honest ? Promise.of(null) : Promise.failed(ErrorCode.INVALID_REQUEST, "malformed"));
  }

  private Promise<Void> read(Cursor from) {
    if (from.range().from() > lastSpan.getAsLong()) {
      return Promise.of(null);
    }
    int most = mostBytes();
    return request(new TopicProtocol.AskItems(topic, from.range(), from.after(), most))
        .flatMap(
            answer ->
                answer instanceof TopicProtocol.Items items
                    ? take(items, most).flatMap(ok -> rest(from, items))
                    : Promise.failed(ErrorCode.INVALID_REQUEST, "no messages"));
  }

  private Promise<Void> rest(Cursor from, TopicProtocol.Items items) {
    return items.more() && !items.items().isEmpty()
        ? read(from.after(overlay.hash(), items.items()))
        : Promise.of(null);
  }

  /** Sends a request to the member unless the time is over. */
  Promise<Message> request(Message question) {
    return inTime.getAsBoolean()
        ? overlay.request(member, question, TIMEOUT_MILLIS)
        : Promise.failed(ErrorCode.TIMEOUT, "a slow member; another time it goes on");
  }
}
