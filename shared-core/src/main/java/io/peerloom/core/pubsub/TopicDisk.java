package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.data.StoreScan;
import io.peerloom.core.id.Key;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How topics are stored: an entry for each message, and one for each topic that has any. The last
 * messages are in memory, too, because they are pushed at once.
 */
final class TopicDisk {
  /** Bytes of the last messages that are in memory. */
  private static final int MAX_RECENT_BYTES = 2 << 20;

  /** More topics than a member accepts: some may be left of those that have expired. */
  private static final int MAX_SCANNED = 2 * Limits.MAX_TOPICS_OF_MEMBER;

  private final RecordStore store;
  private final StoreScan scan;
  private final Hash hash;

  /** By id, oldest first. */
  private final Map<Bytes, byte[]> recent = new LinkedHashMap<>();

  private int recentBytes;

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
   * Reads the index of a topic's messages, and removes those that have expired. What cannot be read
   * is fetched from other members again.
   */
  Promise<List<IndexedMessage>> messages(Key topic, long now) {
    byte[] end = new byte[TopicProtocol.ID_BYTES + 1];
    Arrays.fill(end, (byte) -1);
    List<RecordStore.Entry> expired = new ArrayList<>();
    return scan.all(
            itemsOf(topic),
            Bytes.concat(itemsOf(topic), end),
            Integer.MAX_VALUE,
            entry -> {
              IndexedMessage message = IndexedMessage.of(TopicItem.decode(hash, entry.value()));
              if (!message.isExpired(now)) {
                return message;
              }
              expired.add(new RecordStore.Entry(entry.key(), null));
              return null;
            })
        .map(
            messages -> {
              if (!expired.isEmpty()) {
                store.write(expired);
              }
              return messages;
            });
  }

  /** Remembers a message that has been written. */
  void written(TopicItem item) {
    if (recent.put(item.id(), item.encoded()) == null) {
      recentBytes += item.encoded().length;
    }
    while (recentBytes > MAX_RECENT_BYTES) {
      Bytes oldest = recent.keySet().iterator().next();
      recentBytes -= recent.remove(oldest).length;
    }
  }

  /**
   * Reads messages, as signed. Fails with STORAGE_FAILED where nothing can be read of the store.
   *
   * @param lost receives those that are not there, or damaged, which are removed
   */
  Promise<List<byte[]>> read(
      Key topic, List<IndexedMessage> messages, Consumer<IndexedMessage> lost) {
    List<PeerloomException> failures = new ArrayList<>();
    List<Promise<byte[]>> reading = new ArrayList<>();
    for (IndexedMessage message : messages) {
      byte[] known = recent.get(message.id());
      reading.add(
          known != null
              ? Promise.of(known)
              : store
                  .read(key(topic, message.id()))
                  .recover(
                      e -> {
                        failures.add(e);
                        return Promise.of(null);
                      }));
    }
    return Promise.all(reading)
        .flatMap(
            all ->
                (failures.isEmpty() ? Promise.of(null) : store.read(topicKey(topic)))
                    .map(readable -> found(topic, messages, all, lost)));
  }

  private List<byte[]> found(
      Key topic, List<IndexedMessage> messages, List<byte[]> all, Consumer<IndexedMessage> lost) {
    List<byte[]> found = new ArrayList<>();
    List<RecordStore.Entry> removed = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (all.get(i) != null) {
        found.add(all.get(i));
      } else {
        removed.add(without(topic, messages.get(i)));
        lost.accept(messages.get(i));
      }
    }
    if (!removed.isEmpty()) {
      store.write(removed);
    }
    return found;
  }

  /** Writes a message. */
  static RecordStore.Entry message(TopicItem item) {
    return new RecordStore.Entry(key(item.topic(), item.id()), item.encoded());
  }

  /** Removes a message. */
  static RecordStore.Entry without(Key topic, IndexedMessage message) {
    return new RecordStore.Entry(key(topic, message.id()), null);
  }

  private static byte[] key(Key topic, Bytes id) {
    return Bytes.concat(itemsOf(topic), id.array());
  }

  /** Writes that a topic has messages, or that it has none. */
  static RecordStore.Entry topic(Key topic, boolean kept) {
    return new RecordStore.Entry(topicKey(topic), kept ? new byte[] {1} : null);
  }

  private static byte[] topicKey(Key topic) {
    return StoreKeys.key(StoreKeys.TOPICS, topic.bytes());
  }

  private static byte[] itemsOf(Key topic) {
    return StoreKeys.key(StoreKeys.TOPIC_MESSAGES, topic.bytes());
  }
}
