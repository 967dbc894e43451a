package io.peerloom.jvm.archive;

import static io.peerloom.jvm.archive.ArchiveWorld.HOUR;
import static io.peerloom.jvm.archive.ArchiveWorld.LARGE;
import static io.peerloom.jvm.archive.ArchiveWorld.MINUTE;
import static io.peerloom.jvm.archive.ArchiveWorld.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.jvm.limits.ServerLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TopicArchiverTest {
  private final ArchiveWorld world = ArchiveWorld.started();

  @Test
  void historyAndNewMessagesAreStoredOnce() {
    world.publish(50, SMALL);
    world.time.runFor(MINUTE);
    world.publish(50, SMALL);
    world.time.runFor(MINUTE);
    world.assertAllKeptOnce();
    assertThat(world.archiver.status().live()).isTrue();
    assertThat(world.archiver.status().stored()).isEqualTo(100);
    assertThat(world.archiver.status().waiting()).isZero();
    assertThat(world.archiver.status().completeUntil()).isGreaterThan(world.time.now() - MINUTE);
  }

  @Test
  void restartStoresNothingTwice() {
    world.publish(100, SMALL);
    world.time.runFor(MINUTE);
    world.kill();
    // Beyond the window in which the archive itself drops doubles.
    world.time.runFor(HOUR);
    world.start();
    world.time.runFor(MINUTE);
    world.assertAllKeptOnce();
    assertThat(world.archiver.status().skipped()).isEqualTo(100);
  }

  @Test
  void messagesDatedLongAgoAreStored() {
    world.publish(10, SMALL);
    world.time.runFor(MINUTE);
    world.publish(1, SMALL);
    world.time.runFor(MINUTE);
    world.kill();
    world.topic.publish(SMALL, 3 * 24 * HOUR);
    world.start();
    world.time.runFor(MINUTE);
    world.topic.publish(SMALL, 6 * 24 * HOUR);
    world.time.runFor(MINUTE);
    world.assertAllKeptOnce();
  }

  @Test
  void smallMarginReadsFromThereOnly() {
    ArchiveWorld brief = new ArchiveWorld(1, Duration.ofMinutes(5));
    brief.start();
    brief.publish(30, SMALL);
    brief.time.runFor(HOUR);
    brief.publish(1, SMALL);
    brief.time.runFor(MINUTE);
    brief.kill();
    brief.publish(5, SMALL);
    brief.start();
    brief.time.runFor(MINUTE);
    brief.assertAllKeptOnce();
    assertThat(brief.archiver.status().skipped()).isEqualTo(1);
  }

  @Test
  void claimFromTheFutureIsNotBelieved() {
    ArchiveWorld deceived = new ArchiveWorld(1, TopicArchiver.WHOLE);
    deceived.archive.foreignClaim = deceived.time.now() + 100 * 365 * 24 * HOUR;
    deceived.publish(10, SMALL);
    deceived.start();
    deceived.time.runFor(MINUTE);
    deceived.publish(1, SMALL);
    deceived.time.runFor(MINUTE);
    deceived.assertAllKeptOnce();
    deceived.assertClaimsAreTrue();
    assertThat(deceived.archiver.status().completeUntil()).isBetween(1L, deceived.time.now());
  }

  @Test
  void claimAheadOfTheClockMissesNothing() {
    ArchiveWorld brief = new ArchiveWorld(1, Duration.ofMinutes(1));
    brief.archive.foreignClaim = brief.time.now() + 9 * MINUTE;
    brief.publish(10, SMALL);
    brief.start();
    brief.time.runFor(MINUTE);
    brief.assertAllKeptOnce();
  }

  @Test
  void outageIsWaitedFor() {
    world.time.runFor(MINUTE);
    world.archive.away = true;
    world.publish(200, SMALL);
    world.time.runFor(10 * MINUTE);
    assertThat(world.archiver.status().failure()).isNotNull();
    assertThat(world.archiver.status().waiting()).isEqualTo(200);
    assertThat(world.archive.questions).as("no spinning").isBetween(100, 300);
    world.archive.away = false;
    world.time.runFor(MINUTE);
    world.assertAllKeptOnce();
    assertThat(world.archiver.status().failure()).isNull();
  }

  @Test
  void answersLostInAnOutageMakeNoDoubles() {
    world.time.runFor(MINUTE);
    world.publish(300, SMALL);
    world.time.runFor(1_000);
    world.archive.away = true;
    // Beyond the window in which the archive itself drops doubles.
    world.time.runFor(10 * MINUTE);
    assertThat(world.archiver.status().waiting()).isPositive();
    world.archive.away = false;
    world.time.runFor(MINUTE);
    world.assertAllKeptOnce();
  }

  @Test
  void lostAnswersOfWhatExpiresMakeNoDoubles() {
    world.time.runFor(MINUTE);
    for (int i = 0; i < 300; i++) {
      world.topic.publish(SMALL, 0, MINUTE);
    }
    world.time.runFor(1_000);
    world.archive.away = true;
    world.time.runFor(30 * MINUTE);
    assertThat(world.archiver.status().waiting()).isPositive();
    world.archive.away = false;
    world.time.runFor(MINUTE);
    world.assertAllKeptOnce();
  }

  @Test
  void lostAnswersMakeNoDoubles() {
    world.archive.failPercent = 30;
    for (int i = 0; i < 20; i++) {
      world.publish(10, SMALL);
      world.time.runFor(MINUTE);
    }
    world.archive.failPercent = 0;
    world.time.runFor(MINUTE);
    world.assertAllKeptOnce();
    world.assertClaimsAreTrue();
  }

  @Test
  void moreThanWaitsIsReadAgain() {
    world.time.runFor(MINUTE);
    world.archive.away = true;
    int count = 3 * ServerLimits.MAX_ARCHIVE_BYTES / LARGE.length;
    world.publish(count, LARGE);
    world.time.runFor(HOUR);
    assertThat(world.archiver.status().waiting())
        .isBetween(1, ServerLimits.MAX_ARCHIVE_BYTES / LARGE.length);
    assertThat(world.archiver.status().live()).isFalse();
    world.archive.away = false;
    world.time.runFor(10 * MINUTE);
    world.assertAllKeptOnce();
    world.assertClaimsAreTrue();
    assertThat(world.archiver.status().live()).isTrue();
  }

  @Test
  void appendsAtOnceAreBounded() {
    world.time.runFor(MINUTE);
    world.archive.away = true;
    world.publish(3 * ServerLimits.MAX_ARCHIVE_APPENDS, SMALL);
    world.time.runFor(MINUTE);
    world.archive.away = false;
    world.time.runFor(MINUTE);
    world.assertAllKeptOnce();
    assertThat(world.archive.mostAppending).isEqualTo(ServerLimits.MAX_ARCHIVE_APPENDS);
  }

  @Test
  void refusedMessageDoesNotHoldUpOthers() {
    world.time.runFor(MINUTE);
    world.archive.refusedId = world.topic.publish(LARGE, 0).id();
    long complete = world.archiver.status().completeUntil();
    world.publish(1_000, SMALL);
    world.time.runFor(10 * MINUTE);
    assertThat(world.keptIds()).hasSize(1_000);
    assertThat(world.archiver.status().failure()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(world.archiver.status().completeUntil()).isLessThan(complete + MINUTE);
    assertThat(world.archive.questions).as("none but at the start").isEqualTo(2);
    world.archive.refusedId = null;
    world.time.runFor(MINUTE);
    world.assertAllKeptOnce();
  }

  @Test
  void refusedMessageSurvivesBeginningAgain() {
    world.time.runFor(MINUTE);
    world.archive.refusedId = world.topic.publish(LARGE, 0).id();
    long complete = world.archiver.status().completeUntil();
    world.time.runFor(MINUTE);
    world.archive.away = true;
    int count = 3 * ServerLimits.MAX_ARCHIVE_BYTES / LARGE.length;
    world.publish(count, LARGE);
    world.time.runFor(HOUR);
    world.archive.away = false;
    world.time.runFor(10 * MINUTE);
    assertThat(world.keptIds()).hasSize(count).doesNotHaveDuplicates();
    assertThat(world.archiver.status().live()).isTrue();
    assertThat(world.archiver.status().waiting()).isEqualTo(1);
    assertThat(world.archiver.status().failure()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(world.archiver.status().completeUntil()).isLessThan(complete + MINUTE);
    world.archive.refusedId = null;
    world.time.runFor(MINUTE);
    world.assertAllKeptOnce();
    world.assertClaimsAreTrue();
    assertThat(world.archiver.status().failure()).isNull();
  }

  @Test
  void refusedMessagesThatFillTheRoomAreWaitedFor() {
    world.time.runFor(MINUTE);
    world.archive.mostBytes = SMALL.length;
    world.publish(2 * ServerLimits.MAX_ARCHIVE_BYTES / LARGE.length, LARGE);
    world.time.runFor(HOUR);
    assertThat(world.topic.subscriptions).as("no spinning").isEqualTo(1);
    assertThat(world.archiver.status().failure()).isEqualTo(ErrorCode.TOO_LARGE);
    world.archive.mostBytes = Integer.MAX_VALUE;
    world.time.runFor(10 * MINUTE);
    world.assertAllKeptOnce();
    world.assertClaimsAreTrue();
    assertThat(world.archiver.status().live()).isTrue();
  }

  @Test
  void refusedMessageIsGivenUpOnceExpired() {
    world.time.runFor(MINUTE);
    world.archive.refusedId = world.topic.publish(LARGE, 0, 10 * MINUTE).id();
    world.time.runFor(15 * MINUTE);
    assertThat(world.archiver.status().waiting()).isEqualTo(1);
    world.time.runFor(10 * MINUTE);
    assertThat(world.archiver.status().waiting()).isZero();
    assertThat(world.archiver.status().failure()).isNull();
    assertThat(world.archiver.status().completeUntil()).isGreaterThan(world.time.now() - MINUTE);
    assertThat(world.archiver.status().stored()).isZero();
  }

  @Test
  void unreachableTopicIsTriedAgain() {
    ArchiveWorld lonely = new ArchiveWorld(1, TopicArchiver.WHOLE);
    lonely.topic.failures = 5;
    lonely.publish(10, SMALL);
    lonely.start();
    lonely.time.runFor(MINUTE);
    lonely.assertAllKeptOnce();
    assertThat(lonely.topic.subscriptions).isEqualTo(6);
  }

  @Test
  void stopStoresWhatWasTaken() {
    world.publish(500, SMALL);
    world.time.runFor(3_000);
    var stopped = world.archiver.stop();
    world.time.runFor(1_000);
    assertThat(stopped).isCompleted();
    int kept = world.keptIds().size();
    world.publish(10, SMALL);
    world.time.runFor(MINUTE);
    assertThat(world.keptIds()).hasSize(kept);
  }
}
