package io.peerloom.core.base;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that evicts its oldest entry when it would grow past its bound. For caches. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int bound;

  public BoundedMap(int bound) {
    this.bound = bound;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > bound;
  }
}
