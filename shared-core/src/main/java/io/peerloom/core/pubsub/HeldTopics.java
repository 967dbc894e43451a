package io.peerloom.core.pubsub;

import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The topics of one member by key, and when each is to be looked at because something of it
 * expires, so that no timer walks over those that are left alone. A topic is loaded from disk,
 * which may fail.
 */
final class HeldTopics {
  private static final class Held {
    final Promise<Coordinator> loading;
    long dueAt = Long.MAX_VALUE;

    Held(Promise<Coordinator> loading) {
      this.loading = loading;
    }
  }

  private final TreeMap<Key, Held> topics = new TreeMap<>();

  /** Topics by when they are due. */
  private final TreeMap<Long, Set<Key>> due = new TreeMap<>();

  /** Adds a topic that is being loaded, or is loaded again after that failed. */
  void add(Key topic, Promise<Coordinator> loading) {
    remove(topic);
    topics.put(topic, new Held(loading));
  }

  void remove(Key topic) {
    Held held = topics.remove(topic);
    if (held != null) {
      forgetDue(topic, held);
    }
  }

  private void forgetDue(Key topic, Held held) {
    Set<Key> others = due.get(held.dueAt);
    if (others != null && others.remove(topic) && others.isEmpty()) {
      due.remove(held.dueAt);
    }
    held.dueAt = Long.MAX_VALUE;
  }

  boolean contains(Key topic) {
    return topics.containsKey(topic);
  }

  /** A topic that is held, loaded or not; null for others. */
  Promise<Coordinator> get(Key topic) {
    Held held = topics.get(topic);
    return held == null ? null : held.loading;
  }

  /** A topic that is loaded; null for others. */
  Coordinator find(Key topic) {
    return loaded(topics.get(topic));
  }

  private static Coordinator loaded(Held held) {
    return held != null && held.loading.isDone() && !held.loading.isFailed()
        ? held.loading.value()
        : null;
  }

  /** The first loaded topic behind another one, or of all; null if there is none. */
  Coordinator after(Key topic) {
    Map.Entry<Key, Held> next = topic == null ? topics.firstEntry() : topics.higherEntry(topic);
    while (next != null && loaded(next.getValue()) == null) {
      next = topics.higherEntry(next.getKey());
    }
    return next == null ? null : next.getValue().loading.value();
  }

  /** All that are loaded. */
  List<Coordinator> loaded() {
    List<Coordinator> loaded = new ArrayList<>();
    for (Coordinator each = after(null); each != null; each = after(each.topic())) {
      loaded.add(each);
    }
    return loaded;
  }

  /** Removes a lease of an owner, who has some. */
  void evictLease(Owner owner) {
    Coordinator each = after(null);
    while (each != null && !each.subscribers().evict(owner)) {
      each = after(each.topic());
    }
  }

  /** A topic is due at a time, unless it is before. */
  void dueAt(Key topic, long at) {
    Held held = topics.get(topic);
    if (held != null && at < held.dueAt) {
      forgetDue(topic, held);
      held.dueAt = at;
      due.computeIfAbsent(at, any -> new TreeSet<>()).add(topic);
    }
  }

  /** The topics that are due; they are not again until {@link #dueAt} says so. */
  List<Key> takeDue(long now) {
    List<Key> taken = new ArrayList<>();
    while (!due.isEmpty() && due.firstKey() <= now) {
      for (Key topic : due.remove(due.firstKey())) {
        topics.get(topic).dueAt = Long.MAX_VALUE;
        taken.add(topic);
      }
    }
    return taken;
  }
}
