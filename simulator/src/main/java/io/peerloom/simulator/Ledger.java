package io.peerloom.simulator;

import io.peerloom.core.GetResult;
import io.peerloom.core.Peer;
import io.peerloom.core.PutOptions;
import io.peerloom.core.TopicMessage;
import io.peerloom.core.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes into a world and remembers what was acknowledged, to ask for all of it later: nothing
 * acknowledged may be missing, nothing may come twice, each publisher's messages come in order.
 */
public final class Ledger {
  private static final int TTL_SECONDS = 24 * 3600;

  private final World world;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, List<String>> messages = new LinkedHashMap<>();
  private int refused;

  public Ledger(World world) {
    this.world = world;
  }

  /** Puts a public value. */
  public void put(Peer peer, String name, String value) {
    peer.put(name, Value.text(value), PutOptions.open())
        .then(ok -> values.put(name, value), e -> refused++);
  }

  /** Publishes a message. */
  public void publish(Peer peer, String topic, String text) {
    peer.topic(topic)
        .publish(Value.text(text), TTL_SECONDS)
        .then(
            ok -> messages.computeIfAbsent(topic, t -> new ArrayList<>()).add(text),
            e -> refused++);
  }

  /** How many writes were acknowledged. */
  public int acknowledged() {
    int count = values.size();
    for (List<String> each : messages.values()) {
      count += each.size();
    }
    return count;
  }

  /** How many writes failed, with a code. */
  public int refused() {
    return refused;
  }

  /** Reads everything back through one peer, in that much virtual time; what is wrong, in words. */
  public List<String> violationsSeenBy(Peer reader, long withinMillis) {
    Map<String, Promise<GetResult>> gets = new LinkedHashMap<>();
    for (String name : values.keySet()) {
      gets.put(name, reader.get(name, null));
    }
    Map<String, Promise<List<TopicMessage>>> histories = new LinkedHashMap<>();
    for (String topic : messages.keySet()) {
      histories.put(topic, reader.topic(topic).history());
    }
    world.run(withinMillis);
    List<String> violations = new ArrayList<>();
    gets.forEach((name, get) -> checkValue(name, get, violations));
    histories.forEach((topic, history) -> checkHistory(topic, history, violations));
    return violations;
  }

  private void checkValue(String name, Promise<GetResult> get, List<String> violations) {
    if (!get.isDone() || get.isFailed()) {
      violations.add("value " + name + " unreadable: " + get.failure());
    } else if (get.value() == null) {
      violations.add("value " + name + " was acknowledged and is gone");
    } else if (!text(get.value().value()).equals(values.get(name))) {
      violations.add("value " + name + " is another");
    }
  }

  private void checkHistory(
      String topic, Promise<List<TopicMessage>> history, List<String> violations) {
    if (!history.isDone() || history.isFailed()) {
      violations.add("topic " + topic + " unreadable: " + history.failure());
      return;
    }
    List<String> seen = new ArrayList<>();
    Map<String, Long> last = new LinkedHashMap<>();
    for (TopicMessage message : history.value()) {
      String text = text(message.value());
      if (seen.contains(text)) {
        violations.add("topic " + topic + " has " + text + " twice");
      }
      seen.add(text);
      Long before = last.put(message.publisher(), message.sequence());
      if (before != null && before >= message.sequence()) {
        violations.add("topic " + topic + " has " + text + " out of order");
      }
    }
    for (String text : messages.get(topic)) {
      if (!seen.contains(text)) {
        violations.add("message " + text + " on " + topic + " was acknowledged and is gone");
      }
    }
  }

  private static String text(Value value) {
    return Bytes.utf8(value.bytes());
  }
}
