package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.data.StoreScan;
import io.peerloom.core.id.Key;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How topics are stored: an entry for each message, and one for each topic that has any. */
final class TopicDisk {
  /** More topics than a member accepts: some may be left of those that have expired. */
  private static final int MAX_SCANNED = 2 * Limits.MAX_TOPICS_OF_MEMBER;

  private final RecordStore store;
  private final StoreScan scan;
  private final Hash hash;

  TopicDisk(Env env, RecordStore store, Hash hash) {
    this.store = store;
    this.scan = new StoreScan(env, store);
    this.hash = hash;
  }

  /** The topics that have messages. */
  Promise<List<Key>> topics() {
    return scan.all(
        StoreKeys.start(StoreKeys.TOPICS),
        StoreKeys.end(StoreKeys.TOPICS),
        MAX_SCANNED,
        entry -> new Key(Bytes.slice(entry.key(), 1, 1 + Key.BYTES)));
  }

  /**
   * Reads the messages of a topic, and removes those that have expired. What cannot be read is
   * fetched from other members again.
   */
  Promise<List<TopicItem>> messages(Key topic, long now) {
    byte[] end = new byte[TopicProtocol.ID_BYTES + 1];
    Arrays.fill(end, (byte) -1);
    List<RecordStore.Entry> expired = new ArrayList<>();
    return scan.all(
            itemsOf(topic),
            Bytes.concat(itemsOf(topic), end),
            Integer.MAX_VALUE,
            entry -> {
              TopicItem item = TopicItem.decode(hash, entry.value());
              if (!item.isExpired(now)) {
                return item;
              }
              expired.add(new RecordStore.Entry(entry.key(), null));
              return null;
            })
        .map(
            items -> {
              if (!expired.isEmpty()) {
                store.write(expired);
              }
              return items;
            });
  }

  /** Writes a message, or removes it. */
  static RecordStore.Entry message(TopicItem item, boolean kept) {
    return new RecordStore.Entry(
        Bytes.concat(itemsOf(item.topic()), item.id().array()), kept ? item.encoded() : null);
  }

  /** Writes that a topic has messages, or that it has none. */
  static RecordStore.Entry topic(Key topic, boolean kept) {
    return new RecordStore.Entry(
        StoreKeys.key(StoreKeys.TOPICS, topic.bytes()), kept ? new byte[] {1} : null);
  }

  private static byte[] itemsOf(Key topic) {
    return StoreKeys.key(StoreKeys.TOPIC_MESSAGES, topic.bytes());
  }
}
