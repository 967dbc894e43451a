package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.Key;
import io.peerloom.core.support.CheapNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** Topics are found by key, and when they are due, as a walk over all of them would find them. */
@Label("The topics of a member")
class HeldTopicsTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final int TOPICS = 12;

  private final HeldTopics held = new HeldTopics();

  /** What is held, with what it was loaded as: null where that failed or is under way. */
  private final TreeMap<Key, Coordinator> all = new TreeMap<>();

  private final Map<Key, Long> due = new HashMap<>();

  private static Key key(int number) {
    byte[] bytes = new byte[Key.BYTES];
    bytes[0] = (byte) number;
    return new Key(bytes);
  }

  private void add(Key topic, int outcome) {
    Coordinator coordinator = new Coordinator(topic, NETWORK.hash, new FairShares(1));
    Promise<Coordinator> loading = new Promise<>();
    if (outcome == 0) {
      loading.complete(coordinator);
    } else if (outcome == 1) {
      loading.fail(new PeerloomException(ErrorCode.STORAGE_FAILED, "damaged"));
    }
    held.add(topic, loading);
    due.remove(topic);
    all.put(topic, outcome == 0 ? coordinator : null);
  }

  private void assertSame() {
    List<Coordinator> loaded = new ArrayList<>(all.values());
    loaded.removeAll(Collections.singleton(null));
    assertThat(held.loaded()).isEqualTo(loaded);
    for (int i = 0; i < TOPICS; i++) {
      assertThat(held.find(key(i))).isSameAs(all.get(key(i)));
      assertThat(held.contains(key(i))).isEqualTo(all.containsKey(key(i)));
    }
  }

  @Property(tries = 300)
  void areFoundAsByAWalk(@ForAll int seed) {
    Rng rng = new Rng(seed);
    for (long now = 0; now < 200; now++) {
      Key topic = key(rng.nextInt(TOPICS));
      switch (rng.nextInt(5)) {
        case 0 -> add(topic, rng.nextInt(3));
        case 1 -> {
          held.remove(topic);
          all.remove(topic);
          due.remove(topic);
        }
        default -> {
          long at = rng.nextInt(8) == 0 ? Long.MAX_VALUE : now + rng.nextInt(30);
          held.dueAt(topic, at);
          if (all.containsKey(topic)) {
            due.merge(topic, at, Math::min);
          }
        }
      }
      assertSame();
      List<Key> expected = new ArrayList<>();
      for (Key each : all.keySet()) {
        if (due.getOrDefault(each, Long.MAX_VALUE) <= now) {
          expected.add(each);
        }
      }
      expected.forEach(due::remove);
      assertThat(held.takeDue(now)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
