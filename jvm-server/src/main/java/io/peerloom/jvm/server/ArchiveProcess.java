package io.peerloom.jvm.server;

import io.peerloom.jvm.archive.TopicArchive;
import io.peerloom.jvm.archive.TopicArchiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A node that follows topics into an archive. */
public final class ArchiveProcess implements ServerProcess {
  private final PeerProcess node;
  private final TopicArchive archive;
  private final List<TopicArchiver> archivers = new ArrayList<>();

  /**
   * Begins to archive, with a node that has joined. Both are closed with this, also where it fails.
   *
   * @param margin as {@link TopicArchiver#start} has it
   */
  public ArchiveProcess(
      PeerProcess node, TopicArchive archive, List<String> topics, Duration margin) {
    this.node = node;
    this.archive = archive;
    try {
      for (String topic : topics) {
        TopicArchiver archiver = TopicArchiver.start(node.peer(), topic, archive, margin);
        archivers.add(archiver);
        node.metrics().archive(archive.address(topic), archiver::status);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public String address() {
    return node.address();
  }

  @Override
  public Map<String, List<String>> advertised() {
    return node.advertised();
  }

  @Override
  public Readiness readiness() {
    return node.readiness();
  }

  @Override
  public CompletableFuture<Void> ended() {
    return node.ended();
  }

  /** What has been read is archived before the node has no links any more. */
  @Override
  public CompletableFuture<Void> drain() {
    return CompletableFuture.runAsync(this::stop).thenCompose(stopped -> node.drain());
  }

  private void stop() {
    TopicArchiver.closeAll(archivers);
  }

  @Override
  public void close() {
    stop();
    archive.close();
    node.close();
  }
}
