package io.peerloom.jvm.archive;

import static io.peerloom.jvm.archive.ArchiveWorld.HOUR;
import static io.peerloom.jvm.archive.ArchiveWorld.LARGE;
import static io.peerloom.jvm.archive.ArchiveWorld.MINUTE;
import static io.peerloom.jvm.archive.ArchiveWorld.SMALL;

import io.peerloom.core.base.Rng;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails, and whenever the archiver is killed: every message is in the archive, once, and
 * what the archive says of its own completeness is true.
 */
final class TopicArchiverPropertyTest {
  private static final int RUNS = 100;
  private static final int STEPS = 40;

  @Test
  void everyMessageIsStoredWhateverFails() {
    for (int seed = 1; seed <= RUNS; seed++) {
      try {
        run(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void run(int seed) {
    Rng rng = new Rng(seed);
    ArchiveWorld world = new ArchiveWorld(seed, TopicArchiver.WHOLE);
    boolean alive = false;
    for (int step = 0; step < STEPS; step++) {
      switch (rng.nextInt(8)) {
        case 0 -> world.archive.away = rng.nextInt(3) == 0;
        case 1 -> world.archive.failPercent = rng.nextInt(2) * rng.nextInt(60);
        case 2 -> {
          if (alive) {
            world.kill();
          } else {
            world.start();
          }
          alive = !alive;
        }
        case 3 -> world.topic.publish(SMALL, rng.nextInt(6 * 24) * HOUR);
        case 4 -> world.publish(rng.nextInt(4) == 0 ? 300 : 1, LARGE);
        case 5 -> world.topic.failures = rng.nextInt(2);
        default -> world.publish(rng.nextInt(60), SMALL);
      }
      world.time.runFor(rng.nextInt(4) == 0 ? rng.nextInt((int) (5 * MINUTE)) : rng.nextInt(5_000));
    }
    world.archive.away = false;
    world.archive.failPercent = 0;
    if (!alive) {
      world.start();
    }
    world.time.runFor(5 * MINUTE);
    world.assertAllKeptOnce();
    world.assertClaimsAreTrue();
  }
}
