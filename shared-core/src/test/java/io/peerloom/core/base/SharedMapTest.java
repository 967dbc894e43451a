package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link SharedMap}: who makes room. Seen to fail with the oldest entry of all evicted. */
class SharedMapTest {
  private static Owner owner(int group, int user) {
    return new Owner(
        List.of(Bytes.wrap(new byte[] {(byte) group}), Bytes.wrap(new byte[] {(byte) user})));
  }

  @Test
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

  @Test
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

  @Test
  void amongEqualsTheOldestMakesRoom() {
    SharedMap<Integer, Integer> map = new SharedMap<>(3);
    for (int i = 0; i < 3; i++) {
      map.put(i, owner(i, 0), i);
    }
    assertThat(map.put(9, owner(9, 0), 9)).isEqualTo(0);
  }
}
