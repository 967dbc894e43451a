package io.peerloom.e2e.attack;

import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What honest peers do while an attack lasts: one writes values and publishes, another reads and
 * subscribes, a few times a second; a newcomer joins now and then. All acknowledged things are read
 * again afterwards.
 */
final class HonestLoad implements AutoCloseable {
  private static final int PAUSE_MILLIS = 50;
  private static final int OUTCOME_SECONDS = 40;
  private static final int DELIVERY_MILLIS = 30_000;
  private static final int TURNS_BETWEEN_NEWCOMERS = 40;

  /** Of what newcomers put: so few that they do not take each other's room. */
  private static final PutOptions FOR_SECONDS = new PutOptions(PutOptions.Readers.PUBLIC, 10, -1);

  /** One operation: when it began, how long it took, why it failed or null. */
  private record Done(String what, long at, long micros, String failure) {}

  /** One turn of all operations: when it began, what was published, and what failed. */
  private record Turn(long at, String message, List<String> failures) {}

  /** A value that was acknowledged, and when its put began. */
  private record Stored(String value, long at) {}

  private final Path folder;
  private final String bootstrap;
  private final JvmPeer writer;
  private final JvmPeer reader;
  private final List<Done> done = new ArrayList<>();
  private final Map<String, Stored> values = new ConcurrentHashMap<>();

  /** The ids of acknowledged messages, with when their publishing began. */
  private final Map<String, Long> published = new ConcurrentHashMap<>();

  /** The ids of delivered messages; whoever waits for one is notified of each. */
  private final Set<String> received = new HashSet<>();

  private final Thread thread;
  private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
  private volatile boolean stopped;
  private volatile boolean newcomerWanted;
  private int newcomers;

  private HonestLoad(Path folder, String bootstrap, JvmPeer writer, JvmPeer reader) {
    this.folder = folder;
    this.bootstrap = bootstrap;
    this.writer = writer;
    this.reader = reader;
    this.thread = new Thread(this::work, "honest");
  }

  /** Begins at the all-in-one at a port, and says when everything works. */
  static HonestLoad start(Path folder, int port) throws Exception {
    String bootstrap = "ws://localhost:" + port + "/bootstrap";
    JvmPeer writer = join(folder.resolve("writer"), bootstrap);
    JvmPeer reader = join(folder.resolve("reader"), bootstrap);
    HonestLoad load = new HonestLoad(folder, bootstrap, writer, reader);
    reader.topic(Attacker.HONEST_TOPIC).subscribe(true, load::received).get(30, TimeUnit.SECONDS);
    load.thread.setDaemon(true);
    load.thread.start();
    return load;
  }

  private static JvmPeer join(Path data, String bootstrap) throws Exception {
    return JvmPeer.join(data, new PeerOptions().bootstrap(List.of(bootstrap)))
        .get(OUTCOME_SECONDS, TimeUnit.SECONDS);
  }

  private void received(TopicMessage message) {
    if (message.publisher().equals(writer.publisher())) {
      synchronized (received) {
        received.add(message.id());
        received.notifyAll();
      }
    }
  }

  private void work() {
    for (int number = 0; !stopped; number++) {
      turn(number);
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void turn(int number) {
    long at = System.nanoTime();
    String name = "honest/" + number;
    String value = "value " + number;
    List<String> failures = new ArrayList<>();
    if (attempt(failures, "put", () -> writer.put(name, Value.text(value), PutOptions.sealed()))
        != null) {
      values.put(name, new Stored(value, at));
    }
    attempt(
        failures,
        "put public",
        () -> writer.put(Attacker.HONEST_NAME, Value.text(value), PutOptions.open()));
    attempt(
        failures,
        "get public",
        () -> reader.get(Attacker.HONEST_NAME, writer.publisher()).thenApply(HonestLoad::present));
    var sent =
        attempt(
            failures,
            "publish",
            () -> writer.topic(Attacker.HONEST_TOPIC).publish(Value.text(value), 3600));
    if (sent != null) {
      published.put(sent.id(), at);
    }
    boolean awaited = newcomerWanted;
    if (awaited || number % TURNS_BETWEEN_NEWCOMERS == TURNS_BETWEEN_NEWCOMERS - 1) {
      attempt(failures, "join", () -> newcomer(sent == null ? null : sent.id()));
    }
    if (awaited) {
      turns.add(new Turn(at, sent == null ? null : sent.id(), failures));
    }
  }

  private static GetResult present(Optional<GetResult> found) {
    return found.orElseThrow(() -> new IllegalStateException("the honest value is not found"));
  }

  /** Joins, writes the name that newcomers share, finds a message in the history, and leaves. */
  private CompletableFuture<Object> newcomer(String message) throws Exception {
    Path data = folder.resolve("newcomer" + newcomers++);
    JvmPeer peer = join(data, bootstrap);
    try {
      peer.put(Attacker.SHARED_NAME, Value.text("x"), FOR_SECONDS)
          .get(OUTCOME_SECONDS, TimeUnit.SECONDS);
      if (message != null && !history(peer).contains(message)) {
        throw new IllegalStateException("a newcomer does not find the message of a moment ago");
      }
    } finally {
      peer.leave().get(OUTCOME_SECONDS, TimeUnit.SECONDS);
    }
    return CompletableFuture.completedFuture(true);
  }

  private static Set<String> history(JvmPeer peer) throws Exception {
    Set<String> ids = new HashSet<>();
    for (TopicMessage message :
        peer.topic(Attacker.HONEST_TOPIC).history().get(OUTCOME_SECONDS, TimeUnit.SECONDS)) {
      ids.add(message.id());
    }
    return ids;
  }

  private interface Operation<T> {
    CompletableFuture<T> begin() throws Exception;
  }

  /** The result of an operation; null if it failed. */
  private <T> T attempt(List<String> failures, String what, Operation<T> operation) {
    long began = System.nanoTime();
    String failure = null;
    T result = null;
    try {
      result = operation.begin().get(OUTCOME_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      failure = String.valueOf(cause);
      failures.add(what + ": " + failure);
    }
    synchronized (done) {
      done.add(new Done(what, began, (System.nanoTime() - began) / 1000, failure));
    }
    return result;
  }

  /** What happened between two moments of {@link System#nanoTime}. */
  Summary between(long from, long to) {
    Map<String, List<Long>> micros = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    int count = 0;
    synchronized (done) {
      for (Done each : done) {
        if (each.at < from || each.at >= to) {
          continue;
        }
        count++;
        micros.computeIfAbsent(each.what, what -> new ArrayList<>()).add(each.micros);
        if (each.failure != null) {
          failures.add(each.what + ": " + each.failure);
        }
      }
    }
    micros.values().forEach(list -> list.sort(null));
    return new Summary(count, failures, micros);
  }

  /**
   * What honest peers saw in some time.
   *
   * @param micros how long operations took, by kind, in order
   */
  record Summary(int operations, List<String> failures, Map<String, List<Long>> micros) {
    /** How many operations of a kind there were. */
    int count(String what) {
      return micros.getOrDefault(what, List.of()).size();
    }

    /** Both together. */
    Summary and(Summary other) {
      List<String> allFailures = new ArrayList<>(failures);
      allFailures.addAll(other.failures);
      Map<String, List<Long>> allMicros = new TreeMap<>();
      for (Summary each : List.of(this, other)) {
        each.micros.forEach(
            (what, list) ->
                allMicros.computeIfAbsent(what, unused -> new ArrayList<>()).addAll(list));
      }
      allMicros.values().forEach(list -> list.sort(null));
      return new Summary(operations + other.operations, allFailures, allMicros);
    }

    /** The quantile of a kind of operation, in milliseconds; 0 if there was none. */
    double millis(String what, double quantile) {
      List<Long> sorted = micros.getOrDefault(what, List.of());
      return sorted.isEmpty()
          ? 0
          : sorted.get((int) Math.min(sorted.size() - 1, quantile * sorted.size())) / 1000.0;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append(operations).append(" operations, ").append(failures.size()).append(" failed");
      for (String what : micros.keySet()) {
        text.append(
            String.format(
                Locale.ROOT, ", %s %.1f/%.1f ms", what, millis(what, 0.5), millis(what, 0.99)));
      }
      return text.toString();
    }
  }

  /**
   * Waits for a turn, begun after now, in which every operation succeeds, a newcomer's among them,
   * and whose message is delivered.
   *
   * @return what failed in the last turn, if there is none within the time; nothing if there is one
   */
  List<String> failuresAfter(long millis) throws InterruptedException {
    long from = System.nanoTime();
    long until = from + TimeUnit.MILLISECONDS.toNanos(millis);
    List<String> failures = List.of("no turn ended");
    turns.clear();
    newcomerWanted = true;
    try {
      while (!failures.isEmpty() && System.nanoTime() < until) {
        Turn turn = turns.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (turn != null && turn.at >= from) {
          failures = turn.failures;
          newcomerWanted = !failures.isEmpty();
          if (failures.isEmpty() && !awaitDelivery(Set.of(turn.message), until)) {
            failures = List.of("a message published after the attack was not delivered");
          }
        }
      }
    } finally {
      newcomerWanted = false;
    }
    return failures;
  }

  private boolean awaitDelivery(Set<String> messages, long until) throws InterruptedException {
    synchronized (received) {
      for (long left = until - System.nanoTime();
          left > 0 && !received.containsAll(messages);
          left = until - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(received, left);
      }
      return received.containsAll(messages);
    }
  }

  /**
   * What was acknowledged since a moment of {@link System#nanoTime} and cannot be read any more.
   */
  List<String> lost(long from) throws Exception {
    List<String> lost = new ArrayList<>();
    for (Map.Entry<String, Stored> each : values.entrySet()) {
      if (each.getValue().at >= from && !isStored(each.getKey(), each.getValue().value)) {
        lost.add("value " + each.getKey());
      }
    }
    Set<String> messages = new TreeSet<>();
    published.forEach(
        (id, at) -> {
          if (at >= from) {
            messages.add(id);
          }
        });
    awaitDelivery(messages, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DELIVERY_MILLIS));
    Set<String> delivered;
    synchronized (received) {
      delivered = new HashSet<>(received);
    }
    Set<String> history = history(reader);
    for (String id : messages) {
      if (!delivered.contains(id)) {
        lost.add("delivery of message " + id);
      }
      if (!history.contains(id)) {
        lost.add("message " + id + " from the history");
      }
    }
    return lost;
  }

  private boolean isStored(String name, String value) throws Exception {
    Optional<GetResult> found = writer.get(name).get(OUTCOME_SECONDS, TimeUnit.SECONDS);
    return found.isPresent() && found.get().value().equals(Value.text(value));
  }

  /** How many values and messages were acknowledged since a moment. */
  int acknowledged(long from) {
    return (int)
        (values.values().stream().filter(each -> each.at >= from).count()
            + published.values().stream().filter(at -> at >= from).count());
  }

  @Override
  public void close() throws Exception {
    stopped = true;
    thread.interrupt();
    thread.join();
    writer.leave().get(OUTCOME_SECONDS, TimeUnit.SECONDS);
    reader.leave().get(OUTCOME_SECONDS, TimeUnit.SECONDS);
  }
}
