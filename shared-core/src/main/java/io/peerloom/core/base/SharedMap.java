package io.peerloom.core.base;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A bounded map, oldest entry first, whose entries can be given up. When it is full, an entry of
 * the largest user makes room ({@link FairShares#largest}), so that nobody, with however many
 * entries, evicts those of the others. For caches, queues, and connections that are not yet proved.
 */
public final class SharedMap<K, V> {
  private record Entry<V>(Owner owner, V value) {}

  private final int bound;
  private final FairShares shares;
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

  /** The keys of each owner's entries, oldest first: to find one that makes room takes no walk. */
  private final Map<Owner, Set<K>> keysOf = new LinkedHashMap<>();

  /** An empty map of at most {@code bound} entries. */
  public SharedMap(int bound) {
    this.bound = bound;
    shares = new FairShares(bound);
  }

  /** The value of a key, or null. */
  public V get(K key) {
    Entry<V> entry = entries.get(key);
    return entry == null ? null : entry.value;
  }

  /**
   * Adds an entry, or replaces that of the same key.
   *
   * @return the value that made room: the oldest of the largest user, where there is none larger
   *     the oldest of the owner's own, or else of all; null if there was room
   */
  public V put(K key, Owner owner, V value) {
    remove(key);
    V evicted = null;
    if (entries.size() >= bound) {
      Owner largest = shares.largest(owner, 1);
      evicted = evict(largest == null ? owner : largest);
    }
    entries.put(key, new Entry<>(owner, value));
    keysOf.computeIfAbsent(owner, any -> new LinkedHashSet<>()).add(key);
    shares.add(owner, 1);
    return evicted;
  }

  /** The oldest of an owner, or else of all. */
  private V evict(Owner from) {
    Set<K> keys = keysOf.get(from);
    return keys == null ? poll() : remove(keys.iterator().next());
  }

  /** Removes an entry and returns its value, or null. */
  public V remove(K key) {
    Entry<V> entry = entries.remove(key);
    if (entry == null) {
      return null;
    }
    Set<K> keys = keysOf.get(entry.owner);
    keys.remove(key);
    if (keys.isEmpty()) {
      keysOf.remove(entry.owner);
    }
    shares.add(entry.owner, -1);
    return entry.value;
  }

  /** Removes the oldest entry and returns its value; null if there is none. */
  public V poll() {
    Iterator<K> eldest = entries.keySet().iterator();
    return eldest.hasNext() ? remove(eldest.next()) : null;
  }

  /** The oldest entry's value, or null. */
  public V peek() {
    Iterator<Entry<V>> eldest = entries.values().iterator();
    return eldest.hasNext() ? eldest.next().value : null;
  }

  /** How many entries an owner has itself, without those of which it is a group. */
  public int count(Owner owner) {
    Set<K> keys = keysOf.get(owner);
    return keys == null ? 0 : keys.size();
  }

  public int size() {
    return entries.size();
  }
}
