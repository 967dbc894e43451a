package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;

/** Fetches pages of a topic from one member, answer by answer. */
final class TopicReader {
  private static final int TIMEOUT_MILLIS = 3_000;

  /** A page is never longer than a collection, so a member that never ends is cut off. */
  private static final int MAX_ANSWERS = MessageCollection.MAX_ITEMS;

  private TopicReader() {}

  /** All messages of a page, unverified. */
  static Promise<List<byte[]>> page(OverlayNetwork overlay, NodeId member, Key topic, long page) {
    return more(
        overlay,
        member,
        new TopicProtocol.AskPage(topic, page, new byte[TopicProtocol.ID_BYTES]),
        new ArrayList<>(),
        0);
  }

  private static Promise<List<byte[]>> more(
      OverlayNetwork overlay,
      NodeId member,
      TopicProtocol.AskPage ask,
      List<byte[]> sofar,
      int answers) {
    return overlay
        .request(member, ask, TIMEOUT_MILLIS)
        .flatMap(
            answer -> {
              if (!(answer instanceof TopicProtocol.Items items)) {
                return Promise.failed(ErrorCode.INVALID_REQUEST, "no messages");
              }
              sofar.addAll(items.items());
              if (!items.more() || items.items().isEmpty()) {
                return Promise.of(sofar);
              }
              if (answers == MAX_ANSWERS || sofar.size() > MessageCollection.MAX_ITEMS) {
                return Promise.failed(ErrorCode.TOO_LARGE, "a page without end");
              }
              byte[] last = items.items().get(items.items().size() - 1);
              byte[] id = idOf(overlay.hash(), last);
              return more(
                  overlay,
                  member,
                  new TopicProtocol.AskPage(ask.topic(), ask.page(), id),
                  sofar,
                  answers + 1);
            });
  }

  private static byte[] idOf(Hash hash, byte[] encoded) {
    return Bytes.slice(hash.sha256(encoded), 0, TopicProtocol.ID_BYTES);
  }
}
