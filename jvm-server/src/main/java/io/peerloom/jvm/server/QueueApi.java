package io.peerloom.jvm.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.QueueOutcome;
import io.peerloom.core.api.QueuedWrite;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.limits.ServerLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * The queued writes, which wait until other peers can be reached, and the outcomes of those sent.
 */
final class QueueApi {
  private final Deque<QueueOutcome> done = new ArrayDeque<>();

  /** Records the outcomes of a peer's queue from now on. */
  void watch(JvmPeer peer) {
    peer.addListener(
        new PeerListener() {
          @Override
          public void onQueueOutcome(QueueOutcome outcome) {
            record(outcome);
          }
        });
  }

  private synchronized void record(QueueOutcome outcome) {
    if (done.size() == ServerLimits.MAX_QUEUE_OUTCOMES) {
      done.removeFirst();
    }
    done.addLast(outcome);
  }

  /** Both as JSON, oldest first. */
  synchronized ObjectNode json(List<QueuedWrite> waiting) {
    ObjectNode node = Json.object();
    ArrayNode waits = node.putArray("waiting");
    waiting.forEach(write -> describe(waits.addObject(), write));
    ArrayNode ended = node.putArray("done");
    for (QueueOutcome outcome : done) {
      ObjectNode entry = ended.addObject();
      describe(entry, outcome.write());
      if (outcome.failure() == null) {
        entry.put("sequence", outcome.sequence());
        entry.put("holders", outcome.holders());
      } else {
        entry.put("code", outcome.failure().name());
      }
    }
    return node;
  }

  private static void describe(ObjectNode node, QueuedWrite write) {
    node.put("id", write.id());
    node.put("kind", write.kind().name().toLowerCase(Locale.ROOT));
    node.put("name", write.name());
    node.put("queuedAt", write.queuedAt());
  }
}
