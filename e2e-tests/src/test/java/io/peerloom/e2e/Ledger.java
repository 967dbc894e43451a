package io.peerloom.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The messages and values that were acknowledged, and the outcomes of the others. */
final class Ledger {
  /**
   * A message that was acknowledged.
   *
   * @param atMillis when, since the start of the run
   */
  record Promise(String topic, String by, long atMillis) {}

  private final Map<String, Promise> messages = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private int offered;
  private int heldBack;

  synchronized void offered(int count) {
    offered += count;
  }

  /** Counts messages that a publisher did not send because it had too many unanswered ones. */
  synchronized void heldBack(int count) {
    heldBack += count;
  }

  synchronized void acknowledged(String id, String topic, String by, long atMillis) {
    messages.put(id, new Promise(topic, by, atMillis));
  }

  synchronized void failed(String code, int count) {
    failures.merge(code, count, Integer::sum);
  }

  synchronized void acknowledgedValue(String name, String value) {
    values.put(name, value);
  }

  synchronized int offered() {
    return offered;
  }

  synchronized int acknowledged() {
    return messages.size();
  }

  synchronized Map<String, String> values() {
    return new LinkedHashMap<>(values);
  }

  /** The acknowledged messages of a topic, by id. */
  synchronized Map<String, Promise> messages(String topic) {
    Map<String, Promise> ofTopic = new LinkedHashMap<>();
    messages.forEach(
        (id, promise) -> {
          if (promise.topic().equals(topic)) {
            ofTopic.put(id, promise);
          }
        });
    return ofTopic;
  }

  synchronized String summary(double seconds) {
    Map<String, Integer> byPublisher = new TreeMap<>();
    messages.values().forEach(promise -> byPublisher.merge(promise.by(), 1, Integer::sum));
    List<String> lines = new ArrayList<>();
    lines.add(String.format("offered      %6d, %.0f a second", offered, offered / seconds));
    lines.add(
        String.format(
            "acknowledged %6d, %.0f a second, by %s",
            messages.size(), messages.size() / seconds, byPublisher));
    lines.add("not accepted " + failures + ", not even sent " + heldBack);
    return String.join("\n", lines);
  }
}
