package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@link SharedMap}: who makes room. Seen to fail with the oldest entry of all evicted. */
@Label("SharedMap")
class SharedMapTest {
  private static Owner owner(int group, int user) {
    return new Owner(
        List.of(Bytes.wrap(new byte[] {(byte) group}), Bytes.wrap(new byte[] {(byte) user})));
  }

  @Example
  void floodEvictsItsOwnEntries() {
    SharedMap<Integer, Integer> map = new SharedMap<>(64);
    for (int i = 0; i < 8; i++) {
      map.put(i, owner(0, i), i);
    }
    for (int i = 100; i < 10_000; i++) {
      map.put(i, owner(1, i % 20), i);
    }
    assertThat(map.size()).isEqualTo(64);
    for (int i = 0; i < 8; i++) {
      assertThat(map.get(i)).isEqualTo(i);
    }
    assertThat(map.count(owner(0, 0))).isEqualTo(1);
  }

  @Example
  void newcomerEvictsLargestUser() {
    SharedMap<Integer, Integer> map = new SharedMap<>(4);
    map.put(1, owner(1, 1), 1);
    map.put(2, owner(2, 1), 2);
    map.put(3, owner(2, 1), 3);
    map.put(4, owner(2, 1), 4);
    assertThat(map.put(5, owner(3, 1), 5)).isEqualTo(2);
    assertThat(map.put(6, owner(2, 1), 6)).isEqualTo(3);
    assertThat(map.put(6, owner(2, 1), 7)).isNull();
    assertThat(map.poll()).isEqualTo(1);
    assertThat(map.peek()).isEqualTo(4);
  }

  /** Against a walk over all entries, which is slow. */
  @Property(tries = 300)
  void oldestOfTheLargestMakesRoom(
      @ForAll @IntRange(min = 1, max = 12) int bound,
      @ForAll @Size(max = 120) List<@IntRange(max = 199) Integer> steps) {
    SharedMap<Integer, Integer> map = new SharedMap<>(bound);
    Map<Integer, Owner> walked = new LinkedHashMap<>();
    for (int step : steps) {
      int key = step % 20;
      if (step >= 180) {
        assertThat(map.remove(key) != null).isEqualTo(walked.remove(key) != null);
        continue;
      }
      Owner owner = owner(step / 20 % 3, step / 60);
      walked.remove(key);
      Integer expected = walked.size() < bound ? null : walkedTo(bound, owner, walked);
      walked.remove(expected);
      walked.put(key, owner);
      assertThat(map.put(key, owner, key)).isEqualTo(expected);
      assertThat(map.size()).isEqualTo(walked.size());
      assertThat(map.peek()).isEqualTo(walked.keySet().iterator().next());
      assertThat(map.count(owner))
          .isEqualTo((int) walked.values().stream().filter(owner::equals).count());
    }
  }

  private static Integer walkedTo(int bound, Owner owner, Map<Integer, Owner> entries) {
    FairShares shares = new FairShares(bound);
    entries.values().forEach(each -> shares.add(each, 1));
    Owner largest = shares.largest(owner, 1);
    Owner from = largest == null ? owner : largest;
    for (Map.Entry<Integer, Owner> each : entries.entrySet()) {
      if (each.getValue().equals(from)) {
        return each.getKey();
      }
    }
    return entries.keySet().iterator().next();
  }

  @Example
  void amongEqualsTheOldestMakesRoom() {
    SharedMap<Integer, Integer> map = new SharedMap<>(3);
    for (int i = 0; i < 3; i++) {
      map.put(i, owner(i, 0), i);
    }
    assertThat(map.put(9, owner(9, 0), 9)).isEqualTo(0);
  }
}
