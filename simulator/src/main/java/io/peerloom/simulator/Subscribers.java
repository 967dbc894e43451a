package io.peerloom.simulator;

import io.peerloom.core.Peer;
import io.peerloom.core.TopicMessage;
import io.peerloom.core.base.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is subscribed to what, what was acknowledged since, and what came when. */
final class Subscribers implements WorldListener {
  /** A message that was acknowledged, and when. */
  record Published(String text, long acknowledgedAt) {}

  /** Somebody who has been subscribed since it began. */
  static final class Reader {
    final Machine machine;
    final String topic;
    final Map<String, Long> arrivals = new LinkedHashMap<>();
    private final Peer peer;

    /** How many messages of the topic had been acknowledged by then. */
    int since;

    Reader(Machine machine, String topic) {
      this.machine = machine;
      this.topic = topic;
      this.peer = machine.peer();
    }
  }

  private final World world;
  private final Map<String, List<Published>> acknowledged = new LinkedHashMap<>();
  private final Map<String, Long> sentAt = new LinkedHashMap<>();
  private final List<Reader> readers = new ArrayList<>();
  private final List<String> doubles = new ArrayList<>();

  Subscribers(World world) {
    this.world = world;
    world.addListener(this);
  }

  /** Subscribes a running peer for as long as it runs. */
  void subscribe(Machine machine, String topic, Figures figures) {
    Reader reader = new Reader(machine, topic);
    machine.run(
        () ->
            reader
                .peer
                .topic(topic)
                .subscribe(false, message -> arrived(reader, message, figures))
                .then(
                    ok -> {
                      reader.since = acknowledged(topic).size();
                      readers.add(reader);
                    },
                    e -> figures.count("subscribeFailed")));
  }

  private void arrived(Reader reader, TopicMessage message, Figures figures) {
    String text = Bytes.utf8(message.value().bytes());
    if (reader.arrivals.putIfAbsent(text, world.now()) != null) {
      doubles.add(text + " came twice to " + reader.machine.number());
    }
    Long sent = sentAt.get(text);
    if (sent != null) {
      figures.of("deliverMillis").add((int) (world.now() - sent));
    }
  }

  /** A message is on its way. */
  void sent(String text) {
    sentAt.put(text, world.now());
  }

  /** Its publisher was told that it is kept. */
  void acknowledged(String topic, String text) {
    acknowledged
        .computeIfAbsent(topic, t -> new ArrayList<>())
        .add(new Published(text, world.now()));
  }

  /** What was acknowledged on a topic, in that order. */
  List<Published> acknowledged(String topic) {
    return acknowledged.getOrDefault(topic, List.of());
  }

  /** Those who have stayed until now. */
  List<Reader> staying() {
    List<Reader> staying = new ArrayList<>();
    for (Reader reader : readers) {
      if (reader.machine.peer() == reader.peer) {
        staying.add(reader);
      }
    }
    return staying;
  }

  /** What came twice, or not at all to who runs since before it was sent. */
  List<String> violations() {
    List<String> violations = new ArrayList<>(doubles);
    for (Reader reader : staying()) {
      List<Published> sent = acknowledged(reader.topic);
      for (Published each : sent.subList(reader.since, sent.size())) {
        if (!reader.arrivals.containsKey(each.text())) {
          violations.add(each.text() + " never came to " + reader.machine.number());
        }
      }
    }
    return violations;
  }

  @Override
  public void ends(Machine machine) {
    readers.removeIf(reader -> reader.machine == machine);
  }
}
