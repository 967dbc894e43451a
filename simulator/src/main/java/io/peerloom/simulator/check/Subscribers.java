package io.peerloom.simulator.check;

import io.peerloom.core.Peer;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.base.Bytes;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldListener;
import io.peerloom.simulator.report.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who is subscribed to what, what was acknowledged since, and what arrived when. */
public final class Subscribers implements WorldListener {
  /** A message that was acknowledged, and when its publisher sent it. */
  record PublishedMessage(String text, long sentAt, long acknowledgedAt) {}

  /** A subscriber that has stayed since it subscribed. */
  static final class Reader {
    final Machine machine;
    final String topic;
    final Map<String, Long> arrivals = new LinkedHashMap<>();
    private final Peer peer;

    /** When its subscription was confirmed. */
    private long since;

    Reader(Machine machine, String topic) {
      this.machine = machine;
      this.topic = topic;
      this.peer = machine.peer();
    }
  }

  private final World world;
  private final Map<String, List<PublishedMessage>> acknowledged = new LinkedHashMap<>();
  private final Map<String, Long> sentAt = new LinkedHashMap<>();
  private final List<Reader> readers = new ArrayList<>();
  private final List<String> doubles = new ArrayList<>();

  public Subscribers(World world) {
    this.world = world;
    world.addListener(this);
  }

  /** Subscribes a running peer for as long as it runs. */
  public void subscribe(Machine machine, String topic, Metrics figures) {
    Reader reader = new Reader(machine, topic);
    machine.run(
        () ->
            reader
                .peer
                .topic(topic)
                .subscribe(false, message -> arrived(reader, message, figures))
                .then(
                    ok -> {
                      reader.since = world.now();
                      readers.add(reader);
                    },
                    e -> figures.count("subscribeFailed")));
  }

  void arrived(Reader reader, TopicMessage message, Metrics figures) {
    String text = Bytes.utf8(message.value().bytes());
    if (reader.arrivals.putIfAbsent(text, world.now()) != null) {
      doubles.add(text + " came twice to " + reader.machine.number());
    }
    Long sent = sentAt.get(text);
    if (sent != null) {
      figures.of("deliverMillis").add((int) (world.now() - sent));
    }
  }

  /** Records that a message was sent. */
  public void sent(String text) {
    sentAt.put(text, world.now());
  }

  /** Records that a message was acknowledged to its publisher. */
  public void acknowledged(String topic, String text) {
    acknowledged
        .computeIfAbsent(topic, t -> new ArrayList<>())
        .add(new PublishedMessage(text, sentAt.get(text), world.now()));
  }

  /**
   * The acknowledged messages that a subscriber must receive: those sent after its subscription was
   * confirmed. Messages in flight at that moment may belong to the history, which it did not ask
   * for.
   */
  List<PublishedMessage> owed(Reader reader) {
    List<PublishedMessage> owed =
        new ArrayList<>(acknowledged.getOrDefault(reader.topic, List.of()));
    owed.removeIf(each -> each.sentAt < reader.since);
    return owed;
  }

  /** The subscribers that have stayed until now. */
  List<Reader> staying() {
    List<Reader> staying = new ArrayList<>();
    for (Reader reader : readers) {
      if (reader.machine.peer() == reader.peer) {
        staying.add(reader);
      }
    }
    return staying;
  }

  /**
   * Counts, of the messages that subscribers had to receive, those that arrived: by whether an
   * honest peer is in the topic's group.
   *
   * @param group the members that a topic's group has in fact
   */
  public void count(Function<String, List<Machine>> group, Metrics figures) {
    Map<String, Boolean> honest = new LinkedHashMap<>();
    for (Reader reader : staying()) {
      boolean hasHonest =
          honest.computeIfAbsent(
              reader.topic,
              t -> group.apply(t).stream().anyMatch(machine -> machine.traits().lie() == null));
      String name = hasHonest ? "honestGroup" : "hostileGroup";
      for (PublishedMessage each : owed(reader)) {
        figures.count(name + (reader.arrivals.containsKey(each.text) ? "Delivered" : "Missing"));
      }
    }
    honest.values().forEach(any -> figures.count(any ? "honestGroups" : "hostileGroups"));
  }

  /** Messages that one subscriber received twice, in words. */
  List<String> doubles() {
    return List.copyOf(doubles);
  }

  @Override
  public void ends(Machine machine) {
    readers.removeIf(reader -> reader.machine == machine);
  }
}
