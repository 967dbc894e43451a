package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.SubscribeOptions;
import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.TopicGap;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A subscription says truly until when it has delivered everything. */
class CompletenessPropertyTest {
  private static final int NODES = 6;
  private static final int LONG_SECONDS = 3600;

  /** A subscriber that sleeps and wakes, and two that publish, in a network of nodes. */
  private static final class Scene {
    final World world;
    final Machine subscriber;
    final Set<String> heard = new LinkedHashSet<>();
    final List<TopicGap> gaps = new ArrayList<>();

    /** By its id, when a message was acknowledged. */
    final Map<String, Long> acknowledged = new LinkedHashMap<>();

    final Promise<Subscription> subscription;

    Scene(int seed) {
      world = FormationPropertyTest.network(seed, NODES, 3);
      world.run(20_000);
      subscriber = world.machines().get(1 + NODES);
      SubscribeOptions options = new SubscribeOptions(0, gaps::add);
      subscription =
          subscriber.peer().topic("news").subscribe(options, message -> heard.add(message.id()));
      world.run(5_000);
    }

    Promise<PublishResult> publish(int who, int ttlSeconds) {
      Machine publisher = world.machines().get(2 + NODES + who);
      Promise<PublishResult> published =
          publisher.peer().topic("news").publish(Value.text("m"), ttlSeconds);
      published.then(done -> acknowledged.put(done.id(), world.wallNow()), e -> {});
      return published;
    }

    long completeUntil() {
      return subscription.value().completeUntil();
    }

    /** Checked whenever something has changed. */
    void assertComplete() {
      long until = completeUntil();
      acknowledged.forEach(
          (id, at) -> {
            if (at < until) {
              assertThat(heard).as("acknowledged " + (until - at) + " ms before").contains(id);
            }
          });
    }
  }

  /**
   * Nothing that was acknowledged before is missing, while peers fail and the subscriber sleeps;
   * and it follows the present. Fails if what is held for its order, or was not read, counts as
   * complete.
   */
  @Example
  void aFewPeersThatAreFoundAgainAreNoMajority() {
    nothingIsMissingOfWhatIsComplete(-51240);
  }

  @Property(tries = 20)
  void nothingIsMissingOfWhatIsComplete(@ForAll int seed) {
    Scene scene = new Scene(seed);
    Rng rng = new Rng(seed);
    Machine away = null;
    for (int step = 0; step < 40; step++) {
      int what = rng.nextInt(10);
      if (what < 6) {
        for (int i = rng.nextInt(5); i >= 0; i--) {
          scene.publish(rng.nextInt(2), LONG_SECONDS);
        }
      } else if (what == 6 && scene.subscriber.isAwake()) {
        scene.subscriber.sleep();
      } else if (what == 7 && !scene.subscriber.isAwake()) {
        scene.subscriber.wake();
      } else if (what == 8 && away == null) {
        away = scene.world.machines().get(1 + rng.nextInt(NODES));
        away.kill();
      } else if (what == 9 && away != null) {
        away.start();
        away = null;
      }
      for (int i = 0; i < 20; i++) {
        scene.world.run(rng.nextInt(500));
        scene.assertComplete();
      }
    }
    if (!scene.subscriber.isAwake()) {
      scene.subscriber.wake();
    }
    scene.world.run(180_000);
    scene.assertComplete();
    assertThat(scene.world.wallNow() - scene.completeUntil()).isLessThan(120_000);
    assertThat(scene.heard).containsAll(scene.acknowledged.keySet());
    assertThat(scene.gaps).isEmpty();
  }

  /** After ten minutes asleep; what expired meanwhile is named. */
  @Example
  void afterASleepItIsCompleteWithinSeconds() {
    for (int seed = 0; seed < 5; seed++) {
      Scene scene = new Scene(seed);
      scene.publish(0, LONG_SECONDS);
      scene.world.run(5_000);
      scene.subscriber.sleep();
      for (int i = 0; i < 30; i++) {
        scene.publish(0, i >= 10 && i < 13 ? 60 : LONG_SECONDS);
        scene.world.run(20_000);
      }
      assertThat(scene.acknowledged).hasSize(31);
      long woken = scene.world.wallNow();
      scene.subscriber.wake();
      scene.world.run(6_000);
      assertThat(scene.heard).hasSize(28);
      assertThat(scene.completeUntil()).isGreaterThanOrEqualTo(woken);
      List<String> ids = new ArrayList<>(scene.acknowledged.keySet());
      assertThat(scene.gaps)
          .containsExactly(
              new TopicGap(
                  scene.world.machines().get(2 + NODES).peer().publisher(), 12, 3, ids.get(14)));
    }
  }

  /** The history begins at a time. */
  @Example
  void onlyWhatWasPublishedSinceIsDelivered() {
    Scene scene = new Scene(1);
    List<String> texts = new ArrayList<>();
    long since = 0;
    for (int i = 0; i < 6; i++) {
      since = i == 3 ? scene.world.wallNow() : since;
      scene.world.machines().get(1).peer().topic("past").publish(Value.text("m" + i), LONG_SECONDS);
      scene.world.run(5_000);
    }
    scene
        .subscriber
        .peer()
        .topic("past")
        .subscribe(SubscribeOptions.since(since), m -> add(texts, m));
    scene.world.run(5_000);
    assertThat(texts).containsExactly("m3", "m4", "m5");
  }

  private static void add(List<String> texts, TopicMessage message) {
    texts.add(Bytes.utf8(message.value().bytes()));
  }
}
