package io.peerloom.simulator.check;

import io.peerloom.core.Peer;
import io.peerloom.core.Probe;
import io.peerloom.core.api.Topic;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The history of a topic, read through any peer, has every acknowledged message once, each
 * publisher's in order, and none that was refused (R16).
 */
public final class NoAckedMessageLost {
  /** A peer without links receives a history in routed answers of 2.5 kB, one per round trip. */
  private static final int UNLINKED_MILLIS = 100;

  private NoAckedMessageLost() {}

  /**
   * Reads all topics through one peer; returns what is missing, double, out of order or refused.
   */
  public static List<String> violations(
      World world, AcknowledgedWrites writes, Peer reader, long withinMillis) {
    Map<String, Promise<List<TopicMessage>>> histories = new LinkedHashMap<>();
    for (String topic : writes.topics()) {
      histories.put(topic, history(reader.topic(topic)));
    }
    long within = withinMillis;
    if (new Probe(reader).countedLinks() == 0) {
      for (String topic : writes.topics()) {
        within += (long) UNLINKED_MILLIS * writes.messages(topic).size();
      }
    }
    ReadBack.await(world, histories, topic -> history(reader.topic(topic)), within);
    List<String> violations = new ArrayList<>();
    histories.forEach((topic, history) -> check(writes, topic, history, violations));
    return violations;
  }

  /** All messages; by a subscription where they are too many for one answer. */
  private static Promise<List<TopicMessage>> history(Topic topic) {
    List<TopicMessage> received = new ArrayList<>();
    return topic
        .history()
        .recover(
            e ->
                e.code() != ErrorCode.TOO_LARGE
                    ? Promise.failed(e)
                    : topic
                        .subscribe(true, received::add)
                        .map(
                            subscription -> {
                              subscription.close();
                              return received;
                            }));
  }

  private static void check(
      AcknowledgedWrites writes,
      String topic,
      Promise<List<TopicMessage>> history,
      List<String> violations) {
    if (!history.isDone() || history.isFailed()) {
      violations.add("topic " + topic + " unreadable: " + history.failure());
      return;
    }
    Set<String> seen = new LinkedHashSet<>();
    Map<Integer, Long> last = new LinkedHashMap<>();
    for (TopicMessage message : history.value()) {
      String text = Bytes.utf8(message.value().bytes());
      if (!seen.add(text)) {
        violations.add("topic " + topic + " has " + text + " twice");
      }
      Integer stream = writes.streamOf(text);
      Long before = stream == null ? null : last.put(stream, message.sequence());
      if (before != null && before >= message.sequence()) {
        violations.add("topic " + topic + " has " + text + " out of order");
      }
    }
    for (String text : seen) {
      if (writes.refusalOf(text) != null) {
        violations.add("topic " + topic + " has " + text + ", " + writes.refusalOf(text));
      }
    }
    for (String text : writes.messages(topic)) {
      if (!seen.contains(text)) {
        violations.add("message " + text + " on " + topic + " was acknowledged and is gone");
      }
    }
  }
}
