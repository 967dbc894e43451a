package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.Key;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How topics are stored: an entry for each message, and one for each topic that has any. */
final class TopicDisk {
  private static final int SCAN_BATCH = 512;

  /** More topics than a member accepts: some may be left of those that have expired. */
  private static final int MAX_SCANNED = 2 * Limits.MAX_TOPICS_OF_MEMBER;

  private final RecordStore store;
  private final Hash hash;

  TopicDisk(RecordStore store, Hash hash) {
    this.store = store;
    this.hash = hash;
  }

  /** The topics that have messages. */
  Promise<List<Key>> topics() {
    return store
        .scan(StoreKeys.start(StoreKeys.TOPICS), StoreKeys.end(StoreKeys.TOPICS), MAX_SCANNED)
        .map(
            entries -> {
              List<Key> topics = new ArrayList<>();
              for (RecordStore.Entry entry : entries) {
                topics.add(new Key(Bytes.slice(entry.key(), 1, 1 + Key.BYTES)));
              }
              return topics;
            });
  }

  /** Reads the messages of a topic, and removes those that have expired. */
  Promise<List<TopicItem>> messages(Key topic, long now) {
    return read(itemsOf(topic), topic, now, new ArrayList<>());
  }

  private Promise<List<TopicItem>> read(byte[] from, Key topic, long now, List<TopicItem> read) {
    byte[] end = new byte[TopicProtocol.ID_BYTES + 1];
    Arrays.fill(end, (byte) -1);
    return store
        .scan(from, Bytes.concat(itemsOf(topic), end), SCAN_BATCH)
        .flatMap(
            entries -> {
              List<RecordStore.Entry> expired = new ArrayList<>();
              for (RecordStore.Entry entry : entries) {
                TopicItem item = TopicItem.decode(hash, entry.value());
                if (item.isExpired(now)) {
                  expired.add(new RecordStore.Entry(entry.key(), null));
                } else {
                  read.add(item);
                }
              }
              if (!expired.isEmpty()) {
                store.write(expired);
              }
              if (entries.size() < SCAN_BATCH) {
                return Promise.of(read);
              }
              byte[] last = entries.get(entries.size() - 1).key();
              return read(Bytes.concat(last, new byte[] {0}), topic, now, read);
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
