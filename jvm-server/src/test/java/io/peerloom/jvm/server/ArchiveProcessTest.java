package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.archive.TopicArchive;
import io.peerloom.jvm.archive.TopicArchiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveProcessTest {
  @TempDir private Path folder;

  /** Never answers. */
  private static final class SilentArchive implements TopicArchive {
    private boolean closed;

    @Override
    public CompletableFuture<Void> append(Entry entry) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Long> completeUntil(String topic) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Set<String>> stored(String topic, long since, long alive) {
      return new CompletableFuture<>();
    }

    @Override
    public String address(String topic) {
      if (topic.equals("unknown")) {
        throw new PeerloomException(ErrorCode.NOT_FOUND, "an unknown topic");
      }
      return topic;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void failedStartEndsNodeAndArchive() throws Exception {
    SilentArchive archive = new SilentArchive();
    try (StartedServer started = new StartedServer()) {
      PeerProcess node = started.bridge(PeerHost.open(folder), null);
      List<String> topics = List.of("news", "unknown");
      assertThatThrownBy(() -> new ArchiveProcess(node, archive, topics, TopicArchiver.WHOLE))
          .isInstanceOf(PeerloomException.class);
      node.ended().get(10, TimeUnit.SECONDS);
      assertThat(archive.closed).isTrue();
    }
  }
}
