package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** It never grows past its bound, and what it forgets is the oldest. */
@Label("BoundedMap")
class BoundedMapTest {
  @Property(tries = 200)
  void theNewestAreKept(
      @ForAll @IntRange(min = 1, max = 50) int bound, @ForAll @IntRange(max = 120) int puts) {
    BoundedMap<Integer, Integer> map = new BoundedMap<>(bound);
    for (int i = 0; i < puts; i++) {
      map.put(i, -i);
      assertThat(map.size()).isLessThanOrEqualTo(bound);
    }
    assertThat(map).hasSize(Math.min(bound, puts));
    for (int i = 0; i < puts; i++) {
      assertThat(map.get(i)).isEqualTo(i >= puts - bound ? -i : null);
    }
  }

  @Example
  void computedEntriesCountAndAnEntryPutAgainPushesNobodyOut() {
    BoundedMap<String, Integer> map = new BoundedMap<>(2);
    map.computeIfAbsent("one", key -> 1);
    map.computeIfAbsent("two", key -> 2);
    map.put("one", 11);
    assertThat(map).containsOnlyKeys("one", "two").containsEntry("one", 11);
    map.computeIfAbsent("three", key -> 3);
    assertThat(map).containsOnlyKeys("two", "three");
    map.remove("two");
    map.put("four", 4);
    assertThat(map).containsOnlyKeys("three", "four");
  }
}
