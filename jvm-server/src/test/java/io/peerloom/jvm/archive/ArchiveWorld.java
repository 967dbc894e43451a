package io.peerloom.jvm.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A topic, an archive, and an archiver between them that may be killed. */
final class ArchiveWorld {
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;
  static final byte[] SMALL = new byte[100];
  static final byte[] LARGE = new byte[32 << 10];
  private static final long BEGINNING = 1_700_000_000_000L;

  final VirtualLoops time;
  final FakeTopic topic;
  final FakeArchive archive;
  private final Duration margin;
  TopicArchiver archiver;
  private ArchiveLoop loop;

  ArchiveWorld(int seed, Duration margin) {
    Rng rng = new Rng(seed);
    time = new VirtualLoops(rng, BEGINNING);
    topic = new FakeTopic(time, rng);
    archive = new FakeArchive(time, rng);
    this.margin = margin;
  }

  static ArchiveWorld started() {
    ArchiveWorld world = new ArchiveWorld(1, TopicArchiver.WHOLE);
    world.start();
    return world;
  }

  void start() {
    loop = time.newLoop();
    archiver = new TopicArchiver(topic::subscribe, "topic", archive, margin, loop);
    archiver.start();
  }

  /** As kill -9 does. */
  void kill() {
    loop.close();
    topic.crash();
  }

  void publish(int count, byte[] bytes) {
    for (int i = 0; i < count; i++) {
      topic.publish(bytes, 0);
    }
  }

  List<String> keptIds() {
    return archive.kept().stream().map(each -> each.entry().message().id()).toList();
  }

  void assertAllKeptOnce() {
    List<String> kept = keptIds();
    Set<String> published = new HashSet<>();
    topic.messages().forEach(each -> published.add(each.message().id()));
    assertThat(new HashSet<>(kept).equals(published)).as("all are kept").isTrue();
    assertThat(kept).as("kept once").hasSameSizeAs(published);
  }

  /** What each message in the archive says of those before it is true. */
  void assertClaimsAreTrue() {
    Map<String, Integer> places = new HashMap<>();
    keptIds().forEach(id -> places.put(id, places.size()));
    int place = 0;
    for (FakeArchive.Kept each : archive.kept()) {
      long until = each.entry().completeUntil();
      for (FakeTopic.Acknowledged message : topic.messages()) {
        // They are in the order of their acknowledgement.
        if (message.at() >= until) {
          break;
        }
        if (places.get(message.message().id()) >= place) {
          throw new AssertionError("complete until " + until + " without " + message);
        }
      }
      place++;
    }
  }
}
